"""The main office's catalogue at a further kiosk: the last one heard of, before that the program's own."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

import msgspec

from kiosk.catalogue.model import Catalogue
from kiosk.office.shelf import Shelf, Stock
from kiosk.store.files import write_durably

FILE: Final = "catalogue-of-office.json"
PROGRAM: Final = "catalogue.json"


class Mirror(Shelf):
    """Changes only when the main office has another catalogue."""

    def __init__(self, packaged: Path, folder: Path) -> None:
        """Raises CatalogueRejected."""
        super().__init__(packaged, folder / PROGRAM)
        self._file = folder / FILE
        # Never heard of one, or the file is damaged: the next beat brings it.
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            self.stock = _stock(self._file.read_bytes())

    def take(self, encoded: bytes) -> None:
        """Keeps what the office uses now. Raises msgspec.MsgspecError, OSError."""
        self.stock = _stock(encoded)
        write_durably(self._file, encoded)

    def refresh(self) -> bool:
        return False


def _stock(encoded: bytes) -> Stock:
    return Stock(msgspec.json.decode(encoded, type=Catalogue), encoded, "")
