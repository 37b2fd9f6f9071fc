"""What a reader is; `simulated_scanner` and `simulated_middleware` are the ones that ship beside the real.

Readers run on threads of their own, come back by themselves, and call back from those threads.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from kiosk.clock import Clock, iso
from kiosk.devices.frames import Broken, Frame
from kiosk.office.readings import Card, Reader, ReaderKind, ReaderState
from kiosk.people.nik import Nik


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """A card said whose it is. Personal data."""

    read: str
    """UUID of the presence of the card."""
    nik: Nik
    name: str

    def __repr__(self) -> str:
        return "Known(•)"


Happening = Card | Known
"""What an identity source tells: a card comes, is known, goes."""


class Port(Protocol):
    """Something that is plugged, or not."""

    def reader(self) -> Reader:
        """How it stands."""
        ...

    def stop(self) -> None:
        """Ends its thread; nothing is read afterwards."""
        ...


class Scanner(Port, Protocol):
    """Reads codes that people show it."""

    def start(self, heard: Callable[[Frame | Broken], None]) -> None:
        """Begins to read; returns at once."""
        ...


class IdentitySource(Port, Protocol):
    """Reads cards that say whose they are."""

    def start(self, happened: Callable[[Happening], None]) -> None:
        """Begins to read; returns at once."""
        ...


STOP_S: Final = 5.0


class SourceThread(ABC):
    """What every identity source shares: a thread, how it stands, and whom it tells."""

    def __init__(self, standing: Standing, name: str) -> None:
        self._standing = standing
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._happened: Callable[[Happening], None] = lambda _: None

    def start(self, happened: Callable[[Happening], None]) -> None:
        self._happened = happened
        self._thread.start()

    def reader(self) -> Reader:
        return self._standing()

    def stop(self) -> None:
        self._stopping.set()
        self._interrupt()
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    @abstractmethod
    def _run(self) -> None:
        """Until `_stopping`."""

    @abstractmethod
    def _interrupt(self) -> None:
        """End whatever `_run` waits for."""


class Standing:
    """The state of a reader with the moment it changed; tells whoever shows it. For any thread."""

    def __init__(self, kind: ReaderKind, sentence: str, clock: Clock, changed: Callable[[], None]) -> None:
        self._clock = clock
        self._changed = changed
        self._guard = threading.Lock()
        self._reader = Reader(kind, "offline", iso(clock.now()), sentence)

    def __call__(self) -> Reader:
        return self._reader

    def set(self, state: ReaderState, sentence: str) -> None:
        """Nothing if that is how it stands."""
        with self._guard:
            old = self._reader
            if (old.state, old.sentence) == (state, sentence):
                return
            since = old.since if old.state == state else iso(self._clock.now())
            self._reader = Reader(old.kind, state, since, sentence)
        self._changed()
