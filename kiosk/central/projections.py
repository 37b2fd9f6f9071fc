"""What central reads out of records: tickets, applications, and who can be found by NIK or KK.

Kinds that this release does not know stay in the ledger, and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, assert_never

import msgspec
from sqlalchemy import Connection, insert, update

from kiosk.central.sealing import Seal
from kiosk.central.tables import applications, history, people, tickets
from kiosk.sync.contract import (
    ApplicationMoved,
    ApplicationSubmitted,
    StatusChange,
    TicketIssued,
    TicketMoved,
)
from kiosk.sync.envelope import Envelope
from kiosk.sync.errors import BadPayload, EnvelopeError

Projection = TicketIssued | TicketMoved | ApplicationSubmitted | ApplicationMoved

MOVES = (
    *("called", "recalled", "serving", "done", "parked", "returned", "transferred", "no_show", "cancelled"),
    *("kept", "service_added", "priority", "forgotten"),
)
"""What an office says of a ticket after `issued`."""

READERS: dict[str, msgspec.json.Decoder[Any]] = {
    "ticket.issued": msgspec.json.Decoder(TicketIssued),
    **{f"ticket.{move}": msgspec.json.Decoder(TicketMoved) for move in MOVES},
    "application.submitted": msgspec.json.Decoder(ApplicationSubmitted),
    "application.status": msgspec.json.Decoder(ApplicationMoved),
}
PERSON_NUMBER = re.compile(r"[0-9]{16}")
""" NIK and KK both have 16 digits; which answers hold them is the catalogue's affair."""


def read(envelope: Envelope) -> Projection | None:
    """What central keeps of the record beside the ledger, if anything. Raises BadPayload."""
    reader = READERS.get(envelope.kind)
    if reader is None:
        return None
    try:
        projection: Projection = reader.decode(envelope.payload)
    except msgspec.ValidationError as error:
        # msgspec's words can quote a value; only what is wrong with the kind goes on.
        raise BadPayload(f"Isi catatan {envelope.kind} tidak lengkap.") from EnvelopeError(
            type(error).__name__
        )
    return projection


def write(connection: Connection, seal: Seal, fresh: Sequence[tuple[Envelope, Projection]]) -> None:
    """Adds what new records say, in the transaction that keeps them."""
    rows: dict[str, list[dict[str, object]]] = {
        "tickets": [],
        "applications": [],
        "history": [],
        "people": [],
    }
    moves: list[tuple[Envelope, ApplicationMoved]] = []
    steps: list[tuple[Envelope, TicketMoved]] = []
    for envelope, projection in fresh:
        match projection:
            case TicketIssued():
                rows["tickets"].append(_ticket(envelope, projection))
            case TicketMoved():
                steps.append((envelope, projection))
            case ApplicationSubmitted():
                rows["applications"].append(_application(envelope, projection))
                rows["history"].append(_received(seal, envelope))
                rows["people"].extend(_people(seal, envelope))
            case ApplicationMoved():
                moves.append((envelope, projection))
            case _:
                assert_never(projection)
    for table in (tickets, applications, history, people):
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])
    for envelope, step in steps:
        _stand(connection, envelope, step)
    for envelope, move in moves:
        _move(connection, seal, envelope, move)


def _ticket(envelope: Envelope, ticket: TicketIssued) -> dict[str, object]:
    return {
        "device_id": envelope.device_id,
        "id": envelope.key,
        "office_day": envelope.office_day,
        "series": ticket.series,
        "number": ticket.number,
        "service": ticket.service,
        "priority": ticket.priority,
        "issued_at": envelope.made_at,
    }


def _stand(connection: Connection, envelope: Envelope, moved: TicketMoved) -> None:
    """By `seq`, not by time: a ticket may move twice in a millisecond, and clocks are set back."""
    connection.execute(
        update(tickets)
        .where(
            tickets.c.device_id == envelope.device_id,
            tickets.c.id == moved.ticket,
            tickets.c.moved_seq < envelope.seq,
        )
        .values(state=moved.state, changed_at=envelope.made_at, moved_seq=envelope.seq)
    )


def _application(envelope: Envelope, application: ApplicationSubmitted) -> dict[str, object]:
    return {
        "device_id": envelope.device_id,
        "id": envelope.key,
        "code": application.code,
        "service": application.service,
        "version": application.version,
        "state": "received",
        "submitted_at": envelope.made_at,
        "changed_at": envelope.made_at,
    }


def _received(seal: Seal, envelope: Envelope) -> dict[str, object]:
    arrival = ApplicationMoved(application_id=envelope.key, state="received")
    return _history(seal, envelope.device_id, envelope.key, arrival, envelope.made_at)


def write_history(connection: Connection, seal: Seal, device_id: str, change: StatusChange) -> None:
    """Adds what staff at central decided to the application's history."""
    row = _history(seal, device_id, change.application_id, change, change.changed_at)
    connection.execute(insert(history), row | {"said_by": "central"})


def _history(
    seal: Seal, device_id: str, application_id: str, said: ApplicationMoved | StatusChange, at: str
) -> dict[str, object]:
    words = msgspec.json.encode({"note": said.note, "missing": said.missing})
    return {
        "device_id": device_id,
        "application_id": application_id,
        "state": said.state,
        "said_by": "office",
        "sealed": seal.close(words, device_id, application_id),
        "changed_at": at,
    }


def _people(seal: Seal, envelope: Envelope) -> list[dict[str, object]]:
    numbers = {text for text in _texts(envelope.content()) if PERSON_NUMBER.fullmatch(text)}
    return [
        {"digest": seal.index(number), "device_id": envelope.device_id, "application_id": envelope.key}
        for number in sorted(numbers)
    ]


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for part in value:
                yield from _texts(part)
        case dict():
            for part in value.values():
                yield from _texts(part)


def _move(connection: Connection, seal: Seal, envelope: Envelope, move: ApplicationMoved) -> None:
    row = _history(seal, envelope.device_id, move.application_id, move, envelope.made_at)
    connection.execute(insert(history), row)
    connection.execute(
        update(applications)
        .where(
            applications.c.device_id == envelope.device_id,
            applications.c.id == move.application_id,
            applications.c.changed_at <= envelope.made_at,
        )
        .values(state=move.state, changed_at=envelope.made_at)
    )
