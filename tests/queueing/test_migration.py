from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from kiosk.acts import Office
from kiosk.clock import SystemClock
from kiosk.keys import pinned
from kiosk.store import Store
from tests.queueing.conftest import Hall


def test_an_office_that_upgrades_in_the_middle_of_a_day_calls_on(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations = import_module("kiosk.store.migrate")  # the package shows the function of that name
    release: dict[str, str] = migrations.known()
    first = min(release)
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "known", lambda: {first: release[first]})
        old = Store.open(tmp_path, pinned("demo", tmp_path), SystemClock())
        old.write(
            lambda tx: [
                tx.execute(
                    "INSERT INTO tickets (id, office_day, series, number, service, priority, state, language,"
                    " issued_at) VALUES (?, '2026-11-24', 'B', ?, 'sktm', ?, 'waiting', 'id', ?)",
                    (f"t{number}", number, priority, f"2026-11-24T01:00:0{number}.000Z"),
                )
                for number, priority in ((1, "umum"), (2, "umum"), (3, "lansia"))
            ]
        )
        old.write(
            lambda tx: tx.execute(
                "INSERT INTO tickets (id, office_day, series, number, service, priority, state, language,"
                " issued_at) VALUES ('y1', '2026-11-23', 'B', 1, 'sktm', 'umum', 'waiting', 'id', '')"
            )
        )
        old.write(lambda tx: tx.execute("INSERT INTO meta (name, value) VALUES ('office_day', '2026-11-24')"))
        old.write(
            lambda tx: tx.execute(
                "INSERT INTO counters (office_day, series, last) VALUES ('2026-11-24', 'B', 3)"
            )
        )
        old.close()
    store = Store.open(tmp_path, pinned("demo", tmp_path), SystemClock())
    hall = Hall(store, office)
    hall.open(1)
    assert hall.take().number == "B-004"
    assert [hall.next(current="miss" if n else None).number for n in range(4)] == [
        "B-003",
        "B-001",
        "B-002",
        "B-004",
    ]
    assert hall.value("SELECT count(*) FROM visit_steps WHERE wait_ms IS NOT NULL") == 4
    assert hall.value("SELECT state FROM tickets WHERE id = 'y1'") == "cancelled", "nobody called it that day"
    store.close()
