"""The agenda: every letter has one number, given once, counted in the year of the office day.

A number is for ever, so a clock that nobody believes (kiosk/officeday.py) opens no year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from kiosk.acts import Act, once
from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.letters.template import Template
from kiosk.officeday import office_day
from kiosk.store import Connection, Transaction
from kiosk.sync import outbox


@dataclass(frozen=True, slots=True)
class Numbered:
    """A letter in the agenda."""

    application_id: str
    number: str
    """ "460/001/Kec.Tgr/2026"."""
    made_at: str
    """When the number was given, UTC."""


def number_of(connection: Connection, application_id: str) -> Numbered | None:
    """The letter of the application, if it has a number."""
    row = connection.one(
        "SELECT application_id, number, made_at FROM letters WHERE application_id = ?", (application_id,)
    )
    return Numbered(*row) if row else None


def give(
    tx: Transaction,
    *,
    act: Act,
    application_id: str,
    template: Template,
    code: str,
    staff: str,
    zone: ZoneInfo,
) -> tuple[Numbered, bool]:
    """The letter's number, and whether it was given just now. Raises KeyReused."""
    before = number_of(tx, application_id)

    def do() -> Numbered:
        if before:
            return before
        day = office_day(tx, act.now, zone)
        year = date.fromisoformat(day).year
        agenda = int(tx.value("SELECT coalesce(max(agenda), 0) + 1 FROM letters WHERE year = ?", (year,)))
        made = Numbered(application_id, template.numbered(agenda, code, year), iso(act.now))
        tx.execute(
            "INSERT INTO letters (application_id, year, agenda, number, template, made_at, staff)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (application_id, year, agenda, made.number, template.service, made.made_at, staff),
        )
        outbox.append(
            tx,
            kind="letter.numbered",
            key=uuid7(),
            payload={"application_id": application_id, "number": made.number},
            office_day=day,
            made_at=act.now,
            clock_quality=act.clock_quality,
        )
        return made

    numbered, new = once(tx, act, "letter.numbered", Numbered, do)
    return numbered, new and before is None
