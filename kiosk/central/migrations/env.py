"""Alembic's way into our open transaction; migrate.py holds it and its lock."""

from __future__ import annotations

from alembic import context

from kiosk.central.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
