"""What central lacks of a device is named exactly, or too much, but never too little."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.central.gaps import MAX_RANGES, arrived, contiguous

ARRIVALS = st.lists(st.lists(st.integers(1, 60), max_size=20), max_size=8)


@given(ARRIVALS)
def test_gaps_are_exactly_what_has_not_come(batches: list[list[int]]) -> None:
    gaps: list[tuple[int, int]] = []
    highest = 0
    for batch in batches:
        gaps, highest = arrived(gaps, highest, batch)
    come = {seq for batch in batches for seq in batch}
    lacking = {seq for first, last in gaps for seq in range(first, last + 1)}
    assert highest == max(come, default=0)
    assert lacking == set(range(1, highest + 1)) - come
    assert contiguous(gaps, highest) == min(lacking, default=highest + 1) - 1


def test_a_scattered_device_costs_bounded_space_and_no_missing_record_is_forgotten() -> None:
    gaps, highest = arrived([], 0, range(2, 4 * MAX_RANGES, 2))
    assert len(gaps) == MAX_RANGES
    assert all(any(first <= seq <= last for first, last in gaps) for seq in range(1, highest, 2))
    gaps, highest = arrived(gaps, highest, range(1, highest))
    assert gaps == []


def test_a_seq_far_ahead_is_one_range() -> None:
    assert arrived([], 3, [2**52]) == ([(4, 2**52 - 1)], 2**52)
