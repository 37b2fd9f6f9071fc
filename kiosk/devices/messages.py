"""The messages of a card reader's middleware, protocol 1, as docs/identity-middleware.md has them. Pure."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec

PROTOCOL: Final = 1
LONGEST: Final = 4096
"""Bytes of one message."""

Number = Annotated[int, msgspec.Meta(ge=1, le=2**53)]
Word = Annotated[str, msgspec.Meta(max_length=80)]
FailureCode = Literal["removed", "unreadable", "not_identity", "access", "timeout", "uid_only"]
MachineState = Literal["ready", "no_reader", "no_sam", "fault"]


class BadMessage(Exception):
    """Not a message of this protocol. Its text is never kept: it may hold anything."""


class Hello(msgspec.Struct, frozen=True, tag="hello", repr_omit_defaults=True):
    """The first message."""

    protocol: int
    name: Word
    """The vendor's program, as `kiosk devices` shows it."""
    version: Word
    state: MachineState = "ready"


class Machine(msgspec.Struct, frozen=True, tag="state"):
    """How the reader itself is."""

    state: MachineState


class Pong(msgspec.Struct, frozen=True, tag="pong"):
    """The answer to a ping."""

    id: int


class CardIn(msgspec.Struct, frozen=True, tag="card_in"):
    """A card lies on the reader. `read` grows with every card."""

    read: Number


class Identity(msgspec.Struct, frozen=True, tag="identity"):
    """Whose card it is. Personal data."""

    read: Number
    nik: Annotated[str, msgspec.Meta(max_length=32)]
    name: Annotated[str, msgspec.Meta(max_length=100)] = ""

    def __repr__(self) -> str:
        return "Identity(•)"


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The card cannot be read."""

    read: Number
    code: FailureCode


class CardOut(msgspec.Struct, frozen=True, tag="card_out"):
    """The card was taken away."""

    read: Number


Message = Hello | Machine | Pong | CardIn | Identity | Failed | CardOut
CardMessage = CardIn | Identity | Failed | CardOut


class Happened(msgspec.Struct, frozen=True):
    """One numbered event of the HTTP form."""

    seq: Number
    event: CardMessage


class Answer(msgspec.Struct, frozen=True):
    """The answer of `GET /v1/events`."""

    protocol: int
    name: Word
    version: Word
    boot: Word
    """Another value: the middleware was started anew, and numbers begin again."""
    state: MachineState
    last: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    """Number of the latest event; 0 before the first."""
    events: Annotated[list[Happened], msgspec.Meta(max_length=64)]


_MESSAGE: Final = msgspec.json.Decoder(Message)
_ANSWER: Final = msgspec.json.Decoder(Answer)


def message(line: bytes) -> Message:
    """One line of the middleware. Unknown fields are passed over. Raises BadMessage."""
    if len(line) > LONGEST:
        raise BadMessage("too long")
    try:
        found: Message = _MESSAGE.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadMessage("not a message") from None
    return found


def answer(body: bytes) -> Answer:
    """One answer of the HTTP form. Raises BadMessage."""
    try:
        found: Answer = _ANSWER.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadMessage("not an answer") from None
    return found
