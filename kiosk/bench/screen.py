"""The screen under a finger: page changes, taps to number and slip, memory."""

from __future__ import annotations

import json
import statistics
from typing import Any

from kiosk.bench.history import SERVICE
from kiosk.bench.stats import median_of, p50_p95
from kiosk.demo.house import House

TICKETS = 40
PATIENCE_S = 240.0


def measure(runs: int) -> dict[str, Any]:
    """`page_change_ms`, `page_build_ms`, `tap_ms`, `gui_call_ms` and the screen's memory."""
    measured = [_once() for _ in range(runs)]
    return {
        "page_change_ms": median_of([p50_p95(run["page_change_ms"]) for run in measured]),
        "page_build_ms": median_of([p50_p95(run["page_build_ms"]) for run in measured]),
        "tap_ms": {
            "number_painted": median_of([p50_p95(run["number_painted_ms"]) for run in measured]),
            "slip_confirmed": median_of([p50_p95(run["slip_confirmed_ms"]) for run in measured]),
        },
        "gui_call_ms": {"longest": statistics.median(run["longest_call_ms"] for run in measured)},
        "pss_mb": {"screen": statistics.median(run["pss_mb"] for run in measured)},
    }


def _once() -> dict[str, Any]:
    with House(draw=False) as house:
        house.start_central()
        house.start_office()
        screen = house.start_screen("ui.measure", "--service", SERVICE, "--tickets", str(TICKETS))
        lines = screen.rest(PATIENCE_S)
        screen.stop()
        figures: dict[str, Any] = json.loads(lines[-1])
        return figures
