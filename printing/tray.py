"""Where cut slips fall: a folder with 001.png and 001.escpos, 002.png, … filled by a thread of its own."""

from __future__ import annotations

import queue
from pathlib import Path
from threading import Condition, Thread

from printing import preview
from printing.pen import Drawing


class Tray:
    """Counts at once, writes soon. A file is complete as soon as it is there."""

    def __init__(self, folder: Path | None, *, draw: bool) -> None:
        """None: slips are only counted. Without `draw` only the bytes are kept."""
        self._folder, self._draw = folder, draw
        self._change = Condition()
        self._fallen = 0
        self._kept = 0
        self._queue: queue.SimpleQueue[tuple[int, Drawing, bytes] | None] = queue.SimpleQueue()
        self._thread: Thread | None = None
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._thread = Thread(target=self._keep_all, name="virtual-printer-tray", daemon=True)
            self._thread.start()

    @property
    def slips(self) -> int:
        """Slips cut so far."""
        return self._fallen

    def take(self, drawing: Drawing, raw: bytes) -> None:
        with self._change:
            self._fallen += 1
            number = self._fallen
            self._change.notify_all()
        if self._thread is not None:
            self._queue.put((number, drawing, raw))

    def wait_for(self, slips: int, timeout: float) -> bool:
        """Whether so many are cut, and, where there is a folder, are in it."""
        with self._change:
            return self._change.wait_for(
                lambda: (self._fallen if self._folder is None else self._kept) >= slips, timeout
            )

    def close(self) -> None:
        """Back when everything that fell is in the folder."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _keep_all(self) -> None:
        while (item := self._queue.get()) is not None:
            number, drawing, raw = item
            self._keep(f"{number:03}.escpos", raw)
            if self._draw:
                self._keep(f"{number:03}.png", preview.to_png(drawing))
            with self._change:
                self._kept = number
                self._change.notify_all()

    def _keep(self, name: str, data: bytes) -> None:
        assert self._folder is not None
        part = self._folder / f".{name}.part"
        part.write_bytes(data)
        part.replace(self._folder / name)
