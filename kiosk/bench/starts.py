"""Cold starts: exec of the office to its first answer, exec of the screen to its first painted frame."""

from __future__ import annotations

import json
import statistics
import time

from kiosk.bench.history import fill
from kiosk.demo.house import House

EACH = 5


def measure(rows: list[int], runs: int) -> dict[str, float]:
    """Seconds, medians; files are in the page cache, as after the first start of a day."""
    figures: dict[str, float] = {}
    for count in rows:
        name = f"office_first_answer_{count}" if count else "office_first_answer"
        with House(draw=False) as house:
            if count:
                fill(house.office_folder, count)
            figures[name] = round(statistics.median(_office(house) for _ in range(runs + EACH)), 3)
    with House(draw=False) as house:
        house.start_office()
        _screen(house)
        figures["screen_first_frame"] = round(
            statistics.median(_screen(house) for _ in range(runs + EACH)), 3
        )
    return figures


def _office(house: House) -> float:
    began = time.perf_counter()
    house.start_office()
    house.ask_office("/api/status")
    took = time.perf_counter() - began
    house.stop("office")
    return took


def _screen(house: House) -> float:
    began = time.perf_counter()
    screen = house.start_screen("ui", "--window", "--report")
    while "first_frame_ms" not in json.loads(screen.line(30)):
        pass
    took = time.perf_counter() - began
    house.stop("screen")
    return took
