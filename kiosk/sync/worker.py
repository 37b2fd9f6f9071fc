"""Brings the outbox to central and central's changes to the office, for as long as the office runs.

Two threads: one delivers, one flight at a time, and is the only one that decides whether central can be
reached; one holds a request for changes open while it can. The outbox is the work list; nothing is kept here.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec
import structlog

from kiosk.clock import Clock
from kiosk.keys import Keys
from kiosk.office.contract import Central
from kiosk.store import Store, Transaction
from kiosk.store.connection import DatabaseError
from kiosk.sync import delivery
from kiosk.sync.contract import MAX_RECORDS, DeviceState, Problem, StatusChange
from kiosk.sync.errors import CallError, NoNetwork, NotTaken, Refused

if TYPE_CHECKING:
    from kiosk.sync.client import Client, RawChanges

log = structlog.get_logger()

EPOCH = "central_epoch"
CURSOR = "central_cursor"
LONGEST_CONNECT_S = 10.0
"""Looking up a name or opening a connection cannot be cut short; a thread in it is left to end by itself."""
Link = Literal["none", "connected", "unreachable", "refused"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient the office is; seconds."""

    first_pause_s: float = 1.0
    longest_pause_s: float = 300.0
    refused_pause_s: float = 60.0
    greet_every_s: float = 600.0
    hold_s: int = 20
    """How long one request for changes is held open."""

    def pause(self, failures: int) -> float:
        """Full jitter: anything up to a limit that doubles with each failure in a row (from 1)."""
        limit = min(self.longest_pause_s, self.first_pause_s * 2.0 ** min(failures - 1, 30))
        return secrets.SystemRandom().uniform(0, limit)


class _Head(msgspec.Struct, frozen=True):
    kind: str
    cursor: int


