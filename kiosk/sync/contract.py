"""What office and central say to each other over HTTP; central documents it as OpenAPI from these types.

Every answer has the media type `MEDIA` (`PROBLEM` for errors) and the header `MARKER`. An answer without
them is not central's: a hotspot's login page must never count as success.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Raw, Struct

from kiosk.office.contract import ApplicationState
from kiosk.sync.envelope import MAX_INTEGER, Envelope, Instant, Sha256, Uuid

MEDIA = "application/vnd.anjungan+json"
PROBLEM = "application/problem+json"
MARKER = "Anjungan-Central"
MARKER_VALUE = "1"
SECRET = "device-secret"  # noqa: S105 the name under which both sides keep it
DEVICE = "Anjungan-Device"
"""Request header: id of the office's device."""

MAX_RECORDS = 500
"""Records in one batch."""
MAX_PACKED = 4 * 1024 * 1024
"""Bytes of a request body as sent."""
MAX_UNPACKED = 16 * 1024 * 1024
"""Bytes of a request body after gzip."""
MAX_WAIT = 25
"""Seconds that `GET /v1/changes` may be held open."""

Seq = Annotated[int, Meta(ge=0, le=MAX_INTEGER)]


class Problem(Struct, frozen=True, kw_only=True):
    """RFC 9457 problem details."""

    type: Annotated[str, Meta(description="A stable name for programs, `anjungan:key-reused`.")]
    title: Annotated[str, Meta(description="What is wrong, in Indonesian.")]
    status: Annotated[int, Meta(ge=400, le=599, description="HTTP status.")]
    detail: Annotated[str, Meta(description="What to do, in Indonesian.")] = ""


class Batch(Struct, frozen=True, forbid_unknown_fields=True):
    """Records of one device, oldest first."""

    records: Annotated[list[Envelope], Meta(max_length=MAX_RECORDS)]


class RawBatch(Struct, frozen=True, forbid_unknown_fields=True):
    """A batch whose records are still to be judged, one by one."""

    records: Annotated[list[Raw], Meta(max_length=MAX_RECORDS)]


class Result(Struct, frozen=True, kw_only=True):
    """What became of the record at the same place in the batch."""

    outcome: Annotated[
        Literal["accepted", "duplicate", "rejected"],
        Meta(description="`duplicate`: it was here already; the rest is the original result."),
    ]
    key: Annotated[str | None, Meta(description="The record's key; null where it could not be read.")] = None
    server_id: Annotated[Uuid | None, Meta(description="Central's own id of the record.")] = None
    sha256: Annotated[Sha256 | None, Meta(description="Digest of the payload that central holds.")] = None
    official_number: Annotated[str | None, Meta(description="Registration number, once given.")] = None
    problem: Annotated[Problem | None, Meta(description="Why it was rejected.")] = None


class Results(Struct, frozen=True):
    """One result for each record, in the order of the batch."""

    results: list[Result]


class Range(Struct, frozen=True):
    """Numbers in a row, both ends included."""

    first: Seq
    last: Seq


class DeviceState(Struct, frozen=True, kw_only=True):
    """What central holds of one device."""

    epoch: Annotated[
        Uuid,
        Meta(description="Another value than before: central lost records. Offer everything again."),
    ]
    contiguous_seq: Annotated[Seq, Meta(description="Every record up to here is held.")]
    highest_seq: Annotated[Seq, Meta(description="No record above is held.")]
    missing: Annotated[
        list[Range],
        Meta(description="Which `seq` central lacks; may name some that it holds."),
    ]
    server_time: Annotated[Instant, Meta(description="Central's clock, UTC.")]


class StatusChange(Struct, frozen=True, kw_only=True, tag_field="kind", tag="application.status"):
    """Staff at central moved an application on."""

    cursor: Annotated[int, Meta(ge=1, description="Place in the feed of this device; rises by one.")]
    application_id: Annotated[Uuid, Meta(description="Key of the record `application.submitted`.")]
    code: Annotated[str, Meta(description="Public code.")]
    state: ApplicationState
    note: Annotated[str, Meta(max_length=600, description="A sentence to the citizen, or empty.")] = ""
    missing: Annotated[list[str], Meta(description="What is still to be handed in, in Indonesian.")] = []
    changed_at: Instant


class Changes(Struct, frozen=True, kw_only=True):
    """What changed at central for one device."""

    epoch: Annotated[Uuid, Meta(description="As in `GET /v1/state`; cursors belong to it.")]
    changes: list[StatusChange]
    cursor: Annotated[int, Meta(ge=0, description="Ask `after` this next.")]


class Summary(Struct, frozen=True, kw_only=True):
    """How much central holds of one device."""

    tickets: Annotated[int, Meta(ge=0)]
    applications: Annotated[int, Meta(ge=0)]


class TicketIssued(Struct, frozen=True, kw_only=True):
    """What central reads in a record `ticket.issued`; further fields are kept, and not read."""

    series: Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9]{0,3}$", max_length=4)]
    number: Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9]{0,3}-[0-9]{3,6}$", max_length=11)]
    service: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$", max_length=40)]
    priority: Annotated[str, Meta(pattern=r"^[a-z]{1,20}$", max_length=20)]


class TicketMoved(Struct, frozen=True, kw_only=True):
    """What central reads in every further record of a ticket: where it stands now."""

    ticket: Uuid
    state: Annotated[str, Meta(pattern=r"^[a-z_]{1,16}$", max_length=16)]


class ApplicationSubmitted(Struct, frozen=True, kw_only=True):
    """What central reads in a record `application.submitted`; further fields are kept sealed."""

    code: Annotated[str, Meta(pattern=r"^[0-9A-Z-]{4,24}$", max_length=24)]
    service: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$", max_length=40)]
    version: Annotated[str, Meta(pattern=r"^[0-9.]{1,20}$", max_length=20)]


class ApplicationMoved(Struct, frozen=True, kw_only=True):
    """What central reads in a record `application.status`, made by staff of the office."""

    application_id: Uuid
    state: ApplicationState
    note: Annotated[str, Meta(max_length=600)] = ""
    missing: list[str] = []
