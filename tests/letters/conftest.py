"""A service with every shape a template can meet, and an open store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import resources
from kiosk.catalogue import loader
from kiosk.catalogue.model import Catalogue
from kiosk.keys import pinned
from kiosk.store import Store

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


class Wall:
    def now(self) -> datetime:
        return NOW


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return loader.load(Path(resources.__file__).parent / "catalogue")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path, pinned("demo", tmp_path), Wall())
    yield opened
    opened.close()
