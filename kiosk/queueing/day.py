"""The end of an office day: nobody is left in a queue that nobody calls any more, and a record says so.

Whatever is served then was forgotten; whoever was called did not come; whoever waits is closed, or kept for
the next day as the office has it. History stays.

A day may turn out to be over hours after work began: numbers go on in it while the clock is doubted
(kiosk/officeday.py). What was given or touched since today began belongs to today then, and stays as it is.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from typing import Final

import msgspec

from kiosk import officeday
from kiosk.acts import Act, fingerprint, once
from kiosk.clock import iso, midnight
from kiosk.ids import uuid7
from kiosk.office.room import DayRecord
from kiosk.queueing import calls, counters, handling, moves, steps, tickets
from kiosk.queueing.room import Room
from kiosk.queueing.states import OPEN_SQL
from kiosk.store import Connection, Store, Transaction
from kiosk.sync import outbox
from kiosk.sync.envelope import ClockQuality

OVER: Final = "Akhir hari"


def settle(store: Store, room: Room, now: datetime, clock_quality: ClockQuality) -> list[DayRecord]:
    """The job: ends every earlier day that is still open. Often nothing; call it as often as you like."""
    records = []
    for day in store.read(lambda connection: overdue(connection, now, room)):
        act = Act(uuid7(), fingerprint(("day", day)), now, clock_quality)
        record, _ = store.write(partial(end, act=act, room=room, day=day))
        records.append(record)
    return records


def overdue(connection: Connection, now: datetime, room: Room) -> list[str]:
    """Earlier days with open tickets or without a record, oldest first."""
    today = officeday.shown(connection, now, room.office.zone)
    left = connection.all(
        f"SELECT DISTINCT queue_day FROM tickets WHERE queue_day < ? AND {OPEN_SQL}",  # noqa: S608 (constant)
        (today,),
    )
    last = connection.one(
        "SELECT office_day FROM tickets WHERE office_day < ? ORDER BY office_day DESC LIMIT 1", (today,)
    )
    days = {day for (day,) in left}
    if last and not connection.one("SELECT 1 FROM days WHERE office_day = ?", last):
        days.add(last[0])
    return sorted(days)


def end(tx: Transaction, *, act: Act, room: Room, day: str) -> tuple[DayRecord, bool]:
    """Ends `day`: earlier than today by the job, or today by a supervisor. Raises KeyReused."""

    def do() -> DayRecord:
        today = officeday.office_day(tx, act.now, room.office.zone)
        since = iso(midnight(act.now, room.office.zone)) if today > day else None
        if since:
            _carry_over(tx, act, day, today, since)
        serving = tickets.open_ones(tx, day, "serving")
        for row in serving:
            handling.end_service(tx, act, None, row, "served", forgotten=True)
        called = tickets.open_ones(tx, day, "called")
        for row in called:
            handling.leave_absent(tx, act, None, row)
        left = tickets.open_ones(tx, day, "waiting") + tickets.open_ones(tx, day, "parked")
        keeps = room.rules.end_of_day == "keep"
        for row in left:
            if not keeps:
                handling.call_off(tx, act, None, row, OVER)
            elif today > day:
                kept = replace(row, queue_day=today)
                moves.save(tx, row, kept)
                moves.take_down(tx, act, kept, "ticket.kept", by=None)
        counters.close_all(tx, act, today, but_since=since)
        record = DayRecord(
            day=day,
            closed_at=iso(act.now),
            forgotten=len(serving),
            absent=len(called),
            closed=0 if keeps else len(left),
            kept=len(left) if keeps else 0,
        )
        _keep(tx, act, record)
        return record

    return once(tx, act, "day.closed", DayRecord, do)


def _carry_over(tx: Transaction, act: Act, day: str, today: str, since: str) -> None:
    """Moves what belongs to today out of the queue of `day`, into which a doubted clock has put it."""
    for row in tickets.touched(tx, day, since):
        kept = replace(row, queue_day=today)
        moves.save(tx, row, kept)
        moves.take_down(tx, act, kept, "ticket.kept", by=None)
        steps.carry_over(tx, kept, since)
        calls.carry_over(tx, kept, since)


def _keep(tx: Transaction, act: Act, record: DayRecord) -> None:
    tx.execute(
        "INSERT INTO days (office_day, closed_at, summary) VALUES (?, ?, ?)",
        (record.day, record.closed_at, msgspec.json.encode(record).decode()),
    )
    outbox.append(
        tx,
        kind="day.closed",
        key=uuid7(),
        payload=asdict(record),
        office_day=record.day,
        made_at=act.now,
        clock_quality=act.clock_quality,
    )
