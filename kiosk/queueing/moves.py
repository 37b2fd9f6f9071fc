"""How a ticket changes: a guarded update, an event row and a record for central, in the act's transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kiosk.acts import Act
from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.office.room import TicketState
from kiosk.queueing import steps
from kiosk.queueing.errors import BadTarget, IllegalTransition, NotYours
from kiosk.queueing.room import By
from kiosk.queueing.states import IN_HAND, TRANSITIONS, Move
from kiosk.queueing.tickets import Row
from kiosk.store import Transaction
from kiosk.sync import outbox

Detail = Mapping[str, str | int | bool | None]
LONGEST: Final = 120
"""Letters of a reason."""

STANDS: Final[Mapping[TicketState, str]] = {
    "waiting": "masih menunggu",
    "called": "sudah dipanggil",
    "serving": "sedang dilayani",
    "parked": "sedang ditunda",
    "no_show": "tercatat tidak hadir",
    "done": "sudah selesai",
    "cancelled": "sudah dibatalkan",
}


def check(row: Row, move: Move, by: By | None) -> None:
    """Raises IllegalTransition, NotYours: the sentence says how the ticket stands instead."""
    if row.state not in TRANSITIONS[move].source:
        place = f" loket {row.counter}" if row.state in IN_HAND and row.counter else ""
        raise IllegalTransition(f"Nomor {row.shown} {STANDS[row.state]}{place}.")
    if by and row.state in IN_HAND and row.counter != by.counter and not by.supervisor:
        raise NotYours(f"Nomor {row.shown} {STANDS[row.state]} loket {row.counter}.")


def make(
    tx: Transaction,
    act: Act,
    by: By | None,
    before: Row,
    move: Move,
    now: Row | None = None,
    *,
    detail: Detail | None = None,
) -> Row:
    """Makes a legal move: state, times, figures, event and record. `now` brings what changes besides."""
    transition = TRANSITIONS[move]
    after = replace(now or before, state=transition.target, changed_at=iso(act.now))
    save(tx, before, after)
    if before.state == "serving":
        steps.interrupted(tx, before, act.now)
    if transition.stamp:
        steps.stamp(tx, replace(after, step=before.step), transition.stamp, act.now)
    take_down(tx, act, after, transition.record, by=by, detail=detail)
    return after


def save(tx: Transaction, before: Row, now: Row) -> None:
    """Writes what may change of a ticket. Raises IllegalTransition where somebody was faster."""
    changed = tx.one(
        "UPDATE tickets SET service = ?, priority = ?, state = ?, queue_day = ?, since = ?, front = ?,"
        " changed_at = ?, step = ?, ordinal = ?, counter = ?, staff = ?, for_counter = ?, for_staff = ?,"
        " reason = ?, until = ? WHERE id = ? AND state = ? AND counter IS ? RETURNING id",
        (
            now.service,
            now.priority,
            now.state,
            now.queue_day,
            now.since,
            now.front,
            now.changed_at,
            now.step,
            now.ordinal,
            now.counter,
            now.staff,
            now.for_counter,
            now.for_staff,
            now.reason,
            now.until,
            now.id,
            before.state,
            before.counter,
        ),
    )
    if changed is None:
        raise IllegalTransition(f"Nomor {before.shown} baru saja berubah. Lihat lagi.")


def take_down(
    tx: Transaction, act: Act, row: Row, event: str, *, by: By | None, detail: Detail | None = None
) -> None:
    """What happened to the ticket, for the office and for central; never a reason, which a person typed."""
    told = dict(detail or {})
    tx.execute(
        "INSERT INTO ticket_events (ticket_id, event, at, act, counter, staff, detail)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            row.id,
            event,
            iso(act.now),
            act.key,
            by.counter if by else None,
            by.staff if by else None,
            json.dumps(told),
        ),
    )
    outbox.append(
        tx,
        kind=event,
        key=uuid7(),
        payload={
            "ticket": row.id,
            "number": row.shown,
            "service": row.service,
            "step": row.step,
            "state": row.state,
            "counter": row.counter,
            "at": iso(act.now),
            **told,
        },
        office_day=row.queue_day,
        made_at=act.now,
        clock_quality=act.clock_quality,
    )


def reason_of(text: str) -> str:
    """A reason in one line. Raises BadTarget where it is empty, too long or not to be printed."""
    reason = " ".join(text.split())
    if not reason or len(reason) > LONGEST or not reason.isprintable():
        raise BadTarget(f"Tulis alasan, paling banyak {LONGEST} huruf.")
    return reason
