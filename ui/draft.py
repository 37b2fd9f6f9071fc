"""The answer that a citizen is giving right now, key by key: pure values, nothing of Qt.

A `Draft` is what stands on the question page before *Lanjut*. It accepts or ignores symbols, says how it is
shown, and yields the raw answer that `kiosk.forms` then checks. It never judges.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, assert_never

from kiosk.catalogue.model import (
    AddressQuestion,
    ChoiceQuestion,
    ChoicesQuestion,
    DateQuestion,
    DeclarationQuestion,
    DesaQuestion,
    DocumentQuestion,
    IntegerQuestion,
    KkQuestion,
    LongTextQuestion,
    MoneyQuestion,
    NameQuestion,
    NikQuestion,
    PhoneQuestion,
    Question,
    TextQuestion,
    YesNoQuestion,
)
from kiosk.people.names import LONGEST as LONGEST_NAME
from ui.words import grouped, rupiah

Keyboard = Literal["", "digits", "money", "letters", "text"]
UNKNOWN = {"unknown": True}

_DIGITS = frozenset("0123456789")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ .',-")
_TEXT = _LETTERS | _DIGITS | frozenset('/():;&+?!"')


@dataclass(frozen=True, slots=True)
class Field:
    """How one piece of text is typed."""

    keyboard: Keyboard
    symbols: frozenset[str]
    longest: int


@dataclass(frozen=True, slots=True)
class Typed:
    """One line of text."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """Things touched, in the order of the touches."""

    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pieces:
    """Several small pieces, filled one after another."""

    values: tuple[tuple[str, str], ...]
    part: str

    def value(self, part: str) -> str:
        return dict(self.values)[part]

    def with_value(self, part: str, text: str) -> Pieces:
        return replace(self, values=tuple((p, text if p == part else old) for p, old in self.values))


@dataclass(frozen=True, slots=True)
class Draft:
    """The answer in the making of `question`; `unknown` is *Tidak tahu*."""

    question: Question
    content: Typed | Picked | Pieces
    unknown: bool = False


_DATE_PARTS = ("day", "month", "year")
_ADDRESS_PARTS = ("desa", "rt", "rw", "street")
_PART_FIELDS = {
    "year": Field("digits", _DIGITS, 4),
    "rt": Field("digits", _DIGITS, 3),
    "rw": Field("digits", _DIGITS, 3),
    "street": Field("text", _TEXT, 80),
}


def begin(question: Question, stored: Any = None) -> Draft:
    """The draft of a question that is met for the first time, or again with its `stored` answer."""
    if stored == UNKNOWN:
        return Draft(question, _content(question, None), unknown=True)
    return Draft(question, _content(question, stored))


def _content(question: Question, stored: Any) -> Typed | Picked | Pieces:
    match question:
        case DateQuestion():
            year, month, day = str(stored).split("-") if stored else ("", "", "")
            values = (("day", day.lstrip("0")), ("month", month.lstrip("0")), ("year", year))
            return Pieces(values, "day")
        case AddressQuestion():
            kept: dict[str, str] = stored or {}
            return Pieces(tuple((part, kept.get(part, "")) for part in _ADDRESS_PARTS), "desa")
        case YesNoQuestion():
            return Picked(() if stored is None else ("yes" if stored else "no",))
        case DeclarationQuestion():
            return Picked(("agree",) if stored else ())
        case ChoicesQuestion():
            return Picked(tuple(stored or ()))
        case ChoiceQuestion() | DocumentQuestion() | DesaQuestion():
            return Picked((stored,) if stored else ())
        case (
            NikQuestion()
            | KkQuestion()
            | NameQuestion()
            | TextQuestion()
            | LongTextQuestion()
            | PhoneQuestion()
            | IntegerQuestion()
            | MoneyQuestion()
        ):
            return Typed("" if stored is None else str(stored))
        case _:
            assert_never(question)


# --- typing -------------------------------------------------------------------------------------------


def field_of(draft: Draft) -> Field | None:
    """What the keyboard types into now; none where there is only something to touch."""
    if isinstance(draft.content, Pieces):
        return _PART_FIELDS.get(draft.content.part)
    match draft.question:
        case NikQuestion() | KkQuestion():
            return Field("digits", _DIGITS, 16)
        case PhoneQuestion():
            return Field("digits", _DIGITS, 14)
        case IntegerQuestion(max=most):
            return Field("digits", _DIGITS, len(str(most)))
        case MoneyQuestion(max=most):
            return Field("money", _DIGITS, len(str(most)))
        case NameQuestion():
            return Field("letters", _LETTERS, LONGEST_NAME)
        case TextQuestion(max_length=longest) | LongTextQuestion(max_length=longest):
            return Field("text", _TEXT, longest)
        case _:
            return None


def text_of(draft: Draft) -> str:
    match draft.content:
        case Typed(text):
            return text
        case Pieces() as pieces:
            return pieces.value(pieces.part) if pieces.part in _PART_FIELDS else ""
        case Picked():
            return ""


def _with_text(draft: Draft, text: str) -> Draft:
    match draft.content:
        case Typed():
            return replace(draft, content=Typed(text), unknown=False)
        case Pieces() as pieces:
            return replace(draft, content=pieces.with_value(pieces.part, text))
        case Picked():
            return draft


def typed(draft: Draft, symbols: str) -> Draft:
    """`symbols` added where they fit; foreign ones and those beyond the length are ignored."""
    field = field_of(draft)
    if field is None:
        return draft
    text = text_of(draft)
    for symbol in symbols.upper():
        if symbol not in field.symbols or len(text) >= field.longest:
            continue
        if symbol == " " and (not text or text.endswith(" ")):
            continue
        text = symbol if text == "0" and _is_amount(draft) else text + symbol
    return _with_text(draft, text)


def erased(draft: Draft) -> Draft:
    return _with_text(draft, text_of(draft)[:-1])


def cleared(draft: Draft) -> Draft:
    return _with_text(draft, "")


def _is_amount(draft: Draft) -> bool:
    return isinstance(draft.question, MoneyQuestion | IntegerQuestion)


# --- touching -----------------------------------------------------------------------------------------


def chosen(draft: Draft, key: str) -> Draft:
    """`key` touched: the one choice, one more or less of several, or the value of the active piece."""
    match draft.content, draft.question:
        case Picked(keys), ChoicesQuestion():
            kept = tuple(k for k in keys if k != key) if key in keys else (*keys, key)
            return replace(draft, content=Picked(kept))
        case Picked(keys), DeclarationQuestion():
            return replace(draft, content=Picked(() if key in keys else (key,)))
        case Picked(), _:
            return replace(draft, content=Picked((key,)))
        case Pieces() as pieces, _ if pieces.part not in _PART_FIELDS:
            return forward(replace(draft, content=pieces.with_value(pieces.part, key)))
        case _:
            return draft


def answers_at_once(draft: Draft) -> bool:
    """Whether one touch is the whole answer, so that the way goes on without *Lanjut*."""
    return isinstance(draft.content, Picked) and not isinstance(
        draft.question, ChoicesQuestion | DeclarationQuestion
    )


def goes_on_by_touch(draft: Draft) -> bool:
    """Whether a touch leads on from here: it is the whole answer, or a piece of it that is still empty."""
    if isinstance(draft.content, Pieces):
        return draft.content.part not in _PART_FIELDS and not draft.content.value(draft.content.part)
    return answers_at_once(draft)


def picked(draft: Draft) -> tuple[str, ...]:
    """Keys that are shown as chosen now."""
    match draft.content:
        case Picked(keys):
            return keys
        case Pieces() as pieces:
            return (pieces.value(pieces.part),)
        case Typed():
            return ()


# --- pieces -------------------------------------------------------------------------------------------


def forward(draft: Draft) -> Draft:
    """The next piece that is still empty, or the same draft where none is."""
    match draft.content:
        case Pieces() as pieces:
            names = [name for name, _ in pieces.values]
            at = names.index(pieces.part)
            for name in (*names[at + 1 :], *names[:at]):
                if not pieces.value(name):
                    return replace(draft, content=replace(pieces, part=name))
            return draft
        case _:
            return draft


def backward(draft: Draft) -> Draft:
    """The piece before the active one, or the same draft at the first."""
    match draft.content:
        case Pieces() as pieces:
            names = [name for name, _ in pieces.values]
            at = names.index(pieces.part)
            return at_part(draft, names[max(0, at - 1)])
        case _:
            return draft


def at_part(draft: Draft, part: str) -> Draft:
    match draft.content:
        case Pieces() as pieces if part in dict(pieces.values):
            return replace(draft, content=replace(pieces, part=part))
        case _:
            return draft


# --- what it amounts to -------------------------------------------------------------------------------


def shown(draft: Draft) -> str:
    """The text as it stands in the field."""
    text = text_of(draft)
    match draft.question:
        case NikQuestion() | KkQuestion():
            return grouped(text, 6, 6, 4)
        case PhoneQuestion():
            return grouped(text, 4)
        case MoneyQuestion():
            return rupiah(int(text)) if text else ""
        case _:
            return text


def counter(draft: Draft) -> str:
    if isinstance(draft.question, NikQuestion | KkQuestion):
        return f"{len(text_of(draft))} dari 16 angka"
    field = field_of(draft)
    if field is not None and field.keyboard in ("letters", "text") and len(text_of(draft)) >= field.longest:
        return f"Paling banyak {field.longest} huruf."
    return ""


def raw(draft: Draft) -> Any:
    """The answer as `kiosk.forms` takes it; None where nothing was given."""
    if draft.unknown:
        return UNKNOWN
    match draft.content, draft.question:
        case Typed(text), IntegerQuestion() | MoneyQuestion():
            return int(text) if text else None
        case Typed(text), _:
            return text.strip() or None
        case Picked(keys), ChoicesQuestion():
            return list(keys)
        case Picked(keys), YesNoQuestion():
            return keys == ("yes",) if keys else None
        case Picked(keys), DeclarationQuestion():
            return bool(keys)
        case Picked(keys), _:
            return keys[0] if keys else None
        case Pieces() as pieces, DateQuestion():
            return _iso(pieces)
        case Pieces() as pieces, _:
            return {part: value.strip() for part, value in pieces.values}


def _iso(pieces: Pieces) -> str | None:
    day, month, year = (pieces.value(part) for part in _DATE_PARTS)
    if not (day or month or year):
        return None
    return f"{year:0>4}-{month:0>2}-{day:0>2}"
