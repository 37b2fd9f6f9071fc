"""What a file of the display's folder really is, by its content: the name and its ending say nothing.

Reads a bounded number of bytes and follows no length beyond the file. Nothing is decoded here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Final, Literal

Kind = Literal["picture", "film"]

HEAD: Final = 64
"""Bytes that tell the type."""
LARGEST_SIDE: Final = 4096
"""Pixels of a film's frame; a television shows no more."""
BOXES: Final = 2000
"""Parts of a film that are looked at before it is given up."""
TRACKS_BYTES: Final = 1 << 20
"""What a film may say of its tracks."""


@dataclass(frozen=True, slots=True)
class Media:
    """A type that every browser plays."""

    kind: Kind
    type: str
    """Media type for HTTP."""


JPEG: Final = Media("picture", "image/jpeg")
PNG: Final = Media("picture", "image/png")
WEBP: Final = Media("picture", "image/webp")
MP4: Final = Media("film", "video/mp4")
WEBM: Final = Media("film", "video/webm")


class NotMedia(Exception):
    """The content is no type that we show. The text is the reason, Indonesian."""


def recognise(stream: BinaryIO) -> Media:
    """The type of an open file. Raises NotMedia, OSError."""
    head = stream.read(HEAD)
    media = _by_head(head)
    if media is None:
        raise NotMedia("Bukan gambar JPEG, PNG, WebP atau video MP4, WebM.")
    if media.kind == "film":
        stream.seek(0)
        sides = list(_mp4_sides(stream) if media is MP4 else _webm_sides(stream))
        if not any(width and height for width, height in sides):
            raise NotMedia("Video ini rusak atau tidak berisi gambar.")
        if any(max(side) > LARGEST_SIDE for side in sides):
            raise NotMedia(f"Video ini terlalu lebar: paling banyak {LARGEST_SIDE} titik.")
    return media


def _by_head(head: bytes) -> Media | None:
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        return MP4
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head:
        return WEBM
    return None


def _mp4_sides(stream: BinaryIO) -> list[tuple[int, int]]:
    """Width and height of every track: the `tkhd` boxes inside moov/trak (ISO 14496-12 §8.3.2)."""
    end = stream.seek(0, 2)
    sides = []
    spans = [(0, end)]
    for _ in range(BOXES):
        if not spans:
            break
        at, stop = spans.pop()
        if at + 8 > stop:
            continue
        stream.seek(at)
        size, name = int.from_bytes(stream.read(4)), stream.read(4)
        body = at + 8
        if size == 1:
            size, body = int.from_bytes(stream.read(8)), at + 16
        elif size == 0:
            size = stop - at
        if size < body - at or at + size > stop:
            raise NotMedia("Video ini terpotong.")
        spans.append((at + size, stop))
        if name in (b"moov", b"trak"):
            spans.append((body, at + size))
        elif name == b"tkhd" and size <= 200:
            sides.append(_tkhd_side(stream, at + size))
    return sides


def _tkhd_side(stream: BinaryIO, end: int) -> tuple[int, int]:
    stream.seek(end - 8)  # two numbers of 16.16 bits close the box
    return int.from_bytes(stream.read(4)) >> 16, int.from_bytes(stream.read(4)) >> 16


_SEGMENT, _TRACKS, _ENTRY, _VIDEO, _WIDTH, _HEIGHT = 0x18538067, 0x1654AE6B, 0xAE, 0xE0, 0xB0, 0xBA


def _webm_sides(stream: BinaryIO) -> list[tuple[int, int]]:
    """PixelWidth and PixelHeight of every video track (RFC 8794, RFC 9559 §5.1.4)."""
    end = stream.seek(0, 2)
    spans = [(0, end)]
    widths: list[int] = []
    heights: list[int] = []
    for _ in range(BOXES):
        if not spans:
            break
        at, stop = spans.pop()
        if at >= stop:
            continue
        stream.seek(at)
        id, size = _vint(stream, marker=True), _vint(stream, marker=False)
        body = stream.tell()
        after = stop if size is None else body + size
        if id is None or after > stop:
            if widths:
                break  # a recording that was cut shows its frames up to there
            raise NotMedia("Video ini terpotong.")
        spans.append((after, stop))
        if id in (_SEGMENT, _TRACKS, _ENTRY, _VIDEO):
            spans.append((body, after))
        elif id in (_WIDTH, _HEIGHT) and after - body <= 8:
            (widths if id == _WIDTH else heights).append(int.from_bytes(stream.read(after - body)))
    return list(zip(widths, heights, strict=False))


def _vint(stream: BinaryIO, *, marker: bool) -> int | None:
    """A number of variable length; None where its size is unknown or it does not begin."""
    first = stream.read(1)
    if not first or not first[0]:
        return None
    length = 9 - first[0].bit_length()
    rest = stream.read(length - 1)
    value = int.from_bytes(first + rest)
    if marker:
        return value
    value &= (1 << 7 * length) - 1
    return None if value == (1 << 7 * length) - 1 else value
