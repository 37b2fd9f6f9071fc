"""Thousands of random acts on one real store: whatever staff press, the room stays whole."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from kiosk import officeday
from kiosk.central.projections import READERS
from kiosk.ids import uuid7
from kiosk.office.contract import Priority
from kiosk.office.room import TicketState
from kiosk.queueing import calling, counters, day, handling, pool, rules, timers
from kiosk.queueing.errors import QueueError
from kiosk.queueing.states import ENDS, IN_HAND, OPEN, STATES, TRANSITIONS, Move, after
from kiosk.sync.contract import TicketMoved
from tests.queueing.conftest import SERIES, Hall

STEPS = 3_000
LONG_STEPS = 100_000
PRIORITIES: tuple[Priority, ...] = ("umum", "umum", "umum", "lansia", "disabilitas")
LEADS_TO: dict[str, set[TicketState]] = {
    "ticket.called": {"called"},
    "ticket.recalled": {"called"},
    "ticket.serving": {"serving"},
    "ticket.done": {"done", "waiting"},
    "ticket.parked": {"parked"},
    "ticket.returned": {"waiting"},
    "ticket.transferred": {"waiting"},
    "ticket.no_show": {"no_show"},
    "ticket.cancelled": {"cancelled"},
    "ticket.kept": {"waiting", "parked"},
}


class Staff:
    """Presses anything, anywhere; counts what was allowed."""

    def __init__(self, hall: Hall, chance: random.Random) -> None:
        self.hall = hall
        self.chance = chance
        self.allowed: dict[str, int] = {}
        self.refused: dict[str, int] = {}

    def press(self) -> None:
        name = self.chance.choice(list(PRESSES))
        events = self._events()
        try:
            PRESSES[name](self)
        except QueueError as error:
            kind = type(error).__name__
            self.refused[kind] = self.refused.get(kind, 0) + 1
            assert self._events() == events, f"{name} was refused and still changed something"
        else:
            self.allowed[name] = self.allowed.get(name, 0) + 1

    def next(self) -> None:
        day = self.today()
        streak = self.hall.store.read(lambda c: pool.streak(c, day, 1))
        fronts = self.waiting("front", day)
        settle = self.chance.choice([None, "finish", "miss"])
        called = self.hall.at(self.counter(), calling.call_next, current=settle)
        others = self.waiting("priority = 'umum' AND for_counter IS NULL AND for_staff IS NULL", day)
        if called.priority != "umum" and streak >= rules.IN_A_ROW and not fronts:
            assert not others, "a third favoured one in a row while others wait"

    def waiting(self, which: str, day: str) -> int:
        count: int = self.hall.value(
            "SELECT count(*) FROM tickets WHERE queue_day = ? AND state = 'waiting'"
            f" AND state IN ('waiting', 'called', 'serving', 'parked') AND {which}",
            day,
        )
        return count

    def today(self) -> str:
        return self.hall.store.read(lambda c: officeday.shown(c, self.hall.now, self.hall.office.zone))

    def counter(self) -> int:
        return self.chance.randint(1, 4)

    def ticket(self, move: Move | None) -> str:
        """Any of the last sixty tickets of the day; half of the time one that the move suits."""
        known = self.hall.all(
            "SELECT id, state FROM tickets WHERE office_day = ? ORDER BY issued_at DESC, id LIMIT 60",
            self.today(),
        )
        suited = [id for id, state in known if move and after(move, state)]
        anybody = [id for id, _ in known] or [uuid7()]
        return str(self.chance.choice(suited if suited and self.chance.random() < 0.5 else anybody))

    def at(self, do: Callable[..., Any], move: Move | None = None, **how: Any) -> None:
        ticket = self.ticket(move)
        holder = self.hall.value("SELECT max(counter) FROM tickets WHERE id = ?", ticket)
        right = holder if holder and self.chance.random() < 0.8 else self.counter()
        self.hall.at(right, do, ticket=ticket, **how)

    def target(self) -> dict[str, Any]:
        return self.chance.choice(
            [{"service": self.service()}, {"counter": self.counter()}, {"staff": "gone"}]
        )

    def service(self) -> str:
        return self.chance.choice(list(SERIES))

    def end_day(self) -> None:
        if self.chance.random() < 0.05:
            self.hall.later(hours=self.chance.choice([1, 24]))
            day.settle(self.hall.store, self.hall.room, self.hall.now, "none")

    def ring(self) -> None:
        self.hall.later(minutes=1)
        timers.ring(self.hall.store, self.hall.room, self.hall.now, "none")

    def _events(self) -> tuple[int, ...]:
        return tuple(
            self.hall.value(f"SELECT coalesce(max(seq), 0) FROM {table}")
            for table in ("ticket_events", "calls", "outbox", "audit", "desk_events")
        )


PRESSES: dict[str, Callable[[Staff], object]] = {
    "take": lambda s: s.hall.take(s.service(), s.chance.choice(PRIORITIES)),
    "take another": lambda s: s.hall.take(s.service(), s.chance.choice(PRIORITIES)),
    "open": lambda s: s.hall.at(s.counter(), counters.open_counter),
    "open again": lambda s: s.hall.at(s.counter(), counters.open_counter),
    "close": lambda s: s.hall.at(s.counter(), counters.close_counter) if s.chance.random() < 0.3 else None,
    "pause": lambda s: s.hall.at(s.counter(), counters.pause, reason="Salat"),
    "resume": lambda s: s.hall.at(s.counter(), counters.resume),
    "next": Staff.next,
    "next again": Staff.next,
    "number": lambda s: s.hall.at(
        s.counter(), calling.call_number, number=f"{s.chance.choice('ABC')}-{s.chance.randint(1, 20)}"
    ),
    "recall": lambda s: s.at(calling.recall, "recall"),
    "direct": lambda s: s.hall.at(s.counter(), calling.walk_direct, service=s.service()),
    "serve": lambda s: s.at(handling.start_serving, "serve"),
    "finish": lambda s: s.at(handling.finish, "finish", outcome=s.chance.choice(["served", "left"])),
    "park": lambda s: s.at(handling.park, "park", reason="Fotokopi", minutes=s.chance.choice([None, 5])),
    "unpark": lambda s: s.at(handling.unpark, "unpark"),
    "miss": lambda s: s.at(handling.no_show, "miss"),
    "bring back": lambda s: s.at(handling.bring_back, "bring_back"),
    "transfer": lambda s: s.at(
        handling.transfer, **s.target(), place=s.chance.choice(["first", "last", "by_time"])
    ),
    "add": lambda s: s.at(handling.add_service, service=s.service()),
    "priority": lambda s: s.at(handling.set_priority, priority=s.chance.choice(PRIORITIES)),
    "forgotten": lambda s: s.at(handling.mark_forgotten, "finish"),
    "cancel": lambda s: s.at(handling.cancel, reason="Pulang"),
    "day": Staff.end_day,
    "timer": Staff.ring,
}


def whole(hall: Hall) -> None:
    """Every invariant of the room, over everything that is there."""
    tickets = hall.all("SELECT id, state, counter, ordinal, series, number, queue_day FROM tickets")
    hands = [counter for _, state, counter, *_ in tickets if state in IN_HAND]
    assert len(hands) == len(set(hands)), "a counter has two tickets in hand"
    assert all(counter for counter in hands), "a called ticket without a counter"
    held = [(series, number) for _, state, _, _, series, number, _ in tickets if state in OPEN]
    assert len(held) == len(set(held)), "two people hold the same number"
    assert all(ordinal <= 1 + hall.room.rules.recalls for *_, ordinal, _, _, _ in tickets)
    last = dict(
        hall.all(
            "SELECT ticket_id, event FROM ticket_events WHERE seq IN (SELECT max(seq) FROM ticket_events"
            " WHERE event NOT IN ('ticket.service_added', 'ticket.priority', 'ticket.forgotten')"
            " GROUP BY ticket_id)"
        )
    )
    for id, state, *_ in tickets:
        assert state in (LEADS_TO[last[id]] if id in last else {"waiting"}), "events tell another state"
    steps = hall.all(
        "SELECT t.state, sum(s.state = 'open'), sum(s.state = 'planned'),"
        " sum(s.state = 'ended' AND s.ended_at IS NULL), min(s.wait_ms), min(s.walk_ms), min(s.service_ms)"
        " FROM tickets t JOIN visit_steps s ON s.ticket_id = t.id GROUP BY t.id"
    )
    assert len(steps) == len(tickets)
    for state, under_way, planned, endless, *figures in steps:
        assert (under_way, endless) == (0 if state in ENDS else 1, 0)
        assert planned == 0 or state not in ENDS
        assert all(figure is None or figure >= 0 for figure in figures)
    counted = (
        "SELECT {} FROM {} WHERE state IN ('waiting', 'parked', 'no_show') {} ORDER BY 1, 2, 3, 4, 5, 6, 7"
    )
    names = "queue_day, state, service, series, favoured, front, "
    directed = "for_counter IS NOT NULL OR for_staff IS NOT NULL"
    assert hall.all(
        counted.format(names + "directed, people", "queue_counts", "AND people <> 0")
    ) == hall.all(
        counted.format(f"{names}{directed}, count(*)", "tickets", "GROUP BY 1, 2, 3, 4, 5, 6, 7")
    ), "the kept counts are not the people who are there"
    records = hall.all("SELECT kind, count(*) FROM outbox WHERE kind LIKE 'ticket.%' GROUP BY kind")
    events = hall.all("SELECT event, count(*) FROM ticket_events GROUP BY event ORDER BY event")
    assert [pair for pair in records if pair[0] != "ticket.issued"] == events
    assert dict(records).get("ticket.issued", 0) == len(tickets)
    for (payload,) in hall.all(
        "SELECT payload FROM outbox WHERE kind LIKE 'ticket.%' AND kind <> 'ticket.issued' GROUP BY kind"
    ):
        assert msgspec.json.decode(payload, type=TicketMoved).state in STATES


@pytest.mark.parametrize("end_of_day", ["close", "keep"])
def test_any_sequence_of_presses_leaves_the_room_whole(
    hall: Hall, request: pytest.FixtureRequest, end_of_day: str
) -> None:
    hall.rules(end_of_day=end_of_day)
    steps = LONG_STEPS if request.config.getoption("--long") else STEPS
    staff = Staff(hall, random.Random(20261124))
    for step in range(steps):
        staff.press()
        if step % (steps // 10) == 0:
            whole(hall)
    whole(hall)
    assert {event for (event,) in hall.all("SELECT DISTINCT event FROM ticket_events")} <= set(READERS)
    assert set(staff.allowed) == set(PRESSES), "a press that never succeeded tests nothing"
    assert {"IllegalTransition", "NotYours", "CounterBusy", "CounterClosed"} <= set(staff.refused)


def test_every_state_is_reached_and_only_ends_lead_nowhere() -> None:
    targets = {transition.target for transition in TRANSITIONS.values()}
    assert targets == set(STATES)
    for state in STATES:
        onward = {move for move in TRANSITIONS if after(move, state)}
        assert bool(onward) == (state not in ENDS)


def test_the_table_names_each_record_of_a_move() -> None:
    assert {transition.record for transition in TRANSITIONS.values()} == set(LEADS_TO) - {"ticket.kept"}
    assert {name: transition.stamp for name, transition in TRANSITIONS.items() if transition.stamp} == {
        "call": "called_at",
        "serve": "serving_at",
        "finish": "ended_at",
        "proceed": "ended_at",
        "cancel": "ended_at",
    }
