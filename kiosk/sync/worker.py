"""Brings the outbox to central and central's changes to the office, for as long as the office runs.

Two threads: one delivers, one listens. The outbox is the work list; no other is kept.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.keys import Keys
from kiosk.office.contract import Central
from kiosk.store import Store
from kiosk.sync.delivery import backlog
from kiosk.sync.listener import Apply
from kiosk.sync.tie import Pace, Tie

if TYPE_CHECKING:
    from kiosk.sync.client import Client

LONGEST_CONNECT_S = 10.0
"""Looking up a name or opening a connection cannot be cut short; a thread in it is left to end by itself."""


class Sync:
    """The office's tie to central. `wake`, `state` and `stop` may be called from any thread."""

    def __init__(
        self,
        store: Store,
        keys: Keys,
        url: str | None,
        clock: Clock,
        on_change: Callable[[], None],
        apply: Apply,
        pace: Pace | None = None,
    ) -> None:
        """`on_change` is told when `state` may have changed. `apply` takes a change from central inside the
        transaction that remembers it; what it raises costs that change only, but for errors of the database.
        """
        self._store = store
        self._keys = keys
        self._url = url
        self._clock = clock
        self._apply = apply
        self._pace = pace or Pace()
        self._tie = Tie("unreachable" if url else "none", on_change)
        self._clients: list[Client] = []
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begins, if a central is configured."""
        if self._url is None:
            return
        for name, work in (("sync-deliver", self._deliver), ("sync-listen", self._listen)):
            thread = threading.Thread(target=work, args=(self._url,), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Ends requests in flight and both threads; then the store may be closed."""
        self._tie.stop()
        for client in list(self._clients):
            client.close()
        for thread in self._threads:
            thread.join(LONGEST_CONNECT_S)

    def wake(self) -> None:
        """Something new is in the outbox. Give it to `tx.after`."""
        self._tie.wake()

    def state(self) -> Central:
        """How things stand."""
        now = self._clock.now()
        figures = self._store.read(lambda connection: backlog(connection, now))
        return Central(self._tie.standing, figures.unsent, figures.oldest_unsent_s, figures.quarantined)

    def _deliver(self, url: str) -> None:
        from kiosk.sync.deliverer import Deliverer

        Deliverer(self._store, self._client(url), self._tie, self._clock, self._pace).run()

    def _listen(self, url: str) -> None:
        from kiosk.sync.listener import Listener

        Listener(self._store, self._client(url), self._tie, self._apply, self._pace).run()

    def _client(self, url: str) -> Client:
        from kiosk.sync.client import (
            Client,  # loads requests: not before the office answers its first request
        )

        client = Client(url, self._store.device_id, self._keys)
        self._clients.append(client)
        if self._tie.stopping:
            client.close()
        return client
