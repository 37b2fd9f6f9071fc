"""One office service to one folder: two would print every ticket twice."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from kiosk.office.errors import AlreadyRunning, FolderNotWritable

FILE: Final = "office.lock"


class FolderLock:
    """Held while the process lives, by the kernel, so that nothing stale is ever left behind."""

    def __init__(self, folder: Path) -> None:
        """Raises AlreadyRunning, FolderNotWritable."""
        import fcntl

        try:
            self._handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            raise FolderNotWritable(
                "Folder data kantor tidak bisa ditulisi. Periksa izin folder dan ruang penyimpanannya."
            ) from None
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._handle)
            raise AlreadyRunning(
                "Layanan kantor sudah berjalan di folder ini. Hentikan dulu yang lama."
            ) from None

    def close(self) -> None:
        os.close(self._handle)
