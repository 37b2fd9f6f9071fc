"""What staff do with an application: find it, open it, tick the originals, and move it on.

Each act is one transaction: the change, an audit row and a record for central.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from kiosk.acts import Act, once
from kiosk.applications.errors import IllegalChange, UnknownCode
from kiosk.applications.status import ONWARD, status
from kiosk.clock import from_iso, iso
from kiosk.ids import uuid7
from kiosk.office.contract import ApplicationState, ApplicationStatus, Language
from kiosk.officeday import office_day
from kiosk.store import Connection, Transaction, audit
from kiosk.sync import outbox

VIA: Final[ApplicationState] = "in_review"
"""Whoever decides has looked: the step between is written down, and nobody must press for it."""
UNDO: Final = timedelta(seconds=20)
"""How long a step can be taken back: the console offers it for 10 s, and a slow network needs some more."""
_TICK: Final = timedelta(milliseconds=1)
MOST_FOUND: Final = 20
"""Applications of one person that are shown."""
SEARCH: Final = """
    SELECT id, code, service_title, state, submitted_at FROM applications WHERE id IN (
        SELECT id FROM applications WHERE json_extract(applicant, '$.nik') = ?1
        UNION SELECT id FROM applications WHERE json_extract(concerned, '$.nik') = ?1
    ) ORDER BY submitted_at DESC, id DESC LIMIT ?2"""
_COLUMNS: Final = (
    "id, code, service, service_title, version, language, state, answers, presented, missing, for_staff,"
    " note, submitted_at, changed_at, ready_on"
)


@dataclass(frozen=True, slots=True)
class Held:
    """An application as the office holds it. Answers are personal data: they go to staff and paper alone."""

    id: str
    code: str
    service: str
    service_title: str
    version: str
    language: Language
    state: ApplicationState
    answers: dict[str, Any]
    presented: list[str]
    missing: list[str]
    for_staff: list[str]
    note: str
    submitted_at: str
    changed_at: str
    ready_on: str | None
    seen: frozenset[str]
    """Ids of the requirements whose originals staff have seen."""

    def __repr__(self) -> str:
        return f"Held({self.id}, {self.state})"


@dataclass(frozen=True, slots=True)
class Found:
    """An application of somebody who lost its code, as staff choose it. Nothing in it says whose it is."""

    id: str
    code: str
    service_title: str
    state: ApplicationState
    submitted_at: str


def search(tx: Transaction, *, act: Act, nik: str) -> list[Found]:
    """Applications of the person with this NIK, as applicant or as whom it concerns, newest first.

    Written down with who looked and what was found; the NIK is written nowhere.
    """
    rows = tx.all(SEARCH, (nik, MOST_FOUND))
    for id, *_ in rows:
        audit.record(tx, event="application.found", subject=id, now=act.now, staff=act.staff)
    if not rows:
        audit.record(tx, event="application.sought", subject=act.key, now=act.now, staff=act.staff)
    return [Found(*row) for row in rows]


def find(connection: Connection, id: str) -> Held:
    """The application with this id. Raises UnknownCode."""
    row = connection.one(f"SELECT {_COLUMNS} FROM applications WHERE id = ?", (id,))  # noqa: S608 (constant)
    if row is None:
        raise UnknownCode
    values = list(row)
    for column in range(7, 11):  # answers, presented, missing, for_staff
        values[column] = msgspec.json.decode(values[column])
    ticks = connection.all("SELECT requirement FROM application_checks WHERE application_id = ?", (id,))
    values.append(frozenset(requirement for (requirement,) in ticks))
    return Held(*values)


def id_of(connection: Connection, code: str) -> str:
    """The application with this code, in canonical form. Raises UnknownCode."""
    row = connection.one("SELECT id FROM applications WHERE code = ?", (code,))
    if row is None:
        raise UnknownCode
    return str(row[0])


def onward(state: ApplicationState) -> list[ApplicationState]:
    """Where staff may move an application, with a look in between where one is due."""
    steps = ONWARD[state]
    return sorted(steps | ONWARD[VIA] if VIA in steps else steps)


def tick(
    tx: Transaction, *, act: Act, id: str, requirement: str, seen: bool, staff: str, zone: ZoneInfo
) -> bool:
    """*Asli dilihat*, or not after all; False where it was done before. Raises UnknownCode, KeyReused."""

    def do() -> None:
        if seen:
            tx.execute(
                "INSERT INTO application_checks (application_id, requirement, seen_at, staff)"
                " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (id, requirement, iso(act.now), staff),
            )
        else:
            tx.execute(
                "DELETE FROM application_checks WHERE application_id = ? AND requirement = ?",
                (id, requirement),
            )
        event = "original.seen" if seen else "original.unseen"
        audit.record(tx, event=event, subject=id, now=act.now, staff=act.staff)
        _tell(
            tx,
            act,
            "application.checked",
            zone,
            {"application_id": id, "requirement": requirement, "seen": seen},
        )

    find(tx, id)
    return once(tx, act, "application.checked", type(None), do)[1]


def reveal(tx: Transaction, *, act: Act, id: str) -> Held:
    """Staff look at what is masked: written down. Raises UnknownCode."""
    held = find(tx, id)
    audit.record(tx, event="application.revealed", subject=id, now=act.now, staff=act.staff)
    return held


def advance(
    tx: Transaction,
    *,
    act: Act,
    id: str,
    to: ApplicationState,
    note: str,
    missing: Iterable[str],
    zone: ZoneInfo,
) -> tuple[ApplicationStatus, bool]:
    """Moves an application on; its status, and whether it moved just now.

    `missing` are titles in Indonesian, told only with `needs_completion`. Raises UnknownCode, IllegalChange,
    KeyReused.
    """

    def do() -> ApplicationStatus:
        held = find(tx, id)
        if to not in onward(held.state):
            raise IllegalChange(f"{held.state} -> {to}")
        steps = [to] if to in ONWARD[held.state] else [VIA, to]
        at = _after(act.now, held.changed_at)
        for step in steps:
            last = step == to
            _move(tx, act, id, step, note if last else "", list(missing) if last else [], at, zone)
            at += _TICK
        return status(tx, held.code)

    return once(tx, act, "application.moved", ApplicationStatus, do)


def write_note(
    tx: Transaction, *, act: Act, id: str, note: str, zone: ZoneInfo
) -> tuple[ApplicationStatus, bool]:
    """A sentence to the citizen, without moving the application; empty: none any more.

    Raises UnknownCode, IllegalChange where it has ended, KeyReused.
    """

    def do() -> ApplicationStatus:
        held = find(tx, id)
        if not onward(held.state):
            raise IllegalChange(f"note in {held.state}")
        _keep(tx, act, id, held.state, note, held.missing, _after(act.now, held.changed_at), zone)
        audit.record(tx, event="application.noted", subject=id, now=act.now, staff=act.staff)
        return status(tx, held.code)

    return once(tx, act, "application.noted", ApplicationStatus, do)


def take_back(
    tx: Transaction, *, act: Act, before: Held, left: Held, zone: ZoneInfo
) -> tuple[ApplicationStatus, bool]:
    """*Urungkan*: an application that stands as its last step `left` it is again as `before`.

    Central hears of it as of any step. Raises UnknownCode, IllegalChange where it went on, or too late.
    """

    def do() -> ApplicationStatus:
        held = find(tx, before.id)
        if held.changed_at != left.changed_at or not act.now - from_iso(left.changed_at) < UNDO:
            raise IllegalChange(f"{held.state} -> {before.state}")
        audit.record(tx, event="application.taken_back", subject=before.id, now=act.now, staff=act.staff)
        at = _after(act.now, held.changed_at)
        _move(tx, act, before.id, before.state, before.note, before.missing, at, zone)
        return status(tx, held.code)

    return once(tx, act, "application.taken_back", ApplicationStatus, do)


def _move(
    tx: Transaction,
    act: Act,
    id: str,
    to: ApplicationState,
    note: str,
    missing: list[str],
    at: datetime,
    zone: ZoneInfo,
) -> None:
    _keep(tx, act, id, to, note, missing if to == "needs_completion" else [], at, zone)
    audit.record(tx, event=f"application.{to}", subject=id, now=act.now, staff=act.staff)


def _keep(
    tx: Transaction,
    act: Act,
    id: str,
    state: ApplicationState,
    note: str,
    missing: list[str],
    at: datetime,
    zone: ZoneInfo,
) -> None:
    tx.execute(
        "UPDATE applications SET state = ?, note = ?, missing = ?, changed_at = ? WHERE id = ?",
        (state, note, msgspec.json.encode(missing).decode(), iso(at), id),
    )
    _tell(
        tx, act, "application.status", zone,
        {"application_id": id, "state": state, "note": note, "missing": missing}, at,
    )  # fmt: skip


def _tell(
    tx: Transaction, act: Act, kind: str, zone: ZoneInfo, payload: dict[str, Any], at: datetime | None = None
) -> None:
    outbox.append(
        tx,
        kind=kind,
        key=uuid7(),
        payload=payload,
        office_day=office_day(tx, act.now, zone),
        made_at=at or act.now,
        clock_quality=act.clock_quality,
    )


def _after(now: datetime, changed_at: str) -> datetime:
    """Never before what it follows: central keeps the later of two states."""
    return max(now, from_iso(changed_at) + _TICK)
