"""The main office as its further kiosks see it: the screen's acts, and what they hand over after a silence.

All methods block on the store: call them off the event loop.
"""

from __future__ import annotations

import hmac
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from kiosk.acts import Act, fingerprint
from kiosk.clock import Clock
from kiosk.office import contract
from kiosk.office.assist import Assist
from kiosk.office.assistance import CopyRequest
from kiosk.office.board import Board
from kiosk.office.desk import Desk, Tell
from kiosk.office.house import House
from kiosk.office.lan import intake, problems
from kiosk.office.lan.floor import Told
from kiosk.queueing import closures, handover
from kiosk.satellite import registry
from kiosk.satellite.contract import (
    Beat,
    Filled,
    Office,
    Paper,
    PassedApplication,
    PassedCopy,
    PassedTicket,
    Record,
    series,
)
from kiosk.spool import jobs
from kiosk.store import Connection, Store, Transaction
from printing.documents import ApplicationReceipt

MOVES_KEPT: Final = 64
"""Of which kiosks can still hear."""
NOTE_EVERY: Final = timedelta(seconds=5)
"""A kiosk that goes on as it was is written down so often, not at each of its beats."""


class Satellites:
    """All further kiosks of one office. `secrets` by digit."""

    def __init__(
        self,
        store: Store,
        house: House,
        clock: Clock,
        told: Told,
        board: Board,
        secrets: Mapping[int, bytes],
    ) -> None:
        self._store = store
        self._house = house
        self._clock = clock
        self._told = told
        self._board = board
        self._secrets = dict(secrets)
        self._noted: dict[int, tuple[Beat, datetime]] = {}
        self._turn = threading.Lock()
        self._moves = 1
        self._moved: deque[tuple[int, contract.ApplicationStatus]] = deque(maxlen=MOVES_KEPT)
        self._tell = Tell(paper=_not_here, printed=_not_here, status=told.room, record=told.record)

    def know(self, number: int, secret: bytes) -> None:
        """A kiosk was added."""
        self._secrets[number] = secret
        self._told.room()

    def forget(self, number: int) -> None:
        """A kiosk was taken off."""
        self._secrets.pop(number, None)
        self._noted.pop(number, None)
        self._told.room()

    def who(self, shown: str) -> int:
        """The digit of the kiosk that shows this Authorization. Raises Refusal."""
        number, _, secret = shown.removeprefix("Bearer ").partition(".")
        kept = self._secrets.get(int(number)) if number.isascii() and number.isdecimal() else None
        if kept is None or not hmac.compare_digest(kept, secret.encode("utf-8", "replace")):
            raise problems.SATELLITE()
        return int(number)

    def beat(self, number: int, beat: Beat) -> Office:
        """A kiosk says how it stands, and hears how the office stands."""
        now = self._clock.now()
        beat, heard = replace(beat, heard=0), beat.heard
        before = self._noted.get(number)
        if before is None or before[0] != beat or not timedelta() <= now - before[1] < NOTE_EVERY:
            self._store.write(lambda tx: registry.note(tx, number, beat, now))
            self._noted[number] = (beat, now)
            if before is None or before[0] != beat:
                self._told.room()
        status = self._board.status()
        last, closed = self._store.read(
            lambda c: (handover.highest(c, status.office_day, series(number)), closures.closures(c))
        )
        with self._turn:
            moves, kept = self._moves, list(self._moved)
        moved = [one for at, one in kept if at > heard] if heard else []
        return Office(status, last, moves, moved, closed)

    def moved(self, status: contract.ApplicationStatus) -> None:
        """An application is elsewhere; the kiosks hear of it with their next beats. From any thread."""
        with self._turn:
            self._moves += 1
            self._moved.append((self._moves, status))

    def assist(self, number: int) -> Assist:
        """Assisted mode at a kiosk."""
        return Assist(self._store, self._house, self._clock, self._tell, kiosk=number)

    def take_ticket(self, number: int, key: str, wanted: contract.TicketRequest, staff: str) -> PassedTicket:
        """`staff`: token of whoever helps, or empty. Raises Refusal, KeyReused."""
        ticket = self._desk(number, staff).take_ticket(key, wanted)
        return PassedTicket(ticket, self._papers(ticket.print.id))

    def apply(self, number: int, key: str, filled: Filled, staff: str) -> PassedApplication:
        """`staff`: token of whoever helps, or empty. Raises Refusal, KeyReused."""
        application = self._desk(number, staff).apply(key, filled.request, filled.code)
        ticket = application.ticket
        slip = [ticket.print.id] if ticket else []
        return PassedApplication(application, self._papers(application.print.id, *slip))

    def copy(self, number: int, key: str, wanted: CopyRequest, staff: str) -> PassedCopy:
        """Raises Refusal, KeyReused."""
        made = self.assist(number).copy(key, staff, wanted)
        return PassedCopy(made, self._papers(made.print.id))

    def call_help(self, number: int, key: str, wanted: contract.HelpRequest) -> contract.HelpCall:
        """Raises KeyReused."""
        return self._desk(number).call_help(key, wanted)

    def application(self, number: int, code: str) -> contract.ApplicationStatus:
        """Raises Refusal."""
        return self._board.application(code, number)

    def receipt(self, number: int, code: str) -> ApplicationReceipt:
        """Raises Refusal."""
        return self._board.receipt(code, number)

    def take(self, number: int, record: Record) -> None:
        """Takes over one record of a kiosk, once for its key. Raises Refusal, KeyReused."""
        now = self._clock.now()
        helper = record.payload.get("assisted_by")
        act = Act(
            handover.handing_over(record.key),
            fingerprint((record.kind, record.key, record.payload)),
            now,
            self._house.moment(now).clock_quality,
            helper if isinstance(helper, str) else None,
        )

        def write(tx: Transaction) -> None:
            if intake.take(tx, act, number, record, self._house):
                tx.after(self._told.room)
                tx.after(self._told.record)

        try:
            self._store.write(write)
        except intake.UNREADABLE:
            raise problems.UNFIT_RECORD() from None

    def _desk(self, number: int, staff: str = "") -> Desk:
        if staff:
            return self.assist(number).desk(staff)
        return Desk(self._store, self._house, self._clock, self._tell, kiosk=number)

    def _papers(self, *ids: str) -> list[Paper]:
        def look(connection: Connection) -> list[Paper]:
            found = [jobs.find(connection, id) for id in ids]
            return [Paper(job.id, job.subject, job.subject_id, job.document) for job in found]

        return self._store.read(look)


def _not_here(job: contract.PrintJob | None = None) -> None:
    """Papers of further kiosks come out there."""
