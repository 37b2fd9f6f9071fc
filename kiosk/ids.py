"""Identities that clients make themselves, before any network: UUIDv7, in order of time."""

from __future__ import annotations

from uuid import UUID

import uuid_utils


def uuid7() -> str:
    """A new UUIDv7 as canonical lower-case text: the idempotency key of an act all the way to central."""
    return str(uuid_utils.uuid7())


def is_uuid(text: str) -> bool:
    """Whether `text` is a UUID in canonical form."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
