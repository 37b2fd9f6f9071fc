"""Adding and taking off further kiosks: in the store of an office that rests, or by the office that runs.

A running office is asked over a socket in its own folder, which its own user alone can open.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

import msgspec

from kiosk.acts import Act, fingerprint
from kiosk.clock import Clock
from kiosk.ids import uuid7
from kiosk.keys import Keys
from kiosk.office.contract import Problem
from kiosk.office.errors import AlreadyRunning, OfficeError
from kiosk.office.room import Kiosk
from kiosk.satellite import registry
from kiosk.satellite.errors import Unheard
from kiosk.store import Store

T = TypeVar("T")

SOCKET: Final = "office.sock"
"""In the office's folder, while the office runs."""
PATH: Final = "/kiosks"
PATIENCE_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Named:
    """Which kiosk is meant."""

    name: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A kiosk that was added just now."""

    number: int
    """Its digit."""
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Removed:
    """A kiosk that was taken off."""

    number: int
    """The digit that it had."""


class Roster(Protocol):
    """Whoever can add kiosks."""

    def add(self, name: str) -> Enrolled:
        """Raises OfficeError, StoreError, KeysError."""
        ...

    def remove(self, name: str) -> Removed:
        """Raises OfficeError, StoreError."""
        ...

    def kiosks(self) -> list[Kiosk]:
        """All of them, by digit. Raises OfficeError, StoreError."""
        ...


class Kept:
    """The roster in the office's store and keyring."""

    def __init__(self, store: Store, keys: Keys, clock: Clock) -> None:
        self._store = store
        self._keys = keys
        self._clock = clock

    def add(self, name: str) -> Enrolled:
        act = self._act("satellite.add", name)
        number = self._store.write(lambda tx: registry.add(tx, act=act, name=name))
        secret = registry.draw()
        self._keys.put(registry.secret_name(number), secret.encode())
        return Enrolled(number, secret)

    def remove(self, name: str) -> Removed:
        act = self._act("satellite.remove", name)
        return Removed(self._store.write(lambda tx: registry.remove(tx, act=act, name=name)))

    def kiosks(self) -> list[Kiosk]:
        now = self._clock.now()
        return self._store.read(lambda connection: registry.kiosks(connection, now))

    def _act(self, kind: str, name: str) -> Act:
        return Act(uuid7(), fingerprint((kind, name)), self._clock.now(), "none")


class Running:
    """The roster of the office that runs in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str) -> Enrolled:
        return self._ask("POST", Enrolled, Named(name))

    def remove(self, name: str) -> Removed:
        return self._ask("DELETE", Removed, Named(name))

    def kiosks(self) -> list[Kiosk]:
        return self._ask("GET", list[Kiosk])

    def _ask(self, method: str, answer: type[T], content: Named | None = None) -> T:
        body = None if content is None else msgspec.json.encode(content)
        with contextlib.closing(_Connection(self._folder)) as connection:
            try:
                connection.request(method, PATH, body, {"Content-Type": "application/json"})
                said = connection.getresponse()
                status, text = said.status, said.read()
                if status < 300:
                    return msgspec.json.decode(text, type=answer)
                problem = msgspec.json.decode(text, type=Problem)
            except (OSError, http.client.HTTPException, msgspec.MsgspecError):
                raise Unheard("Layanan kantor yang berjalan tidak menjawab. Coba lagi.") from None
        raise OfficeError(problem.title)


@contextlib.contextmanager
def roster(folder: Path, keys: Keys, clock: Clock) -> Iterator[Roster]:
    """That of the office in `folder`, whether it runs or rests. Raises OfficeError, StoreError."""
    from kiosk.office.lock import FolderLock

    try:
        lock = FolderLock(folder)
    except AlreadyRunning:
        if not (folder / SOCKET).is_socket():
            raise
        yield Running(folder)
        return
    with contextlib.closing(lock), contextlib.closing(Store.open(folder, keys, clock)) as store:
        yield Kept(store, keys, clock)


def listen(folder: Path) -> socket.socket:
    """The socket at which a running office is asked; whoever holds the folder's lock may open it."""
    listening = socket.socket(socket.AF_UNIX)
    with _short(folder) as path:
        Path(path).unlink(missing_ok=True)  # of an office that was killed
        before = os.umask(0o177)
        try:
            listening.bind(path)
        finally:
            os.umask(before)
    listening.listen()
    return listening


class _Connection(http.client.HTTPConnection):
    def __init__(self, folder: Path) -> None:
        super().__init__("office", timeout=PATIENCE_S)
        self._folder = folder

    def connect(self) -> None:
        self.sock: Any = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        with _short(self._folder) as path:
            self.sock.connect(path)


@contextlib.contextmanager
def _short(folder: Path) -> Iterator[str]:
    """The socket's path: the kernel takes 107 bytes, and folders may lie deeper."""
    handle = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{SOCKET}"
    finally:
        os.close(handle)
