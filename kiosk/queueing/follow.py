"""The address under which a phone follows one ticket: nobody can guess it, or count from one to the next.

A token is the ticket's UUID sent through one block of AES under a key of this office: a permutation, so every
ticket has one and a guess meets a ticket once in 2^128 / tickets. Nothing is stored for it, and the id itself
is never seen outside.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

from kiosk.queueing.errors import UnknownTicket
from kiosk.store import Connection

LETTERS: Final = 22
"""Length of a token, base64url without its padding."""


def address(connection: Connection, base: str, ticket: str) -> str:
    """The page of the ticket below the office's public address; empty where there is none."""
    return f"{base}/ikuti/{token(connection, ticket)}" if base else ""


def token(connection: Connection, ticket: str) -> str:
    """The token of the ticket with this id."""
    block = _cipher(key(connection)).encryptor().update(UUID(ticket).bytes)
    return urlsafe_b64encode(block).decode().rstrip("=")


def ticket_of(connection: Connection, token: str) -> str:
    """The id behind a token, which may belong to no ticket. Raises UnknownTicket."""
    return opened(key(connection), token)


def key(connection: Connection) -> bytes:
    """The key of this office's tokens; never another."""
    return bytes.fromhex(connection.value("SELECT value FROM meta WHERE name = 'follow_key'"))


def opened(key: bytes, token: str) -> str:
    """The id behind a token, without the store. Raises UnknownTicket, for 63 of 64 made-up ones."""
    try:
        block = urlsafe_b64decode(token + "==")
    except ValueError:
        raise UnknownTicket("Nomor ini tidak ditemukan.") from None
    if len(block) != 16:
        raise UnknownTicket("Nomor ini tidak ditemukan.")
    id = UUID(bytes=_cipher(key).decryptor().update(block))
    if id.version != 7:  # the version that every id of ours has
        raise UnknownTicket("Nomor ini tidak ditemukan.")
    return str(id)


def _cipher(key: bytes) -> Cipher[ECB]:
    return Cipher(AES(key), ECB())  # noqa: S305 one block of unique content: a permutation, and no mode