class Sync:
    """The office's tie to central. `wake`, `state` and `stop` may be called from any thread."""

    def __init__(
        self,
        store: Store,
        keys: Keys,
        url: str | None,
        clock: Clock,
        on_change: Callable[[], None],
        apply: Callable[[Transaction, StatusChange], None],
        pace: Pace | None = None,
    ) -> None:
        """`on_change` is told when `state` may have changed. `apply` takes a change from central inside the
        transaction that remembers it; what it raises costs that change only, but for errors of the database.
        """
        self._store = store
        self._keys = keys
        self._url = url
        self._clock = clock
        self._on_change = on_change
        self._apply = apply
        self._pace = pace or Pace()
        self._turn = threading.Condition()
        self._stopping = False
        self._woken = False
        self._agreed = False
        self._greet_at = 0.0
        self._link: Link = "unreachable" if url else "none"
        self._clients: list[Client] = []
        self._threads: list[threading.Thread] = []
        self._size = MAX_RECORDS

    def start(self) -> None:
        """Begins, if a central is configured."""
        if self._url is None:
            return
        for name, work in (("sync-deliver", self._deliver_forever), ("sync-listen", self._listen_forever)):
            thread = threading.Thread(target=work, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Ends requests in flight and both threads; then the store may be closed."""
        with self._turn:
            self._stopping = True
            self._turn.notify_all()
            for client in self._clients:
                client.close()
        for thread in self._threads:
            thread.join(LONGEST_CONNECT_S)

    def wake(self) -> None:
        """Something new is in the outbox. Give it to `tx.after`."""
        with self._turn:
            self._woken = True
            self._turn.notify_all()

    def state(self) -> Central:
        """How things stand."""
        now = self._clock.now()
        figures = self._store.read(lambda connection: delivery.backlog(connection, now))
        return Central(self._link, figures.unsent, figures.oldest_unsent_s, figures.quarantined)

    # --- delivering -----------------------------------------------------------------------------------

    def _deliver_forever(self) -> None:
        client = self._client()
        failures = 0
        while not self._stopping:
            try:
                self._agree(client)
                clear = self._deliver(client)
            except Refused as error:
                self._lost("refused", error)
                self._wait(self._pace.refused_pause_s)
            except CallError as error:
                failures += 1
                self._lost("unreachable", error)
                told = error.retry_after if isinstance(error, NoNetwork) else None
                self._wait(max(self._pace.pause(failures), told or 0.0))
            except Exception as error:
                if self._stopping:
                    return
                failures += 1
                log.exception("sync_failed", error=type(error).__name__)
                self._wait(self._pace.pause(failures))
            else:
                failures = 0 if clear else failures + 1
                if clear:
                    self._wait(self._pace.greet_every_s, lambda: self._woken or not self._agreed)
                else:
                    self._wait(self._pace.pause(failures))

    def _agree(self, client: Client) -> None:
        """Learns what central holds, when it may be something else than we think."""
        if self._agreed and time.monotonic() < self._greet_at:
            return
        held = client.state()
        known = self._store.read(lambda connection: _meta(connection.one(_GET, (EPOCH,))))
        if known != held.epoch:
            if known is not None:
                delivery.offer_again(self._store, 1)
            self._store.write(lambda tx: _set(tx, {EPOCH: held.epoch, CURSOR: "0"}))
        else:
            self._offer_what_is_missing(held)
        self._greet_at = time.monotonic() + self._pace.greet_every_s
        self._set_link("connected", agreed=True)

    def _offer_what_is_missing(self, held: DeviceState) -> None:
        for gap in held.missing:
            delivery.offer_again(self._store, gap.first, gap.last)
        delivery.offer_again(self._store, held.highest_seq + 1)

    def _deliver(self, client: Client) -> bool:
        """Sends until nothing is left that could go now; False where something unclear stays behind."""
        self._woken = False
        while not self._stopping:
            batch = self._store.read(
                lambda connection: delivery.next_batch(connection, self._store.device_id, self._size)
            )
            if not batch:
                return True
            try:
                results = client.send([record.envelope for record in batch])
            except NotTaken as refusal:
                self._divide(batch, refusal)
                continue
            now = self._clock.now()
            tally = self._store.write(lambda tx: delivery.settle(tx, batch, results, now))  # noqa: B023 runs at once
            self._size = min(MAX_RECORDS, self._size * 2)
            self._on_change()
            if tally.quarantined or tally.unclear:
                log.warning("records_not_accepted", count=tally.quarantined + tally.unclear)
            if tally.unclear and not tally.sent and not tally.quarantined:
                return False
        return True

    def _divide(self, batch: list[delivery.Waiting], refusal: NotTaken) -> None:
        """Smaller batches find the record that central will not take; that one is for staff."""
        if len(batch) > 1:
            self._size = len(batch) // 2
            return
        problem = Problem(type=refusal.type, title=refusal.title, status=refusal.status)
        self._store.write(lambda tx: delivery.quarantine(tx, batch[0], problem))
        log.warning("records_not_accepted", count=1, type=refusal.type)
        self._on_change()

    # --- listening ------------------------------------------------------------------------------------

    def _listen_forever(self) -> None:
        client = self._client()
        failures = 0
        while self._until_agreed():
            try:
                cursor = int(self._store.read(lambda c: _meta(c.one(_GET, (CURSOR,)))) or 0)
                news = client.changes(cursor, self._pace.hold_s)
                self._take(news)
                failures = 0
            except Exception as error:
                if self._stopping:
                    return
                failures += 1
                if isinstance(error, CallError):
                    log.info("changes_not_read", reason=str(error))
                else:
                    log.exception("sync_failed", error=type(error).__name__)
                self._look_again()
                self._wait(self._pace.pause(failures))

    def _take(self, news: RawChanges) -> None:
        known = self._store.read(lambda connection: _meta(connection.one(_GET, (EPOCH,))))
        if news.epoch != known:
            self._look_again()
            return
        for raw in news.changes:
            self._take_one(raw)
        if news.changes:
            self._on_change()

    def _take_one(self, raw: bytes) -> None:
        head = msgspec.json.decode(raw, type=_Head)
        place = {CURSOR: str(head.cursor)}

        def act(tx: Transaction) -> None:
            if head.kind == "application.status":
                self._apply(tx, msgspec.json.decode(raw, type=StatusChange))
            _set(tx, place)

        try:
            self._store.write(act)
        except DatabaseError:
            raise
        except Exception as error:
            log.error("change_not_applied", kind=head.kind, seq=head.cursor, error=type(error).__name__)
            self._store.write(lambda tx: _set(tx, place))

    # --- both -----------------------------------------------------------------------------------------

    def _client(self) -> Client:
        from kiosk.sync.client import Client  # not needed before the office has answered its first request

        client = Client(self._url or "", self._store.device_id, self._keys)
        with self._turn:
            self._clients.append(client)
            if self._stopping:
                client.close()
        return client

    def _wait(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        with self._turn:
            self._turn.wait_for(lambda: self._stopping or until(), seconds)

    def _until_agreed(self) -> bool:
        """Waits for the deliverer to find central; False when it is time to end."""
        with self._turn:
            self._turn.wait_for(lambda: self._stopping or self._agreed)
            return not self._stopping

    def _look_again(self) -> None:
        """Makes the deliverer find out how things stand."""
        with self._turn:
            self._agreed = False
            self._turn.notify_all()

    def _lost(self, link: Link, error: CallError) -> None:
        if not self._stopping:
            if self._link != link:
                log.info("central_lost", state=link, reason=str(error))
            self._set_link(link, agreed=False)

    def _set_link(self, link: Link, *, agreed: bool) -> None:
        with self._turn:
            changed = link != self._link
            self._link = link
            self._agreed = agreed
            self._turn.notify_all()
        if changed:
            self._on_change()


_GET = "SELECT value FROM meta WHERE name = ?"


def _meta(row: tuple[str] | None) -> str | None:
    return row[0] if row else None


def _set(tx: Transaction, values: dict[str, str]) -> None:
    for name, value in values.items():
        tx.execute(
            "INSERT INTO meta (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )
