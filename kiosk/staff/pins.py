"""PINs: chosen or drawn, and kept as Argon2id only. Hashing takes about 0.1 s: never inside a transaction."""

from __future__ import annotations

import re
import secrets
from functools import cache
from typing import TYPE_CHECKING, Final, NewType

from kiosk.staff.errors import WeakPin

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PinHash = NewType("PinHash", str)

DRAWN: Final = 6
"""Digits of a PIN that we choose."""
_SHAPE: Final = re.compile(r"[0-9]{6,12}")
_ROWS: Final = ("01234567890123456789", "98765432109876543210")


def draw() -> str:
    """A PIN that nobody could guess sooner than another."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _ in range(DRAWN))
        if not _weak(pin):
            return pin


def hashed(pin: str) -> PinHash:
    """What is kept of a new PIN. Raises WeakPin."""
    if not _SHAPE.fullmatch(pin):
        raise WeakPin("PIN harus 6 sampai 12 angka.")
    if _weak(pin):
        raise WeakPin("PIN ini terlalu mudah ditebak. Pilih yang lain.")
    return PinHash(_hasher().hash(pin))


def matches(kept: str, pin: str) -> bool:
    """Whether `pin` is the one of which `kept` was made; takes as long for any PIN."""
    from argon2.exceptions import VerificationError

    try:
        return _hasher().verify(kept, pin)
    except VerificationError:
        return False


def nobody(pin: str) -> None:
    """Takes as long as `matches`, so that an unknown name cannot be told from a wrong PIN."""
    matches(_nobodys(), pin)


def _weak(pin: str) -> bool:
    return len(set(pin)) < 3 or any(pin in row for row in _ROWS) or pin == pin[: len(pin) // 2] * 2


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_hex(8))
