"""Central's data and keys together: opened once, checked against each other, before anything is served."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from kiosk.central.database import Database
from kiosk.central.errors import KeyMissing
from kiosk.central.migrate import migrate
from kiosk.central.sealing import Seal
from kiosk.central.tables import central
from kiosk.clock import Clock, iso
from kiosk.ids import uuid7
from kiosk.keys import Keys

DATA_KEY = "central-data"
INDEX_KEY = "central-index"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class House:
    """An open central."""

    database: Database
    seal: Seal


def open_house(folder: Path, database: str | None, keys: Keys, clock: Clock) -> House:
    """Opens or makes central's data. New keys are made only for new data. Raises CannotStart, KeysError."""
    folder.mkdir(parents=True, exist_ok=True)
    opened = Database(folder, database)
    try:
        migrate(opened)
        with opened.write() as connection:
            proof = connection.execute(select(central.c.key_check)).scalar_one_or_none()
            if proof is not None:
                seal = _seal(keys)
                seal.check(proof)
                return House(opened, seal)
            for name in (DATA_KEY, INDEX_KEY):
                if keys.get(name) is None:
                    keys.put(name, secrets.token_bytes(KEY_BYTES))
            seal = _seal(keys)
            connection.execute(
                insert(central),
                {"id": 1, "epoch": uuid7(), "key_check": seal.proof(), "created_at": iso(clock.now())},
            )
            return House(opened, seal)
    except BaseException:
        opened.close()
        raise


def epoch(connection: Connection) -> str:
    """UUID that changes when data came back from a backup."""
    current: str = connection.execute(select(central.c.epoch)).scalar_one()
    return current


def begin_epoch(database: Database) -> None:
    """Says that this data came back from a backup: offices will offer again what they still hold."""
    with database.write() as connection:
        connection.execute(update(central).values(epoch=uuid7()))


def _seal(keys: Keys) -> Seal:
    data, index = keys.get(DATA_KEY), keys.get(INDEX_KEY)
    if data is None or index is None:
        raise KeyMissing("Kunci data pusat tidak ada. Data tidak diubah. Panggil teknisi.")
    return Seal(data, index)
