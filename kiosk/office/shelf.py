"""The catalogue in use and its JSON: the last good one, and a newer one once it has been found good."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kiosk.catalogue import bundle
from kiosk.catalogue.errors import CatalogueRejected
from kiosk.catalogue.model import Catalogue


class Shelf:
    """Holds the catalogue of `folder`; `kept` is the file of the last good one."""

    def __init__(self, folder: Path, kept: Path) -> None:
        """Raises CatalogueRejected where there has never been a good one."""
        self._folder = folder
        self._kept = kept
        self._watch = bundle.Watch(folder)
        self.catalogue: Catalogue
        self.encoded: bytes
        self.problem: str
        """Why a newer catalogue was not taken, Indonesian; empty when all is well."""
        self._take()

    def refresh(self) -> bool:
        """Takes what is new in the folder; True when that changed anything. Reads files."""
        if not self._watch.changed():
            return False
        before = self.catalogue.sha256, self.problem
        try:
            self._take()
        except CatalogueRejected:  # the kept file is gone as well; what is in memory is still good
            self.problem = "Katalog baru ditolak, katalog lama tetap dipakai. Jalankan kiosk catalogue check."
        return (self.catalogue.sha256, self.problem) != before

    def _take(self) -> None:
        self.catalogue, problem = bundle.current(self._folder, self._kept)
        self.encoded = msgspec.json.encode(self.catalogue)
        self.problem = problem or ""
