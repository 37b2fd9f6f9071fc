"""Nothing unsent is lost, nothing is believed that central did not say, nothing holds up the rest."""

from __future__ import annotations

import contextlib
import dataclasses
import gzip
import json
import socket
import threading
import time
from typing import Any

import pytest
from sqlalchemy import func, select, update

from kiosk.central.house import House, begin_epoch
from kiosk.central.serve import beside
from kiosk.central.tables import devices, records, tickets
from kiosk.clock import SystemClock
from kiosk.ids import uuid7
from kiosk.sync import client
from kiosk.sync.contract import MARKER, MEDIA, PROBLEM
from kiosk.sync.errors import NoNetwork
from kiosk.sync.tie import Pace

SECRET = b"rahasia-kantor-contoh"
PAGE = b"<html>Selamat datang di WiFi gratis</html>"
FOREIGN = [
    (200, {"Content-Type": "text/html"}),
    (200, {"Content-Type": MEDIA}),
    (200, {"Content-Type": "text/html", MARKER: "1"}),
    (200, {"Content-Type": MEDIA, MARKER: "1"}),
    (302, {"Content-Type": "text/html", "Location": "http://127.0.0.1:9/"}),
    (403, {"Content-Type": "text/html"}),
    (422, {"Content-Type": PROBLEM}),
    (511, {"Content-Type": "text/html"}),
]
TROUBLE = {"Content-Type": PROBLEM, MARKER: "1"}


def problem(status: int) -> bytes:
    return json.dumps({"type": f"anjungan:test-{status}", "title": "Coba.", "status": status}).encode()


def held(central: House) -> int:
    with central.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(records)).scalar_one())


def in_batch(body: bytes) -> list[dict[str, Any]]:
    unpacked = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    batch: list[dict[str, Any]] = json.loads(unpacked)["records"]
    return batch


def test_an_act_is_at_central_well_within_a_second(office: Any, middle: Any, central: House) -> None:
    sync = office.connect(middle.url)
    office.until(lambda: sync.state().state == "connected")
    begun = time.monotonic()
    office.put(1, sync)
    office.until(lambda: office.states() == ["sent"])
    assert time.monotonic() - begun < 1.0
    assert held(central) == 1
    state = sync.state()
    assert (state.unsent, state.oldest_unsent_s, state.quarantined) == (0, 0, 0)


def test_a_long_backlog_goes_in_batches_of_at_most_five_hundred(
    office: Any, middle: Any, central: House
) -> None:
    office.put(1203)
    office.connect(middle.url)
    office.until(lambda: set(office.states()) == {"sent"})
    sizes = [len(in_batch(body)) for path, body in middle.seen if path == "/v1/records"]
    assert sizes == [500, 500, 203]
    assert held(central) == 1203


@pytest.mark.parametrize(("status", "headers"), FOREIGN)
def test_a_foreign_answer_is_no_network_and_marks_nothing(
    office: Any, middle: Any, status: int, headers: dict[str, str]
) -> None:
    middle.instead = lambda path, body: middle.answer(status, headers, PAGE)
    office.put(3)
    sync = office.connect(middle.url)
    office.until(lambda: len(middle.seen) >= 3)
    assert office.states() == ["waiting"] * 3
    assert sync.state().state == "unreachable"
    middle.instead = lambda path, body: None
    office.until(lambda: office.states() == ["sent"] * 3)
    assert sync.state().state == "connected"


@pytest.mark.parametrize(("status", "headers"), FOREIGN)
def test_a_foreign_answer_to_the_records_alone_marks_nothing_either(
    office: Any, middle: Any, status: int, headers: dict[str, str]
) -> None:
    middle.instead = lambda path, body: middle.answer(status, headers, PAGE) if body else None
    office.put(3)
    office.connect(middle.url)
    office.until(lambda: middle.asked("/v1/records") >= 2)
    assert office.states() == ["waiting"] * 3


def test_a_lost_answer_is_asked_for_again_and_nothing_is_doubled(
    office: Any, middle: Any, central: House
) -> None:
    middle.after = lambda path, answer: None if path == "/v1/records" else answer
    office.put(5)
    office.connect(middle.url)
    office.until(lambda: middle.asked("/v1/records") >= 2)
    assert (held(central), office.states()) == (5, ["waiting"] * 5)
    middle.after = lambda path, answer: answer
    office.until(lambda: office.states() == ["sent"] * 5)
    assert held(central) == 5


def test_a_record_is_not_sent_before_central_named_its_digest(
    office: Any, middle: Any, expect_log: Any
) -> None:
    expect_log("records_not_accepted")

    def twist(path: str, answer: Any) -> Any:
        if path != "/v1/records":
            return answer
        content = json.loads(answer.body)
        content["results"][0]["sha256"] = "0" * 64
        return dataclasses.replace(answer, body=json.dumps(content).encode())

    middle.after = twist
    office.put(2)
    office.connect(middle.url)
    office.until(lambda: middle.asked("/v1/records") >= 3)
    assert office.states() == ["waiting", "sent"]
    middle.after = lambda path, answer: answer
    office.until(lambda: office.states() == ["sent", "sent"])


