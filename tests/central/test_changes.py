"""What staff at central decide reaches the office that it concerns, at once and in order."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from kiosk.central.changes import set_status
from kiosk.central.errors import IllegalMove, UnknownApplication
from kiosk.central.house import House, begin_epoch
from kiosk.clock import SystemClock, iso
from kiosk.ids import uuid7

CODE = "7K3M-9QXD-2B4W-5"


def move(house: House, code: str, state: Any, note: str = "", missing: tuple[str, ...] = ()) -> None:
    set_status(house.database, house.seal, code, state, note, list(missing), SystemClock().now())


def test_a_status_appears_in_the_feed_of_its_office_only(line: Any, office: Any, house: House) -> None:
    line.send(office.application(CODE))
    move(house, CODE, "in_review")
    move(house, CODE, "needs_completion", "Mohon lengkapi.", ("Fotokopi KK",))
    news = line.get("/v1/changes").json()
    assert news["cursor"] == 2
    first, second = news["changes"]
    assert (first["kind"], first["cursor"], first["state"]) == ("application.status", 1, "in_review")
    assert (second["note"], second["missing"]) == ("Mohon lengkapi.", ["Fotokopi KK"])
    assert line.get("/v1/changes?after=1").json()["changes"] == [second]
    line.session.headers["Anjungan-Device"] = uuid7()
    assert line.get("/v1/changes").json()["changes"] == []


def test_an_office_that_waits_learns_of_a_change_at_once(line: Any, office: Any, house: House) -> None:
    line.send(office.application(CODE))
    with ThreadPoolExecutor(1) as pool:
        begun = time.monotonic()
        waiting = pool.submit(line.get, "/v1/changes?after=0&wait=20")
        move(house, CODE, "in_review")
        news = waiting.result(15).json()
    assert [change["state"] for change in news["changes"]] == ["in_review"]
    assert time.monotonic() - begun < 10


def test_a_wait_ends_empty_when_nothing_happens(line: Any) -> None:
    assert line.get("/v1/changes?after=5&wait=1").json()["cursor"] == 5


def test_parallel_changes_get_cursors_without_gaps(line: Any, office: Any, house: House) -> None:
    codes = [f"7K3M-9QXD-2B4W-{symbol}" for symbol in "0123456789"]
    line.send(*(office.application(code) for code in codes))
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda code: move(house, code, "in_review"), codes))
    news = line.get("/v1/changes").json()["changes"]
    assert [change["cursor"] for change in news] == list(range(1, 11))


def test_a_step_that_the_work_does_not_know_is_refused(line: Any, office: Any, house: House) -> None:
    line.send(office.application(CODE))
    move(house, CODE, "rejected")
    with pytest.raises(IllegalMove):
        move(house, CODE, "ready")
    with pytest.raises(UnknownApplication):
        move(house, "0000-0000-0000-0", "ready")
    assert line.get("/v1/changes").json()["cursor"] == 1


def test_a_new_epoch_is_seen_by_offices_without_a_restart(line: Any, house: House) -> None:
    before = line.get("/v1/state").json()["epoch"]
    assert line.get("/v1/changes").json()["epoch"] == before
    begin_epoch(house.database)
    assert line.get("/v1/state").json()["epoch"] != before


def test_a_change_is_never_older_than_what_it_follows(line: Any, office: Any, house: House) -> None:
    ahead = iso(SystemClock().now() + timedelta(hours=3))
    line.send(office.application(CODE, made_at=ahead))
    now = SystemClock().now()
    for state in ("in_review", "ready"):
        set_status(house.database, house.seal, CODE, state, "", [], now)
    first, second = (change["changed_at"] for change in line.get("/v1/changes").json()["changes"])
    assert ahead < first < second
