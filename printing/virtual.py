"""A printer without paper: understands what we send, answers as a real one does, draws each slip.

In a program::

    with VirtualPrinter(Path("slips")) as printer:        # TCP on a free port of 127.0.0.1
        open_printer(printer.url, PaperWidth.MM80)
        printer.run_out(after_mm=20); printer.refill()
        printer.fail_at(120, "unplug"); printer.plug()

As a process: `python -m printing.virtual --out slips --port 9100`. It prints one line of JSON when it is
ready, `{"url": …, "panel": …}`, and ends with 0 at SIGTERM and SIGINT. The panel is a page where a person
pulls the paper out and watches; see `printing.panel`.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from printing.layout import PaperWidth
from printing.lines import Line, PtyLine, TcpLine
from printing.machine import Machine, Model
from printing.panel import Panel
from printing.pen import Drawing
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
        model: Model | None = None,
        bytes_per_s: float | None = None,
        on_slip: Callable[[Drawing], None] | None = None,
    ) -> None:
        """Slips fall into `out`; None: they are only counted. With `pty`, a link to a terminal, not TCP.

        `on_slip` is shown each slip as it is cut, on the line's thread.

        `bytes_per_s` paces what it takes: 1920 for 19200 baud; None: as fast as it comes. Errors: OSError if
        it cannot be reached as asked.
        """
        self._tray = Tray(out, draw=draw)
        self._on_slip = on_slip
        self._machine = Machine(width, self._take, model)
        self._line: Line = (
            PtyLine(self._machine, pty, bytes_per_s)
            if pty is not None
            else TcpLine(self._machine, host, port, bytes_per_s)
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

    def _take(self, drawing: Drawing, raw: bytes) -> None:
        if self._on_slip:
            self._on_slip(drawing)
        self._tray.take(drawing, raw)

    def on_paper(self) -> Drawing:
        """What is drawn and not cut off yet."""
        return self._machine.on_paper()

    def run_out(self, after_mm: float = 0) -> None:
        """The paper ends after so many more millimetres."""
        self._machine.change(paper_mm=after_mm)

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

    def garble(self) -> None:
        """Prints on, answers noise."""
        self._machine.change(garbled=True)

    def clear_up(self) -> None:
        self._machine.change(garbled=False)

    def stall(self) -> None:
        """Does nothing at all: takes little, prints nothing, answers nothing."""
        self._machine.change(stalled=True)

    def go_on(self) -> None:
        self._machine.change(stalled=False)

    def xoff(self) -> None:
        """Says XOFF and takes nothing until XON."""
        self._machine.change(xoff=True)

    def xon(self) -> None:
        self._machine.change(xoff=False)

    def unplug(self) -> None:
        """Power and cable: the connection breaks, what was held is lost."""
        self._line.unplug()

    def pull_cable(self) -> None:
        """The connection breaks; the printer goes on with what it holds."""
        self._line.pull_cable()

    def plug(self) -> None:
        self._line.plug()

    def switch_off(self) -> None:
        """Power alone; a serial adapter stays, and what is sent to it is lost."""
        self._line.switch_off()

    def switch_on(self) -> None:
        self._line.switch_on()

    def fail_at(self, byte: int, order: str) -> None:
        """Do `order` after so many further bytes of print data, before the next one. Errors: ValueError."""
        action = _ORDERS.get(order)
        if action is None and order != "run_out":
            raise ValueError(order)
        self._line.trip_after(byte, lambda: action(self) if action else self.run_out())

    def state(self) -> dict[str, Any]:
        return {**self._machine.describe(), "plugged": self._line.is_plugged, "slips": self.slips}

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
        VirtualPrinter.garble,
        VirtualPrinter.clear_up,
        VirtualPrinter.stall,
        VirtualPrinter.go_on,
        VirtualPrinter.xoff,
        VirtualPrinter.xon,
        VirtualPrinter.unplug,
        VirtualPrinter.pull_cable,
        VirtualPrinter.plug,
        VirtualPrinter.switch_off,
        VirtualPrinter.switch_on,
    )
}


def obey(printer: VirtualPrinter, order: str) -> dict[str, Any]:
    """One order of the panel, in words; the answer is the state, or what was not understood."""
    match order.split():
        case ["state"]:
            pass
        case ["run_out", millimetres] if millimetres.isdecimal():
            printer.run_out(float(millimetres))
        case ["run_out"]:
            printer.run_out()
        case ["fail_at", byte, name] if byte.isdecimal() and (name in _ORDERS or name == "run_out"):
            printer.fail_at(int(byte), name)
        case [name] if name in _ORDERS:
            _ORDERS[name](printer)
        case _:
            return {"ok": False, "orders": [*_ORDERS, "run_out MM", "fail_at BYTE ORDER", "state"]}
    return {"ok": True, **printer.state()}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m printing.virtual", description="A printer without paper."
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for 001.png, 001.escpos, …")
    parser.add_argument("--port", type=int, default=9100, help="0 takes a free one")
    parser.add_argument("--pty", action="store_true", help="a serial line instead: OUT/printer.tty")
    parser.add_argument("--width", type=int, default=80, choices=[58, 80], help="paper, mm")
    parser.add_argument("--panel", type=int, default=0, help="port of its page; 0 takes a free one")
    parser.add_argument("--bytes-per-s", type=float, default=None, help="1920 is a line of 19200 baud")
    parser.add_argument("--no-draw", action="store_true", help="keep only the bytes")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    pty = (options.out / "printer.tty").absolute() if options.pty else None
    printer = VirtualPrinter(
        options.out,
        PaperWidth(options.width),
        port=options.port,
        pty=pty,
        draw=not options.no_draw,
        bytes_per_s=options.bytes_per_s,
    )
    with (
        printer,
        Panel(lambda order: obey(printer, order), printer.on_paper, options.out, options.panel) as panel,
    ):
        print(json.dumps({"url": printer.url, "panel": panel.url}), flush=True)
        over.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
