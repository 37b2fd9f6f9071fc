"""Central's database behind one small door: SQLite beside the process, or PostgreSQL by URL.

Connections run in plain transactions: on SQLite writers begin IMMEDIATE and take turns, on PostgreSQL they
lock the device's row. SQL in logs never carries values.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from kiosk.central.errors import NoDatabase

FILE = "central.db"
SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # NORMAL takes acknowledged records back at a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA busy_timeout = 10000",
)
CONNECTIONS = 8
ANSWER_WITHIN_MS = 20_000
"""A statement of central ends before the office stops waiting for it."""


class Database:
    """Opens transactions; may be used from any thread."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        """`url` None means SQLite in `folder`. Connects at first use. Raises NoDatabase."""
        self.url = _url(folder, url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url)
        self._turn = threading.Lock() if self.is_sqlite else nullcontext()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write; commits at the end, or leaves nothing."""
        with (
            self._turn,
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    def insert_new(self, table: Table) -> Any:
        """An INSERT that skips rows which a unique constraint already knows."""
        build = sqlite.insert if self.is_sqlite else postgresql.insert
        return build(table).on_conflict_do_nothing()

    def close(self) -> None:
        """Ends all connections."""
        self.engine.dispose()


def _url(folder: Path, url: str | None) -> URL:
    if url is None:
        return URL.create("sqlite", database=str(folder / FILE))
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except ArgumentError as error:
        raise NoDatabase("Alamat basis data salah. Contoh: postgresql://pusat@localhost/pusat") from error
    if backend != "postgresql":
        raise NoDatabase("Hanya PostgreSQL yang bisa dipilih. Contoh: postgresql://pusat@localhost/pusat")
    return parsed.set(drivername="postgresql+psycopg")


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, pool_size=CONNECTIONS, max_overflow=0)

    @event.listens_for(engine, "connect")
    def settle(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # the driver begins nothing; `begin` below does
        for setting in SETTINGS:
            raw.execute(setting)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 5,
            "options": f"-c statement_timeout={ANSWER_WITHIN_MS} -c lock_timeout={ANSWER_WITHIN_MS // 2}",
        },
    )