def test_results_in_another_order_are_not_believed(office: Any, middle: Any, expect_log: Any) -> None:
    expect_log("records_not_accepted")

    def swap(path: str, answer: Any) -> Any:
        if path != "/v1/records":
            return answer
        content = json.loads(answer.body)
        content["results"].reverse()
        return dataclasses.replace(answer, body=json.dumps(content).encode())

    middle.after = swap
    office.put(2)
    office.connect(middle.url)
    office.until(lambda: middle.asked("/v1/records") >= 2)
    assert office.states() == ["waiting", "waiting"]


def test_a_rejected_record_is_kept_for_staff_and_the_others_go_on(
    office: Any, middle: Any, central: House, expect_log: Any
) -> None:
    expect_log("records_not_accepted")
    office.put(2)
    office.put(1, series="bukan seri")
    office.put(2)
    sync = office.connect(middle.url)
    office.until(lambda: "waiting" not in office.states())
    assert office.states() == ["sent", "sent", "quarantined", "sent", "sent"]
    assert middle.asked("/v1/records") == 1
    assert (sync.state().quarantined, sync.state().unsent, held(central)) == (1, 0, 4)
    reason = office.store.read(lambda c: c.value("SELECT problem FROM outbox WHERE state = 'quarantined'"))
    assert json.loads(reason)["type"] == "anjungan:bad-payload"


def test_a_record_on_which_central_fails_stays_and_holds_up_nobody(
    office: Any, middle: Any, expect_log: Any
) -> None:
    expect_log("records_not_accepted")
    (sick,) = office.put(1)

    def fail(path: str, answer: Any) -> Any:
        if path != "/v1/records":
            return answer
        content = json.loads(answer.body)
        for result in content["results"]:
            if result["key"] == sick:
                result |= {"outcome": "rejected", "sha256": None, "problem": json.loads(problem(500))}
        return dataclasses.replace(answer, body=json.dumps(content).encode())

    middle.after = fail
    office.put(2)
    sync = office.connect(middle.url)
    office.until(lambda: office.states() == ["waiting", "sent", "sent"])
    office.put(1, sync)
    office.until(lambda: office.states() == ["waiting", "sent", "sent", "sent"])
    middle.after = lambda path, answer: answer
    office.until(lambda: set(office.states()) == {"sent"})


@pytest.mark.parametrize("status", [400, 409, 413, 415, 422])
def test_a_refused_batch_is_halved_until_the_one_bad_record_is_found(
    office: Any, middle: Any, expect_log: Any, status: int
) -> None:
    expect_log("records_not_accepted")
    keys = office.put(20)

    def refuse(path: str, body: bytes) -> Any:
        if path == "/v1/records" and any(record["key"] == keys[12] for record in in_batch(body)):
            return middle.answer(status, TROUBLE, problem(status))
        return None

    middle.instead = refuse
    office.connect(middle.url)
    office.until(lambda: "waiting" not in office.states())
    assert office.states() == ["sent"] * 12 + ["quarantined"] + ["sent"] * 7
    assert middle.asked("/v1/records") < 16


def test_an_unknown_secret_pauses_the_office_and_loses_nothing(office: Any, middle: Any) -> None:
    right = office.keys.get("device-secret")
    office.keys.put("device-secret", b"rahasia-lain")
    office.put(2)
    sync = office.connect(middle.url)
    office.until(lambda: sync.state().state == "refused")
    office.put(1, sync)
    office.until(lambda: middle.asked("/v1/state") >= 2)
    assert (office.states(), sync.state().unsent) == (["waiting"] * 3, 3)
    assert middle.asked("/v1/records") == 0
    office.keys.put("device-secret", right)
    office.until(lambda: office.states() == ["sent"] * 3)


def test_a_refused_office_asks_rarely_whatever_its_citizens_do(office: Any, middle: Any) -> None:
    office.keys.put("device-secret", b"rahasia-lain")
    sync = office.connect(middle.url, Pace(refused_pause_s=3600))
    office.until(lambda: sync.state().state == "refused")
    for _ in range(20):
        office.put(1, sync)
    assert middle.asked("/v1/") == 1


def test_central_may_ask_for_patience(office: Any, middle: Any) -> None:
    busy = TROUBLE | {"Retry-After": "3600"}
    middle.instead = lambda path, body: middle.answer(503, busy, problem(503))
    sync = office.connect(middle.url)
    office.until(lambda: len(middle.seen) == 1)
    middle.instead = lambda path, body: None
    for _ in range(20):
        office.put(1, sync)
    assert len(middle.seen) == 1
    assert sync.state().state == "unreachable"


