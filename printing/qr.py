"""QR symbols, model 2, error level M, byte mode: the same size on every medium, known without drawing it."""

from __future__ import annotations

from itertools import count

from printing.errors import TooLongForQr

_CAPACITY = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666)
"""Bytes that versions 1 to 20 hold at level M (ISO/IEC 18004, table 7)."""

QUIET = 4
"""Modules of white that a reader needs on each side."""


def version(data: bytes) -> int:
    """Smallest version that holds `data`. Errors: TooLongForQr."""
    for number, capacity in zip(count(1), _CAPACITY, strict=False):
        if len(data) <= capacity:
            return number
    raise TooLongForQr(f"{len(data)} bytes, at most {_CAPACITY[-1]}")


def modules(data: bytes) -> int:
    """Modules on a side, without the quiet zone."""
    return 17 + 4 * version(data)


def matrix(data: bytes) -> tuple[bytearray, ...]:
    """Rows of modules, 1 is dark, without the quiet zone."""
    import segno  # 29 ms: only where something is drawn

    symbol = segno.make_qr(data, error="m", mode="byte", version=version(data), boost_error=False)
    return tuple(symbol.matrix)
