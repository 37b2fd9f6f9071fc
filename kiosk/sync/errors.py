"""Trouble between office and central.

SyncError
├── EnvelopeError        one record is not what its bytes claim; that record is refused, others go on
│   ├── BadShape         not JSON, a field absent, unknown or out of its limits
│   ├── BadPayload       the payload is not canonical JSON, too deep, or holds what payloads may not hold
│   ├── TooLarge         the record is longer than a record may be
│   ├── BadDigest        the payload's bytes do not have the digest that the envelope names
│   └── UnknownVersion   written by a newer release
└── CallError            what a request to central came to
    ├── NoNetwork        no answer, or one that is not central's: tried again for ever, with growing pauses
    ├── Refused          central knows us not (401, 403): tried again slowly, staff are told
    └── NotTaken         central refused this request (400, 409, 413, 415, 422): halved, then quarantined

Nothing unsent is ever dropped.
`type` of an EnvelopeError is the stable name that goes into problem+json. No text holds a payload.
"""

from __future__ import annotations

from typing import ClassVar


class SyncError(Exception):
    """Trouble between office and central."""


class EnvelopeError(SyncError):
    """One record is not what its bytes claim. The text is for technicians, in Indonesian."""

    type: ClassVar[str] = "anjungan:bad-record"
    status: ClassVar[int] = 422


class BadShape(EnvelopeError):
    """Not JSON, or a field is absent, unknown or out of its limits."""

    type = "anjungan:bad-shape"


class BadPayload(EnvelopeError):
    """The payload is not canonical, too deep, or holds what payloads may not hold."""

    type = "anjungan:bad-payload"


class TooLarge(EnvelopeError):
    """The record is longer than a record may be."""

    type = "anjungan:too-large"
    status = 413


class BadDigest(EnvelopeError):
    """The payload does not have the digest that the envelope names."""

    type = "anjungan:bad-digest"


class UnknownVersion(EnvelopeError):
    """The envelope was written by a newer release."""

    type = "anjungan:unknown-version"


class CallError(SyncError):
    """A request to central did not bring what it should."""


class NoNetwork(CallError):
    """No answer from central. `retry_after` is central's own wish in seconds, if it had one."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Refused(CallError):
    """Central does not accept this office's secret, or the office has none."""


class NotTaken(CallError):
    """Central refused the request as a whole."""

    def __init__(self, status: int, type: str, title: str) -> None:
        super().__init__(type)  # the stable name: texts from outside stay out of logs
        self.status = status
        self.type = type
        self.title = title
