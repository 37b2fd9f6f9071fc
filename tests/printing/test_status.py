from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.machine import Health
from printing.status import (
    OFFLINE,
    Answers,
    Automatic,
    Event,
    Flow,
    InOrder,
    Listener,
    Name,
    PrinterStatus,
    ProcessId,
    RealTime,
    State,
    Stray,
    doubtful,
    inconsistent,
    summary,
    summary_of_packet,
)

READY = Answers(0x12, 0x12, 0x12, 0x12)


def _bytes_of(event: Event) -> bytes:
    match event:
        case RealTime(byte) | InOrder(byte):
            return bytes((byte,))
        case Automatic(packet):
            return packet
        case ProcessId(identity):
            return b"\x37\x22" + identity + b"\x00"
        case Name(text):
            return b"_" + text.encode() + b"\x00"
        case Flow(go):
            return b"\x11" if go else b"\x13"
        case Stray(data):
            return data


@given(st.lists(st.binary(max_size=12), max_size=30))
def test_any_bytes_in_any_portions_are_told_apart_and_none_is_lost(portions: list[bytes]) -> None:
    listener = Listener()
    events = [event for portion in portions for event in listener.feed(portion)]
    whole = b"".join(portions)
    told = b"".join(map(_bytes_of, events))

    assert whole.startswith(told)
    assert len(whole) - len(told) <= 6, "only the start of one answer may be held back"
    assert Listener().feed(whole) == events


ANSWERS: list[tuple[bytes, Event]] = [
    (b"\x12", RealTime(0x12)),
    (b"\x7e", RealTime(0x7E)),
    (b"\x37\x22 !~A\x00", ProcessId(b" !~A")),
    (b"\x10\x00\x0c\x0f", Automatic(b"\x10\x00\x0c\x0f")),
    (b"\x3c\x00\x03\x00", Automatic(b"\x3c\x00\x03\x00")),
    (b"\x00", InOrder(0x00)),
    (b"\x0c", InOrder(0x0C)),
    (b"\x11", Flow(go=True)),
    (b"\x13", Flow(go=False)),
]


@given(st.lists(st.sampled_from(ANSWERS), max_size=20))
def test_every_kind_of_answer_is_known_among_the_others(said: list[tuple[bytes, Event]]) -> None:
    assert Listener().feed(b"".join(data for data, _ in said)) == [event for _, event in said]


def test_an_answer_in_portions_waits_for_its_rest() -> None:
    listener = Listener()

    assert listener.feed(b"\x37\x22 ") == []
    assert listener.feed(b"!~A") == []
    assert listener.feed(b"\x00\x12") == [ProcessId(b" !~A"), RealTime(0x12)]


def test_an_answer_cut_short_does_not_swallow_the_next() -> None:
    assert Listener().feed(b"\x10\x00\x12")[-1] == RealTime(0x12)
    assert Listener().feed(b"\x37\x22 !\x12")[-1] == RealTime(0x12)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (READY, "ready"),
        (READY.with_answer(4, 0x12 | 0x04), "low"),
        (READY.with_answer(4, 0x12 | 0x08), "low"),
        (READY.with_answer(4, 0x12 | 0x20), "no_paper"),
        (READY.with_answer(4, 0x12 | 0x40), "no_paper"),
        (READY.with_answer(2, 0x12 | 0x20), "no_paper"),
        (READY.with_answer(2, 0x12 | 0x04), "cover"),
        (READY.with_answer(3, 0x12 | 0x08), "cutter"),
        (READY.with_answer(3, 0x12 | 0x20), "hardware"),
        (READY.with_answer(3, 0x12 | 0x40), "hardware"),
        (READY.with_answer(2, 0x12 | 0x40), "hardware"),
        (READY.with_answer(1, 0x12 | 0x08), "offline"),
    ],
)
def test_either_bit_of_a_pair_counts(answers: Answers, state: State) -> None:
    assert summary(answers).state == state


@pytest.mark.parametrize("which", [1, 2, 3, 4])
def test_silence_to_any_question_is_offline(which: int) -> None:
    assert summary(READY.with_answer(which, None)) == OFFLINE


@given(st.tuples(*[st.one_of(st.none(), st.integers(0, 255))] * 4))
def test_any_answers_have_one_word_and_one_sentence(said: tuple[int | None, ...]) -> None:
    status = summary(Answers(*said))

    assert status.sentence
    assert status.can_print == (status.state in ("ready", "low"))


def test_answers_and_automatic_status_of_one_printer_say_the_same() -> None:
    for flags in itertools.product((False, True), repeat=5):
        empty, near, cover, jammed, broken = flags
        health = Health(0.0 if empty else None, near, cover, jammed, broken)
        answers = Answers(*(health.answer(which) for which in (1, 2, 3, 4)))

        assert summary(answers) == summary_of_packet(health.packet())


@given(st.binary(max_size=6))
def test_what_is_given_up_is_told_as_noise_and_nothing_is_held_any_more(half: bytes) -> None:
    listener = Listener()
    told = listener.feed(half)
    told += listener.give_up()

    assert not listener.holds
    assert b"".join(map(_bytes_of, told)) == half


def test_names_are_heard_by_those_who_asked_for_them() -> None:
    said = b"_EPSON\x00\x12_TM-T82X\x00"

    assert Listener(names=True).feed(said) == [Name("EPSON"), RealTime(0x12), Name("TM-T82X")]
    assert Name("EPSON") not in Listener().feed(said)


@pytest.mark.parametrize(
    ("answers", "odd"),
    [
        (READY, False),
        (Answers(0x1A, 0x16, 0x12, 0x12), False),
        (Answers(0x12, 0x16, 0x12, 0x12), True),
        (Answers(0x12, 0x12, 0x1A, 0x12), True),
        (Answers(0x12, 0x12, 0x12, 0x72), True),
        (Answers(0x1A, 0x12, 0x12, 0x12), True),
        (Answers(0x32, 0x12, 0x12, 0x12), True),
        (Answers(0x12, 0x12, 0x12, 0x1E), False),
        (Answers(0x1A, None, None, None), False),
    ],
)
def test_a_flag_without_a_reason_or_a_reason_without_the_flag_is_inconsistent(
    answers: Answers, odd: bool
) -> None:
    assert inconsistent(answers) is odd
    assert doubtful(answers, summary(answers)) is odd


def test_a_printer_that_is_paused_tells_which_button() -> None:
    assert summary(Answers(0x32, 0x12, 0x12, 0x12)) == PrinterStatus("offline", paused=True)
    assert summary_of_packet(b"\x18\x00\x00\x00") == PrinterStatus("offline", paused=True)
    assert summary_of_packet(b"\x10\x01\x00\x00") == PrinterStatus("offline", paused=True)
    assert "FEED" in PrinterStatus("offline", paused=True).sentence
