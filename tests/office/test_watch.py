"""What the office notices by itself, also when a part of it fails."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import resources
from kiosk.calendar import Calendar
from kiosk.config import parse
from kiosk.keys import pinned
from kiosk.office import watch
from kiosk.office.house import House
from kiosk.office.hub import Hub
from kiosk.office.shelf import Shelf
from kiosk.office.turns import Turns
from kiosk.office.watch import Watch
from kiosk.store import Store


class Wall:
    def now(self) -> datetime:
        return datetime(2026, 11, 24, 3, tzinfo=UTC)


def test_a_disk_that_takes_nothing_holds_up_neither_catalogue_nor_forecast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    expect_log("watch_failed.*time")
    monkeypatch.setattr(watch, "LOOK_S", 0.01)
    services = tmp_path / "catalogue"
    shutil.copytree(Path(resources.__file__).parent / "catalogue", services)
    config = parse('[office]\ncode = "36.03.03"\n')
    house = House(config, Calendar(config, lambda _: {}), Shelf(services, tmp_path / "catalogue.json"))
    store = Store.open(tmp_path, pinned("demo", tmp_path), Wall())
    store._raw.execute("PRAGMA query_only = ON")
    before = house.shelf.catalogue.sha256
    (services / "sktm.yaml").unlink()

    async def nothing() -> None:
        """No state to send."""

    async def drill() -> None:
        looked = asyncio.Event()
        loop = asyncio.get_running_loop()
        turns = Turns()

        def forecast(_: datetime) -> None:
            if house.shelf.catalogue.sha256 != before:
                loop.call_soon_threadsafe(looked.set)

        looking = Watch(store, house, Wall(), turns, forecast=forecast, screen=Hub(nothing), room=())
        working = asyncio.ensure_future(looking.run())
        await asyncio.wait_for(looked.wait(), 20)
        working.cancel()
        await asyncio.to_thread(turns.close)

    asyncio.run(drill())
    store.close()
