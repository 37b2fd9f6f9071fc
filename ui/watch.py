"""Measures the screen from inside, for the bench: first frames, page changes, and who held the GUI thread.

`watch_everything()` must run before the parts are made: it wraps every method by which Qt enters our code.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

from PySide6.QtQuick import QQuickWindow

from ui.wiring import Wired

_WORTH_NAMING_MS = 4.0
_TICKS = os.sysconf("SC_CLK_TCK")


def age_ms() -> float:
    """Milliseconds since this process was started, exact to the kernel's 10 ms."""
    after_name = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    started = int(after_name[19]) / _TICKS
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - started) * 1000


@dataclass(slots=True)
class Watched:
    """What was measured, in milliseconds."""

    page_changes: list[float] = field(default_factory=list)
    """From the entry into our code to the painted frame."""
    page_builds: list[float] = field(default_factory=list)
    """QML at work between telling it the page and being back."""
    calls: dict[str, float] = field(default_factory=dict)
    """The longest stay in each entry point, without the building of pages."""
    busy: float = 0.0
    """The most processor time that one such stay took: what a machine with nothing else to do would show."""
    depth: int = 0
    entered: float = 0.0
    entered_cpu: float = 0.0
    building: float = 0.0
    building_cpu: float = 0.0
    changed_at: float | None = None

    def as_json(self) -> dict[str, Any]:
        longest = max(self.calls, key=lambda name: self.calls[name], default="")
        return {
            "page_change_ms": [round(ms, 2) for ms in self.page_changes],
            "page_build_ms": [round(ms, 2) for ms in self.page_builds],
            "longest_call_ms": round(self.calls.get(longest, 0.0), 2),
            "longest_call": longest,
            "longest_call_cpu_ms": round(self.busy, 2),
            "calls_ms": {name: round(ms, 2) for name, ms in self.calls.items() if ms > _WORTH_NAMING_MS},
        }


WATCHED = Watched()


def watch_everything() -> None:
    """Wrap the entry points of the screen's own classes."""
    from ui.api import Flight
    from ui.errands import Errands
    from ui.events import Events
    from ui.idle import Idle
    from ui.line import Line
    from ui.models import asking, form, front, kiosk, overlays, results
    from ui.models.view import View

    models = [
        kind
        for module in (asking, form, front, kiosk, overlays, results)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, View) and kind is not View
    ]
    for kind in {*models, Errands, Events, Flight, Idle, Line}:
        for name, method in list(vars(kind).items()):
            if callable(method) and not name.startswith("__") and hasattr(method, "__code__"):
                setattr(kind, name, _timed(f"{kind.__name__}.{name}", method))
    kiosk.Kiosk.show = _building(View.show)  # type: ignore[method-assign] # only while measuring


def _timed(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def entered(*args: Any) -> Any:
        WATCHED.depth += 1
        if WATCHED.depth == 1:
            WATCHED.entered, WATCHED.building = time.perf_counter(), 0.0
            WATCHED.entered_cpu, WATCHED.building_cpu = time.thread_time(), 0.0
        try:
            return method(*args)
        finally:
            WATCHED.depth -= 1
            if WATCHED.depth == 0:
                spent = (time.perf_counter() - WATCHED.entered) * 1000 - WATCHED.building
                WATCHED.calls[name] = max(spent, WATCHED.calls.get(name, 0.0))
                busy = (time.thread_time() - WATCHED.entered_cpu) * 1000 - WATCHED.building_cpu
                WATCHED.busy = max(busy, WATCHED.busy)

    return entered


def _building(show: Callable[..., None]) -> Callable[..., None]:
    def building(shown: Any, props: Any) -> None:
        moves = props.pageSerial != shown.props.pageSerial
        began, began_cpu = time.perf_counter(), time.thread_time()
        show(shown, props)
        spent = (time.perf_counter() - began) * 1000
        WATCHED.building += spent
        WATCHED.building_cpu += (time.thread_time() - began_cpu) * 1000
        if moves:
            WATCHED.page_builds.append(spent)
            WATCHED.changed_at = WATCHED.entered

    return building


def report_on(window: QQuickWindow, wired: Wired) -> None:
    """Print `{"first_frame_ms": …}` at the first painted Sambutan, `{"known_ms": …}` with the office."""
    told: set[str] = set()

    def once(name: str) -> None:
        if name not in told:
            told.add(name)
            print(json.dumps({name: round(age_ms(), 1)}), flush=True)

    def painted() -> None:
        once("first_frame_ms")
        if wired.kiosk.parts["office"].props.known:
            once("known_ms")

    window.frameSwapped.connect(painted)
    watch_pages(window)


def watch_pages(window: QQuickWindow) -> None:
    """Note for each page how long it took until it was painted."""

    def painted() -> None:
        if WATCHED.changed_at is not None:
            WATCHED.page_changes.append((time.perf_counter() - WATCHED.changed_at) * 1000)
            WATCHED.changed_at = None

    window.frameSwapped.connect(painted)
