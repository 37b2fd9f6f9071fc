"""ESC/POS commands: their bytes, and a stream of bytes taken apart into whole commands again.

Only what `printing.escpos` writes and what the virtual printer must understand; an unknown command is
taken for ESC or GS with one argument byte, which is what most of them are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ESC, GS, DLE, LF = 0x1B, 0x1D, 0x10, 0x0A

INIT = b"\x1b@"
FEED = b"\n"
CUT = b"\x1dVB\x00"
"""Feed to the cutter, cut, leave a bridge."""
CUT_OFF = b"\x1dVA\x00"
"""Feed to the cutter, cut through."""
CUT_HERE = b"\x1bi"
"""Cut through without feeding; what kiosk printers with a presenter have."""
AUTOMATIC_STATUS = b"\x1da\x0e"
"""GS a: tell by itself of online and offline, errors and paper. ESC @ turns it off again."""
EJECT, RETRACT = b"\x1de\x05", b"\x1de\x02"
"""GS e (Custom): a slip that still hangs in the mouth goes out, or into the printer's bin."""

MARKER_BASE = 95


def code_page(number: int) -> bytes:
    return bytes((ESC, ord("t"), number))


def align(where: int) -> bytes:
    """0 left, 1 centre, 2 right; takes effect at the start of a line."""
    return bytes((ESC, ord("a"), where))


def bold(on: bool) -> bytes:
    return bytes((ESC, ord("E"), on))


def reverse(on: bool) -> bytes:
    """White on black."""
    return bytes((GS, ord("B"), on))


def size(wide: int, high: int) -> bytes:
    """Multipliers 1 to 8."""
    return bytes((GS, ord("!"), (wide - 1) << 4 | (high - 1)))


def feed_dots(dots: int) -> bytes:
    """Print the line and feed, up to 255 dots."""
    return bytes((ESC, ord("J"), dots))


def line_dots(dots: int) -> bytes:
    """Height of a line, up to 255 dots."""
    return bytes((ESC, ord("3"), dots))


def feed_lines(lines: int) -> bytes:
    """Print the line and feed, up to 255 lines."""
    return bytes((ESC, ord("d"), lines))


def present(steps: int) -> bytes:
    """GS e (Custom): hold the cut slip out by so many steps of about 7 mm, for somebody to take."""
    return bytes((GS, ord("e"), 3, steps))


def raster(rows: Sequence[bytes], *, doubled: bool) -> bytes:
    """GS v 0: rows of dots, most significant bit first, each as long as the others and at most 65,535."""
    wide, high = len(rows[0]), len(rows)
    size = bytes((wide & 0xFF, wide >> 8, high & 0xFF, high >> 8))
    return b"\x1dv0" + bytes((3 if doubled else 0,)) + size + b"".join(rows)


def qr(data: bytes, module: int) -> bytes:
    """A QR of the printer's own: model 2, level M, `module` dots a module."""
    store = len(data) + 3
    return (
        b"\x1d(k\x04\x001A2\x00"
        + b"\x1d(k\x03\x001C"
        + bytes((module,))
        + b"\x1d(k\x03\x001E1"
        + b"\x1d(k"
        + bytes((store & 0xFF, store >> 8))
        + b"1P0"
        + data
        + b"\x1d(k\x03\x001Q0"
    )


def ask_status(which: int) -> bytes:
    """DLE EOT 1 to 4: answered at once, whatever the printer is doing."""
    return bytes((DLE, 0x04, which))


ASK_PAPER = b"\x1dr\x01"
"""GS r 1: answered in order, so it also says that all before it is on paper."""


def ask_name(which: int) -> bytes:
    """GS I: 66 asks for the maker, 67 for the model; answered in order, by those who have it."""
    return bytes((GS, ord("I"), which))


def process_id(marker: int) -> bytes:
    """The four bytes, 32 to 126 each, that stand for a marker in range(95**4)."""
    digits = []
    for _ in range(4):
        marker, digit = divmod(marker, MARKER_BASE)
        digits.append(digit + 32)
    if marker:
        raise ValueError("marker out of range")
    return bytes(reversed(digits))


