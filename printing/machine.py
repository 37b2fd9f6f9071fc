"""The inside of the virtual printer: bytes in, answers and cut slips out. No threads and no files of its own.

Like the real ones it answers DLE EOT at once, does everything else in order, stops when paper ends or the
cover opens, keeps the rest, and goes on by itself afterwards; only then is the marker answered.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from printing.commands import Piece, process_id_answer, split
from printing.layout import DOTS_PER_MM, PaperWidth
from printing.pen import Drawing, Pen

BUFFER = 4096
"""Bytes that a stopped printer takes before it lets the sender wait."""


@dataclass(frozen=True, slots=True)
class Health:
    """What the sensors see, and two ways of being silent."""

    paper_mm: float | None = None
    """Paper left; None: a roll without end."""
    near_end: bool = False
    cover_open: bool = False
    cutter_jammed: bool = False
    broken: bool = False
    mute: bool = False
    """Takes everything, prints, and says nothing: a cable with one wire."""

    @property
    def no_paper(self) -> bool:
        return self.paper_mm is not None and self.paper_mm <= 0

    @property
    def stopped(self) -> bool:
        return self.no_paper or self.cover_open or self.cutter_jammed or self.broken

    def answer(self, which: int) -> int:
        """The byte for DLE EOT `which`."""
        match which:
            case 1:
                bits = 0x08 * self.stopped
            case 2:
                bits = (
                    0x04 * self.cover_open | 0x20 * self.no_paper | 0x40 * (self.cutter_jammed or self.broken)
                )
            case 3:
                bits = 0x08 * self.cutter_jammed | 0x20 * self.broken
            case _:
                bits = 0x0C * (self.near_end or self.no_paper) | 0x60 * self.no_paper
        return 0x12 | bits

    def packet(self) -> bytes:
        """The four bytes of automatic status."""
        paper = 0x03 * (self.near_end or self.no_paper) | 0x0C * self.no_paper
        first = 0x10 | 0x08 * self.stopped | 0x20 * self.cover_open
        return bytes((first, 0x08 * self.cutter_jammed | 0x20 * self.broken, paper, 0))


class Machine:
    """Used by the thread of its line, and by whoever changes its health."""

    def __init__(self, width: PaperWidth, cut: Callable[[Drawing, bytes], None]) -> None:
        """`cut` takes each slip and its bytes; it must return at once."""
        self._lock = threading.Condition(threading.RLock())
        self._cut = cut
        self._width = width
        self._answer: Callable[[bytes], None] = _nobody
        self._health = Health()
        self._automatic = False
        self._pen = Pen(width)
        self._queue: deque[Piece] = deque()
        self._held = 0
        self._rest = b""
        self._raw = bytearray()

    @property
    def health(self) -> Health:
        return self._health

    def change(self, **fields: Any) -> None:
        """Set fields of `Health`; goes on printing if nothing stops it any more."""
        with self._lock:
            self._health = replace(self._health, **fields)
            if self._automatic:
                self._say(self._health.packet())
            self._work()

    def describe(self) -> dict[str, Any]:
        """For the control port."""
        with self._lock:
            return {**asdict(self._health), "held_bytes": self._held}

    def connect(self, answer: Callable[[bytes], None]) -> None:
        """From now on answers go to this line; what is held is kept."""
        with self._lock:
            self._answer = answer

    def disconnect(self) -> None:
        with self._lock:
            self._answer = _nobody

    def lose_power(self) -> None:
        """What was held is lost, and with it a slip half printed."""
        with self._lock:
            self._pen = Pen(self._width)
            self._queue.clear()
            self._held, self._rest, self._raw = 0, b"", bytearray()
            self._automatic = False
            self._lock.notify_all()

    @property
    def has_room(self) -> bool:
        """False: the line must not read on."""
        return self._held < BUFFER

    def wait_for_room(self, timeout: float) -> bool:
        with self._lock:
            return self._lock.wait_for(lambda: self.has_room, timeout)

    def receive(self, data: bytes) -> None:
        """Take bytes in any portions."""
        with self._lock:
            pieces, self._rest = split(self._rest + data)
            for piece in pieces:
                if piece.name == "DLE EOT":
                    self._say(bytes((self._health.answer(piece.data[0]),)))
                else:
                    self._queue.append(piece)
                    self._held += len(piece.raw)
            self._work()

    def _work(self) -> None:
        while self._queue and not self._health.stopped:
            piece = self._queue.popleft()
            self._held -= len(piece.raw)
            self._do(piece)
        self._lock.notify_all()

    def _do(self, piece: Piece) -> None:
        match piece.name:
            case "GS (H":
                self._say(process_id_answer(piece.data[2:6]))
            case "GS r":
                self._say(self._health.packet()[2:3])
            case "GS a":
                self._automatic = piece.data != b"\x00"
                if self._automatic:
                    self._say(self._health.packet())
            case _:
                self._print(piece)

    def _print(self, piece: Piece) -> None:
        before = self._pen.fed
        self._raw += piece.raw
        drawing = self._pen.take(piece)
        self._use_paper((drawing.height if drawing else self._pen.fed) - before)
        if drawing:
            raw, self._raw = bytes(self._raw), bytearray()
            self._cut(drawing, raw)

    def _use_paper(self, dots: int) -> None:
        if self._health.paper_mm is not None and dots:
            left = max(0.0, self._health.paper_mm - dots / DOTS_PER_MM)
            self._health = replace(self._health, paper_mm=left)
            if left == 0 and self._automatic:
                self._say(self._health.packet())

    def _say(self, data: bytes) -> None:
        if not self._health.mute:
            self._answer(data)


def _nobody(_: bytes) -> None:
    """Nobody listens; a printer's answer is lost."""
