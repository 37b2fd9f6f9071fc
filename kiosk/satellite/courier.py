"""One thread between a further kiosk and its main office: beats, the catalogue, and debts in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import structlog

from kiosk import officeday
from kiosk.clock import Clock, from_iso
from kiosk.config import Config
from kiosk.office import contract
from kiosk.office.room import Closure
from kiosk.queueing import closures, quota
from kiosk.satellite import outlet
from kiosk.satellite.contract import Beat, Office, series
from kiosk.satellite.errors import Silent, Unfit
from kiosk.satellite.link import Link
from kiosk.satellite.mirror import Mirror
from kiosk.store import Store, Transaction

BEAT_S: Final = 2.0
STOP_S: Final = 12.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears of news. Called from the courier's thread."""

    status: Callable[[], None]
    """The office answers again, is silent, or stands otherwise than before."""
    catalogue: Callable[[], None]
    """The office has another catalogue, and so has this kiosk."""
    application: Callable[[contract.ApplicationStatus], None]
    """An application is elsewhere."""


class Courier:
    """What was last heard of the main office, and how everything owed gets there."""

    def __init__(
        self,
        store: Store,
        link: Link,
        clock: Clock,
        config: Config,
        *,
        number: int,
        mirror: Mirror,
        printer: Callable[[], contract.Printer],
        told: Told,
    ) -> None:
        self._store = store
        self._link = link
        self._clock = clock
        self._config = config
        self._series = series(number)
        self._mirror = mirror
        self._printer = printer
        self._told = told
        self._followed: tuple[str, int, list[Closure]] | None = None
        self._moves = 0
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
        self.heard: Office | None = None
        """The office as it last answered."""
        self.answering = False
        """Whether it answered the last time."""

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Something is owed."""
        self._wake.set()

    def stop(self) -> None:
        """Ends the thread; what is owed waits for the next start."""
        self._stopping.set()
        self._wake.set()
        self._link.close()
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    def waiting(self) -> int:
        """People who waited at the main office when it was last heard."""
        return self.heard.status.waiting if self.heard else 0

    def services(self) -> list[contract.ServiceToday] | None:
        """What could not be had when the office was last heard; none where that was on another day."""
        heard, now, zone = self.heard, self._clock.now(), self._config.zone
        if heard is None:
            return None
        day = self._store.read(lambda connection: officeday.shown(connection, now, zone))
        return heard.status.services if heard.status.office_day == day else None

    def exhausted(self, service: str) -> bool:
        """Whether the office, when last heard, had given all numbers of the service for today."""
        return any(one.service == service and one.reason == quota.REACHED for one in self.services() or ())

    def owed(self) -> outlet.Owed:
        now = self._clock.now()
        return self._store.read(lambda connection: outlet.owed(connection, now))

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            began = time.monotonic()
            try:
                self._beat()
                if self._deliver():
                    continue  # the office learns at once that nothing is owed any more
            except Silent:
                self._hear(None)
            except Exception as error:  # one bad moment never ends the thread
                log.error("courier_step_failed", error=type(error).__name__)
            self._wake.wait(max(0.1, began + BEAT_S - time.monotonic()))

    def _beat(self) -> None:
        owed = self.owed()
        office = self._link.beat(Beat(self._printer().state, owed.unsent, owed.quarantined, self._moves))
        self._moves = office.moves
        for moved in office.moved:
            self._told.application(moved)
        self._follow(office)
        if office.status.catalogue_sha256 != self._mirror.catalogue.sha256:
            self._mirror.take(self._link.catalogue())
            self._told.catalogue()
        self._hear(office)

    def _hear(self, office: Office | None) -> None:
        answering, before = office is not None, self.heard
        if answering != self.answering:
            log.info("main_office", state="answers" if answering else "silent")
        changed = answering != self.answering or _but_for_time(office) != _but_for_time(before)
        self.answering = answering
        self.heard = office or before
        if changed:
            self._told.status()

    def _deliver(self) -> bool:
        """Hands over everything that is owed; whether that was anything."""
        delivered = False
        while not self._stopping.is_set():
            found = self._store.read(outlet.first)
            if found is None:
                break
            seq, record = found
            now = self._clock.now()
            try:
                self._link.deliver(record)
            except Unfit as unfit:
                log.error("record_refused", kind=record.kind, problem=str(unfit))
                self._store.write(partial(outlet.refused, seq=seq, problem=str(unfit)))
            else:
                self._store.write(partial(outlet.taken_over, seq=seq, record=record, now=now))
            delivered = True
        if delivered:
            self._told.status()
        return delivered

    def _follow(self, office: Office) -> None:
        """Days and emergency numbers begin where the main office has them, whatever this clock says.

        What staff have closed there is closed here, also after the next restart.
        """
        following = (office.status.office_day, office.emergency_last, office.closures)
        if self._followed == following:
            return
        now, zone, own = from_iso(office.status.now), self._config.zone, self._clock.now()

        def write(tx: Transaction) -> None:
            officeday.trust(tx, now, confirmed=True)
            officeday.office_day(tx, now, zone)
            tx.execute(
                "INSERT INTO counters (office_day, series, last) VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
                " SET last = max(last, excluded.last)",
                (office.status.office_day, self._series, office.emergency_last),
            )
            closures.adopt(tx, office.closures, own)

        self._store.write(write)
        self._followed = following


def _but_for_time(office: Office | None) -> Office | None:
    return office and replace(office, status=replace(office.status, now=""), moves=0, moved=[])
