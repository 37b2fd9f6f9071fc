"""One card on a reader, as its middleware tells it. Pure: what was said so far and what is said now.

A card's presence is a *read*: the middleware numbers them upwards, we give each a UUID of our own. Whatever
names another read than the present one is of a card that has left, and is dropped; a read that names two
people is spoilt, and what came with it is taken back. So two people never meet in one read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal, assert_never

from kiosk.devices.messages import CardIn, CardOut, Failed, FailureCode, Identity
from kiosk.devices.ports import Happening, Known
from kiosk.office.readings import Card
from kiosk.people.errors import NotAccepted
from kiosk.people.nik import Nik

READ_S: Final = 20.0
"""A card that says nothing for so long will not."""
READING: Final = "Kartu sedang dibaca. Jangan angkat kartu."
EARLY: Final = "Kartu terangkat terlalu cepat. Letakkan kartu lagi."
MIXED: Final = "Pembacaan kartu kacau. Angkat kartu, lalu letakkan lagi."
UID_ONLY: Final = "Alat ini tidak bisa membaca isi KTP. Ketik NIK di layar."

Said = CardIn | Identity | Failed | CardOut


@dataclass(frozen=True, slots=True)
class Table:
    """The reader's plate."""

    latest: int = 0
    """The highest number of a read so far in this connection."""
    read: str | None = None
    """UUID of the card that lies there; None: no card."""
    phase: Literal["reading", "known", "closed"] = "closed"
    """`closed`: nothing more is taken from this read."""
    nik: Nik | None = None
    """Whose it is, once known."""


class Contradiction(Exception):
    """The middleware breaks its contract: a read's number does not grow."""


def step(table: Table, said: Said, fresh: Callable[[], str]) -> tuple[Table, list[Happening]]:
    """The plate afterwards, and what happened. `fresh` makes a UUID. Raises Contradiction."""
    match said:
        case CardIn(number):
            if number <= table.latest:
                raise Contradiction
            _, gone = lift(table)
            read = fresh()
            return Table(number, read, "reading"), [*gone, Card(read, "in", READING)]
        case CardOut(number) | Failed(number) | Identity(number) if number != table.latest:
            return table, []
        case CardOut():
            return lift(table)
        case Failed(_, code):
            if table.read is None or table.phase != "reading":
                return table, []
            return replace(table, phase="closed"), [failure(table.read, code)]
        case Identity():
            return _identified(table, said)
        case _:
            assert_never(said)


def lift(table: Table) -> tuple[Table, list[Happening]]:
    """The card is taken away, or the reader is lost: nothing more comes from this read."""
    if table.read is None:
        return table, []
    early = table.phase == "reading"
    return Table(table.latest), [Card(table.read, "early", EARLY) if early else Card(table.read, "out")]


def tire(table: Table) -> tuple[Table, list[Happening]]:
    """The card said nothing for READ_S."""
    if table.read is None or table.phase != "reading":
        return table, []
    return replace(table, phase="closed"), [failure(table.read, "timeout")]


def failure(read: str, code: FailureCode) -> Card:
    """A card that cannot be read, with what its holder can do."""
    match code:
        case "removed":
            return Card(read, "early", EARLY)
        case "uid_only":
            return Card(read, "uid_only", UID_ONLY)
        case "not_identity":
            return Card(read, "unreadable", "Ini bukan KTP elektronik. Ketik NIK di layar.")
        case "unreadable" | "timeout":
            return Card(read, "unreadable", "Kartu tidak terbaca. Coba lagi, atau ketik NIK.")
        case "access":
            return Card(read, "unreadable", "Alat belum diizinkan membaca KTP. Ketik NIK di layar.")
        case _:
            assert_never(code)


def _identified(table: Table, said: Identity) -> tuple[Table, list[Happening]]:
    if table.read is None or table.phase == "closed":
        return table, []
    try:
        nik = Nik.parse(said.nik)
    except NotAccepted:
        nik = None
    if table.phase == "known" and nik != table.nik:
        return Table(table.latest, table.read, "closed"), [Card(table.read, "mixed", MIXED)]
    if table.phase == "known":
        return table, []
    if nik is None:
        return replace(table, phase="closed"), [failure(table.read, "unreadable")]
    name = said.name.strip() if said.name.isprintable() else ""
    return Table(table.latest, table.read, "known", nik), [Known(table.read, nik, name)]
