"""A keyring for demo and tests: one file in a temporary folder, open to whoever can read the folder."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from keyring.backend import KeyringBackend

from kiosk.keys.errors import KeysDamaged, KeysRefused


def is_temporary(folder: Path) -> bool:
    """Whether `folder` lies inside the system's folder for temporary files."""
    return Path(tempfile.gettempdir()).resolve() in folder.resolve().parents


class DemoKeyring(KeyringBackend):
    """Keeps secrets in `demo-keys.json`. Refuses to work outside the system's temporary folder."""

    priority = 0

    def __init__(self, folder: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring leaves it untyped
        if not is_temporary(folder):
            raise KeysRefused("Kunci demo hanya boleh dipakai di folder sementara. Pakai kunci sungguhan.")
        self._file = folder / "demo-keys.json"

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        entries = self._entries() | {f"{service}/{username}": password}
        fresh = self._file.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(entries, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._file)

    def _entries(self) -> dict[str, str]:
        try:
            entries: dict[str, str] = json.loads(self._file.read_text())
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise KeysDamaged("Berkas kunci demo rusak. Mulai demo baru.") from error
        return entries
