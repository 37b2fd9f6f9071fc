"""The catalogue in use and its JSON: the last good one, and a newer one once it has been found good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from kiosk.catalogue import bundle
from kiosk.catalogue.errors import CatalogueRejected
from kiosk.catalogue.model import Catalogue


@dataclass(frozen=True, slots=True)
class Stock:
    """What is in use. One value, because it is replaced on one thread and read on others."""

    catalogue: Catalogue
    encoded: bytes
    problem: str
    """Why a newer catalogue was not taken, Indonesian; empty when all is well."""


class Shelf:
    """Holds the catalogue of `folder`; `kept` is the file of the last good one."""

    def __init__(self, folder: Path, kept: Path) -> None:
        """Raises CatalogueRejected where there has never been a good one."""
        self._folder = folder
        self._kept = kept
        self._watch = bundle.Watch(folder)
        self.stock = self._take()

    @property
    def catalogue(self) -> Catalogue:
        return self.stock.catalogue

    def refresh(self) -> bool:
        """Takes what is new in the folder; True when that changed anything. Reads files."""
        if not self._watch.changed():
            return False
        before = self.stock
        try:
            self.stock = self._take()
        except CatalogueRejected:  # the kept file is gone as well; what is in memory is still good
            problem = "Katalog baru ditolak, katalog lama tetap dipakai. Jalankan kiosk catalogue check."
            self.stock = replace(before, problem=problem)
        now = self.stock
        return (now.catalogue.sha256, now.problem) != (before.catalogue.sha256, before.problem)

    def _take(self) -> Stock:
        catalogue, problem = bundle.current(self._folder, self._kept)
        return Stock(catalogue, msgspec.json.encode(catalogue), problem or "")
