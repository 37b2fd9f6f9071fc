"""Medians and percentiles of what was measured."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def p50_p95(values: Sequence[float]) -> dict[str, float]:
    """Both percentiles, to a hundredth."""
    cuts = statistics.quantiles(values, n=20, method="inclusive")
    return {"p50": round(statistics.median(values), 2), "p95": round(cuts[18], 2)}


def median_of(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    """Key by key, the median of several runs."""
    return {name: round(statistics.median(run[name] for run in runs), 2) for name in runs[0]}
