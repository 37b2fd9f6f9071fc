"""Brings central's database to this release: once, before serving, in one transaction under a lock."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from kiosk.central.database import Database
from kiosk.central.errors import DatabaseTooNew, NoDatabase

LOCK = 0x616E6A75
""" "anju": the advisory lock that every starting central takes on PostgreSQL. SQLite locks by itself."""


def migrate(database: Database) -> None:
    """Runs `upgrade head`; processes that start together take turns. Raises NoDatabase, DatabaseTooNew."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it names every plugin as it is imported
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    try:
        with database.write() as connection:
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseTooNew(
            "Basis data ini dari versi lebih baru. Pasang versi aplikasi yang baru."
        ) from error
    except OperationalError as error:
        raise NoDatabase("Basis data tidak dapat dihubungi. Periksa alamat dan layanannya.") from error
    except DBAPIError as error:
        raise NoDatabase("Berkas basis data rusak atau bukan milik pusat. Panggil teknisi.") from error
