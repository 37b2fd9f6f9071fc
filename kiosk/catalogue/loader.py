"""A catalogue from its folder of YAML files."""

from __future__ import annotations

from pathlib import Path

from kiosk.catalogue.check import examine
from kiosk.catalogue.errors import CatalogueRejected
from kiosk.catalogue.model import Catalogue
from kiosk.catalogue.sources import Sources, read


def load(folder: Path) -> Catalogue:
    """The catalogue of a folder. Raises CatalogueRejected with every finding if anything is wrong."""
    return load_sources(read(folder))


def load_sources(sources: Sources) -> Catalogue:
    """The same for files that have been read already."""
    examination = examine(sources)
    if examination.catalogue is None:
        raise CatalogueRejected(examination.findings)
    return examination.catalogue
