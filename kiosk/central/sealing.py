"""What citizens said, encrypted by the application: a dump of the database holds none of it in the clear.

AES-256-GCM with a random 96-bit nonce; layout: one byte of version, nonce, ciphertext. The record's place
(`context`) is authenticated, so a sealed value cannot be moved to another row. Values that must be found
again are kept as keyed hashes beside it.
"""

from __future__ import annotations

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.central.errors import KeyWrong

VERSION = b"\x01"
NONCE_BYTES = 12
PROOF = b"anjungan central"


class Seal:
    """Both keys of one central."""

    def __init__(self, data_key: bytes, index_key: bytes) -> None:
        """Two keys of 32 bytes each."""
        if len(data_key) != 32 or len(index_key) != 32:
            raise KeyWrong("Kunci data pusat rusak. Panggil teknisi.")
        self._cipher = AESGCM(data_key)
        self._index_key = index_key

    def close(self, clear: bytes, *context: str) -> bytes:
        """`clear`, sealed for exactly this `context`."""
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._cipher.encrypt(nonce, clear, "\n".join(context).encode())

    def open(self, sealed: bytes, *context: str) -> bytes:
        """The inverse of `close`. Raises KeyWrong."""
        nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            if sealed[:1] != VERSION:
                raise InvalidTag
            return self._cipher.decrypt(nonce, ciphertext, "\n".join(context).encode())
        except InvalidTag as error:
            raise KeyWrong("Kunci data pusat tidak cocok dengan data. Panggil teknisi.") from error

    def index(self, value: str) -> bytes:
        """A keyed hash by which `value` is found again; 32 bytes."""
        return hmac.digest(self._index_key, value.encode(), "sha256")

    def proof(self) -> bytes:
        """A sealed constant: whoever opens it holds the right keys."""
        return self.close(PROOF + self.index("proof"), "proof")

    def check(self, proof: bytes) -> None:
        """Raises KeyWrong unless both keys are those that made `proof`."""
        if self.open(proof, "proof") != PROOF + self.index("proof"):
            raise KeyWrong("Kunci data pusat tidak cocok dengan data. Panggil teknisi.")
