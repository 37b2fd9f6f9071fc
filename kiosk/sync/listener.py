"""Holds a request for changes open while central can be reached, and applies what comes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import structlog

from kiosk.store import Connection, Store, Transaction
from kiosk.store.connection import DatabaseError
from kiosk.sync.contract import StatusChange
from kiosk.sync.errors import CallError
from kiosk.sync.memory import recall, remember
from kiosk.sync.tie import Pace, Tie

if TYPE_CHECKING:
    from kiosk.sync.client import Client, RawChanges

log = structlog.get_logger()

Apply = Callable[[Transaction, StatusChange], None]


class _Head(msgspec.Struct, frozen=True):
    kind: str
    cursor: int


class Listener:
    """Runs on a thread of its own until the tie stops."""

    def __init__(self, store: Store, client: Client, tie: Tie, apply: Apply, pace: Pace) -> None:
        self._store = store
        self._client = client
        self._tie = tie
        self._apply = apply
        self._pace = pace

    def run(self) -> None:
        """Listens for ever. Nothing that goes wrong ends it."""
        failures = 0
        while self._tie.wait_until_agreed():
            try:
                epoch, cursor = self._store.read(_place)
                self._take(self._client.changes(cursor, self._pace.hold_s), epoch)
                failures = 0
            except Exception as error:
                if self._tie.stopping:
                    return
                failures += 1
                if isinstance(error, CallError):
                    log.info("changes_not_read", reason=str(error))
                else:
                    log.exception("sync_failed", error=type(error).__name__)
                self._tie.doubt()
                self._tie.pause(self._pace.pause(failures))

    def _take(self, news: RawChanges, epoch: str | None) -> None:
        """Applies what was asked for in `epoch`; the cursors of another one mean other changes."""
        if news.epoch != epoch:
            self._tie.doubt()
            return
        for raw in news.changes:
            self._take_one(raw, epoch)

    def _take_one(self, raw: bytes, epoch: str) -> None:
        head = msgspec.json.decode(raw, type=_Head)

        def act(tx: Transaction, *, apply: bool) -> None:
            # The deliverer may have begun a new epoch meanwhile; then the change comes again, in its place.
            if recall(tx, "central_epoch") != epoch:
                return
            if apply:
                self._apply(tx, msgspec.json.decode(raw, type=StatusChange))
            remember(tx, "central_cursor", str(head.cursor))

        try:
            self._store.write(partial(act, apply=head.kind == "application.status"))
        except DatabaseError:
            raise
        except Exception as error:
            log.error("change_not_applied", kind=head.kind, seq=head.cursor, error=type(error).__name__)
            self._store.write(partial(act, apply=False))


def _place(connection: Connection) -> tuple[str | None, int]:
    """The epoch and the cursor that belongs to it."""
    return recall(connection, "central_epoch"), int(recall(connection, "central_cursor") or 0)
