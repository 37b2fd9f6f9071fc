"""The steps of a citizen's way through a service, and what the screen shows of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kiosk.catalogue.model import ExitPage, ForWhom, Page, Privacy, Question, Requirement
from kiosk.people.nik import Sex


@dataclass(frozen=True, slots=True)
class Checklist:
    """Which requirements the citizen has brought; `Journey.brought` holds what was said so far.

    `further` is a second, short list right before the review: requirements that only the answers called for.
    """

    requirements: tuple[Requirement, ...]
    further: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What is asked, what for and how long it is kept; shown once, before the first personal question.

    `asked` names the kinds of personal data in Indonesian: ("NIK", "Nama", "Alamat").
    """

    privacy: Privacy
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskForWhom:
    """Whom the letter is about; its answer is the reserved `untuk`. Only when there is a choice."""

    choices: tuple[ForWhom, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `entry` counts from 0 within a repeat page, and is None elsewhere."""

    page: Page
    question: Question
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """The list of a repeat page: add, change, remove. Its entries are `Journey.entries()`."""

    page: Page


@dataclass(frozen=True, slots=True)
class Stop:
    """The way ends here: what to do instead. The citizen can only go back or leave."""

    page: ExitPage


@dataclass(frozen=True, slots=True)
class Review:
    """*Periksa jawaban*; its rows are `Journey.review()`."""


@dataclass(frozen=True, slots=True)
class Declare:
    """The statement to agree to: `answer(True)`, then `complete()`."""


Step = Checklist | Notice | AskForWhom | Ask | Entries | Stop | Review | Declare


class Progress(NamedTuple):
    """*Langkah `step` dari `of`*. Truthful for the answers so far: an answer may bring or save steps."""

    step: int
    of: int


class Readout(NamedTuple):
    """What a NIK says of its holder, to be shown back as a question."""

    region: str | None
    """"Tigaraksa, Kabupaten Tangerang"; None where the code is not known today."""
    born: date | None
    """None where the digits are not a day of the calendar."""
    sex: Sex


@dataclass(frozen=True, slots=True)
class Row:
    """One row of *Periksa jawaban*; `Journey.change(row.name, row.entry)` is its *Ubah*."""

    section: str
    """Heading of the group, or empty."""
    label: str
    shown: str = field(repr=False)
    """The answer as people read it; masked where the question is sensitive."""
    name: str
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class EntrySummary:
    """One entry of a repeat page in its list."""

    index: int
    summary: str = field(repr=False)
    complete: bool
    """False: a required question of it is still open."""
