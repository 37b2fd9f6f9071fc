"""Where each ticket stands, as its office last said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("state", sa.String(16), nullable=False, server_default="waiting"))
    op.add_column("tickets", sa.Column("changed_at", sa.String(24)))
    op.add_column("tickets", sa.Column("moved_seq", sa.BigInteger(), nullable=False, server_default="0"))
