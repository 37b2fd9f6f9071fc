"""The catalogue in use: the last good one, for ever; a newer one once it has been checked and found good."""

from __future__ import annotations

from pathlib import Path

import msgspec
import structlog

from kiosk.catalogue.errors import CatalogueRejected
from kiosk.catalogue.loader import load
from kiosk.catalogue.model import Catalogue

log = structlog.get_logger()

Print = tuple[tuple[str, int, int], ...]


class Shelf:
    """Holds the catalogue of `folder`. Raises CatalogueRejected where there has never been a good one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = _look(folder)
        self.problem = ""
        """Why a newer catalogue was not taken, Indonesian; empty when all is well."""
        self._take(load(folder))

    def refresh(self) -> bool:
        """Takes what is new in the folder; True when anything changed for the reader. Reads files."""
        seen = _look(self._folder)
        if seen == self._seen:
            return False
        self._seen = seen
        before = self.catalogue.sha256, self.problem
        try:
            self._take(load(self._folder))
        except CatalogueRejected as rejected:
            first = next(finding for finding in rejected.findings if finding.severity == "error")
            self.problem = f"{first.file}, baris {first.line}: {first.sentence}"
            log.warning("catalogue_rejected", count=len(rejected.findings))
        else:
            log.info("catalogue_taken", sha256=self.catalogue.sha256)
        return (self.catalogue.sha256, self.problem) != before

    def _take(self, catalogue: Catalogue) -> None:
        self.encoded = msgspec.json.encode(catalogue)
        self.catalogue = catalogue
        self.problem = ""


def _look(folder: Path) -> Print:
    """What a look at the folder shows without reading its files."""
    try:
        return tuple(
            sorted((entry.name, entry.stat().st_mtime_ns, entry.stat().st_size) for entry in folder.iterdir())
        )
    except OSError:
        return ()
