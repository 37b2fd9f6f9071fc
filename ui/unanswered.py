"""Acts that the citizen stopped waiting for: the office may have done them, or may still do them.

The same content is asked for again under the same key, so that it can only be done once. Other content beside
it may be a second number, and the citizen is told so before it is sent.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kiosk.office.contract import ApplicationRequest, TicketRequest
from ui.ways import Act, ApplyWay, LookingUp, Session, Submitting, Taking, TicketWay

_KEPT = 4


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An act without an answer. What was asked for is forgotten once the citizen's answers are wiped."""

    key: str
    request: TicketRequest | ApplicationRequest | None = field(repr=False)


Kept = tuple[Unanswered, ...]


def keep(kept: Kept, act: Act) -> Kept:
    """With `act`, which the office has not answered."""
    if isinstance(act, LookingUp):
        return kept
    return (*settle(kept, act.key), Unanswered(act.key, act.request))[-_KEPT:]


def settle(kept: Kept, key: str) -> Kept:
    """Without the act of `key`: the office has said what became of it."""
    return tuple(one for one in kept if one.key != key)


def without_answers(kept: Kept) -> Kept:
    """What may stay when *Awal* wipes a form: that something was sent, and the way to a number."""
    return tuple(
        one if isinstance(one.request, TicketRequest) else replace(one, request=None) for one in kept
    )


def under_its_key(session: Session, kept: Kept) -> Session:
    """The session, its act under the key that the same content was sent with before."""
    match session:
        case TicketWay(Taking(request=request) as act):
            return TicketWay(replace(act, key=_key(kept, request, act.key)))
        case ApplyWay(Submitting(request=request) as act):
            return ApplyWay(replace(act, key=_key(kept, request, act.key)))
        case _:
            return session


def may_double(kept: Kept, act: Act) -> bool:
    """Whether another act may have been done that the citizen has not seen the answer of."""
    return not isinstance(act, LookingUp) and bool(kept) and all(one.key != act.key for one in kept)


def _key(kept: Kept, request: TicketRequest | ApplicationRequest, fresh: str) -> str:
    return next((one.key for one in kept if one.request == request), fresh)
