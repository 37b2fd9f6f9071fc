"""The inside of the virtual printer: bytes in, answers and cut slips out. No threads and no files of its own.

Like the real ones it answers DLE EOT at once, does everything else in order, stops when paper ends or the
cover opens, keeps the rest, and goes on by itself afterwards; only then is the marker answered. What the head
has drawn stays on the paper, whatever happens to power and cable.
"""

from __future__ import annotations

import random
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
XOFF_ROOM = 256
"""With less room than this a printer of the XON/XOFF kind says XOFF; with twice as much, XON."""
DLE, XON, XOFF = b"\x10", b"\x11", b"\x13"
NEAR_END_MM = 4_000.0
"""Paper left on the core where the sensor of a common 80 mm roll trips."""


@dataclass(frozen=True, slots=True)
class Model:
    """What kind of printer it is; the default understands everything."""

    maker: str = "EPSON"
    name: str = "TM-T82X"
    process_id: bool = True
    """Answers GS ( H."""
    paper_status: bool = True
    """Answers GS r."""
    native_qr: bool = True
    buffer: int = BUFFER
    xonxoff: bool = False
    """Says XOFF before its buffer is full, and XON when there is room again."""


@dataclass(frozen=True, slots=True)
class Health:
    """What the sensors see, and the ways of not answering as one should."""

    paper_mm: float | None = None
    """Paper left; None: a roll without end."""
    near_end: bool = False
    """The sensor says so, whatever is left."""
    cover_open: bool = False
    cutter_jammed: bool = False
    broken: bool = False
    mute: bool = False
    """Takes everything, prints, and says nothing: a cable with one wire."""
    stalled: bool = False
    """Does nothing at all until it goes on: a firmware that hangs."""
    garbled: bool = False
    """Prints well and answers noise: a wrong baud rate on the way back, or a bad cable."""
    xoff: bool = False
    """Has said XOFF by itself and takes nothing."""
    off: bool = False
    """Without power behind a serial adapter that has some: what is sent is lost."""

    @property
    def low(self) -> bool:
        return self.near_end or (self.paper_mm is not None and self.paper_mm <= NEAR_END_MM)

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
                bits = 0x0C * self.low | 0x60 * self.no_paper
        return 0x12 | bits

    def packet(self) -> bytes:
        """The four bytes of automatic status."""
        paper = 0x03 * self.low | 0x0C * self.no_paper
        first = 0x10 | 0x08 * self.stopped | 0x20 * self.cover_open
        return bytes((first, 0x08 * self.cutter_jammed | 0x20 * self.broken, paper, 0))


class Machine:
    """Used by the thread of its line, and by whoever changes its health."""

    def __init__(
        self, width: PaperWidth, cut: Callable[[Drawing, bytes], None], model: Model | None = None
    ) -> None:
        """`cut` takes each slip and its bytes; it must return at once."""
        self._lock = threading.Condition(threading.RLock())
        self._cut = cut
        self._model = model or Model()
        self._answer: Callable[[bytes], None] = _nobody
        self._health = Health()
        self._noise = random.Random(1)  # noqa: S311 noise, and the same in every run
        self._automatic = False
        self._off = False
        self._pen = Pen(width)
        self._queue: deque[Piece] = deque()
        self._held = 0
        self._counted = 0
        self._rest = b""
        self._raw = bytearray()

    @property
    def health(self) -> Health:
        return self._health

    def change(self, **fields: Any) -> None:
        """Set fields of `Health`; goes on printing if nothing stops it any more."""
        with self._lock:
            before, self._health = self._health, replace(self._health, **fields)
            if before.xoff != self._health.xoff:
                self._say(XOFF if self._health.xoff else XON)
            if self._automatic:
                self._say(self._health.packet())
            self._take(b"")

    def describe(self) -> dict[str, Any]:
        """Its health and what it holds, as JSON values."""
        with self._lock:
            return {
                **asdict(self._health),
                "low": self._health.low,
                "held_bytes": self._held,
                "print_bytes": self.print_bytes,
                "uncut_mm": self._pen.fed / DOTS_PER_MM,
            }

    def connect(self, answer: Callable[[bytes], None]) -> None:
        """From now on answers go to this line; what is held is kept."""
        with self._lock:
            self._answer = answer

    def disconnect(self) -> None:
        with self._lock:
            self._answer = _nobody

    def lose_power(self) -> None:
        """What was held is lost; what is drawn stays on the paper, before the next slip."""
        with self._lock:
            self._pen.forget()
            self._queue.clear()
            self._held, self._rest = 0, b""
            self._automatic = self._off = False
            self._lock.notify_all()

    @property
    def has_room(self) -> bool:
        """False: the line must not read on."""
        full = self._held + len(self._rest) >= self._model.buffer
        return not (full or self._health.stalled or self._health.xoff)

    @property
    def print_bytes(self) -> int:
        """Bytes of print data received since it was made; status questions do not count, see `is_print`."""
        return self._counted + (0 if self._rest[:1] == DLE else len(self._rest))

    def on_paper(self) -> Drawing:
        """What is drawn and not cut off yet."""
        with self._lock:
            return self._pen.uncut()

    def is_print(self, byte: int) -> bool:
        """Whether `byte`, coming next, would be print data and not a part of a status question."""
        return self._rest[:1] != DLE and not (byte == DLE[0] and not self._rest)

    def wait_for_room(self, timeout: float) -> bool:
        with self._lock:
            return self._lock.wait_for(lambda: self.has_room, timeout)

    def receive(self, data: bytes) -> None:
        """Take bytes in any portions."""
        with self._lock:
            self._take(data)

    def _take(self, data: bytes) -> None:
        if self._health.off:
            return
        if self._health.stalled:
            self._rest += data
            return
        pieces, self._rest = split(self._rest + data)
        for piece in pieces:
            if piece.name == "DLE EOT":
                self._say(bytes((self._health.answer(piece.data[0]),)))
            else:
                self._queue.append(piece)
                self._held += len(piece.raw)
                self._counted += len(piece.raw)
        while self._queue and not self._health.stopped:
            piece = self._queue.popleft()
            self._held -= len(piece.raw)
            self._do(piece)
        self._tell_flow()
        self._lock.notify_all()

    def _tell_flow(self) -> None:
        room = self._model.buffer - self._held
        if self._model.xonxoff and not self._off and room < XOFF_ROOM:
            self._off = True
            self._say(XOFF)
        elif self._off and room >= 2 * XOFF_ROOM:
            self._off = False
            self._say(XON)

    def _do(self, piece: Piece) -> None:
        match piece.name:
            case "GS (H":
                if self._model.process_id:
                    self._say(process_id_answer(piece.data[2:6]))
            case "GS r":
                if self._model.paper_status:
                    self._say(self._health.packet()[2:3])
            case "GS I":
                self._say(self._introduction(piece.data[0]))
            case "GS (k" if not self._model.native_qr:
                pass
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

    def _introduction(self, which: int) -> bytes:
        """Maker and model in the form of GS I 66 and 67; the numeric ids are one byte."""
        match which:
            case 66:
                return b"_" + self._model.maker.encode() + b"\0"
            case 67:
                return b"_" + self._model.name.encode() + b"\0"
            case _:
                return b"\x02"

    def _say(self, data: bytes) -> None:
        if self._health.garbled:
            data = self._noise.randbytes(self._noise.randrange(1, 9))
        if not (self._health.mute or self._health.stalled or self._health.off):
            self._answer(data)


def _nobody(_: bytes) -> None:
    """Nobody listens; a printer's answer is lost."""
