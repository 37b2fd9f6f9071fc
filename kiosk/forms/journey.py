"""One citizen's way through one service, as a value.

    journey = begin(service, today, villages)
    journey = journey.bring("ktp", True).forward()            # Checklist → Notice
    journey = journey.forward()                               # → AskForWhom, or the first question
    journey = journey.answer("3603034101900001").forward()    # raises NotAccepted: the journey is as it was
    ...
    completed = journey.answer(True).complete()               # on Declare

Every method returns another journey; `answer`, `unknown` and `skip` set the answer of the present step,
`forward` and `back` move. Moving never loses an answer: what has become irrelevant is kept for the session,
and left out by `complete`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, assert_never

from kiosk.catalogue.model import NikQuestion, Page, Question, Service
from kiosk.forms.errors import WrongStep
from kiosk.forms.plan import line, position
from kiosk.forms.relevance import FOR_WHOM, Way, walk
from kiosk.forms.settled import (
    Entry,
    beside,
    entries_of,
    first_open,
    first_unsettled,
    is_listed,
    is_settled,
    questions_of,
    repeat_of,
)
from kiosk.forms.shown import readout, review_rows, warnings
from kiosk.forms.steps import (
    Ask,
    AskForWhom,
    Checklist,
    Declare,
    Entries,
    EntrySummary,
    Notice,
    Progress,
    Readout,
    Review,
    Row,
    Step,
    Stop,
)
from kiosk.forms.submission import (
    CHOOSE_WHOM,
    NOT_DECLARED,
    CompletedApplication,
    check,
    given,
    too_few,
    too_many,
)
from kiosk.forms.values import UNKNOWN, accept, is_blank, nothing_given
from kiosk.forms.wording import summary
from kiosk.people.errors import NotAccepted
from kiosk.people.regions import Village, VillageLike


@dataclass(frozen=True, slots=True)
class Journey:
    """Made by `begin`. Methods that the present step does not offer raise WrongStep."""

    service: Service
    today: date
    language: str
    step: Step
    villages: tuple[Village, ...] = field(repr=False)
    answers: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """Normalised, by question name; None was skipped; a repeat page is a tuple of such mappings."""
    brought: Mapping[str, bool] = field(default_factory=dict)
    """By requirement id; absent: not said yet."""
    noticed: bool = False
    declared: bool = False
    """What was agreed to is what stands there: any further answer takes it back."""
    returning: Literal["no", "answer", "list"] = "no"
    """On the way back to Review after *Ubah*: of one answer, or of a repeat page's list."""

    # --- what the page shows --------------------------------------------------------------------------

    @property
    def first(self) -> bool:
        """Nothing lies behind: *Kembali* leaves the service."""
        return self.returning == "no" and self.back().step == self.step

    @property
    def last(self) -> bool:
        """`complete()` comes next, not `forward()`: on Declare, or on Review where nothing is declared."""
        return isinstance(self.step, Declare) or (
            isinstance(self.step, Review) and self.service.declaration is None
        )

    @property
    def value(self) -> Any:
        """The present step's answer so far, to fill the page with; None if there is none."""
        match self.step:
            case AskForWhom():
                return self.answers.get(FOR_WHOM)
            case Ask() as ask:
                return beside(ask, self.answers).get(ask.question.name)
            case Declare():
                return self.declared or None
            case _:
                return None

    def progress(self) -> Progress:
        steps = self._line()
        return Progress(position(steps, self.step) + 1, len(steps))

    def entries(self) -> tuple[EntrySummary, ...]:
        """The entries of the present repeat page (on Entries, or on Ask within one)."""
        page = self._repeat_page()
        return tuple(
            EntrySummary(
                index=index,
                summary=summary(page, entry, self.language, self.villages),
                complete=all(is_settled(question, entry) for question in questions),
            )
            for index, (entry, questions) in enumerate(
                zip(self._entries(page), self._questions(page), strict=True)
            )
        )

    def review(self) -> tuple[Row, ...]:
        """The relevant questions with their answers, in order; a repeat page has a row of its own first."""
        return review_rows(self.service, self._way(), self.answers, self.language, self.villages)

    def readout(self) -> Readout | None:
        """What the NIK of the present step says; None if it is no answered NIK question."""
        asked = isinstance(self.step, Ask) and isinstance(self.step.question, NikQuestion)
        return readout(self.value, self.today) if asked and isinstance(self.value, str) else None

    def warnings(self) -> tuple[str, ...]:
        """What does not fit together at the present step, Indonesian. It never stops anybody."""
        return warnings(self.step, self._way(), self.today) if isinstance(self.step, Ask) else ()

    # --- what the citizen says ------------------------------------------------------------------------

    def bring(self, requirement: str, brought: bool) -> Journey:
        """*Sudah dibawa* or *Belum*, on a Checklist. What is not said counts as not yet."""
        if not isinstance(self.step, Checklist):
            raise WrongStep("bring")
        if all(one.id != requirement for one in self.step.requirements):
            raise WrongStep("bring: no such requirement")
        return replace(self, brought={**self.brought, requirement: brought}, declared=False)

    def answer(self, value: object) -> Journey:
        """Answer the present step: AskForWhom, Ask or Declare. Text as typed, or the JSON shape of the type.

        Nothing at all (None, "", []) skips an optional question. Raises NotAccepted with what to do; the
        journey, and what the citizen typed, stay as they are.
        """
        match self.step:
            case AskForWhom(choices=choices):
                if value not in choices:
                    raise NotAccepted(CHOOSE_WHOM)
                return self._with({FOR_WHOM: value})
            case Ask() as ask:
                if is_blank(value):
                    return self.skip()
                return self._answered(ask, accept(ask.question, value, self.today, self.villages))
            case Declare():
                if value is not True:
                    raise NotAccepted(NOT_DECLARED)
                return replace(self, declared=True)
            case _:
                raise WrongStep("answer")

    def unknown(self) -> Journey:
        """*Tidak tahu / belum punya NIK*, on a NIK question."""
        if isinstance(self.step, Ask) and isinstance(self.step.question, NikQuestion):
            return self._answered(self.step, dict(UNKNOWN))
        raise WrongStep("unknown")

    def skip(self) -> Journey:
        """Leave an optional question unanswered. Raises NotAccepted where it is required."""
        if not isinstance(self.step, Ask):
            raise WrongStep("skip")
        if self.step.question.required:
            raise nothing_given(self.step.question)
        return self._answered(self.step, None)

    def add(self) -> Journey:
        """*Tambah*, on Entries: to the first question of a new entry. Raises NotAccepted when it is full."""
        page = self._list("add")
        entries = self._entries(page)
        if len(entries) >= repeat_of(page).max:
            raise NotAccepted(too_many(page))
        return self._with({repeat_of(page).name: (*entries, {})}).open(len(entries))

    def open(self, entry: int) -> Journey:
        """*Ubah* of an entry, on Entries: through its questions and back to the list."""
        page = self._list("open")
        if not 0 <= entry < len(self._entries(page)):
            raise WrongStep("open: no such entry")
        questions = self._questions(page)[entry]
        return replace(self, step=Ask(page, questions[0], entry)) if questions else self

    def remove(self, entry: int) -> Journey:
        """*Hapus* of an entry, on Entries."""
        page = self._list("remove")
        entries = self._entries(page)
        if not 0 <= entry < len(entries):
            raise WrongStep("remove: no such entry")
        return self._with({repeat_of(page).name: entries[:entry] + entries[entry + 1 :]})

    # --- where the citizen goes -----------------------------------------------------------------------

    def forward(self) -> Journey:
        """*Lanjut*. Raises NotAccepted while the present step needs an answer; on the last step, itself.

        An optional question without an answer counts as skipped. After `change` it leads to whatever the new
        answer made relevant, and then back to Review.
        """
        return self._left()._onward()

    def back(self) -> Journey:
        """*Kembali*, without losing anything; on the first step, itself. After `change`: Review again."""
        match self.step:
            case Ask(entry=int(entry)) as ask if self.returning != "answer" or self._first_open():
                return self._back_in_entry(ask, entry)
            case _ if self.returning != "no" and self._first_open() is None:
                return replace(self, step=Review(), returning="no")
            case _:
                return self._one_back()

    def change(self, name: str, entry: int | None = None) -> Journey:
        """*Ubah* on Review: to that question (`untuk` and the name of a repeat page too), and then back."""
        if not isinstance(self.step, Review):
            raise WrongStep("change")
        for step in self._line():
            match step:
                case AskForWhom() if (name, entry) == (FOR_WHOM, None):
                    return replace(self, step=step, returning="answer")
                case Ask(question=question) if (name, entry) == (question.name, None):
                    return replace(self, step=step, returning="answer")
                case Entries(page=page) if (name, entry) == (repeat_of(page).name, None):
                    return replace(self, step=step, returning="list")
                case Entries(page=page) if entry is not None and 0 <= entry < len(self._entries(page)):
                    for question in self._questions(page)[entry]:
                        if question.name == name:
                            return replace(self, step=Ask(page, question, entry), returning="answer")
                case _:
                    pass
        raise WrongStep("change: no such answer")

    def complete(self) -> CompletedApplication:
        """The application to submit. Raises Refused while something is open, undeclared or stopped."""
        way = self._way()
        return check(
            self.service,
            given(self.service, way),
            [one.id for one in way.requirements if self.brought.get(one.id)],
            self.today,
            self.villages,
            declared=self.declared,
        )

    # --- forward --------------------------------------------------------------------------------------

    def _left(self) -> Journey:
        """This step left behind with everything it needs."""
        match self.step:
            case Checklist(requirements=requirements):
                return replace(self, brought={**{one.id: False for one in requirements}, **self.brought})
            case Notice():
                return replace(self, noticed=True)
            case AskForWhom() if FOR_WHOM not in self.answers:
                raise NotAccepted(CHOOSE_WHOM)
            case Ask() as ask:
                return self if is_settled(ask.question, beside(ask, self.answers)) else self.skip()
            case Entries(page=page) if len(self._entries(page)) < repeat_of(page).min:
                raise NotAccepted(too_few(page))
            case Declare() if not self.declared:
                raise NotAccepted(NOT_DECLARED)
            case AskForWhom() | Entries() | Declare() | Stop() | Review():
                return self
            case _:
                assert_never(self.step)

    def _onward(self) -> Journey:
        match self.step:
            case Ask(page=page, entry=int(entry)) as ask:
                if following := self._next_in_entry(ask, entry):
                    return replace(self, step=following)
                if self.returning != "answer":
                    return replace(self, step=Entries(page))
            case Entries(page=page) if unsettled := first_unsettled(page, self._way(), self.answers):
                return replace(self, step=unsettled)
            case _:
                pass
        if self.returning != "no":
            return self._enter(self._first_open() or Review())
        steps = self._line()
        return self._enter(steps[min(position(steps, self.step) + 1, len(steps) - 1)])

    def _enter(self, step: Step) -> Journey:
        match step:
            case Review():
                return replace(self, step=step, returning="no")
            case Entries(page=page):
                seen = self if is_listed(page, self.answers) else self._with({repeat_of(page).name: ()})
                listed = replace(seen, step=step, returning="no" if self.returning == "no" else "list")
                return listed if listed._entries(page) or repeat_of(page).min == 0 else listed.add()
            case _:
                return replace(self, step=step)

    def _first_open(self) -> Step | None:
        return first_open(self._line(), self._way(), self.answers, self.brought, self.noticed)

    # --- back -----------------------------------------------------------------------------------------

    def _one_back(self) -> Journey:
        steps = self._line()
        return replace(self, step=steps[max(position(steps, self.step) - 1, 0)])

    def _back_in_entry(self, ask: Ask, entry: int) -> Journey:
        questions = self._questions(ask.page)[entry]
        if (index := _index(questions, ask.question)) > 0:
            return replace(self, step=Ask(ask.page, questions[index - 1], entry))
        listed = replace(self, step=Entries(ask.page))
        if not self._entries(ask.page)[entry]:
            listed = listed.remove(entry)
        if listed._entries(ask.page) or repeat_of(ask.page).min == 0:
            return listed
        return listed._one_back()

    # --- what stands where ----------------------------------------------------------------------------

    def _way(self) -> Way:
        return walk(self.service, self.answers, self.today)

    def _line(self) -> tuple[Step, ...]:
        return line(self.service, self._way())

    def _with(self, answers: Mapping[str, Any]) -> Journey:
        return replace(self, answers={**self.answers, **answers}, declared=False)

    def _answered(self, ask: Ask, value: Any) -> Journey:
        if ask.entry is None:
            return self._with({ask.question.name: value})
        entries = self._entries(ask.page)
        entry = {**entries[ask.entry], ask.question.name: value}
        return self._with(
            {repeat_of(ask.page).name: (*entries[: ask.entry], entry, *entries[ask.entry + 1 :])}
        )

    def _entries(self, page: Page) -> tuple[Entry, ...]:
        return entries_of(page, self.answers)

    def _questions(self, page: Page) -> tuple[tuple[Question, ...], ...]:
        return questions_of(page, self._way())

    def _next_in_entry(self, ask: Ask, entry: int) -> Ask | None:
        """The following question; after *Ubah* of one answer only one that this answer has opened."""
        questions = self._questions(ask.page)[entry]
        following = questions[_index(questions, ask.question) + 1 :]
        if self.returning == "answer":
            own = beside(ask, self.answers)
            following = tuple(one for one in following if not is_settled(one, own))
        return Ask(ask.page, following[0], entry) if following else None

    def _list(self, call: str) -> Page:
        if isinstance(self.step, Entries):
            return self.step.page
        raise WrongStep(call)

    def _repeat_page(self) -> Page:
        match self.step:
            case Entries(page=page) | Ask(page=page, entry=int()):
                return page
            case _:
                raise WrongStep("entries")


def begin(
    service: Service, today: date, villages: Collection[VillageLike] = (), language: str = "id"
) -> Journey:
    """The first step of a service that can be applied for; `villages` are those of the office."""
    if not service.applicable:
        raise WrongStep("begin: this service has no form")
    own = tuple(Village(village.code, village.name, village.kind) for village in villages)
    return Journey(service, today, language, line(service, walk(service, {}, today))[0], own)


def _index(questions: tuple[Question, ...], question: Question) -> int:
    return next(index for index, one in enumerate(questions) if one.name == question.name)
