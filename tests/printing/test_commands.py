from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from printing import commands
from printing.printer import MARKERS

COMMAND = st.one_of(
    st.binary(min_size=1, max_size=40).map(lambda data: commands.qr(data, 6)),
    st.integers(0, MARKERS - 1).map(commands.ask_process_id),
    st.sampled_from([commands.INIT, commands.CUT, commands.FEED, commands.ASK_PAPER, b"Karcis"]),
    st.tuples(st.integers(1, 8), st.integers(1, 8)).map(lambda wide_high: commands.size(*wide_high)),
)


@given(st.integers(0, MARKERS - 1))
def test_a_marker_survives_its_four_bytes(marker: int) -> None:
    identity = commands.process_id(marker)

    assert len(identity) == 4
    assert all(32 <= byte <= 126 for byte in identity)
    assert commands.marker_of(identity) == marker


@given(st.lists(COMMAND, max_size=20), st.data())
def test_a_stream_is_taken_apart_the_same_in_any_portions(parts: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(parts)
    cut = data.draw(st.integers(0, len(stream)))

    first, rest = commands.split(stream[:cut])
    second, left = commands.split(rest + stream[cut:])

    assert left == b""
    assert b"".join(piece.raw for piece in first + second) == stream


@given(st.lists(COMMAND, max_size=20), st.integers(1, 100))
def test_bands_end_between_commands_so_a_status_may_be_asked_there(parts: list[bytes], limit: int) -> None:
    stream = b"".join(parts)
    bands = list(commands.bands(stream, limit))

    assert b"".join(bands) == stream
    assert all(commands.split(band)[1] == b"" for band in bands)


@given(st.binary(max_size=300))
def test_any_bytes_can_be_taken_apart(stream: bytes) -> None:
    pieces, rest = commands.split(stream)

    assert b"".join(piece.raw for piece in pieces) + rest == stream


def test_golden_bytes_of_markers() -> None:
    assert commands.ask_process_id(0) == bytes.fromhex("1d 28 48 06 00 30 30 20 20 20 20")
    assert commands.ask_process_id(95**4 - 1) == bytes.fromhex("1d 28 48 06 00 30 30 7e 7e 7e 7e")
    assert commands.process_id_answer(b"  !A") == bytes.fromhex("37 22 20 20 21 41 00")
    assert commands.ask_status(2) + commands.ASK_PAPER == bytes.fromhex("10 04 02 1d 72 01")
    assert [commands.ask_status(n) for n in (1, 4)] == [b"\x10\x04\x01", b"\x10\x04\x04"]


def test_golden_bytes_of_a_qr() -> None:
    assert commands.qr(b"A1", 6) == (
        b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x06\x1d(k\x03\x001E1\x1d(k\x05\x001P0A1\x1d(k\x03\x001Q0"
    )
