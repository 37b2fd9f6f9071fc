"""A printer without paper: understands what we send, answers as a real one does, draws each slip.

In a program::

    with VirtualPrinter(Path("slips")) as printer:        # TCP on a free port of 127.0.0.1
        open_printer(printer.url, PaperWidth.MM80)
        printer.run_out(after_mm=20); printer.refill()

As a process: `python -m printing.virtual --out slips --port 9100`. It prints one line of JSON when it is
ready, `{"url": …, "control": …}`, and ends with 0 at SIGTERM and SIGINT. The control port takes lines,
`run_out 20`, `refill`, `state`, and answers each with a line of JSON.
"""

from __future__ import annotations

import argparse
import json
import signal
import socketserver
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from printing.layout import PaperWidth
from printing.lines import Line, PtyLine, TcpLine
from printing.machine import Machine
from printing.tray import Tray

FRESH_ROLL_MM = 80_000.0


class VirtualPrinter:
    """The machine, its line and its tray. Every method may be called from any thread."""

    def __init__(
        self,
        out: Path | None,
        width: PaperWidth = PaperWidth.MM80,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        pty: Path | None = None,
        draw: bool = True,
    ) -> None:
        """Slips fall into `out`; None: they are only counted. With `pty`, a link to a terminal, not TCP.

        Errors: OSError if it cannot be reached as asked.
        """
        self._tray = Tray(out, draw=draw)
        self._machine = Machine(width, self._tray.take)
        self._line: Line = (
            PtyLine(self._machine, pty) if pty is not None else TcpLine(self._machine, host, port)
        )
        try:
            self._line.plug()
        except OSError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """For `open_printer`."""
        return self._line.url

    @property
    def slips(self) -> int:
        """Slips cut so far."""
        return self._tray.slips

    def wait_for(self, slips: int, timeout: float) -> bool:
        """Wait until so many slips are cut and lie in the folder; False at the time-out (seconds)."""
        return self._tray.wait_for(slips, timeout)

    def run_out(self, after_mm: float = 0) -> None:
        """The paper ends after so many more millimetres."""
        self._machine.change(paper_mm=after_mm, near_end=True)

    def refill(self) -> None:
        self._machine.change(paper_mm=FRESH_ROLL_MM, near_end=False)

    def near_end(self) -> None:
        self._machine.change(near_end=True)

    def open_cover(self) -> None:
        self._machine.change(cover_open=True)

    def close_cover(self) -> None:
        self._machine.change(cover_open=False)

    def jam(self) -> None:
        """The cutter."""
        self._machine.change(cutter_jammed=True)

    def clear(self) -> None:
        """The jam."""
        self._machine.change(cutter_jammed=False)

    def break_down(self) -> None:
        self._machine.change(broken=True)

    def repair(self) -> None:
        self._machine.change(broken=False)

    def mute(self) -> None:
        """Prints on, answers nothing."""
        self._machine.change(mute=True)

    def speak(self) -> None:
        self._machine.change(mute=False)

    def unplug(self) -> None:
        """Power and cable: the connection breaks, what was held is lost."""
        self._line.unplug()

    def plug(self) -> None:
        self._line.plug()

    def state(self) -> dict[str, Any]:
        return {**self._machine.describe(), "slips": self.slips}

    def close(self) -> None:
        """Back when the last slip lies in the folder."""
        self._line.close()
        self._tray.close()


_ORDERS: dict[str, Callable[[VirtualPrinter], None]] = {
    order.__name__: order
    for order in (
        VirtualPrinter.refill,
        VirtualPrinter.near_end,
        VirtualPrinter.open_cover,
        VirtualPrinter.close_cover,
        VirtualPrinter.jam,
        VirtualPrinter.clear,
        VirtualPrinter.break_down,
        VirtualPrinter.repair,
        VirtualPrinter.mute,
        VirtualPrinter.speak,
        VirtualPrinter.unplug,
        VirtualPrinter.plug,
    )
}


def obey(printer: VirtualPrinter, order: str) -> dict[str, Any]:
    """One line of the control port; the answer is the state, or what was not understood."""
    match order.split():
        case ["state"]:
            pass
        case ["run_out", millimetres] if millimetres.isdecimal():
            printer.run_out(float(millimetres))
        case ["run_out"]:
            printer.run_out()
        case [name] if name in _ORDERS:
            _ORDERS[name](printer)
        case _:
            return {"ok": False, "orders": [*_ORDERS, "run_out MM", "state"]}
    return {"ok": True, **printer.state()}


class _Control(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, printer: VirtualPrinter, port: int) -> None:
        self.printer = printer
        super().__init__(("127.0.0.1", port), _Orders)


class _Orders(socketserver.StreamRequestHandler):
    server: _Control

    def handle(self) -> None:
        for line in self.rfile:
            answer = obey(self.server.printer, line.decode(errors="replace"))
            self.wfile.write(json.dumps(answer).encode() + b"\n")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m printing.virtual", description="A printer without paper."
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for 001.png, 001.escpos, …")
    parser.add_argument("--port", type=int, default=9100, help="0 takes a free one")
    parser.add_argument("--pty", action="store_true", help="a serial line instead: OUT/printer.tty")
    parser.add_argument("--width", type=int, default=80, choices=[58, 80], help="paper, mm")
    parser.add_argument("--control", type=int, default=0, help="port for orders; 0 takes a free one")
    parser.add_argument("--no-draw", action="store_true", help="keep only the bytes")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    pty = (options.out / "printer.tty").absolute() if options.pty else None
    printer = VirtualPrinter(
        options.out, PaperWidth(options.width), port=options.port, pty=pty, draw=not options.no_draw
    )
    with printer, _Control(printer, options.control) as control:
        threading.Thread(target=control.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        print(json.dumps({"url": printer.url, "control": control.server_address[1]}), flush=True)
        over.wait()
        control.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
