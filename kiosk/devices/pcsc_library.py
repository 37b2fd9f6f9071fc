"""The few calls of PC/SC (libpcsclite) that are needed, by ctypes.

pyscard would have to be compiled on every kiosk, and its monitor thread dies with pcscd; the library itself
is a Debian package with a stable interface.
"""

from __future__ import annotations

import ctypes
from ctypes import byref, c_char_p, c_long, c_ubyte, c_ulong, c_void_p
from dataclasses import dataclass
from typing import Any, Final

LIBRARY: Final = "libpcsclite.so.1"
PACKAGE: Final = "libpcsclite1"

_SYSTEM: Final = 2
_SHARED: Final = 2
_ANY_PROTOCOL: Final = 3
_LEAVE: Final = 0
_EMPTY: Final = 0x0010
_PRESENT: Final = 0x0020
_TIMEOUT: Final = 0x8010000A
_NO_READERS: Final = 0x8010002E
_GET_UID: Final = bytes.fromhex("FFCA000000")
_PLUGGING: Final = rb"\\?PnP?\Notification"
"""The name under which pcscd tells that readers come and go."""


class PcscMissing(Exception):
    """The machine has no PC/SC; the text says what to install, in Indonesian."""


class PcscGone(Exception):
    """pcscd, a reader or a card went away in mid-call."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One reader and whether a card lies on it."""

    name: str
    present: bool


class _State(ctypes.Structure):
    _fields_ = [
        ("reader", c_char_p),
        ("user", c_void_p),
        ("current", c_ulong),
        ("event", c_ulong),
        ("atr_length", c_ulong),
        ("atr", c_ubyte * 33),
    ]


class _Request(ctypes.Structure):
    _fields_ = [("protocol", c_ulong), ("length", c_ulong)]


class Pcsc:
    """A connection to pcscd, for one thread except `cancel`. Raises PcscMissing, PcscGone."""

    def __init__(self) -> None:
        try:
            self._library: Any = ctypes.CDLL(LIBRARY)
        except OSError:
            raise PcscMissing(f"Pasang paket {PACKAGE} dan pcscd.") from None
        self._context = c_long(0)
        self._check(self._library.SCardEstablishContext(c_ulong(_SYSTEM), None, None, byref(self._context)))

    def close(self) -> None:
        self._library.SCardReleaseContext(self._context)

    def cancel(self) -> None:
        """From any thread: `changes` under way returns."""
        self._library.SCardCancel(self._context)

    def slots(self) -> list[Slot]:
        """The readers now."""
        length = c_ulong(0)
        result = self._library.SCardListReaders(self._context, None, None, byref(length))
        if result & 0xFFFFFFFF == _NO_READERS:
            return []
        self._check(result)
        names = ctypes.create_string_buffer(length.value)
        self._check(self._library.SCardListReaders(self._context, None, names, byref(length)))
        states = [_State(reader=name) for name in names.raw.split(b"\0") if name]
        seen = self._look(states, 0) if states else []
        return [Slot(one.reader.decode("utf-8", "replace"), bool(one.event & _PRESENT)) for one in seen]

    def changes(self, known: list[Slot], within_ms: int) -> None:
        """Waits until a reader or a card comes or goes, or for so long."""
        states = [
            _State(reader=slot.name.encode(), current=_PRESENT if slot.present else _EMPTY) for slot in known
        ]
        self._look([_State(reader=_PLUGGING), *states], within_ms)

    def uid(self, reader: str) -> bytes:
        """What a contactless card calls itself: no identity. Empty where the reader does not say it."""
        card, protocol = c_long(0), c_ulong(0)
        connect = self._library.SCardConnect
        ways = c_ulong(_SHARED), c_ulong(_ANY_PROTOCOL)
        self._check(connect(self._context, reader.encode(), *ways, byref(card), byref(protocol)))
        try:
            request = _Request(protocol.value, ctypes.sizeof(_Request))
            answer, length = ctypes.create_string_buffer(64), c_ulong(64)
            self._check(
                self._library.SCardTransmit(
                    card, byref(request), _GET_UID, c_ulong(len(_GET_UID)), None, answer, byref(length)
                )
            )
        finally:
            self._library.SCardDisconnect(card, c_ulong(_LEAVE))
        said = answer.raw[: length.value]
        return said[:-2] if said.endswith(b"\x90\x00") else b""

    def _look(self, states: list[_State], within_ms: int) -> list[_State]:
        array = (_State * len(states))(*states)
        result = self._library.SCardGetStatusChange(
            self._context, c_ulong(within_ms), array, c_ulong(len(states))
        )
        if result & 0xFFFFFFFF != _TIMEOUT:
            self._check(result)
        return list(array)

    def _check(self, result: int) -> None:
        if result:
            raise PcscGone(f"0x{result & 0xFFFFFFFF:08X}")
