"""What an office sends: one act, frozen as bytes when it was committed.

An envelope and its payload are canonical JSON (RFC 8785), so office and central digest the same bytes.
Payloads hold text, whole numbers, booleans, null, lists and objects, and no fractions: money is integer
rupiah and times are text. That keeps the canonical form the same in every language.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec
import rfc8785
from msgspec import Meta, Raw, Struct

from kiosk.sync.errors import BadDigest, BadPayload, BadShape, EnvelopeError, TooLarge, UnknownVersion

VERSION = 1
MAX_PAYLOAD = 256 * 1024
"""Bytes of one canonical payload."""
MAX_ENVELOPE = MAX_PAYLOAD + 2048
MAX_DEPTH = 16
MAX_INTEGER = 2**53 - 1
MAX_NAME = 64

Uuid = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", max_length=36)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", max_length=64)]
Kind = Annotated[str, Meta(pattern=r"^[a-z]{1,20}([.][a-z_]{1,20}){1,2}$")]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", max_length=10)]
Instant = Annotated[
    str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$", max_length=24)
]
ClockQuality = Literal["ntp", "server", "floor", "none"]


class Envelope(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One record on its way. Build it with `seal` or `decode`, which check what types cannot say."""

    v: int
    device_id: Uuid
    seq: Annotated[int, Meta(ge=1, le=MAX_INTEGER)]
    """Rises by one with each record of a device, without gaps."""
    key: Uuid
    """UUIDv7 of the record, made at the act: its idempotency key."""
    kind: Kind
    office_day: Day
    made_at: Instant
    clock_quality: ClockQuality
    sha256: Sha256
    """Of the payload's bytes."""
    payload: Raw
    """Canonical JSON object."""

    def encode(self) -> bytes:
        """The envelope's own canonical bytes."""
        return msgspec.json.encode(self, order="sorted")

    def content(self) -> dict[str, Any]:
        """The payload as a value."""
        value: dict[str, Any] = msgspec.json.decode(self.payload)
        return value


class _Versioned(Struct):
    v: int


_version = msgspec.json.Decoder(type=_Versioned)
_envelope = msgspec.json.Decoder(type=Envelope)


def freeze(payload: Mapping[str, Any]) -> bytes:
    """The canonical bytes of `payload`. Raises BadPayload, TooLarge."""
    _check_values(payload)
    try:
        frozen: bytes = rfc8785.dumps(dict(payload))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise BadPayload("Isi catatan tidak dapat dibakukan.") from error
    if len(frozen) > MAX_PAYLOAD:
        raise TooLarge("Isi catatan terlalu besar.")
    return frozen


def digest(frozen: bytes) -> str:
    """SHA-256 of frozen bytes, lower-case hexadecimal."""
    return hashlib.sha256(frozen).hexdigest()


def decode(raw: bytes) -> Envelope:
    """The envelope in `raw`, believed in nothing. Raises EnvelopeError."""
    if len(raw) > MAX_ENVELOPE:
        raise TooLarge("Catatan terlalu besar.")
    envelope = _decode_shape(raw)
    _check_text(envelope)
    payload = bytes(envelope.payload)
    if digest(payload) != envelope.sha256:
        raise BadDigest("Isi catatan tidak cocok dengan sidiknya.")
    _check_payload(payload)
    if envelope.encode() != raw:
        raise BadShape("Catatan tidak dalam bentuk baku.")
    return envelope


def _decode_shape(raw: bytes) -> Envelope:
    try:
        if _version.decode(raw).v != VERSION:
            raise UnknownVersion("Versi catatan tidak dikenal.")
        return _envelope.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadShape("Bentuk catatan salah.") from _without_values(error)


def _check_text(envelope: Envelope) -> None:
    if not envelope.kind.isprintable():  # `$` lets one line feed pass at the end
        raise BadShape("Jenis catatan salah.")
    try:
        date.fromisoformat(envelope.office_day)
        datetime.fromisoformat(envelope.made_at)
    except ValueError as error:
        raise BadShape("Tanggal atau jam catatan salah.") from error


def _check_payload(payload: bytes) -> None:
    if len(payload) > MAX_PAYLOAD:
        raise TooLarge("Isi catatan terlalu besar.")
    try:
        value = msgspec.json.decode(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadPayload("Isi catatan bukan JSON.") from _without_values(error)
    _check_values(value)
    # Without fractions and with ASCII names msgspec's sorted output is the canonical form, 40 times faster.
    if msgspec.json.encode(value, order="sorted") != payload:
        raise BadPayload("Isi catatan tidak dalam bentuk baku.")


def _check_values(payload: Any) -> None:
    if not isinstance(payload, Mapping):
        raise BadPayload("Isi catatan bukan objek.")
    level: list[Any] = [payload]
    for _ in range(MAX_DEPTH):
        below: list[Any] = []
        for value in level:
            match value:
                case None | bool() | str():
                    pass
                case int() if -MAX_INTEGER <= value <= MAX_INTEGER:
                    pass
                case list() | tuple():
                    below.extend(value)
                case Mapping():
                    if not all(_is_name(name) for name in value):
                        raise BadPayload("Nama dalam isi catatan salah.")
                    below.extend(value.values())
                case _:
                    raise BadPayload("Isi catatan memuat nilai yang tidak boleh.")
        if not below:
            return
        level = below
    raise BadPayload("Isi catatan terlalu dalam.")


def _is_name(name: object) -> bool:
    return isinstance(name, str) and 0 < len(name) <= MAX_NAME and name.isascii() and name.isprintable()


def _without_values(error: Exception) -> EnvelopeError:
    """The parser's own words can quote what it read; only its kind goes on."""
    return EnvelopeError(type(error).__name__)
