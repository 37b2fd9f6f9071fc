"""A scanner without glass: a serial port that sends what it is told to, and can be pulled out.

In a program::

    with SimulatedScanner(Path("pemindai")) as scanner:
        scanner.scan("ANJUNGAN:PERMOHONAN:…"); scanner.unplug(); scanner.plug()

As a process: `python -m kiosk.devices.simulated_scanner --link pemindai`. It prints one line of JSON when it
is ready, `{"url": …, "control": PORT}`; the control takes `scan TEXT`, `split TEXT`, `raw HEX`,
`flood COUNT`, `unplug`, `plug`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import threading
import time
import tty
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kiosk.devices.control import Control

SPLIT_S: Final = 0.03
"""Between the halves of a split frame: shorter than the silence that ends one."""


class SimulatedScanner:
    """`link` is its lasting name, like one of /dev/serial/by-id. Methods may be called from any thread."""

    def __init__(self, link: Path, terminator: bytes = b"\r") -> None:
        self._link = link.absolute()
        self._terminator = terminator
        self._guard = threading.Lock()
        self._port: tuple[int, int] | None = None
        self.plug()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()

    @property
    def url(self) -> str:
        """For office.toml."""
        return f"serial://{self._link}"

    def plug(self) -> None:
        """Nothing if it is."""
        with self._guard:
            if self._port is not None:
                return
            ours, theirs = os.openpty()
            tty.setraw(theirs)
            os.set_blocking(ours, False)
            fresh = self._link.with_name(f"{self._link.name}.new")
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(os.ttyname(theirs))
            fresh.rename(self._link)
            self._port = ours, theirs

    def unplug(self) -> None:
        """Nothing if it is not plugged."""
        with self._guard:
            if self._port is None:
                return
            self._link.unlink(missing_ok=True)
            for end in self._port:
                os.close(end)
            self._port = None

    def scan(self, text: str) -> None:
        """One code as it is shown."""
        self.send(text.encode() + self._terminator)

    def split(self, text: str) -> None:
        """One code in two pieces."""
        whole = text.encode() + self._terminator
        self.send(whole[: len(whole) // 2])
        time.sleep(SPLIT_S)
        self.send(whole[len(whole) // 2 :])

    def send(self, data: bytes) -> None:
        """Raw bytes; what nobody takes is lost, as on a real line."""
        with self._guard, contextlib.suppress(BlockingIOError):
            while data and self._port is not None:
                data = data[os.write(self._port[0], data) :]


def main() -> None:
    """The process."""
    parser = argparse.ArgumentParser(description="Pemindai maya.")
    parser.add_argument("--link", type=Path, required=True, help="nama port serialnya")
    parser.add_argument("--terminator", choices=("cr", "lf", "none"), default="cr")
    parser.add_argument("--control", type=int, default=0, help="port kendali; 0 memilih sendiri")
    said = parser.parse_args()
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    terminator = {"cr": b"\r", "lf": b"\n", "none": b""}[said.terminator]
    with SimulatedScanner(said.link, terminator) as scanner:
        control = Control(
            {
                "scan": scanner.scan,
                "split": scanner.split,
                "raw": lambda text: scanner.send(bytes.fromhex(text)),
                "flood": lambda text: scanner.send(b"9" * int(text or 10_000)),
                "unplug": lambda _: scanner.unplug(),
                "plug": lambda _: scanner.plug(),
            },
            said.control,
        )
        print(json.dumps({"url": scanner.url, "control": control.port}), flush=True)
        over.wait()
        control.close()


if __name__ == "__main__":
    main()
