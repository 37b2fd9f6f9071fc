"""Bytes and keys, cut anywhere and at any pace, into frames."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.frames import (
    AGAIN_S,
    FLOOD,
    GAP_MS,
    LONGEST,
    LULL_MS,
    SETTLE_S,
    SHORTEST,
    SILENCE_S,
    Assembler,
    Broken,
    Frame,
    KeyGuard,
    Turnstile,
)

CODE = "ANJUNGAN:PERMOHONAN:7K3M-9QXD-2B4W-5"
HALF = SILENCE_S / 2


def feed(pieces: Iterable[tuple[bytes, float]], assembler: Assembler | None = None) -> list[Frame | Broken]:
    """Pieces, each so many seconds after the one before; a long silence at the end."""
    assembler = assembler or Assembler()
    found, now = [], 100.0
    for piece, pause in pieces:
        now += pause
        found += assembler.feed(piece, now)
    return found + assembler.quiet(now + 1.5 * SILENCE_S)


def test_a_frame_ends_by_its_terminator_or_by_silence() -> None:
    for ending in (b"\r", b"\n", b"\r\n", b""):
        assert feed([(CODE.encode() + ending, 0)]) == [Frame(CODE)]


@given(st.lists(st.integers(0, len(CODE) + 1), max_size=12))
def test_a_frame_is_the_same_however_its_bytes_are_cut(cuts: list[int]) -> None:
    whole = CODE.encode() + b"\r"
    edges = [0, *sorted(cuts), len(whole)]
    pieces = [(whole[a:b], HALF) for a, b in pairwise(edges)]
    assert feed(pieces) == [Frame(CODE)]


def test_two_frames_in_one_piece_are_two() -> None:
    assert feed([(b"satu-satu\rdua-dua\r", 0)]) == [Frame("satu-satu"), Frame("dua-dua")]


def test_a_flood_without_end_is_one_broken_frame_and_the_next_code_is_read() -> None:
    flood = [(b"9" * 5000, 0.001)] * 50
    assert feed([*flood, (b"9\r", 0.001), (CODE.encode() + b"\r", 1)]) == [Broken("too_long"), Frame(CODE)]


def test_after_a_flood_that_just_stops_the_next_code_is_read_once_the_line_was_quiet() -> None:
    assert feed([(b"9" * 5000, 0), (CODE.encode() + b"\r", SETTLE_S)]) == [Broken("too_long"), Frame(CODE)]


def test_where_frames_have_terminators_a_silence_is_a_loss_and_neither_half_passes() -> None:
    first = (b"selamat\r", 0.0)
    halves = [(b"3603034101900001", 1.0), (b"|3603035202910002\r", 2 * SILENCE_S)]
    assert feed([first, *halves]) == [Frame("selamat"), Broken("cut")]
    assert feed([first, *halves, (b"lagi-lagi\r", 1.0)])[-1] == Frame("lagi-lagi")


def test_bytes_that_are_no_text_are_no_frame() -> None:
    assert feed([(b"\xff\xfe\x00\r", 0)]) == [Broken("not_text")]


def test_what_was_under_way_when_the_line_was_lost_is_forgotten() -> None:
    assembler = Assembler()
    assembler.feed(b"3603034101", 1.0)
    assembler.lost()
    assert not assembler.waits
    assert feed([(CODE.encode() + b"\r", 0)], assembler) == [Frame(CODE)]


@given(st.lists(st.tuples(st.binary(max_size=700), st.floats(0, 2)), max_size=20))
def test_whatever_comes_no_frame_is_too_long_and_nothing_grows(pieces: list[tuple[bytes, float]]) -> None:
    assembler, now = Assembler(), 0.0
    for piece, pause in pieces:
        now += pause
        for one in assembler.feed(piece, now):
            assert not isinstance(one, Frame) or 0 < len(one.text.encode()) <= LONGEST
    assert len(assembler.quiet(now + SETTLE_S)) <= 1
    assert not assembler.waits


def test_a_code_held_before_the_scanner_is_one_reading() -> None:
    turnstile = Turnstile()
    times = [n * AGAIN_S / 2 for n in range(20)]
    assert [turnstile.admit(CODE, at) for at in times] == ["new", *["again"] * 19]
    assert turnstile.admit(CODE, times[-1] + AGAIN_S) == "new"


def test_nobody_shows_so_many_codes_in_a_second() -> None:
    turnstile = Turnstile()
    said = [turnstile.admit(f"kode {n}", 10 + n / 1000) for n in range(500)]
    assert said == ["new"] * FLOOD + ["flood"] * (500 - FLOOD)
    assert turnstile.admit("kode berikut", 11.5) == "new"


class Hands:
    """Keys one after another, and what became of them."""

    def __init__(self) -> None:
        self.guard = KeyGuard()
        self.now = 10_000
        self.seen = ""
        """What the page saw typed."""
        self.frames: list[str] = []

    def press(self, text: str, after_ms: int, *, editing: bool = True, repeated: bool = False) -> None:
        self.now += after_ms
        verdict = self.guard.key(text, self.now, editing=editing, repeated=repeated)
        self.seen += verdict.release + ("" if verdict.take else text)
        if verdict.frame:
            self.frames.append(verdict.frame)

    def type(self, text: str, gap_ms: int, *, editing: bool = True) -> None:
        for one in text:
            self.press(one, gap_ms, editing=editing)

    def scan(self, text: str, *, editing: bool = True) -> None:
        self.press(text[0], 1000, editing=editing)
        self.type(text[1:], 2, editing=editing)
        self.press("\r", 2, editing=editing)

    def rest(self) -> None:
        self.seen += self.guard.expire(self.now + GAP_MS + 1)


def test_a_scanner_that_types_is_heard_and_no_page_sees_its_keys() -> None:
    for editing in (True, False):
        hands = Hands()
        hands.scan(CODE, editing=editing)
        hands.rest()
        assert (hands.frames, hands.seen) == ([CODE], "")


@given(st.lists(st.tuples(st.sampled_from("abcXYZ 019-\r\t\b"), st.integers(GAP_MS + 1, 2000)), max_size=60))
def test_whatever_a_person_types_arrives_whole_and_is_no_frame(keys: list[tuple[str, int]]) -> None:
    hands = Hands()
    for text, gap in keys:
        hands.press(text, gap)
    hands.rest()
    assert hands.seen == "".join(text for text, _ in keys)
    assert hands.frames == []


def test_two_keys_rolled_over_by_a_quick_hand_are_typed_in_order() -> None:
    hands = Hands()
    hands.type("Siti", 120)
    hands.press("r", 12)
    hands.press("\r", 15)
    hands.rest()
    assert (hands.seen, hands.frames) == ("Sitir\r", [])


def test_a_key_held_down_is_no_scanner() -> None:
    hands = Hands()
    hands.press("a", 500)
    for _ in range(30):
        hands.press("a", 30, repeated=True)
    hands.press("\r", 30)
    hands.rest()
    assert (hands.seen, hands.frames) == ("a" * 31 + "\r", [])


def test_shift_between_the_keys_of_a_scanner_changes_nothing() -> None:
    hands = Hands()
    hands.press("", 1000)
    for one in CODE:
        hands.press(one, 2)
        hands.press("", 2)
    hands.press("\r", 2)
    assert (hands.frames, hands.seen) == ([CODE], "")


def test_a_scan_that_loses_time_in_the_middle_is_dropped_whole() -> None:
    hands = Hands()
    hands.press("3", 1000)
    hands.type("603034101900001", 2)
    hands.press("|", 80)
    hands.type("3603035202910002", 2)
    hands.press("\r", 2)
    hands.rest()
    assert (hands.frames, hands.seen) == ([], "")
    hands.scan(CODE)
    assert hands.frames == [CODE]


def test_short_rubbish_of_a_scanner_presses_no_button() -> None:
    hands = Hands()
    hands.press("x", 1000, editing=False)
    hands.press("y", 2, editing=False)
    hands.press("\r", 2, editing=False)
    assert "\r" not in hands.seen
    assert hands.frames == []


def test_enter_and_space_alone_press_buttons_as_ever() -> None:
    hands = Hands()
    for key in ("\r", " ", "\r"):
        hands.press(key, LULL_MS * 3, editing=False)
    assert hands.seen == "\r \r"


def test_a_flood_of_keys_is_no_frame_and_grows_nothing() -> None:
    hands = Hands()
    hands.press("9", 1000)
    hands.type("9" * (LONGEST * 20), 1)
    hands.press("\r", 1)
    hands.rest()
    assert (hands.frames, hands.seen) == ([], "")


@given(
    st.lists(st.tuples(st.text(max_size=2), st.integers(0, 400), st.booleans(), st.booleans()), max_size=60)
)
def test_whatever_keys_come_a_frame_is_printable_and_of_a_machine(
    keys: list[tuple[str, int, bool, bool]],
) -> None:
    hands = Hands()
    for text, gap, editing, repeated in keys:
        hands.press(text, gap, editing=editing, repeated=repeated)
    hands.rest()
    assert all(SHORTEST <= len(one) <= LONGEST and one.isprintable() for one in hands.frames)
