"""One citizen's way through one service, as a value.

    journey = begin(service, today, villages)
    journey = journey.bring("ktp", True).forward()            # Checklist → Notice
    journey = journey.forward()                               # → AskForWhom, or the first question
    journey = journey.answer("3603034101900001").forward()    # raises NotAccepted: the journey is as it was
    ...
    completed = journey.answer(True).complete()               # on Declare

Every method returns another journey; `answer`, `unknown` and `skip` set the answer of the present step,
`forward` moves. Answers are never lost by moving: those that have become irrelevant are left out by `complete`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kiosk.catalogue.model import Service
from kiosk.forms.steps import EntrySummary, Progress, Readout, Review, Row, Step
from kiosk.forms.submission import CompletedApplication
from kiosk.people.regions import Village, VillageLike


@dataclass(frozen=True, slots=True)
class Journey:
    service: Service
    today: date
    language: str
    step: Step
    villages: tuple[Village, ...] = field(repr=False)
    answers: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """Normalised, by question name; None was skipped; a repeat page is a tuple of such mappings."""
    brought: Mapping[str, bool] = field(default_factory=dict)
    """By requirement id; absent: not said yet."""
    declared: bool = False

    # --- what the page shows ---

    @property
    def first(self) -> bool:
        """Nothing lies behind: *Kembali* leaves the service."""
        raise NotImplementedError

    @property
    def last(self) -> bool:
        """`complete()` comes next, not `forward()`: on Declare, or on Review of a service without declaration."""
        raise NotImplementedError

    @property
    def value(self) -> Any:
        """The present step's answer so far, to fill the page with; None if there is none."""
        raise NotImplementedError

    def progress(self) -> Progress: raise NotImplementedError

    def entries(self) -> tuple[EntrySummary, ...]:
        """The entries of the present repeat page (on Entries, or on Ask within one)."""
        raise NotImplementedError

    def review(self) -> tuple[Row, ...]:
        """The relevant questions with their answers, in order."""
        raise NotImplementedError

    def readout(self) -> Readout | None:
        """What the NIK of the present step says; None if it is no answered NIK question."""
        raise NotImplementedError

    def warnings(self) -> tuple[str, ...]:
        """What does not fit together at the present step, Indonesian. It never stops anybody."""
        raise NotImplementedError

    # --- what the citizen does ---

    def bring(self, requirement: str, brought: bool) -> Journey:
        """*Sudah dibawa* or *Belum*, on a Checklist. What is not said counts as not yet."""
        raise NotImplementedError

    def answer(self, value: object) -> Journey:
        """Answer the present step: AskForWhom, Ask or Declare. Text as typed, or the JSON shape of the type.

        Raises NotAccepted with what to do; the journey, and what the citizen typed, stay as they are.
        """
        raise NotImplementedError

    def unknown(self) -> Journey:
        """*Tidak tahu / belum punya NIK*, on a NIK question."""
        raise NotImplementedError

    def skip(self) -> Journey:
        """Leave an optional question unanswered. Raises NotAccepted where it is required."""
        raise NotImplementedError

    def add(self) -> Journey:
        """*Tambah*, on Entries: to the first question of a new entry. Raises NotAccepted when it is full."""
        raise NotImplementedError

    def open(self, entry: int) -> Journey:
        """*Ubah* of an entry, on Entries: through its questions and back to the list."""
        raise NotImplementedError

    def remove(self, entry: int) -> Journey:
        """*Hapus* of an entry, on Entries."""
        raise NotImplementedError

    def forward(self) -> Journey:
        """*Lanjut*. Raises NotAccepted while the present step needs an answer; on the last step, itself.

        An optional question without an answer counts as skipped. After `change` it leads to whatever the new
        answer made relevant, and then back to the review.
        """
        raise NotImplementedError

    def back(self) -> Journey:
        """*Kembali*, without losing anything; on the first step, itself."""
        raise NotImplementedError

    def change(self, name: str, entry: int | None = None) -> Journey:
        """*Ubah* on Review: to that question (`untuk` and the name of a repeat page too), and then back."""
        raise NotImplementedError

    def complete(self) -> CompletedApplication:
        """The application to submit. Raises Refused while something is open, undeclared or stopped."""
        raise NotImplementedError


def begin(
    service: Service, today: date, villages: Collection[VillageLike] = (), language: str = "id"
) -> Journey:
    """The first step of a service that can be applied for; `villages` are those of the office."""
    raise NotImplementedError


_ = Review
