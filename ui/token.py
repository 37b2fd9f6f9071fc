"""What the screen shows the office: the token in the office's folder, read again when it is not accepted."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Self

_LONGEST = 256
"""Bytes; the office writes 43 symbols."""
_SHAPE = re.compile(r"[A-Za-z0-9_-]+")


class TokenRefused(Exception):
    """There is no token to begin with. Its text is one sentence for the technician, Indonesian."""


class Token:
    """A token, and the file it came from, if it may change there."""

    def __init__(self, value: str, file: Path | None = None) -> None:
        self.value = value
        self._file = file

    @classmethod
    def of(cls, file: Path) -> Self:
        """The token in `file`. Raises TokenRefused."""
        return cls(_read(file), file)

    def renew(self) -> None:
        """The office does not know this token: it may have written another. An unreadable file changes
        nothing, as it is looked at again with the next request."""
        if self._file is not None:
            try:
                self.value = _read(self._file)
            except TokenRefused:
                return


def _read(file: Path) -> str:
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise TokenRefused("Yang ditunjuk --token-file bukan berkas token.")
        with file.open("rb") as opened:
            raw = opened.read(_LONGEST + 1)
    except FileNotFoundError:
        raise TokenRefused(
            "Berkas token belum ada: jalankan layanan kantor, atau periksa --token-file."
        ) from None
    except (OSError, ValueError):
        raise TokenRefused("Berkas token tidak bisa dibaca: periksa --token-file dan izinnya.") from None
    text = raw.decode("ascii", "replace").strip()
    if len(raw) > _LONGEST or not _SHAPE.fullmatch(text):
        raise TokenRefused("Isi berkas token bukan token: periksa --token-file.")
    return text