def test_pauses_grow_to_their_limit_and_are_never_the_same_for_all() -> None:
    pace = Pace()
    for failures, limit in ((1, 1), (2, 2), (5, 16), (9, 256), (10, 300), (10_000, 300)):
        drawn = [pace.pause(failures) for _ in range(200)]
        assert max(drawn) <= limit
        assert max(drawn) - min(drawn) > limit / 2


def test_a_central_restored_from_a_backup_gets_everything_again(
    office: Any, middle: Any, central: House
) -> None:
    office.put(2500)
    sync = office.connect(middle.url)
    office.until(lambda: set(office.states()) == {"sent"})
    with central.database.write() as connection:
        connection.execute(tickets.delete())
        connection.execute(records.delete())
        connection.execute(update(devices).values(highest_seq=0, gaps="[]"))
    begin_epoch(central.database)
    sync.wake()
    office.until(lambda: held(central) == 2500 and set(office.states()) == {"sent"})


def test_what_central_lacks_in_the_same_epoch_is_offered_again(
    office: Any, middle: Any, central: House
) -> None:
    office.put(10)
    office.connect(middle.url)
    office.until(lambda: set(office.states()) == {"sent"})
    office.close()
    lost = select(records.c.key).where(records.c.seq.in_([3, 9, 10]))
    with central.database.write() as connection:
        connection.execute(tickets.delete().where(tickets.c.id.in_(lost)))
        connection.execute(records.delete().where(records.c.seq.in_([3, 9, 10])))
        connection.execute(update(devices).values(highest_seq=8, gaps="[[3, 3]]"))
    office.connect(middle.url)
    office.until(lambda: held(central) == 10 and set(office.states()) == {"sent"})


def test_the_age_of_the_oldest_unsent_record_is_told(alone: Any) -> None:
    assert alone.connect(None).state().state == "none"
    alone.put(2)
    alone.store.write(
        lambda tx: tx.execute("UPDATE outbox SET made_at = '2020-01-01T00:00:00.000Z' WHERE seq = 1")
    )
    state = alone.connect(None).state()
    assert state.unsent == 2
    assert state.oldest_unsent_s > 86_400 * 365


def test_a_silent_central_does_not_keep_the_office_from_stopping(alone: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        sync = alone.connect(f"http://127.0.0.1:{silent.getsockname()[1]}")
        connection, _ = silent.accept()
        with connection:
            connection.recv(1)
            begun = time.monotonic()
            sync.stop()
    assert time.monotonic() - begun < 5
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("sync-")]


@pytest.mark.parametrize(
    "begun", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"]
)
def test_an_answer_that_drips_without_end_is_given_up(
    keys: Any, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(client, "CONNECT_S", 0.2)
    monkeypatch.setattr(client, "ANSWER_S", 0.3)

    def drip(listener: socket.socket) -> None:
        with listener.accept()[0] as line, contextlib.suppress(OSError):
            line.settimeout(0.05)
            line.sendall(begun)
            for _ in range(200):
                line.sendall(b"x")
                with contextlib.suppress(TimeoutError):
                    if not line.recv(65536):
                        return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, args=(listener,))
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        begun_at = time.monotonic()
        with pytest.raises(NoNetwork):
            client.Client(url, uuid7(), keys).state()
        assert time.monotonic() - begun_at < 5
        thread.join()


def test_a_device_whose_store_was_copied_is_stopped_by_central_not_mixed_up(
    office: Any, middle: Any, central: House, expect_log: Any
) -> None:
    expect_log("records_not_accepted")
    office.put(1)
    sync = office.connect(middle.url)
    office.until(lambda: office.states() == ["sent"])
    office.close()
    office.store.write(
        lambda tx: tx.execute("UPDATE outbox SET key = ?, state = 'waiting' WHERE seq = 1", (uuid7(),))
    )
    sync = office.connect(middle.url)
    office.until(lambda: sync.state().quarantined == 1)
    assert held(central) == 1


def test_a_central_that_restarts_in_the_middle_gets_everything_once(
    office: Any, middle: Any, central: House
) -> None:
    def stumble(path: str, answer: Any) -> Any:
        return None if path == "/v1/records" and middle.asked(path) % 2 else answer

    middle.after = stumble
    office.put(1500)
    sync = office.connect(middle.url)
    with beside(central, SECRET, clock=SystemClock()) as second:
        office.until(lambda: held(central) >= 500)
        first, middle.central = middle.central, second
        office.put(10, sync)
        office.until(lambda: set(office.states()) == {"sent"})
    middle.after = lambda path, answer: answer
    office.put(1, sync)
    office.until(lambda: sync.state().state == "unreachable")
    middle.central = first
    office.until(lambda: set(office.states()) == {"sent"})
    assert held(central) == 1511


@pytest.mark.parametrize("secret", [b"", b"rahasia\nX-Admin: 1", "rahasiá".encode()])
def test_a_secret_that_is_none_is_never_sent(office: Any, middle: Any, secret: bytes) -> None:
    office.keys.put("device-secret", secret)
    sync = office.connect(middle.url)
    office.until(lambda: sync.state().state == "refused")
    assert middle.seen == []
