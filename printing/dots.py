"""What a head prints dot by dot: a QR for printers that draw none themselves, and the test page's ruler."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from printing import commands, qr
from printing.profiles import Profile

BAND = 100
"""Rows sent at a time: a long raster comes out as text on some printers (TM-m30III, POS-5890)."""
UNLUCKY = 48
"""Some clones print garbage after a raster of a multiple of so many rows."""
REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
"""DLE EOT, DLE ENQ, DLE DC4: obeyed in the midst of anything, even of dots."""
RULER_MM = 2.0
"""Height of the longest ticks."""


def symbol(data: bytes, module: int) -> bytes:
    """A QR of `module` (even) dots a module, as raster. Errors: TooLongForQr.

    It is moved by a dot or two where its dots would read as a command that printers obey at once.
    """
    matrix = qr.matrix(data)
    drawn = b""
    for left in range(8):
        drawn = _bands(list(_rows(matrix, module // 2, left)), doubled=True)
        if not any(order in drawn for order in REAL_TIME):
            break
    return drawn


def ruler(profile: Profile) -> bytes:
    """Millimetres from the first to the last dot that the profile says the head has."""
    high = profile.to_dots(RULER_MM)
    ticks = [0] * profile.dots
    for mm in count():
        if (at := profile.to_dots(mm)) >= profile.dots:
            break
        ticks[at] = high if mm % 10 == 0 else high * 2 // 3 if mm % 5 == 0 else high // 3
    ticks[0] = ticks[-1] = high
    rows = [_packed([tick > row or row < 2 for tick in ticks]) for row in range(high)]
    return _bands(rows, doubled=False)


def _rows(matrix: Sequence[bytearray], unit: int, left: int) -> Iterator[bytes]:
    for row in matrix:
        dots = [False] * left + [bool(dark) for dark in row for _ in range(unit)]
        packed = _packed([*dots, *[False] * (8 - left)])
        for _ in range(unit):
            yield packed


def _packed(dots: Sequence[bool]) -> bytes:
    filled = [*dots, *[False] * (-len(dots) % 8)]
    return int("".join("01"[dot] for dot in filled), 2).to_bytes(len(filled) // 8, "big")


def _bands(rows: list[bytes], *, doubled: bool) -> bytes:
    out = bytearray()
    for start in range(0, len(rows), BAND):
        band = rows[start : start + BAND]
        if len(band) % UNLUCKY == 0:
            band = [*band, bytes(len(band[0]))]
        out += commands.raster(band, doubled=doubled)
    return bytes(out)
