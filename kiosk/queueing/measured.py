"""What the store knows of the queue, as the estimate wants it. No query grows with history."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final, NamedTuple

from kiosk.clock import from_iso
from kiosk.queueing.estimate import MOST, Counter, Waiting
from kiosk.queueing.learned import LEARNED_DAYS, PastDay
from kiosk.queueing.states import IN_HAND_SQL, OPEN_SQL
from kiosk.roomrules import RoomRules
from kiosk.store import Connection

LAST_VISITS: Final = 12
"""Visits of today from which its pace is read."""
MINUTE_MS: Final = 60_000


class Standing(NamedTuple):
    """The queue at one moment."""

    ids: tuple[str, ...]
    """Of those who wait, in the order of `waiting`."""
    waiting: tuple[Waiting, ...]
    further: int
    """People behind them."""
    counters: tuple[Counter, ...]
    """Those open or paused; all of the office where none is."""
    finished: tuple[tuple[str, float], ...]
    """Service and minutes at the counter of the last visits, the oldest first."""

    @property
    def services(self) -> set[str]:
        """Those that somebody waits for or has at a counter."""
        busy = {counter.busy_with for counter in self.counters if counter.busy_with}
        return busy | {one.service for one in self.waiting}


def past_days(connection: Connection, today: str) -> list[str]:
    """The last office days before today that served anybody, newest first."""
    rows = connection.all(
        "WITH RECURSIVE days (day, n) AS ("
        " SELECT (SELECT max(office_day) FROM visit_steps WHERE office_day < ?1), 1 UNION ALL"
        " SELECT (SELECT max(office_day) FROM visit_steps WHERE office_day < days.day), n + 1"
        " FROM days WHERE days.day IS NOT NULL AND n < ?2) SELECT day FROM days WHERE day IS NOT NULL",
        (today, LEARNED_DAYS),
    )
    return [day for (day,) in rows]


def past_day(connection: Connection, day: str) -> PastDay:
    """What happened on a day that is over; forgotten finishes and unfinished visits left out."""
    visits = connection.all(
        "SELECT service, coalesce(walk_ms, 0) + service_ms FROM visit_steps"
        " WHERE office_day = ? AND service_ms IS NOT NULL AND NOT forgotten",
        (day,),
    )
    missed = connection.value(
        "SELECT count(*) FROM visit_steps WHERE office_day = ? AND called_at IS NOT NULL"
        " AND serving_at IS NULL",
        (day,),
    )
    favoured = connection.all(
        "SELECT service, count(*) FROM tickets WHERE office_day = ? AND favoured GROUP BY service", (day,)
    )
    first, last = connection.one(
        "SELECT min(issued_at), max(issued_at) FROM tickets WHERE office_day = ?", (day,)
    ) or (None, None)
    return PastDay(
        visits=tuple((service, ms / MINUTE_MS) for service, ms in visits),
        missed=int(missed),
        favoured=dict(favoured),
        hours=max(1.0, (from_iso(last) - from_iso(first)).total_seconds() / 3600) if first else 1.0,
    )


def standing(
    connection: Connection, day: str, now: datetime, rules: RoomRules, services: Collection[str]
) -> Standing:
    """Who waits, who is served where, and how long the last visits took; `services` are all there are."""
    rows = connection.all(
        "SELECT id, service, favoured FROM tickets"  # noqa: S608 (constant)
        f" WHERE queue_day = ? AND state = 'waiting' AND {OPEN_SQL}"
        " ORDER BY since, number LIMIT ?",
        (day, MOST),
    )
    everybody = len(rows)
    if everybody == MOST:
        everybody = connection.value(
            f"SELECT count(*) FROM tickets WHERE queue_day = ? AND state = 'waiting' AND {OPEN_SQL}",  # noqa: S608 (constant)
            (day,),
        )
    finished = connection.all(
        "SELECT service, coalesce(walk_ms, 0) + service_ms FROM visit_steps"
        " WHERE office_day = ? AND service_ms IS NOT NULL AND NOT forgotten AND ended_at IS NOT NULL"
        " ORDER BY ended_at DESC LIMIT ?",
        (day, LAST_VISITS),
    )
    return Standing(
        ids=tuple(id for id, _, _ in rows),
        waiting=tuple(Waiting(service, bool(favoured)) for _, service, favoured in rows),
        further=everybody - len(rows),
        counters=_counters(connection, now, rules, services),
        finished=tuple((service, ms / MINUTE_MS) for service, ms in reversed(finished)),
    )


def _counters(
    connection: Connection, now: datetime, rules: RoomRules, services: Collection[str]
) -> tuple[Counter, ...]:
    states = {
        number: (state, since)
        for number, state, since in connection.all("SELECT number, state, since FROM desks")
    }
    in_hand = {
        number: (service, changed_at)
        for number, service, changed_at in connection.all(
            f"SELECT counter, service, changed_at FROM tickets WHERE {IN_HAND_SQL}"  # noqa: S608 (constant)
        )
    }
    served = {desk.number: frozenset(id for id in services if rules.serves(desk, id)) for desk in rules.desks}
    counters = []
    for number, serves in served.items():
        state, since = states.get(number, ("closed", ""))
        if number in in_hand:
            service, since = in_hand[number]
            counters.append(Counter(serves, service, _minutes(since, now)))
        elif state != "closed":
            counters.append(Counter(serves, since=_minutes(since, now), paused=state == "paused"))
    return tuple(counters) or tuple(Counter(serves) for serves in served.values())


def _minutes(since: str, now: datetime) -> float:
    return max(0.0, (now - from_iso(since)).total_seconds() / 60)
