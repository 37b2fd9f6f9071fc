"""Alembic's migrations of central's database; run by migrate.py, once, before serving."""
