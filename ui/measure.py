"""`python -m ui.measure`: the screen under the bench's hand; prints one JSON object.

`{"first_frame_ms", "known_ms", "page_change_ms": […], "page_build_ms": […], "longest_call_ms",
"longest_call", "longest_call_cpu_ms", "calls_ms": {…}, "number_painted_ms": […],
"slip_confirmed_ms": […], "pss_mb"}`
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from time import monotonic
from typing import Any

from ui.application import application
from ui.watch import WATCHED, age_ms, watch_everything, watch_pages


def pss_mb() -> float:
    """The share of memory that is this process's, in MB."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return round(int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024, 1)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.measure")
    parser.add_argument("--office", required=True, metavar="URL")
    parser.add_argument("--token-file", required=True, type=Path, metavar="FILE")
    parser.add_argument("--service", default="sktm", metavar="ID", help="one service, and so one series")
    parser.add_argument("--tickets", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=12, help="of 14 page changes each")
    options = parser.parse_args(argv)

    app = application()
    watch_everything()

    from ui.options import PROFILES, Timing
    from ui.token import Token
    from ui.window import Pane
    from ui.wiring import wire

    timing = Timing(double_strike_ms=0)
    wired = wire(options.office, Token.of(options.token_file), timing)
    wired.line.open()
    pane = Pane(wired, PROFILES["portrait-21"], timing)
    firsts: dict[str, float] = {}

    def painted() -> None:
        firsts.setdefault("first_frame_ms", round(age_ms(), 1))
        if wired.kiosk.parts["office"].props.known:
            firsts.setdefault("known_ms", round(age_ms(), 1))

    pane.window.frameSwapped.connect(painted)
    pane.window.frameSwapped.connect(wired.line.want_catalogue_once)
    watch_pages(pane.window)
    pane.show(full_screen=False)
    measured = _Bench(wired, pane, options.service).run(options.tickets, options.rounds)
    print(json.dumps({**firsts, **WATCHED.as_json(), **measured, "pss_mb": pss_mb()}), flush=True)
    pane.close()
    del app
    return 0


class _Bench:
    def __init__(self, wired: Any, pane: Any, service: str) -> None:
        from ui.finger import Finger, wait_until

        self._wired = wired
        self._window = pane.window
        self._finger = Finger(pane.window, 0, lambda: wired.desk.world.serial)
        self._wait_until = wait_until
        self._service = service
        self._frames = 0
        pane.window.frameSwapped.connect(self._painted)

    def _painted(self) -> None:
        self._frames += 1

    def run(self, tickets: int, rounds: int) -> dict[str, list[float]]:
        self._wait_until(lambda: self._wired.desk.world.catalogue is not None, lambda: "the catalogue")
        catalogue = self._wired.desk.world.catalogue
        category = catalogue.service(self._service).category
        for _ in range(rounds):
            self._pages(category)
        numbers, slips = zip(*(self._ticket(category) for _ in range(tickets)), strict=True)
        return {"number_painted_ms": list(numbers), "slip_confirmed_ms": list(slips)}

    def _pages(self, category: str) -> None:
        """To the priority and home, to the first question and home: 14 page changes."""
        service = (f"tile-{category}", f"tile-{self._service}")
        for touch in ("start", "tile-ticket", *service, "back", "home"):
            self._move(touch)
        for touch in ("tile-apply", *service, "next", "next", "next", "tile-diri", "home"):
            self._move(touch)
        self._wired.kiosk.leave()
        self._finger.wait_for("welcome")
        self._frame()

    def _move(self, touch: str) -> None:
        self._finger.touch(touch)
        self._frame()

    def _ticket(self, category: str) -> tuple[float, float]:
        for touch in ("start", "tile-ticket", f"tile-{category}", f"tile-{self._service}"):
            self._move(touch)
        self._wait_until(lambda: self._finger.can_touch("tile-umum"), lambda: "the priorities")
        began = monotonic()
        self._finger.touch("tile-umum")
        self._wait_until(lambda: self._wired.kiosk.props.page == "ticket", lambda: "the number")
        self._frame()
        number = (monotonic() - began) * 1000
        paper = self._wired.kiosk.parts["paper"]
        self._wait_until(lambda: paper.props.state == "ready", lambda: f"the slip, not {paper.props.state}")
        slip = (monotonic() - began) * 1000
        self._move("next")
        return round(number, 2), round(slip, 2)

    def _frame(self) -> None:
        """Until the next frame has been painted."""
        seen = self._frames
        self._window.update()
        self._wait_until(lambda: self._frames > seen, lambda: "a frame")


if __name__ == "__main__":
    sys.exit(main())
