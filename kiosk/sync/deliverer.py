"""Sends the outbox, one flight at a time, and alone decides whether central can be reached."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog

from kiosk import officeday
from kiosk.clock import Clock, from_iso
from kiosk.store import Store, Transaction
from kiosk.sync import delivery
from kiosk.sync.contract import MAX_RECORDS, DeviceState, Problem
from kiosk.sync.errors import CallError, NoNetwork, NotTaken, Refused
from kiosk.sync.memory import recall, remember
from kiosk.sync.tie import Pace, Tie

if TYPE_CHECKING:
    from kiosk.sync.client import Client

log = structlog.get_logger()


class Deliverer:
    """Runs on a thread of its own until the tie stops."""

    def __init__(self, store: Store, client: Client, tie: Tie, clock: Clock, pace: Pace) -> None:
        self._store = store
        self._client = client
        self._tie = tie
        self._clock = clock
        self._pace = pace
        self._greet_at = 0.0
        self._size = MAX_RECORDS

    def run(self) -> None:
        """Delivers for ever. Nothing that goes wrong ends it."""
        tie, pace = self._tie, self._pace
        failures = 0
        while not tie.stopping:
            try:
                self._agree()
                clear = self._deliver()
            except Refused as error:
                tie.lost("refused", str(error))
                tie.pause(pace.refused_pause_s)
            except CallError as error:
                failures += 1
                tie.lost("unreachable", str(error))
                told = error.retry_after if isinstance(error, NoNetwork) else None
                tie.pause(max(pace.pause(failures), told or 0.0))
            except Exception as error:
                if tie.stopping:
                    return
                failures += 1
                log.exception("sync_failed", error=type(error).__name__)
                tie.pause(pace.pause(failures))
            else:
                failures = 0 if clear else failures + 1
                tie.wait_for_work(pace.greet_every_s if clear else pace.pause(failures))

    def _agree(self) -> None:
        """Learns what central holds, when that may be something else than we think."""
        if self._tie.agreed and time.monotonic() < self._greet_at:
            return
        held = self._client.state()
        known = self._store.read(lambda connection: recall(connection, "central_epoch"))
        if known == held.epoch:
            self._offer_what_is_missing(held)
        else:
            if known is not None:
                delivery.offer_again(self._store, 1)
            self._store.write(lambda tx: _begin_epoch(tx, held.epoch))
        self._store.write(lambda tx: officeday.trust(tx, from_iso(held.server_time), confirmed=True))
        self._greet_at = time.monotonic() + self._pace.greet_every_s
        self._tie.connected()

    def _offer_what_is_missing(self, held: DeviceState) -> None:
        for gap in held.missing:
            delivery.offer_again(self._store, gap.first, gap.last)
        delivery.offer_again(self._store, held.highest_seq + 1)

    def _deliver(self) -> bool:
        """Sends until nothing is left that could go now; False where something unclear stays behind."""
        self._tie.begin_work()
        while not self._tie.stopping:
            batch = self._store.read(
                lambda connection: delivery.next_batch(connection, self._store.device_id, self._size)
            )
            if not batch:
                return True
            try:
                tally = self._send(batch)
            except NotTaken as refusal:
                self._divide(batch, refusal)
                continue
            if tally.unclear == len(batch):
                return False
        return True

    def _send(self, batch: list[delivery.Waiting]) -> delivery.Tally:
        results = self._client.send([record.envelope for record in batch])
        now = self._clock.now()
        tally = self._store.write(lambda tx: delivery.settle(tx, batch, results, now))
        self._size = min(MAX_RECORDS, self._size * 2)
        if tally.sent < len(batch):
            log.warning("records_not_accepted", count=len(batch) - tally.sent)
        self._tie.changed()
        return tally

    def _divide(self, batch: list[delivery.Waiting], refusal: NotTaken) -> None:
        """Smaller batches find the record that central will not take; that one is for staff."""
        if len(batch) > 1:
            self._size = len(batch) // 2
            return
        problem = Problem(type=refusal.type, title=refusal.title, status=refusal.status)
        self._store.write(lambda tx: delivery.quarantine(tx, batch[0], problem))
        log.warning("records_not_accepted", count=1, type=refusal.type)
        self._tie.changed()


def _begin_epoch(tx: Transaction, epoch: str) -> None:
    remember(tx, "central_epoch", epoch)
    remember(tx, "central_cursor", "0")
