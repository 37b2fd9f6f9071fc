"""Records come once, whatever arrives how often and beside what."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from kiosk.central.house import House
from kiosk.central.tables import conflicts, history, people, records, tickets
from kiosk.ids import uuid7
from kiosk.sync.contract import MARKER, MAX_RECORDS, MAX_UNPACKED, MEDIA, PROBLEM
from kiosk.sync.envelope import Envelope, decode, digest


def outcomes(results: list[dict[str, Any]]) -> list[str]:
    return [result["outcome"] for result in results]


def count(house: House, table: Any) -> int:
    with house.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def batch(*raw: bytes) -> bytes:
    return b'{"records":[' + b",".join(raw) + b"]}"


def test_a_new_record_is_accepted_with_the_digest_of_its_payload(
    line: Any, office: Any, house: House
) -> None:
    record = office.ticket()
    (result,) = line.send(record)
    envelope = decode(record)
    assert result["outcome"] == "accepted"
    assert (result["key"], result["sha256"]) == (envelope.key, envelope.sha256)
    assert count(house, records) == 1


def test_the_same_record_again_gets_the_original_result(line: Any, office: Any, house: House) -> None:
    record = office.ticket()
    first, again = line.send(record)[0], line.send(record)[0]
    assert again == first | {"outcome": "duplicate"}
    assert count(house, records) == 1


def test_a_record_twice_in_one_batch_is_kept_once(line: Any, office: Any, house: House) -> None:
    record = office.ticket()
    first, second = line.send(record, record)
    assert sorted([first["outcome"], second["outcome"]]) == ["accepted", "duplicate"]
    assert first["server_id"] == second["server_id"]
    assert count(house, records) == 1


def test_eight_parallel_identical_batches_leave_one_row_each_and_one_answer(
    line: Any, office: Any, house: House
) -> None:
    sent = [office.ticket(number) for number in range(1, 21)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: line.send(*sent), range(8)))
    without_outcome = [
        [{name: value for name, value in result.items() if name != "outcome"} for result in answer]
        for answer in answers
    ]
    assert all(answer == without_outcome[0] for answer in without_outcome)
    assert sum(outcomes(answer).count("accepted") for answer in answers) == 20
    assert count(house, records) == 20
    assert line.get("/v1/summary").json() == {"tickets": 20, "applications": 0}


def test_parallel_batches_in_opposite_order_do_not_hold_each_other_up(
    line: Any, office: Any, house: House
) -> None:
    sent = [office.ticket(number) for number in range(1, 101)]
    with ThreadPoolExecutor(4) as pool:
        orders = [sent, sent[::-1], sent, sent[::-1]]
        answers = list(pool.map(lambda order: line.send(*order), orders))
    assert {outcome for answer in answers for outcome in outcomes(answer)} <= {"accepted", "duplicate"}
    assert count(house, records) == 100


def test_poisoned_records_cost_only_themselves(line: Any, office: Any, house: House) -> None:
    results = line.send(
        office.ticket(1),
        b'{"v":1}',
        b"[]",
        b"null",
        office.ticket(2).replace(b'"umum"', b'"lain"'),
        office.record("ticket.issued", {"series": 7}),
        office.record("weather.seen", {"of a newer office": [1, "\0"]}),
        office.ticket(3, office_day="2026-13-01"),
        office.ticket(4).replace(b'"v":1', b'"v":9'),
        office.ticket(5, device_id=uuid7()),
        office.ticket(6),
    )
    types = [
        result["problem"]["type"].removeprefix("anjungan:") if result["problem"] else None
        for result in results
    ]
    assert types == [
        None, "bad-shape", "bad-shape", "bad-shape", "bad-digest", "bad-payload",
        None, "bad-shape", "unknown-version", "other-device", None,
    ]  # fmt: skip
    assert all(result["problem"]["status"] < 500 for result in results if result["problem"])
    assert count(house, records) == 3
    assert line.get("/v1/summary").json() == {"tickets": 2, "applications": 0}


def test_a_record_on_which_the_database_fails_is_for_later_and_the_others_go_on(
    line: Any, office: Any, house: House, expect_log: Any
) -> None:
    expect_log("batch_not_kept")
    sick = uuid7()
    first, middle, last = office.ticket(1), office.ticket(2, key=sick), office.ticket(3)
    line.send(first)
    stray = {"id": sick, "device_id": office.device_id, "office_day": "", "series": "B", "number": "B-002"}
    with house.database.write() as connection:
        connection.execute(tickets.insert(), stray | {"service": "", "priority": "", "issued_at": ""})
    results = line.send(first, middle, last)
    assert outcomes(results) == ["duplicate", "rejected", "accepted"]
    assert results[1]["problem"]["status"] == 500
    assert line.get("/v1/state").json()["missing"] == [{"first": 2, "last": 2}]
    with house.database.write() as connection:
        connection.execute(tickets.delete().where(tickets.c.id == sick))
    assert outcomes(line.send(middle)) == ["accepted"]


def test_a_key_with_another_content_is_refused_and_both_are_kept(
    line: Any, office: Any, house: House
) -> None:
    key = uuid7()
    line.send(office.ticket(1, key=key))
    other = office.ticket(2, key=key)
    for _ in range(2):
        (result,) = line.send(other)
        assert result["problem"]["type"] == "anjungan:key-reused"
    assert (count(house, records), count(house, conflicts)) == (1, 1)


def test_a_seq_with_another_record_is_refused_and_both_are_kept(line: Any, office: Any, house: House) -> None:
    line.send(office.ticket(1))
    (result,) = line.send(office.ticket(2, seq=1))
    assert result["problem"]["type"] == "anjungan:seq-reused"
    assert (count(house, records), count(house, conflicts)) == (1, 1)


def test_a_full_batch_goes_in_at_once_and_one_more_is_too_many(line: Any, office: Any) -> None:
    full = [office.ticket(number % 999 + 1) for number in range(MAX_RECORDS)]
    assert outcomes(line.send(*full)) == ["accepted"] * MAX_RECORDS
    refused = line.post(batch(*full, office.ticket()))
    assert (refused.status_code, refused.json()["type"]) == (413, "anjungan:too-large")


def test_state_names_what_is_missing_until_it_comes(line: Any, office: Any) -> None:
    sent = [office.ticket(number) for number in range(1, 8)]
    line.send(sent[0], sent[1], sent[3], sent[6])
    state = line.get("/v1/state").json()
    assert (state["contiguous_seq"], state["highest_seq"], state["missing"]) == (
        2,
        7,
        [{"first": 3, "last": 3}, {"first": 5, "last": 6}],
    )
    line.send(sent[2], sent[4], sent[5])
    state = line.get("/v1/state").json()
    assert (state["contiguous_seq"], state["highest_seq"], state["missing"]) == (7, 7, [])


def test_gzip_is_understood_and_a_bomb_is_refused(line: Any, office: Any, house: House) -> None:
    packed = gzip.compress(batch(office.ticket()))
    assert line.post(packed, **{"Content-Encoding": "gzip"}).status_code == 200
    bomb = gzip.compress(b" " * (MAX_UNPACKED * 4))
    assert len(bomb) < 100_000
    refused = line.post(bomb, **{"Content-Encoding": "gzip"})
    assert (refused.status_code, refused.headers["Content-Type"]) == (413, PROBLEM)
    for broken in (packed[:-4], packed + b"x", b"no gzip"):
        assert line.post(broken, **{"Content-Encoding": "gzip"}).json()["type"] == "anjungan:not-gzip"
    assert count(house, records) == 1


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"<html>", {}, 400),
        (b"\xff\xfe", {}, 400),
        (b'{"records":' + b"[" * 5000 + b"]" * 5000 + b"}", {}, 400),
        (b'{"records":{}}', {}, 422),
        (b'{"records":[],"more":1}', {}, 422),
        (b'{"records":[]}', {"Content-Type": "application/json"}, 415),
        (b'{"records":[]}', {"Content-Encoding": "br"}, 415),
        (b'{"records":[]}', {"Anjungan-Device": "kantor-1"}, 400),
        (b'{"records":[]}', {"Authorization": "Bearer lain"}, 401),
        (b'{"records":[]}', {"Authorization": "Bearer \xff"}, 401),
    ],
)  # fmt: skip
def test_a_request_that_makes_no_sense_gets_a_problem_that_says_so(
    line: Any, body: bytes, headers: dict[str, str], status: int
) -> None:
    refused = line.post(body, **headers)
    assert (refused.status_code, refused.json()["status"]) == (status, status)
    assert refused.headers["Content-Type"] == PROBLEM
    assert MARKER in refused.headers
    assert "Traceback" not in refused.text


def test_every_answer_is_marked_as_centrals(line: Any) -> None:
    good = line.get("/v1/state")
    assert good.headers["Content-Type"] == MEDIA
    for path, status in (("/v1/state", 200), ("/", 404), ("/v1/records", 405), ("/v1/changes?after=x", 422)):
        answer = line.get(path)
        assert (answer.status_code, MARKER in answer.headers) == (status, True)


def test_an_application_is_found_by_nik_through_a_keyed_hash_only(
    line: Any, office: Any, house: House
) -> None:
    record = office.application("7K3M-9QXD-2B4W-5", nik="3603034101900002")
    line.send(record)
    with house.database.read() as connection:
        found = connection.execute(
            select(people.c.application_id).where(people.c.digest == house.seal.index("3603034101900002"))
        ).scalars()
        assert list(found) == [decode(record).key]
        sealed = connection.execute(select(records.c.sealed)).scalar_one()
    envelope: Envelope = decode(record)
    opened = house.seal.open(sealed, envelope.device_id, envelope.key)
    assert digest(opened) == envelope.sha256


def test_the_office_may_move_an_application_on_by_itself(line: Any, office: Any, house: House) -> None:
    record = office.application("7K3M-9QXD-2B4W-5")
    moved = office.record(
        "application.status",
        {"application_id": decode(record).key, "state": "in_review", "note": "Diperiksa."},
    )
    assert outcomes(line.send(record, moved)) == ["accepted", "accepted"]
    with house.database.read() as connection:
        states = list(connection.execute(select(history.c.state).order_by(history.c.id)).scalars())
    assert states == ["received", "in_review"]
    assert line.get("/v1/changes").json()["changes"] == []
