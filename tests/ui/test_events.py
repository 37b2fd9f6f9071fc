"""The stream of events, cut anywhere."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.events import LONGEST_EVENT, Parser, ServerSentEvent

STREAM = (
    b': hello\n\nevent: status\ndata: {"a":1}\n\nevent: print\r\ndata: x\r\ndata: y\r\n\r\ndata: plain\n\n'
)
EVENTS = [
    ServerSentEvent("status", b'{"a":1}'),
    ServerSentEvent("print", b"x\ny"),
    ServerSentEvent("message", b"plain"),
]


def read(chunks: list[bytes]) -> list[ServerSentEvent]:
    parser = Parser()
    return [event for chunk in chunks for event in parser.feed(chunk)]


@given(st.lists(st.integers(0, len(STREAM)), max_size=8))
def test_events_are_the_same_however_the_stream_is_cut(cuts: list[int]) -> None:
    at = [0, *sorted(cuts), len(STREAM)]
    assert read([STREAM[a:b] for a, b in pairwise(at)]) == EVENTS


@given(st.lists(st.binary(max_size=64), max_size=20))
def test_rubbish_is_never_more_than_rubbish(chunks: list[bytes]) -> None:
    assert all(isinstance(event, ServerSentEvent) for event in read(chunks))


def test_an_event_without_end_is_refused() -> None:
    parser = Parser()
    parser.feed(b"data: " + b"x" * (LONGEST_EVENT // 2))
    with pytest.raises(ValueError, match="too long"):
        parser.feed(b"x" * LONGEST_EVENT)
