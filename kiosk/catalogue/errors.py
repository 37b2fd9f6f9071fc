"""What can be wrong with a catalogue, and who is told.

    CatalogueError
    └── CatalogueRejected   the folder is not taken. With a last good catalogue: keep it, tell the technician.
                            Without one: the office does not start. The public never sees it.

Of the findings, an *error* rejects the folder, a *warning* is advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Path = tuple[str | int, ...]
"""The way to a place in a file by its keys and positions: ("pages", 2, "questions", 0, "label")."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend in a document, by its place. Both sentences are Indonesian, without a full stop."""

    path: Path
    problem: str
    write_instead: str
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """A Remark where a technician finds it. `file` is a bare name ("": the folder), `line` is from 1."""

    file: str
    line: int
    path: str
    problem: str
    write_instead: str
    severity: Severity = "error"

    @property
    def sentence(self) -> str:
        """Indonesian, for a technician: what is wrong, and what to write instead."""
        place = f"{self.path}: " if self.path else ""
        return f"{place}{self.problem} → {self.write_instead}"


class CatalogueError(Exception):
    """Everything that this package raises."""


class CatalogueRejected(CatalogueError):
    """The folder holds no usable catalogue; `findings` says everything that is wrong, in order."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        errors = [finding for finding in findings if finding.severity == "error"]
        first = errors[0] if errors else None
        where = f"{first.file}:{first.line}: {first.sentence}" if first else "?"
        super().__init__(f"{len(errors)} error(s) in the catalogue; the first: {where}")


def dotted(path: Path) -> str:
    """A path as people read it: `pages[2].questions[0].label`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text
