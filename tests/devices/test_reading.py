"""One card on a reader: whatever its middleware says, two people never meet in one read."""

from __future__ import annotations

import contextlib
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices import messages, reading
from kiosk.devices.messages import BadMessage, CardIn, CardOut, Failed, Identity
from kiosk.devices.ports import Happening, Known
from kiosk.devices.reading import Contradiction, Said, Table
from kiosk.office.readings import Card
from tests.devices.conftest import NIK, OTHER_NIK


def told(*said: Said) -> list[Happening]:
    """Everything that happened; reads are named r1, r2 and so on."""
    table, happened, numbers = Table(), [], count(1)
    for one in said:
        table, more = reading.step(table, one, lambda: f"r{next(numbers)}")
        happened += more
    return happened


def phases(happened: list[Happening]) -> list[tuple[str, str]]:
    return [(one.read, one.phase if isinstance(one, Card) else one.nik.digits) for one in happened]


def test_a_card_comes_is_known_and_goes() -> None:
    said = CardIn(1), Identity(1, NIK, "CONTOH PEMOHON"), CardOut(1)
    assert phases(told(*said)) == [("r1", "in"), ("r1", NIK), ("r1", "out")]


def test_a_card_pulled_out_too_early_says_nothing_even_when_its_answer_comes_late() -> None:
    said = CardIn(1), CardOut(1), Identity(1, NIK)
    assert phases(told(*said)) == [("r1", "in"), ("r1", "early")]


def test_the_late_answer_of_a_card_is_not_taken_for_the_next_one() -> None:
    said = CardIn(1), CardOut(1), CardIn(2), Identity(1, NIK), Identity(2, OTHER_NIK)
    assert phases(told(*said)) == [("r1", "in"), ("r1", "early"), ("r2", "in"), ("r2", OTHER_NIK)]


def test_a_card_read_twice_is_known_once() -> None:
    said = CardIn(1), Identity(1, NIK), Identity(1, NIK)
    assert phases(told(*said)) == [("r1", "in"), ("r1", NIK)]


def test_a_read_that_names_two_people_is_taken_back() -> None:
    said = CardIn(1), Identity(1, NIK), Identity(1, OTHER_NIK), Identity(1, NIK), CardOut(1)
    assert phases(told(*said)) == [("r1", "in"), ("r1", NIK), ("r1", "mixed"), ("r1", "out")]


def test_another_persons_card_is_another_read_even_if_nobody_said_that_the_first_left() -> None:
    said = CardIn(1), Identity(1, NIK), CardIn(2), Identity(2, OTHER_NIK)
    assert phases(told(*said)) == [("r1", "in"), ("r1", NIK), ("r1", "out"), ("r2", "in"), ("r2", OTHER_NIK)]


def test_a_number_that_does_not_grow_breaks_the_contract() -> None:
    with pytest.raises(Contradiction):
        told(CardIn(2), CardOut(2), CardIn(2))


def test_a_nik_of_the_wrong_form_is_an_unreadable_card() -> None:
    said = CardIn(1), Identity(1, "123"), Identity(1, NIK)
    assert phases(told(*said)) == [("r1", "in"), ("r1", "unreadable")]


def test_a_name_with_control_characters_is_no_name() -> None:
    known = told(CardIn(1), Identity(1, NIK, "CONTOH\x1b[2J"))[1]
    assert isinstance(known, Known)
    assert known.name == ""
    assert NIK not in repr(known)


def test_a_card_that_says_nothing_is_given_up_and_its_answer_comes_too_late() -> None:
    table, _ = reading.step(Table(), CardIn(1), lambda: "r1")
    table, happened = reading.tire(table)
    assert phases(happened) == [("r1", "unreadable")]
    assert reading.step(table, Identity(1, NIK), lambda: "r2")[1] == []


NUMBERS = st.integers(1, 6)
SAID = st.one_of(
    st.builds(CardIn, NUMBERS),
    st.builds(CardOut, NUMBERS),
    st.builds(Failed, NUMBERS, st.sampled_from(["removed", "unreadable", "access", "timeout", "uid_only"])),
    st.builds(Identity, NUMBERS, st.sampled_from([NIK, OTHER_NIK, "3603", ""]), st.text(max_size=5)),
)


@given(st.lists(SAID, max_size=40))
def test_whatever_is_said_a_read_has_one_person_and_ends_when_its_card_leaves(said: list[Said]) -> None:
    table, numbers, present = Table(), count(1), None
    people: dict[str, str] = {}
    over: set[str] = set()
    for one in said:
        try:
            table, happened = reading.step(table, one, lambda: f"r{next(numbers)}")
        except Contradiction:
            continue
        for what in happened:
            assert what.read not in over
            if isinstance(what, Known):
                assert what.read == present
                assert isinstance(one, Identity)
                assert people.setdefault(what.read, what.nik.digits) == what.nik.digits == one.nik
            elif what.phase == "in":
                assert present is None
                present = what.read
            elif what.phase in ("early", "out") and not isinstance(one, Failed):
                over.add(what.read)
                present = None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"type": "identity"}',
        b'{"type": "identity", "read": 1, "nik": 3603034101900001}',
        b'{"type": "identity", "read": "1", "nik": ""}',
        b'{"type": "card_in", "read": 0}',
        b'{"type": "card_in", "read": 1e400}',
        b'{"type": "lain", "read": 1}',
        b'{"type": "state", "state": "senang"}',
        b"\xff\xfe",
        b"[" * 4000,
        b'{"type": "pong", "id": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(BadMessage):
        messages.message(line)


@given(st.binary(max_size=400))
def test_rubbish_is_never_more_than_refused(line: bytes) -> None:
    for read in (messages.message, messages.answer):
        with contextlib.suppress(BadMessage):
            read(line)
