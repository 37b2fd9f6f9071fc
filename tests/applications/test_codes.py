from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.applications import codes
from kiosk.applications.codes import BadCode
from kiosk.applications.status import ONWARD, reachable

CODE = codes.draw(lambda _: 123456789012345680)


def test_a_code_is_three_groups_of_four_and_a_check_symbol() -> None:
    groups = codes.draw().split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 1]


@given(number=st.integers(0, 2**60 - 1))
def test_a_drawn_code_reads_back_however_it_is_typed(number: int) -> None:
    answers = iter([number, number + 1, number + 2, number + 3, number + 4, number + 5, 0])
    code = codes.draw(lambda _: next(answers))
    assert codes.read(code) == code
    assert codes.read(f" {code.lower().replace('-', ' ')} ") == code
    assert codes.read(code.replace("0", "o").replace("1", "l")) == code


def test_one_misread_symbol_is_noticed() -> None:
    for place in (0, 7, 14):
        wrong = "Z" if CODE[place] != "Z" else "Y"
        with pytest.raises(BadCode):
            codes.read(CODE[:place] + wrong + CODE[place + 1 :])


def test_two_neighbours_swapped_are_noticed() -> None:
    bare = CODE.replace("-", "")
    swaps = [
        bare[:place] + bare[place + 1] + bare[place] + bare[place + 2 :]
        for place in range(11)
        if bare[place] != bare[place + 1]
    ]
    assert swaps
    for swapped in swaps:
        with pytest.raises(BadCode):
            codes.read(swapped)


@given(text=st.text(max_size=300))
def test_any_text_is_a_code_or_is_refused_by_name(text: str) -> None:
    with contextlib.suppress(BadCode):
        assert codes.read(codes.read(text)) == codes.read(text)


def test_codes_whose_check_symbol_cannot_be_typed_are_drawn_again() -> None:
    answers = iter([36, 35, 34, 33, 32, 31])
    assert codes.draw(lambda _: next(answers)).endswith("-Z")


def test_nothing_follows_an_ended_application() -> None:
    for end in ("done", "cancelled", "rejected"):
        assert not ONWARD[end]
        assert not reachable(end, "in_review")


def test_a_report_may_skip_steps_but_not_go_back() -> None:
    assert reachable("received", "done")
    assert not reachable("awaiting_signature", "received")
