"""The status of an application: what holders of its code may know, and the changes that central sends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import msgspec

from kiosk.applications.errors import IllegalChange, UnknownCode
from kiosk.clock import iso
from kiosk.office.contract import ApplicationState, ApplicationStatus, RecordState
from kiosk.store import Connection, Transaction, audit

ONWARD: Final[Mapping[ApplicationState, frozenset[ApplicationState]]] = {
    "received": frozenset({"in_review", "needs_completion", "cancelled", "rejected"}),
    "in_review": frozenset({"needs_completion", "awaiting_signature", "ready", "cancelled", "rejected"}),
    "needs_completion": frozenset({"in_review", "cancelled", "rejected"}),
    "awaiting_signature": frozenset({"needs_completion", "ready", "cancelled", "rejected"}),
    "ready": frozenset({"done", "needs_completion", "cancelled"}),
    "done": frozenset(),
    "cancelled": frozenset(),
    "rejected": frozenset(),
}
"""terkirim → diperiksa → perlu dilengkapi → menunggu tanda tangan → siap diambil → selesai."""

RECORDS: Final[Mapping[str, RecordState]] = {
    "waiting": "at_office",
    "sent": "at_central",
    "quarantined": "needs_staff",
}


def status(connection: Connection, code: str) -> ApplicationStatus:
    """The application with this code, already in canonical form. Raises UnknownCode."""
    row = connection.one(
        "SELECT a.service, a.service_title, a.state, a.changed_at, a.submitted_at, a.ready_on, a.missing,"
        " a.note, o.state FROM applications a JOIN outbox o ON o.key = a.id WHERE a.code = ?",
        (code,),
    )
    if row is None:
        raise UnknownCode
    service, title, state, changed_at, submitted_at, ready_on, missing, note, record = row
    return ApplicationStatus(
        code=code,
        service=service,
        service_title=title,
        state=state,
        changed_at=changed_at,
        submitted_at=submitted_at,
        ready_on=ready_on,
        missing=msgspec.json.decode(missing, type=list[str]),
        note=note,
        record=RECORDS[record],
    )


def apply_change(
    tx: Transaction, *, id: str, state: ApplicationState, note: str, missing: list[str], changed_at: datetime
) -> ApplicationStatus | None:
    """Brings an application to the state that central reports; None where nothing changed.

    An older or repeated report changes nothing. Raises UnknownCode, IllegalChange.
    """
    row = tx.one("SELECT code, state, changed_at FROM applications WHERE id = ?", (id,))
    if row is None:
        raise UnknownCode
    code, present, present_at = row
    at = iso(changed_at)
    if at <= present_at:
        return None
    if state != present and not reachable(present, state):
        raise IllegalChange(f"{present} -> {state}")
    tx.execute(
        "UPDATE applications SET state = ?, note = ?, missing = ?, changed_at = ? WHERE id = ?",
        (state, note, msgspec.json.encode(missing).decode(), at, id),
    )
    audit.record(tx, event=f"application.{state}", subject=id, now=changed_at)
    return status(tx, code)


def reachable(start: ApplicationState, goal: ApplicationState) -> bool:
    """Whether steps lead from `start` to `goal`: reports in between may have been missed."""
    seen: set[ApplicationState] = set()
    border = {start}
    while border:
        seen |= border
        border = {onward for state in border for onward in ONWARD[state]} - seen
    return goal in seen - {start} or goal in ONWARD[start]
