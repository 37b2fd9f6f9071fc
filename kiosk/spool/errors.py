"""What can go wrong with a print job.

SpoolError
├── JobUnknown          no such job; the asker is told so (404)
├── IllegalMove         a move that the table of states does not have: a fault of ours, nothing is changed
└── JobNotOpenToAnswer  a person answers for a job that is still under way or has already ended (409)
"""

from __future__ import annotations


class SpoolError(Exception):
    """Anything the spool refuses."""


class JobUnknown(SpoolError):
    """There is no print job with this id."""


class IllegalMove(SpoolError):
    """The table of states has no such move."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"a print job never goes from {before} to {after}")
        self.before = before
        self.after = after


class JobNotOpenToAnswer(SpoolError):
    """Only an unknown job waits for a person's answer."""

    def __init__(self, state: str) -> None:
        super().__init__(f"a person decides about unknown print jobs, this one is {state}")
        self.state = state
