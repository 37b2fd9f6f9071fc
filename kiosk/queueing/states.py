"""The life of a ticket: every state, every move between them, and the time that each move takes down.

A move that is not in the table is illegal, whoever asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kiosk.office.room import TicketState

Move = Literal[
    "call",
    "recall",
    "serve",
    "finish",
    "proceed",
    "park",
    "unpark",
    "transfer",
    "miss",
    "bring_back",
    "cancel",
]
Stamp = Literal["called_at", "serving_at", "ended_at"]

STATES: Final[tuple[TicketState, ...]] = (
    "waiting",
    "called",
    "serving",
    "parked",
    "no_show",
    "done",
    "cancelled",
)
OPEN: Final[frozenset[TicketState]] = frozenset({"waiting", "called", "serving", "parked"})
"""Somebody is still to be served; the end of the day settles these."""
IN_HAND: Final[frozenset[TicketState]] = frozenset({"called", "serving"})
"""One counter has the ticket."""
OPEN_SQL: Final = "state IN ('waiting', 'called', 'serving', 'parked')"
"""Word for word the condition of the partial index `tickets_open`, as those below: else it is not used."""
IN_HAND_SQL: Final = "state IN ('called', 'serving')"
"""Of `tickets_in_hand`."""
UNDIRECTED_SQL: Final = "state = 'waiting' AND for_counter IS NULL AND for_staff IS NULL"
"""Of `tickets_waiting`."""
DIRECTED_SQL: Final = "state = 'waiting' AND (for_counter IS NOT NULL OR for_staff IS NOT NULL)"
"""Of `tickets_directed`."""
ENDS: Final[frozenset[TicketState]] = frozenset({"done", "cancelled"})


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table."""

    source: frozenset[TicketState]
    target: TicketState
    record: str
    """Name of the event, and kind of the record for central."""
    stamp: Stamp | None = None
    """Column of the visit's step that takes the time of the move besides."""


def _row(source: str, target: TicketState, record: str, stamp: Stamp | None = None) -> Transition:
    return Transition(frozenset(state for state in STATES if state in source.split()), target, record, stamp)


TRANSITIONS: Final[Mapping[Move, Transition]] = {
    "call": _row("waiting parked no_show", "called", "ticket.called", "called_at"),
    "recall": _row("called", "called", "ticket.recalled"),
    "serve": _row("called", "serving", "ticket.serving", "serving_at"),
    "finish": _row("serving", "done", "ticket.done", "ended_at"),
    "proceed": _row("serving", "waiting", "ticket.done", "ended_at"),
    "park": _row("called serving", "parked", "ticket.parked"),
    "unpark": _row("parked", "waiting", "ticket.returned"),
    "transfer": _row("waiting called serving parked no_show", "waiting", "ticket.transferred"),
    "miss": _row("called", "no_show", "ticket.no_show"),
    "bring_back": _row("no_show", "waiting", "ticket.returned"),
    "cancel": _row("waiting called parked no_show", "cancelled", "ticket.cancelled", "ended_at"),
}
"""`proceed` stands for `finish` where further services of the visit are planned. The time of every move is
the ticket's `changed_at` and its event's `at`."""


def after(move: Move, state: TicketState) -> TicketState | None:
    """The state after the move, or None where it is illegal."""
    transition = TRANSITIONS[move]
    return transition.target if state in transition.source else None
