"""Central's tables, the same on SQLite and PostgreSQL. Times are ISO 8601 in UTC with milliseconds.

Whatever a citizen said is in `sealed` columns (sealing.py) and nowhere else. `digest` is a keyed hash, so
that what was sealed cannot be guessed and compared either.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

RISING = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in an INTEGER key."""

central = Table(
    "central",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="one_row"), primary_key=True, autoincrement=False),
    Column("epoch", String(36), nullable=False),
    Column("key_check", LargeBinary, nullable=False),
    Column("created_at", String(24), nullable=False),
)

devices = Table(
    "devices",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("highest_seq", BigInteger, nullable=False),
    Column("gaps", Text, nullable=False),
    Column("last_change", BigInteger, nullable=False),
    Column("last_record_at", String(24)),
)

records = Table(
    "records",
    metadata,
    Column("server_id", String(36), primary_key=True),
    Column("device_id", String(36), ForeignKey("devices.id"), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("key", String(36), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("office_day", String(10), nullable=False),
    Column("made_at", String(24), nullable=False),
    Column("clock_quality", String(8), nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("official_number", String(64)),
    Column("received_at", String(24), nullable=False),
    UniqueConstraint("device_id", "key"),
    UniqueConstraint("device_id", "seq"),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("device_id", String(36), ForeignKey("devices.id"), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("key", String(36), nullable=False),
    Column("problem", String(64), nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("received_at", String(24), nullable=False),
    UniqueConstraint("device_id", "key", "seq", "digest"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("device_id", String(36), ForeignKey("devices.id"), nullable=False),
    Column("id", String(36), nullable=False),
    Column("office_day", String(10), nullable=False),
    Column("series", String(4), nullable=False),
    Column("number", String(11), nullable=False),
    Column("service", String(40), nullable=False),
    Column("priority", String(20), nullable=False),
    Column("issued_at", String(24), nullable=False),
    Column("state", String(16), nullable=False, server_default="waiting"),
    Column("changed_at", String(24)),
    Column("moved_seq", BigInteger, nullable=False, server_default="0"),
    PrimaryKeyConstraint("device_id", "id"),
    Index(None, "device_id", "office_day", "series"),
)

applications = Table(
    "applications",
    metadata,
    Column("device_id", String(36), ForeignKey("devices.id"), nullable=False),
    Column("id", String(36), nullable=False),
    Column("code", String(24), nullable=False, index=True),
    Column("service", String(40), nullable=False),
    Column("version", String(20), nullable=False),
    Column("state", String(24), nullable=False),
    Column("submitted_at", String(24), nullable=False),
    Column("changed_at", String(24), nullable=False),
    PrimaryKeyConstraint("device_id", "id"),
)

history = Table(
    "history",
    metadata,
    Column("id", RISING, primary_key=True),
    Column("device_id", String(36), ForeignKey("devices.id"), nullable=False),
    Column("application_id", String(36), nullable=False),
    Column("state", String(24), nullable=False),
    Column("said_by", String(8), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("changed_at", String(24), nullable=False),
    Index(None, "device_id", "application_id"),
)

people = Table(
    "people",
    metadata,
    Column("digest", LargeBinary, nullable=False),
    Column("device_id", String(36), ForeignKey("devices.id"), nullable=False),
    Column("application_id", String(36), nullable=False),
    PrimaryKeyConstraint("digest", "device_id", "application_id"),
)

changes = Table(
    "changes",
    metadata,
    Column("id", RISING, primary_key=True),
    Column("device_id", String(36), ForeignKey("devices.id"), nullable=False),
    Column("cursor", BigInteger, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("device_id", "cursor"),
)
