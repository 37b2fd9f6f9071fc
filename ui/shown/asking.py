"""One question: what the page of any of the sixteen kinds shows."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.model import ChoicesQuestion, DeclarationQuestion, IntegerQuestion, NikQuestion
from kiosk.forms.steps import Ask, Readout
from kiosk.office.contract import Village
from kiosk.people.nik import mask
from ui import draft as drafts
from ui import offers
from ui.draft import Draft, Pieces
from ui.filling import Filling
from ui.session import filled
from ui.words import date_words
from ui.world import World

UNKNOWN_NIK = "Tidak tahu / belum punya NIK"
SKIP = "Lewati"


@dataclass(frozen=True, slots=True)
class OptionRow:
    key: str
    title: str
    hint: str
    icon: str
    chosen: bool
    brief: bool
    """One of many: its title alone."""


@dataclass(frozen=True, slots=True)
class PartRow:
    key: str
    title: str
    value: str
    active: bool


@dataclass(frozen=True, slots=True)
class ReadoutRow:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class QuestionShown:
    key: str = ""
    editor: str = ""
    label: str = ""
    hint: str = ""
    section: str = ""
    picture: str = ""
    error: str = ""
    text: str = ""
    shown: str = ""
    counter: str = ""
    full: bool = False
    unit: str = ""
    keyboard: str = ""
    multiple: bool = False
    part: str = ""
    parts: tuple[PartRow, ...] = ()
    options: tuple[OptionRow, ...] = ()
    """After what says how they are laid out, so that they are laid out once."""
    unknownLabel: str = ""
    skipLabel: str = ""
    readout: tuple[ReadoutRow, ...] = ()
    readoutNik: str = ""
    readoutWarning: str = ""


def question(world: World) -> QuestionShown:
    form = filled(world.session)
    if form is None or form.draft is None or not isinstance(form.journey.step, Ask):
        return QuestionShown()
    villages = world.status.villages if world.status is not None else []
    draft, step = form.draft, form.journey.step
    asked = draft.question
    typing = drafts.field_of(draft)
    marked = drafts.picked(draft)
    return QuestionShown(
        key=asked.name,
        editor=str(asked.__struct_config__.tag),
        label=str(asked.label),
        hint=str(asked.hint) if asked.hint else "",
        section=str(step.page.section) if step.page.section else "",
        picture=asked.picture or "",
        error=form.error,
        text=drafts.text_of(draft),
        shown=drafts.shown(draft),
        counter=drafts.counter(draft),
        full=typing is not None and len(drafts.text_of(draft)) >= typing.longest,
        unit=str(asked.unit) if isinstance(asked, IntegerQuestion) and asked.unit else "",
        keyboard=typing.keyboard if typing is not None else "",
        options=tuple(
            OptionRow(c.key, c.title, c.hint, c.icon, c.key in marked, c.brief)
            for c in offers.choices(draft, villages)
        ),
        multiple=isinstance(asked, ChoicesQuestion | DeclarationQuestion),
        parts=_parts(draft, villages),
        part=draft.content.part if isinstance(draft.content, Pieces) else "",
        unknownLabel=UNKNOWN_NIK if isinstance(asked, NikQuestion) else "",
        skipLabel="" if asked.required else SKIP,
        readout=_readout(form),
        readoutNik=mask(drafts.text_of(draft)) if form.reading else "",
        readoutWarning=" ".join(form.journey.warnings()) if form.reading else "",
    )


def _parts(draft: Draft, villages: list[Village]) -> tuple[PartRow, ...]:
    if not isinstance(draft.content, Pieces):
        return ()
    return tuple(
        PartRow(
            part,
            offers.PART_TITLES[part],
            offers.part_words(part, value, villages),
            part == draft.content.part,
        )
        for part, value in draft.content.values
    )


def _readout(form: Filling) -> tuple[ReadoutRow, ...]:
    if not form.reading:
        return ()
    said = form.journey.readout()
    return _readout_rows(said) if said is not None else ()


def _readout_rows(said: Readout) -> tuple[ReadoutRow, ...]:
    return (
        ReadoutRow("Pertama terdaftar di", said.region or "Tidak dikenal"),
        ReadoutRow("Tanggal lahir", date_words(said.born) if said.born else "Tidak terbaca"),
        ReadoutRow("Jenis kelamin", said.sex.capitalize()),
    )


def can_answer(form: Filling) -> bool:
    """Whether there is something to go on with."""
    draft = form.draft
    if draft is None or form.reading:
        return True
    if isinstance(draft.content, Pieces):
        return bool(draft.content.value(draft.content.part))
    return bool(drafts.picked(draft) or drafts.text_of(draft))
