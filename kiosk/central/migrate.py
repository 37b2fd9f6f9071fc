"""Brings central's database to this release: once, before serving, in one transaction under a lock."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError

from kiosk.central.database import Database
from kiosk.central.errors import DatabaseTooNew, NoDatabase

HEAD = "0002"
"""The newest migration; a test keeps it true."""
LOCK = 0x616E6A75
""" "anju": the advisory lock that every starting central takes on PostgreSQL. SQLite locks by itself."""


def migrate(database: Database) -> None:
    """Runs `upgrade head`; processes that start together take turns. Raises NoDatabase, DatabaseTooNew."""
    try:
        with database.write() as connection:
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            if _version(connection) != HEAD:
                _upgrade(connection)
    except OperationalError as error:
        raise NoDatabase("Basis data tidak dapat dihubungi. Periksa alamat dan layanannya.") from error
    except DBAPIError as error:
        raise NoDatabase("Berkas basis data rusak atau bukan milik pusat. Panggil teknisi.") from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def _upgrade(connection: Connection) -> None:
    # Alembic weighs 8 MB and names every plugin as it is imported: only where there is work for it.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseTooNew(
            "Basis data ini dari versi lebih baru. Pasang versi aplikasi yang baru."
        ) from error
