"""One SQLCipher connection with the settings that the promises need, read back and asserted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from kiosk.store.errors import StoreNotEncrypted

Row = tuple[Any, ...]
DatabaseError: type[Exception] = sqlcipher.DatabaseError
IntegrityError: type[Exception] = sqlcipher.IntegrityError

_DISK_FAILS = (
    sqlcipher.SQLITE_FULL,
    sqlcipher.SQLITE_IOERR,
    sqlcipher.SQLITE_READONLY,
    sqlcipher.SQLITE_CANTOPEN,
)

SETTINGS = (
    "PRAGMA cipher_log_level = NONE",  # by default every bad page writes to stderr, enough to fill a disk
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # NORMAL takes acknowledged rows back at a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cache_size = -8000",
)


class Connection:
    """Rows are tuples. Text of errors names SQL and tables, never values."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def execute(self, sql: str, params: tuple[Any, ...] = ()) -> int:
        """Runs one statement; returns how many rows it changed."""
        count: int = self._raw.execute(sql, params).rowcount
        return count

    def one(self, sql: str, params: tuple[Any, ...] = ()) -> Row | None:
        """The first row, or None."""
        row: Row | None = self._raw.execute(sql, params).fetchone()
        return row

    def all(self, sql: str, params: tuple[Any, ...] = ()) -> list[Row]:
        """All rows; for queries whose result does not grow with history."""
        rows: list[Row] = self._raw.execute(sql, params).fetchall()
        return rows

    def value(self, sql: str, params: tuple[Any, ...] = ()) -> Any:
        """The first column of the first row. Raises LookupError where there is none."""
        row = self.one(sql, params)
        if row is None:
            raise LookupError(sql)
        return row[0]


class Transaction(Connection):
    """A connection inside BEGIN IMMEDIATE; everything in it happens, or nothing."""

    def __init__(self, raw: Any, device_id: str) -> None:
        super().__init__(raw)
        self.device_id = device_id
        self.callbacks: list[Callable[[], None]] = []

    def after(self, callback: Callable[[], None]) -> None:
        """Calls `callback` once the transaction is durable; never when it fails."""
        self.callbacks.append(callback)


def is_of_the_disk(error: Exception) -> bool:
    """Whether a DatabaseError tells of a disk that is full or fails; what it holds may well be good."""
    return getattr(error, "sqlite_errorcode", None) in _DISK_FAILS


def connect(file: Path, key: bytes, *, new: bool = False) -> Any:
    """Opens `file` with a raw 32-byte key and our settings. Raises StoreNotEncrypted, DatabaseError.

    Only with `new` is a file made where there is none.
    """
    if len(key) != 32:
        raise ValueError("the database key has 32 bytes")
    address = f"{file.absolute().as_uri()}?mode={'rwc' if new else 'rw'}"
    raw = sqlcipher.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        if not raw.execute("PRAGMA cipher_version").fetchone():
            raise StoreNotEncrypted("SQLite di mesin ini tidak bisa menyandi. Pasang ulang aplikasi.")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in SETTINGS:
            raw.execute(setting)
        synchronous = raw.execute("PRAGMA synchronous").fetchone()[0]
        journal = raw.execute("PRAGMA journal_mode").fetchone()[0]
        if (synchronous, journal) != (2, "wal"):
            raise StoreNotEncrypted("Setelan basis data tidak diterima. Pasang ulang aplikasi.")
    except BaseException:
        raw.close()
        raise
    return raw
