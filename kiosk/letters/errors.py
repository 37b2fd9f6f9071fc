"""What can be wrong with a letter.

LetterError
├── TemplateBroken  a template cannot be used; its file and line are named, the others stay in use
└── NoTemplate      the office has none for this service; staff write the letter as before
"""

from __future__ import annotations


class LetterError(Exception):
    """Base of this package's errors; the text is Indonesian and names no citizen."""


class TemplateBroken(LetterError):
    """The text says "sktm.txt, baris 7: …"."""

    def __init__(self, file: str, line: int, what: str) -> None:
        super().__init__(f"{file}, baris {line}: {what}")
        self.file = file
        self.line = line


class NoTemplate(LetterError):
    """There is no file for the service."""
