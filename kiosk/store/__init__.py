"""The office's encrypted database: the only truth for anything unsent or unprinted.

One process writes, through one connection, one transaction an act. The file is `office.db` in the data
folder; beside it `office.json` says with which key it was made (a keyed hash, not the key), so that a wrong
key and a damaged file are told apart without touching either.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Callable
from os.path import samestat
from pathlib import Path
from typing import Any, TypeVar

from kiosk.clock import Clock
from kiosk.ids import uuid7
from kiosk.keys import Keys
from kiosk.store.connection import (
    Connection,
    DatabaseError,
    IntegrityError,
    Transaction,
    connect,
    is_of_the_disk,
)
from kiosk.store.errors import (
    StoreDamaged,
    StoreDiskFails,
    StoreError,
    StoreGone,
    StoreKeyMissing,
    StoreKeyWrong,
)
from kiosk.store.files import write_durably
from kiosk.store.migrate import migrate

__all__ = ["Connection", "IntegrityError", "Store", "StoreError", "Transaction"]

T = TypeVar("T")
KEY = "store"
FILE = "office.db"
RECORD = "office.json"
OUTBOX_ROWS_READ = 1000
DISK_FAILS = "Penyimpanan penuh atau gagal. Data tidak diubah. Kosongkan ruang, atau panggil teknisi."


class Store:
    """The open database. `write` and `read` may be called from any thread; they take turns."""

    def __init__(self, file: Path, key: bytes, clock: Clock) -> None:
        self._file = file
        self.folder = file.parent
        self._key = key
        self._lock = threading.Lock()
        self._raw: Any = connect(file, key)
        self._opened = file.stat()
        try:
            migrate(self._raw, clock)
            self._checkpoint()
            device = self._raw.execute("SELECT value FROM meta WHERE name = 'device_id'").fetchone()
            if device is None:
                raise StoreDamaged(f"Berkas {FILE} bukan milik kantor ini. Panggil teknisi.")
            self.device_id: str = device[0]
            self._read_what_today_needs()
        except BaseException:
            self._raw.close()
            raise

    @classmethod
    def open(cls, folder: Path, keys: Keys, clock: Clock) -> Store:
        """Opens the database of `folder`, or makes the first one there. Raises StoreError, KeysError."""
        file, record = folder / FILE, folder / RECORD
        key = keys.get(KEY)
        if not file.exists():
            if record.exists():
                raise StoreGone(f"Berkas {FILE} hilang. Jangan mulai baru. Panggil teknisi.")
            key = key or _new_key(keys)
            _create(file, record, key, clock)
        elif key is None:
            raise StoreKeyMissing("Kunci basis data tidak ada. Data tidak diubah. Panggil teknisi.")
        elif not _made_with(record, key):
            raise StoreKeyWrong("Kunci basis data tidak cocok. Data tidak diubah. Panggil teknisi.")
        if file.stat().st_size == 0:
            raise StoreDamaged(f"Berkas {FILE} kosong. Data tidak diubah. Panggil teknisi.")
        try:
            store = cls(file, key, clock)
        except DatabaseError as error:
            if is_of_the_disk(error):
                raise StoreDiskFails(DISK_FAILS) from error
            raise StoreDamaged(f"Berkas {FILE} rusak. Data tidak diubah. Panggil teknisi.") from error
        if not record.exists():
            _remember_key(record, key)
        return store

    def write(self, act: Callable[[Transaction], T]) -> T:
        """Runs `act` in one transaction and returns its result once that is durable."""
        with self._lock:
            self._raw.execute("BEGIN IMMEDIATE")
            transaction = Transaction(self._raw, self.device_id)
            try:
                result = act(transaction)
                self._raw.execute("COMMIT")
            except BaseException:
                if self._raw.in_transaction:
                    self._raw.execute("ROLLBACK")
                raise
        for callback in transaction.callbacks:
            callback()
        return result

    def read(self, look: Callable[[Connection], T]) -> T:
        """Runs `look` on the current state."""
        with self._lock:
            return look(Connection(self._raw))

    def examine(self) -> None:
        """Reads and authenticates every page; time grows with history. Raises StoreDamaged.

        On a connection of its own, so that writers go on. The checkpoint first: before it, pages whose good
        copy is still in the WAL raise false alarms. Where the disk has no room for that, or the file is
        gone from its folder, nothing is examined.
        """
        with self._lock:
            if not self.in_place() or not self._checkpoint():
                return
        raw = connect(self._file, self._key)
        try:
            faults = raw.execute("PRAGMA cipher_integrity_check").fetchall()
            if faults or raw.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise StoreDamaged(f"Berkas {FILE} rusak. Hentikan layanan dan panggil teknisi.")
        except DatabaseError as error:
            raise StoreDamaged(f"Berkas {FILE} rusak. Hentikan layanan dan panggil teknisi.") from error
        finally:
            raw.close()

    def in_place(self) -> bool:
        """Whether the folder still holds the very file that was opened."""
        try:
            return samestat(self._file.stat(), self._opened)
        except OSError:
            return False

    def close(self) -> None:
        """Closes the database; further calls fail."""
        with self._lock:
            self._raw.close()

    def _checkpoint(self) -> bool:
        """False where the disk takes nothing: the WAL stays as good as it is, and the office goes on."""
        try:
            self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except DatabaseError as error:
            if not is_of_the_disk(error):
                raise
            return False
        return True

    def _read_what_today_needs(self) -> None:
        day = self._raw.execute("SELECT value FROM meta WHERE name = 'office_day'").fetchone()
        if day:
            self._raw.execute("SELECT * FROM tickets WHERE office_day = ?", day).fetchall()
        self._raw.execute("SELECT * FROM outbox ORDER BY seq DESC LIMIT ?", (OUTBOX_ROWS_READ,)).fetchall()


def _new_key(keys: Keys) -> bytes:
    key = secrets.token_bytes(32)
    keys.put(KEY, key)
    return key


def _create(file: Path, record: Path, key: bytes, clock: Clock) -> None:
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    raw = connect(fresh, key, new=True)
    migrate(raw, clock)
    raw.execute("INSERT INTO meta (name, value) VALUES ('device_id', ?)", (uuid7(),))
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    raw.close()
    fresh.rename(file)
    _remember_key(record, key)


def _key_hash(key: bytes) -> str:
    return hmac.new(key, b"anjungan office.db", hashlib.sha256).hexdigest()


def _remember_key(record: Path, key: bytes) -> None:
    write_durably(record, json.dumps({"key_hash": _key_hash(key)}).encode())


def _made_with(record: Path, key: bytes) -> bool:
    """Whether the record names this key; a missing record says nothing against it."""
    try:
        kept = json.loads(record.read_text())
        return hmac.compare_digest(str(kept["key_hash"]), _key_hash(key))
    except FileNotFoundError:
        return True
    except (ValueError, KeyError, TypeError):
        return False
