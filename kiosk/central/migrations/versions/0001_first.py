"""The first tables of central."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

RISING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _device() -> sa.Column[str]:
    return sa.Column("device_id", sa.String(36), sa.ForeignKey("devices.id"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "central",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("epoch", sa.String(36), nullable=False),
        sa.Column("key_check", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
    op.create_table(
        "devices",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("highest_seq", sa.BigInteger(), nullable=False),
        sa.Column("gaps", sa.Text(), nullable=False),
        sa.Column("last_change", sa.BigInteger(), nullable=False),
        sa.Column("last_record_at", sa.String(24)),
    )
    op.create_table(
        "records",
        sa.Column("server_id", sa.String(36), primary_key=True),
        _device(),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("office_day", sa.String(10), nullable=False),
        sa.Column("made_at", sa.String(24), nullable=False),
        sa.Column("clock_quality", sa.String(8), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("official_number", sa.String(64)),
        sa.Column("received_at", sa.String(24), nullable=False),
        sa.UniqueConstraint("device_id", "key"),
        sa.UniqueConstraint("device_id", "seq"),
    )
    op.create_table(
        "conflicts",
        sa.Column("id", sa.String(36), primary_key=True),
        _device(),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("problem", sa.String(64), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.String(24), nullable=False),
        sa.UniqueConstraint("device_id", "key", "seq", "digest"),
    )
    op.create_table(
        "tickets",
        _device(),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("office_day", sa.String(10), nullable=False),
        sa.Column("series", sa.String(4), nullable=False),
        sa.Column("number", sa.String(11), nullable=False),
        sa.Column("service", sa.String(40), nullable=False),
        sa.Column("priority", sa.String(20), nullable=False),
        sa.Column("issued_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "id"),
        sa.Index(None, "device_id", "office_day", "series"),
    )
    op.create_table(
        "applications",
        _device(),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("code", sa.String(24), nullable=False, index=True),
        sa.Column("service", sa.String(40), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("submitted_at", sa.String(24), nullable=False),
        sa.Column("changed_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "id"),
    )
    op.create_table(
        "history",
        sa.Column("id", RISING, primary_key=True),
        _device(),
        sa.Column("application_id", sa.String(36), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("said_by", sa.String(8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.String(24), nullable=False),
        sa.Index(None, "device_id", "application_id"),
    )
    op.create_table(
        "people",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        _device(),
        sa.Column("application_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("digest", "device_id", "application_id"),
    )
    op.create_table(
        "changes",
        sa.Column("id", RISING, primary_key=True),
        _device(),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("device_id", "cursor"),
    )
