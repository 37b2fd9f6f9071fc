"""What the office service says no to.

OfficeError
├── AlreadyRunning     another office service works in this folder; start-up stops
├── FolderNotWritable  the folder takes no file; start-up stops
└── PortTaken          something else listens there; start-up stops
Refusal                answered with problem+json; nothing was stored, nothing is printed
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.office.contract import Problem


class OfficeError(Exception):
    """The office cannot start; the text is for technicians, in Indonesian, and says what to do."""


class AlreadyRunning(OfficeError):
    """Another office service holds this folder."""


class FolderNotWritable(OfficeError):
    """The office's folder takes no file."""


class PortTaken(OfficeError):
    """The port cannot be bound."""


class Refusal(Exception):
    """Carries the whole answer. Its text is the problem's type, so that no log can quote a citizen."""

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(problem.type)
        self.problem = problem
        self.headers = dict(headers or {})
