"""Holds a request for changes open while central can be reached, and applies what comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
import structlog

from kiosk.store import Store, Transaction
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
                cursor = self._store.read(lambda connection: recall(connection, "central_cursor"))
                self._take(self._client.changes(int(cursor or 0), self._pace.hold_s))
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

    def _take(self, news: RawChanges) -> None:
        if news.epoch != self._store.read(lambda connection: recall(connection, "central_epoch")):
            self._tie.doubt()
            return
        for raw in news.changes:
            self._take_one(raw)

    def _take_one(self, raw: bytes) -> None:
        head = msgspec.json.decode(raw, type=_Head)

        def act(tx: Transaction) -> None:
            if head.kind == "application.status":
                self._apply(tx, msgspec.json.decode(raw, type=StatusChange))
            pass_over(tx)

        def pass_over(tx: Transaction) -> None:
            remember(tx, "central_cursor", str(head.cursor))

        try:
            self._store.write(act)
        except DatabaseError:
            raise
        except Exception as error:
            log.error("change_not_applied", kind=head.kind, seq=head.cursor, error=type(error).__name__)
            self._store.write(pass_over)
