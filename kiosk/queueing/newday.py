"""Staff confirm a clock that jumped ahead: only then does the queue of its date begin.

Numbers go on in the present office day while the clock is doubted (kiosk/officeday.py). A day that has begun
never goes back, so staff confirm a date, as they read it, and not a button.
"""

from __future__ import annotations

from datetime import datetime

from kiosk import officeday
from kiosk.acts import Act, once
from kiosk.clock import local
from kiosk.office.room import ClockDoubt
from kiosk.queueing.errors import OtherDate
from kiosk.queueing.room import By, Room
from kiosk.store import Connection, Transaction, audit


def doubt(connection: Connection, now: datetime, room: Room) -> ClockDoubt | None:
    """The two dates between which staff must decide; None while the clock is believed."""
    if not officeday.doubtful(connection, now):
        return None
    zone = room.office.zone
    return ClockDoubt(officeday.shown(connection, now, zone), local(now, zone).date().isoformat())


def confirm(tx: Transaction, *, act: Act, by: By, room: Room, today: str) -> tuple[str, bool]:
    """*Ya, hari ini …*: the date that the clock shows is right. The office day that holds from now on.

    Confirming what is believed already changes nothing. Raises OtherDate, KeyReused.
    """

    def do() -> str:
        zone = room.office.zone
        if today != local(act.now, zone).date().isoformat():
            raise OtherDate("Tanggal di jam kantor sudah lain. Lihat lagi.")
        if officeday.doubtful(tx, act.now):
            officeday.trust(tx, act.now, confirmed=True)
            audit.record(tx, event="clock.date_confirmed", subject=today, now=act.now, staff=by.staff)
        return officeday.office_day(tx, act.now, zone)

    return once(tx, act, "clock.confirmed", str, do)