def marker_of(identity: bytes) -> int:
    """The marker of four process id bytes."""
    marker = 0
    for byte in identity:
        marker = marker * MARKER_BASE + byte - 32
    return marker


def ask_process_id(marker: int) -> bytes:
    """GS ( H, function 48: the printer sends the id back once all before it is on paper."""
    return b"\x1d(H\x06\x0000" + process_id(marker)


def process_id_answer(identity: bytes) -> bytes:
    """What a printer answers."""
    return b"\x37\x22" + identity + b"\x00"


@dataclass(frozen=True, slots=True)
class Piece:
    """One whole command, or a run of text."""

    name: str
    """"ESC a", "GS (k", "LF", "DLE EOT", "text"."""
    data: bytes
    """Arguments, or the text."""
    raw: bytes
    """As it stands in the stream."""


def split(stream: bytes) -> tuple[list[Piece], bytes]:
    """Whole pieces from the start of the stream, and the bytes of a command that is not complete yet."""
    pieces: list[Piece] = []
    at = 0
    while at < len(stream):
        piece = _first(stream, at)
        if piece is None:
            break
        pieces.append(piece)
        at += len(piece.raw)
    return pieces, stream[at:]


def bands(stream: bytes, limit: int) -> Iterable[bytes]:
    """The stream in bands of whole commands, of about `limit` bytes: between them a status may be asked."""
    pieces, rest = split(stream)
    band = bytearray()
    for piece in pieces:
        if band and len(band) + len(piece.raw) > limit:
            yield bytes(band)
            band.clear()
        band += piece.raw
    band += rest
    if band:
        yield bytes(band)


_NO_ARGUMENT = frozenset(b"@2im")
_TWO_ARGUMENTS = frozenset(b"$\\")


def _first(stream: bytes, at: int) -> Piece | None:
    lead = stream[at]
    if lead == LF:
        return Piece("LF", b"", stream[at : at + 1])
    if lead not in (ESC, GS, DLE):
        end = at + 1
        while end < len(stream) and stream[end] not in (ESC, GS, DLE, LF):
            end += 1
        return Piece("text", stream[at:end], stream[at:end])
    if at + 1 >= len(stream):
        return None
    return _command(stream, at, lead, stream[at + 1])


def _command(stream: bytes, at: int, lead: int, code: int) -> Piece | None:
    if lead == DLE:
        return _piece("DLE EOT" if code == 0x04 else "DLE ENQ", stream, at, 2, 3)
    if lead == ESC:
        length = 2 if code in _NO_ARGUMENT else 4 if code in _TWO_ARGUMENTS else 3
        return _piece(f"ESC {chr(code)}", stream, at, 2, length)
    if code == ord("("):
        if at + 5 > len(stream):
            return None
        return _piece(f"GS ({chr(stream[at + 2])}", stream, at, 5, 5 + stream[at + 3] + 256 * stream[at + 4])
    if code == ord("V"):
        if at + 3 > len(stream):
            return None
        return _piece("GS V", stream, at, 2, 4 if stream[at + 2] >= 65 else 3)
    if code in b"LW":
        return _piece(f"GS {chr(code)}", stream, at, 2, 4)
    if code == ord("v"):
        if at + 8 > len(stream):
            return None
        wide, high = stream[at + 4] + 256 * stream[at + 5], stream[at + 6] + 256 * stream[at + 7]
        return _piece("GS v", stream, at, 3, 8 + wide * high)
    if code == ord("e"):
        if at + 3 > len(stream):
            return None
        return _piece("GS e", stream, at, 2, 4 if stream[at + 2] == 3 else 3)
    return _piece(f"GS {chr(code)}", stream, at, 2, 3)


def _piece(name: str, stream: bytes, at: int, head: int, length: int) -> Piece | None:
    raw = stream[at : at + length]
    return Piece(name, raw[head:], raw) if len(raw) == length else None
