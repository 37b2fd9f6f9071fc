"""`kiosk bench`: figures of the real thing, medians of several runs, as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from kiosk.demo.parts import PartFailed


def bench(file: Path, rows: list[int], runs: int) -> int:
    """Measures everything and writes the figures to `file`; returns the exit status."""
    from kiosk.bench import render, room, screen, starts, tickets

    try:
        figures: dict[str, Any] = tickets.measure(rows, runs)
        seen = screen.measure(runs)
        figures["pss_mb"] |= seen.pop("pss_mb")
        figures |= seen | render.measure() | {"start_s": starts.measure(rows, runs)}
        figures |= room.measure(rows, runs)
    except PartFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(figures, indent=2) + "\n")
    print(json.dumps(figures, indent=2))
    return 0
