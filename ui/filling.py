"""A form while it is filled in: the journey, and what stands on the present page but is not answered yet.

Pure values. `kiosk.forms` decides what comes next and what is right; this adds the draft under the fingers,
the sentence of a refused answer, the *Apakah ini benar?* after a NIK, and the priority of the queue ticket.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import assert_never

from kiosk.catalogue.model import NikQuestion
from kiosk.forms.journey import Journey
from kiosk.forms.steps import (
    Ask,
    AskForWhom,
    Checklist,
    Declare,
    Entries,
    Notice,
    Review,
    Stop,
)
from kiosk.office.contract import ApplicationRequest, Priority
from kiosk.people.errors import NotAccepted
from ui import draft as drafts
from ui.draft import Draft


@dataclass(frozen=True, slots=True)
class Filling:
    journey: Journey = field(repr=False)
    draft: Draft | None = field(default=None, repr=False)
    """On a question."""
    error: str = ""
    """What to do about the answer that was not accepted."""
    reading: bool = False
    """A NIK has been answered; what it says is shown as a question."""
    agreed: bool = False
    """The tick on the declaration."""
    asking_priority: bool = False
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class Complete:
    """Everything is answered and agreed: what to send, and the form to return to if it is refused."""

    filled: Filling = field(repr=False)
    request: ApplicationRequest = field(repr=False)


def begin(journey: Journey) -> Filling:
    return _arrive(Filling(journey), journey)


def renewed(form: Filling, journey: Journey) -> Filling:
    """The same form on the way through another version of its service."""
    return replace(begin(journey), priority=form.priority)


def page(form: Filling) -> str:
    if form.asking_priority:
        return "priority"
    match form.journey.step:
        case Checklist():
            return "checklist"
        case Notice():
            return "notice"
        case AskForWhom():
            return "forwhom"
        case Ask():
            return "readout" if form.reading else "question"
        case Entries():
            return "entries"
        case Stop():
            return "stop"
        case Review():
            return "review"
        case Declare():
            return "declaration"
        case step:
            assert_never(step)


def place(form: Filling) -> object:
    """Equal for two values that show the same page of the same question."""
    draft = form.draft
    part = draft.content.part if draft is not None and isinstance(draft.content, drafts.Pieces) else ""
    return page(form), form.journey.step, part


def _arrive(form: Filling, journey: Journey) -> Filling:
    """At the present step of `journey`, with its earlier answer laid out."""
    step = journey.step
    draft = drafts.begin(step.question, journey.value) if isinstance(step, Ask) else None
    return replace(
        form,
        journey=journey,
        draft=draft,
        error="",
        reading=False,
        asking_priority=False,
        agreed=form.agreed and isinstance(step, Declare),
    )


# --- on a question ------------------------------------------------------------------------------------


def edit(form: Filling, change: Callable[[Draft], Draft]) -> Filling:
    """The draft changed by a touch or a key; an error sentence goes away with it."""
    if form.draft is None or form.reading:
        return form
    return replace(form, draft=change(form.draft), error="")


def correct(form: Filling) -> Filling:
    """*Ubah NIK*: back to the digits."""
    return replace(form, reading=False)


def skip(form: Filling) -> Filling:
    return _try(form, lambda journey: journey.skip().forward())


def mark_unknown(form: Filling) -> Filling:
    return _try(form, lambda journey: journey.unknown().forward())


# --- elsewhere ----------------------------------------------------------------------------------------


def bring(form: Filling, requirement: str, brought: bool) -> Filling:
    if not isinstance(form.journey.step, Checklist):
        return form
    return replace(form, journey=form.journey.bring(requirement, brought))


def choose_for(form: Filling, whom: str) -> Filling:
    if not isinstance(form.journey.step, AskForWhom):
        return form
    return _try(form, lambda journey: journey.answer(whom).forward())


def agree(form: Filling, yes: bool) -> Filling:
    return replace(form, agreed=yes) if isinstance(form.journey.step, Declare) else form


def change(form: Filling, name: str, entry: int | None) -> Filling:
    if not isinstance(form.journey.step, Review):
        return form
    return _arrive(form, form.journey.change(name, entry))


def add_entry(form: Filling) -> Filling:
    return _try(form, Journey.add) if isinstance(form.journey.step, Entries) else form


def open_entry(form: Filling, at: int) -> Filling:
    if not (isinstance(form.journey.step, Entries) and at < len(form.journey.entries())):
        return form
    return _arrive(form, form.journey.open(at))


def remove_entry(form: Filling, at: int) -> Filling:
    if not (isinstance(form.journey.step, Entries) and at < len(form.journey.entries())):
        return form
    return _arrive(form, form.journey.remove(at))


def choose_priority(form: Filling, priority: Priority) -> Filling | Complete:
    if not form.asking_priority:
        return form
    told = replace(form, priority=priority, asking_priority=False)
    return _complete(told) if isinstance(told.journey.step, Review) else told


# --- moving -------------------------------------------------------------------------------------------


def forward(form: Filling) -> Filling | Complete:
    """*Lanjut*, *Semua benar*, *Kirim permohonan*: whatever the one big button says here."""
    journey = form.journey
    if form.asking_priority:
        return form
    if isinstance(journey.step, Ask):
        return _answer(form)
    if isinstance(journey.step, Declare) and not form.agreed:
        return form
    if not journey.last:
        return _ask_priority(_try(form, Journey.forward))
    if isinstance(journey.step, Review) and journey.service.counter_visit and form.priority is None:
        return replace(form, asking_priority=True)
    return _complete(form)


def _answer(form: Filling) -> Filling:
    draft = form.draft
    assert draft is not None
    if form.reading:
        return _ask_priority(_try(form, Journey.forward))
    if (onward := drafts.forward(draft)) is not draft:
        return replace(form, draft=onward, error="")
    try:
        answered = form.journey.answer(drafts.raw(draft))
    except NotAccepted as not_accepted:
        return replace(form, error=not_accepted.message)
    if isinstance(draft.question, NikQuestion) and answered.readout() is not None:
        return replace(form, journey=answered, error="", reading=True)
    return _try(replace(form, journey=answered), Journey.forward)


def _ask_priority(form: Filling) -> Filling:
    """The priority is asked once, right before the declaration, where the counter must see the originals."""
    wanted = form.journey.service.counter_visit and form.priority is None
    return replace(form, asking_priority=wanted and isinstance(form.journey.step, Declare))


def _try(form: Filling, move: Callable[[Journey], Journey]) -> Filling:
    try:
        return _arrive(form, move(form.journey))
    except NotAccepted as not_accepted:
        return replace(form, error=not_accepted.message)


def _complete(form: Filling) -> Complete:
    journey = form.journey
    declared = isinstance(journey.step, Declare)
    done = (journey.answer(True) if declared else journey).complete()
    request = ApplicationRequest(
        service=done.service,
        version=done.version,
        answers=done.answers,
        presented=list(done.presented),
        declared=declared,
        priority=form.priority or "umum",
    )
    return Complete(form, request)


def back(form: Filling) -> Filling | None:
    """*Kembali*; None where the form begins."""
    journey = form.journey
    if form.asking_priority:
        return (
            replace(form, asking_priority=False)
            if isinstance(journey.step, Review)
            else _arrive(form, journey.back())
        )
    if form.reading:
        return correct(form)
    if form.draft is not None and (earlier := drafts.backward(form.draft)) != form.draft:
        return replace(form, draft=earlier, error="")
    if isinstance(journey.step, Declare) and journey.service.counter_visit:
        return replace(form, asking_priority=True, priority=None)
    return None if journey.first else _arrive(form, journey.back())
