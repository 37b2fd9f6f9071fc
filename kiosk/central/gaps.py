"""Which `seq` of a device central lacks: a short list of ranges that changes only with what arrives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Range = tuple[int, int]
"""First and last, both included."""
MAX_RANGES = 200


def arrived(gaps: Sequence[Range], highest: int, seqs: Iterable[int]) -> tuple[list[Range], int]:
    """Gaps and highest `seq` after `seqs` have come, in any order and any number of times.

    Never more than MAX_RANGES: beyond, the last ranges are joined, and then name some `seq` that are held.
    Offering those again does no harm; not naming one that is lacking would.
    """
    open_ranges = list(gaps)
    for seq in sorted(set(seqs)):
        if seq > highest:
            if seq > highest + 1:
                open_ranges.append((highest + 1, seq - 1))
            highest = seq
        else:
            open_ranges = [part for gap in open_ranges for part in _without(gap, seq)]
    if len(open_ranges) > MAX_RANGES:
        joined = (open_ranges[MAX_RANGES - 1][0], open_ranges[-1][1])
        open_ranges = [*open_ranges[: MAX_RANGES - 1], joined]
    return open_ranges, highest


def contiguous(gaps: Sequence[Range], highest: int) -> int:
    """The last `seq` before the first gap."""
    return gaps[0][0] - 1 if gaps else highest


def _without(gap: Range, seq: int) -> list[Range]:
    first, last = gap
    if not first <= seq <= last:
        return [gap]
    return [part for part in ((first, seq - 1), (seq + 1, last)) if part[0] <= part[1]]
