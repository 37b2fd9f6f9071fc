from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.acts import Office
from kiosk.clock import SystemClock
from kiosk.keys import pinned
from kiosk.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path, pinned("demo", tmp_path), SystemClock())
    yield store
    store.close()


@pytest.fixture
def office() -> Office:
    return Office(
        name="Kecamatan Tigaraksa",
        regency="Kabupaten Tangerang",
        footer="",
        zone=ZoneInfo("Asia/Jakarta"),
        open_counters=2,
        promise=lambda day, days: day + timedelta(days=days),
    )
