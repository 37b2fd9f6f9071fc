"""Where secrets live: `keyring` with one pinned backend, never whatever happens to be installed.

`keyring` alone falls back to a plaintext file when keyrings.alt is present, so the backend is chosen by
class here and its class is checked at every use.
"""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Literal, Protocol

from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from kiosk.keys.errors import KeysDamaged, KeysUnavailable

Backend = Literal["demo", "secret-service"]

SERVICE = "anjungan"


class Keys(Protocol):
    """Named secrets of one installation."""

    def get(self, name: str) -> bytes | None:
        """The secret, or None where there is none. Raises KeysError."""
        ...

    def put(self, name: str, secret: bytes) -> None:
        """Keeps the secret, durably. Raises KeysError."""
        ...


class PinnedKeys:
    """Secrets in exactly the given keyring, scoped to one data folder."""

    def __init__(self, keyring: KeyringBackend, scope: str) -> None:
        self._keyring = keyring
        self._scope = scope

    def get(self, name: str) -> bytes | None:
        try:
            kept = self._keyring.get_password(SERVICE, f"{self._scope}:{name}")
        except KeyringError as error:
            raise KeysUnavailable("Penyimpan kunci terkunci atau tidak ada. Panggil teknisi.") from error
        if kept is None:
            return None
        try:
            return base64.b64decode(kept, validate=True)
        except binascii.Error as error:
            raise KeysDamaged(f"Kunci {name} tidak terbaca. Panggil teknisi.") from error

    def put(self, name: str, secret: bytes) -> None:
        try:
            self._keyring.set_password(SERVICE, f"{self._scope}:{name}", base64.b64encode(secret).decode())
        except KeyringError as error:
            raise KeysUnavailable("Penyimpan kunci terkunci atau tidak ada. Panggil teknisi.") from error
        if self.get(name) != secret:
            raise KeysDamaged(f"Kunci {name} tidak tersimpan dengan benar. Panggil teknisi.")


def pinned(backend: Backend, folder: Path) -> Keys:
    """The secrets of the installation in `folder`.

    `demo` is refused outside the system's temporary folder. Raises KeysRefused, KeysUnavailable.
    """
    if backend == "demo":
        from kiosk.keys.demo import DemoKeyring

        return PinnedKeys(DemoKeyring(folder), "demo")
    from keyring.backends import SecretService

    if not SecretService.Keyring.viable:
        raise KeysUnavailable("Layanan kunci (Secret Service) tidak ada di mesin ini.")
    return PinnedKeys(SecretService.Keyring(), str(folder.resolve()))
