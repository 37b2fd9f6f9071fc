"""Sensible sample answers for any question of any service: what a tour and a test type."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.catalogue.model import DateQuestion, IntegerQuestion, MoneyQuestion, Question
from ui import draft as drafts
from ui.draft import Draft, Pieces

_TYPED = {
    "kk": "3603030101100001",
    "name": "CONTOH PEMOHON",
    "text": "CONTOH ISIAN",
    "long_text": "KETERANGAN CONTOH",
    "phone": "081200000001",
    "rt": "01",
    "rw": "02",
    "street": "JALAN CONTOH 1",
}


def sample_nik(serial: int) -> str:
    """Of a woman born on 1 January 1990, first registered in Tigaraksa."""
    return f"360303410190{serial:04d}"


def typed_answer(draft: Draft, today: date, serial: int, again: bool = False) -> str:
    """What to type into the field that the draft shows now; `again` when the first answer led to an exit."""
    question = draft.question
    if isinstance(draft.content, Pieces):
        part = draft.content.part
        year = today.year - 8 if again else _sample_day(question, today).year
        return str(year) if part == "year" else _TYPED[part]
    match question:
        case IntegerQuestion(min=least, max=most):
            return str(min(max(least, 2), most))
        case MoneyQuestion(min=least, max=most):
            return str(min(max(least, 1_500_000), most))
    tag = str(question.__struct_config__.tag)
    return sample_nik(serial) if tag == "nik" else _TYPED[tag]


def touched_answers(draft: Draft, today: date, options: list[str]) -> list[str]:
    """What to touch of `options`, best first; several questions take more than one."""
    if isinstance(draft.content, Pieces):
        day = _sample_day(draft.question, today)
        wanted = {"day": str(day.day), "month": str(day.month)}.get(draft.content.part)
        return [wanted] if wanted is not None else options[:1]
    return options


def _sample_day(question: Question, today: date) -> date:
    if not isinstance(question, DateQuestion):
        return today
    match question.kind:
        case "birth":
            return date(1990, 1, 1)
        case "past":
            return date(2020, 5, 17)
        case "event":
            return today + timedelta(days=45)


def is_typed(draft: Draft) -> bool:
    return drafts.field_of(draft) is not None
