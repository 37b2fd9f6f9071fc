"""From the counter's *Panggil berikutnya* to the sound, through the real queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import msgspec

from kiosk.acts import Act, Office
from kiosk.catalogue.model import Service
from kiosk.ids import uuid7
from kiosk.queueing import calling, counters
from kiosk.queueing.issue import issue
from kiosk.queueing.room import By
from kiosk.queueing.room import Room as QueueRoom
from kiosk.store import Store
from tests.speech.conftest import ZONE, Room, Start

WORDS = {"id": "Surat keterangan"}
SERVICE = msgspec.convert(
    {
        "schema": "anjungan/layanan/1",
        "id": "sktm",
        "version": "2026.11.1",
        "category": "surat",
        "icon": "file-text",
        "title": WORDS,
        "summary": WORDS,
        "queue": {"series": "B", "typical_minutes": 8, "slow_minutes": 15},
        "standard": {
            "legal_basis": [{"title": "UU 25/2009"}],
            "requirements": [{"id": "ktp", "title": WORDS}],
            "procedure": [WORDS],
            "time": {"minutes": 15},
            "fee": {},
            "output": {"document": WORDS, "signer": "Camat"},
            "complaints": WORDS,
        },
    },
    Service,
)
OFFICE = Office(
    name="Kecamatan Tigaraksa",
    regency="Kabupaten Tangerang",
    footer="",
    zone=ZONE,
    open_counters=2,
    promise=lambda day, days: day + timedelta(days=days),
)
QUEUE = QueueRoom(OFFICE, lambda id: SERVICE)


def act() -> Act:
    return Act(uuid7(), "same", datetime.now(UTC), "none")


def do(store: Store, move: Callable[..., object], **given: object) -> None:
    store.write(lambda tx: move(tx, act=act(), **given))


def called(store: Store) -> list[str]:
    return [id for (id,) in store.read(lambda c: c.all("SELECT id FROM calls ORDER BY seq"))]


def test_numbers_called_at_two_counters_and_called_again_are_heard_in_that_order(
    room: Room, start: Start
) -> None:
    voice = start()
    citizen = partial(do, room.store, issue, service=SERVICE, priority="umum", office=OFFICE)
    citizen(language="id")
    citizen(language="en")
    one, two = By("petugas-1", 1), By("petugas-2", 2)
    for by in (one, two):
        do(room.store, counters.open_counter, by=by, room=QUEUE)
        do(room.store, calling.call_next, by=by, room=QUEUE)
        voice.queue.wake()
    in_hand = room.store.read(lambda c: c.value("SELECT ticket_id FROM calls WHERE counter = 2"))
    do(room.store, calling.recall, by=two, room=QUEUE, ticket=in_hand)
    voice.queue.wake()
    voice.until(lambda: list(room.outcomes().values()) == ["spoken"] * 3)
    heard = room.heard()
    assert [line["call"] for line in heard] == called(room.store)
    first, second, again = ((room.folder / line["file"]).read_bytes() for line in heard)
    assert first != second
    assert second == again
