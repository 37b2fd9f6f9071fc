"""Records are frozen once, the same for everyone, and anything else is refused with its reason."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from kiosk.ids import uuid7
from kiosk.sync.envelope import MAX_DEPTH, MAX_INTEGER, MAX_PAYLOAD, Envelope, decode, digest, freeze
from kiosk.sync.errors import BadDigest, BadPayload, BadShape, EnvelopeError, TooLarge, UnknownVersion

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=12)
LEAVES = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | TEXT
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
PAYLOADS = st.dictionaries(NAMES, VALUES, max_size=6)


def fields(payload: bytes, **changed: Any) -> dict[str, Any]:
    return {
        "v": 1,
        "device_id": "01a20ba0-b6d6-721d-b613-67a4754ed014",
        "seq": 1,
        "key": "01a20ba0-b6da-703d-b3ff-40e127f5f50c",
        "kind": "ticket.issued",
        "office_day": "2026-11-24",
        "made_at": "2026-11-24T03:36:51.674Z",
        "clock_quality": "ntp",
        "sha256": digest(payload),
        "payload": Raw(payload),
    } | changed


def wire(payload: bytes, **changed: Any) -> bytes:
    return msgspec.json.encode(fields(payload, **changed), order="sorted")


@given(PAYLOADS, st.integers(1, MAX_INTEGER))
def test_what_is_frozen_comes_back_as_it_was(payload: dict[str, Any], seq: int) -> None:
    frozen = freeze(payload)
    envelope = Envelope(**fields(frozen, seq=seq))
    again = decode(envelope.encode())
    assert again == envelope
    assert again.content() == payload
    assert envelope.encode() == rfc8785.dumps(fields(frozen, seq=seq) | {"payload": payload})


@given(PAYLOADS)
def test_the_order_in_which_answers_were_given_does_not_show(payload: dict[str, Any]) -> None:
    assert freeze(payload) == freeze(dict(reversed(payload.items())))
    assert freeze(payload) == rfc8785.dumps(payload)


@given(PAYLOADS, st.data())
def test_one_changed_byte_is_never_taken_for_the_record(payload: dict[str, Any], data: st.DataObject) -> None:
    raw = wire(freeze(payload))
    place = data.draw(st.integers(0, len(raw) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[place]))
    changed = raw[:place] + bytes([other]) + raw[place + 1 :]
    try:
        envelope = decode(changed)
    except EnvelopeError:
        return
    assert bytes(envelope.payload) == freeze(payload)
    assert envelope.encode() == changed != raw


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_name(raw: bytes) -> None:
    with pytest.raises(EnvelopeError):
        decode(raw)


@pytest.mark.parametrize(
    "changed",
    [
        {"v": "1"},
        {"seq": 0},
        {"seq": 2**53},
        {"seq": True},
        {"seq": 1.5},
        {"key": "A1"},
        {"key": "01A20BA0-b6da-703d-b3ff-40e127f5f50c"},
        {"key": "01a20ba0-b6da-703d-b3ff-40e127f5f50c\n"},
        {"kind": "ticket"},
        {"kind": "ticket.issued\n"},
        {"office_day": "2026-02-30"},
        {"made_at": "2026-11-24T25:00:00.000Z"},
        {"made_at": "2026-11-24T03:36:51.674+07:00"},
        {"clock_quality": "sundial"},
        {"sha256": "0" * 63},
        {"more": 1},
        {"device_id": None},
    ],
)
def test_a_field_out_of_its_limits_is_a_bad_shape(changed: dict[str, Any]) -> None:
    with pytest.raises(BadShape):
        decode(wire(b"{}", **changed))


@pytest.mark.parametrize(
    "payload",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1,"a":1}',
        b'{"a":1.5}',
        b'{"a":1.0}',
        b'{"a":-0}',
        b'{"a":9007199254740992}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"\xc3\xa9":1}',
        b'{"":1}',
        b'{"a":' + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH + b"}",
        b"[]",
        b"null",
    ],
)
def test_a_payload_that_is_not_canonical_is_refused(payload: bytes) -> None:
    with pytest.raises(BadPayload):
        decode(wire(payload))


def test_hostile_nesting_is_refused_and_not_followed() -> None:
    with pytest.raises(EnvelopeError):
        decode(wire(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"))


def test_another_digest_another_version_and_another_spelling_have_their_own_names() -> None:
    with pytest.raises(BadDigest):
        decode(wire(b"{}", sha256="0" * 64))
    with pytest.raises(UnknownVersion):
        decode(wire(b"{}", v=2, more="of a newer release"))
    with pytest.raises(BadShape):
        decode(json.dumps(json.loads(wire(b"{}"))).encode())


def test_a_record_longer_than_allowed_is_refused_on_both_sides() -> None:
    largest = {"a": "x" * (MAX_PAYLOAD - 8)}
    assert len(freeze(largest)) == MAX_PAYLOAD
    decode(wire(freeze(largest)))
    for payload in ({"a": "x" * (MAX_PAYLOAD - 7)}, {"a": "x" * (MAX_PAYLOAD * 2)}):
        with pytest.raises(TooLarge):
            freeze(payload)
        with pytest.raises(TooLarge):
            decode(wire(json.dumps(payload, separators=(",", ":")).encode()))


@pytest.mark.parametrize(
    "payload", [{"a": 1.5}, {"a": 2**53}, {"a": b"x"}, {1: 2}, {"é": 1}, {"a": "\ud800"}]
)
def test_what_central_would_refuse_is_not_frozen(payload: dict[Any, Any]) -> None:
    with pytest.raises(BadPayload):
        freeze(payload)


def test_errors_do_not_quote_what_a_citizen_wrote() -> None:
    nik = "3603034101900001"
    for raw in (wire(b"{}", kind=nik), wire(b'{"a":1.5,"nik":"' + nik.encode() + b'"}'), nik.encode()):
        with pytest.raises(EnvelopeError) as caught:
            decode(raw)
        error: BaseException | None = caught.value
        while error is not None:
            assert nik not in str(error)
            error = error.__cause__
    assert uuid7() != uuid7()
