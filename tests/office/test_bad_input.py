"""Whatever is wrong with a request: a problem that a person understands, nothing stored, nothing printed."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from kiosk.ids import uuid7

PLANTED_NIK = "3603034101909999"
DEEP = b'{"service": ' + b"[" * 20_000 + b"]" * 20_000 + b"}"


def stored(office: Any) -> tuple[int, list[Any]]:
    status = office.get("/api/status").json
    return status["waiting"], status["help_calls"]


BODIES: list[tuple[str, bytes, int, str]] = [
    ("tickets", b"", 400, "not-json"),
    ("tickets", b"bukan json", 400, "not-json"),
    ("tickets", b'{"service": "sktm"', 400, "not-json"),
    ("tickets", b"\xff\xfe\x00", 400, "not-json"),
    ("tickets", DEEP, 400, "not-json"),
    ("tickets", b"[]", 422, "invalid-body"),
    ("tickets", b"null", 422, "invalid-body"),
    ("tickets", b"{}", 422, "invalid-body"),
    ("tickets", b'{"service": 7}', 422, "invalid-body"),
    ("tickets", b'{"service": ""}', 422, "invalid-body"),
    ("tickets", b'{"service": "sktm", "priority": "vip"}', 422, "invalid-body"),
    ("tickets", b'{"service": "sktm", "language": "fr"}', 422, "invalid-body"),
    ("tickets", b'{"service": "sktm", "nik": "3603034101909999"}', 422, "invalid-body"),
    ("tickets", b'{"service": "tidak_ada"}', 404, "unknown-service"),
    ("tickets", b'{"service": "../../etc/passwd"}', 404, "unknown-service"),
    ("tickets", b'{"service": "sktm\\u0000"}', 404, "unknown-service"),
    ("help-calls", b'{"page": ""}', 422, "invalid-body"),
    ("help-calls", b'{"page": "sambutan\\u001b@"}', 422, "invalid-body"),
    ("help-calls", b'{"page": "%s"}' % (b"a" * 61), 422, "invalid-body"),
    (f"prints/{uuid7()}/outcome", b'{"came_out": true}', 404, "unknown-print"),
    (f"prints/{uuid7()}/outcome", b'{"came_out": "ya"}', 422, "invalid-body"),
]


@pytest.mark.parametrize(("path", "body", "status", "type"), BODIES)
def test_a_bad_body_is_a_problem_and_nothing_is_stored(
    office: Any, path: str, body: bytes, status: int, type: str
) -> None:
    before = stored(office)
    answer = office.post(f"/api/{path}", body)
    assert answer.is_problem
    assert (answer.status, answer.json["type"]) == (status, f"anjungan:{type}")
    assert stored(office) == before


ANSWERS: list[tuple[str, Any]] = [
    ("nik", "360303410190000"),
    ("nik", "36030341019000011"),
    ("nik", "3603034101900001\n"),
    ("nik", 3603034101900001),
    ("nik", None),
    ("nama", "CONTOH\x00\x1b@\x1dV0PEMOHON\x1b"),
    ("nama", "\u202e\u202e\u202e"),
    ("nama", "x" * 5_000),
    ("nama", {"unknown": True}),
    ("telepon", "110"),
    ("keperluan", "kaya"),
    ("keperluan", ["sekolah"]),
    ("penghasilan", -1),
    ("penghasilan", 10**30),
    ("penghasilan", 1.5),
    ("penghasilan", True),
    ("tanggungan", "empat"),
    ("untuk", "tetangga"),
    ("tak_pernah_ditanya", "x"),
]


@pytest.mark.parametrize(("name", "value"), ANSWERS)
def test_a_bad_answer_names_its_question_and_nothing_is_stored(office: Any, name: str, value: Any) -> None:
    before = stored(office)
    good: dict[str, Any] = {"untuk": "diri", "nik": "3603034101900001", "nama": "CONTOH PEMOHON"}
    good |= {"keperluan": "sekolah", "penghasilan": 1_500_000, "tanggungan": 4}
    answer = office.apply(answers=good | {name: value})
    assert answer.is_problem
    assert (answer.status, answer.json["type"]) == (422, "anjungan:refused")
    assert list(answer.json["errors"]) in ([name], ["answers"])
    assert all(sentence.endswith((".", "?")) for sentence in answer.json["errors"].values())
    assert stored(office) == before


FIELDS: list[tuple[dict[str, Any], int, str]] = [
    ({"answers": {}}, 422, "refused"),
    ({"declared": False}, 422, "refused"),
    ({"declared": "yes"}, 422, "invalid-body"),
    ({"presented": ["tidak_ada"]}, 422, "refused"),
    ({"presented": ["ktp"] * 13}, 422, "invalid-body"),
    ({"answers": []}, 422, "invalid-body"),
    ({"version": "2020.1.1"}, 409, "old-version"),
    ({"service": "tidak_ada"}, 404, "unknown-service"),
]


@pytest.mark.parametrize(("fields", "status", "type"), FIELDS)
def test_a_bad_application_is_a_problem_and_nothing_is_stored(
    office: Any, fields: dict[str, Any], status: int, type: str
) -> None:
    before = stored(office)
    answer = office.apply(**fields)
    assert answer.is_problem
    assert (answer.status, answer.json["type"]) == (status, f"anjungan:{type}")
    assert stored(office) == before


@pytest.mark.parametrize("key", ["", "bukan-uuid", "019311c0", "{019311c0-0000-7000-8000-000000000001}"])
def test_an_act_without_a_key_is_refused(office: Any, key: str) -> None:
    headers = office.headers() | {"Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    answer = office.request("POST", "/api/tickets", b'{"service": "sktm"}', headers)
    assert answer.is_problem
    assert (answer.status, answer.json["type"]) == (400, "anjungan:key-missing")


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_that_does_not_call_itself_json_is_refused(office: Any, media: str) -> None:
    headers = office.headers() | {"Idempotency-Key": uuid7(), "Content-Type": media}
    answer = office.request("POST", "/api/tickets", b'{"service": "sktm"}', headers)
    assert answer.is_problem
    assert answer.status == 415


def test_a_body_of_five_megabytes_is_refused_by_its_length(office: Any) -> None:
    before = stored(office)
    answer = office.apply(answers={"nama": "x" * 5_000_000})
    assert answer.is_problem
    assert answer.status == 413
    assert stored(office) == before


def test_a_body_without_a_length_is_refused_while_it_streams(office: Any) -> None:
    """Chunked, and never ending: the answer comes although the body has not ended."""
    head = (
        f"POST /api/tickets HTTP/1.1\r\nHost: 127.0.0.1:{office.port}\r\n"
        f"Authorization: Bearer {office.token}\r\nContent-Type: application/json\r\n"
        f"Idempotency-Key: {uuid7()}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    chunk = b"1000\r\n" + b" " * 0x1000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", office.port), timeout=10) as line:
        line.sendall(head.encode() + chunk * 17)
        assert line.recv(65536).startswith(b"HTTP/1.1 413 ")


def test_whoever_leaves_in_the_middle_of_a_request_leaves_no_error_behind(launch: Any) -> None:
    office = launch()
    head = (
        f"POST /api/tickets HTTP/1.1\r\nHost: 127.0.0.1:{office.port}\r\n"
        f"Authorization: Bearer {office.token}\r\nContent-Type: application/json\r\n"
        f"Idempotency-Key: {uuid7()}\r\nContent-Length: 40\r\n\r\n"
    )
    before = stored(office)
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", office.port), timeout=10) as line:
            line.sendall(head.encode() + b'{"service"')
    assert stored(office) == before
    assert office.stop() == 0
    assert '"error"' not in office.log()


@pytest.mark.parametrize("bearer", ["", "Bearer ", "Bearer wrong", "Basic abc", "Bearer \xff"])
def test_without_the_screens_token_nothing_is_answered(office: Any, bearer: str) -> None:
    for path in ("/api/status", "/api/catalogue", "/api/events", "/tidak/ada"):
        answer = office.request("GET", path, headers={"Authorization": bearer} if bearer else {})
        assert answer.is_problem
        assert (answer.status, answer.json["type"]) == (401, "anjungan:token")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.9:80", ""])
def test_a_name_that_was_bound_to_us_by_a_stranger_is_refused(office: Any, host: str) -> None:
    answer = office.get("/api/status", Host=host)
    assert answer.is_problem
    assert (answer.status, answer.json["type"]) == (403, "anjungan:host")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8080", "[::1]:8080", "LOCALHOST"])
def test_the_machines_own_names_are_known(office: Any, host: str) -> None:
    assert office.get("/api/status", Host=host).status == 200


def test_what_does_not_exist_is_a_problem(office: Any) -> None:
    assert office.get("/tidak/ada").json["type"] == "anjungan:not-found"
    assert office.get("/docs").status == 404
    wrong = office.request("DELETE", "/api/status")
    assert wrong.is_problem
    assert wrong.status == 405
    assert office.get(f"/api/prints/{uuid7()}").json["type"] == "anjungan:unknown-print"
    bad_paper = office.get("/api/applications/7K3M-9QXD-2B4W-5/receipt.pdf?paper=a5")
    assert bad_paper.is_problem
    assert (bad_paper.status, list(bad_paper.json["errors"])) == (422, ["paper"])


def test_a_service_without_questions_is_not_applied_for(office: Any) -> None:
    services = office.get("/api/catalogue").json["services"]
    only_ticket = next(service for service in services if not service.get("pages"))
    answer = office.apply(service=only_ticket["id"], version=only_ticket["version"])
    assert answer.is_problem
    assert answer.json["type"] == "anjungan:not-applicable"


def test_after_ten_wrong_codes_staff_must_come(launch: Any) -> None:
    office = launch()
    code = office.apply().json["code"]
    wrong = [office.get(f"/api/applications/{typed}") for typed in ["x", "0000-0000-0000-0", *["7" * 13] * 8]]
    assert {answer.status for answer in wrong} == {404}
    assert all(answer.is_problem for answer in wrong)
    for path in ("x", code, f"{code}/receipt.pdf"):
        answer = office.get(f"/api/applications/{path}")
        assert answer.is_problem
        assert (answer.status, answer.json["detail"]) == (429, "Panggil petugas.")
        assert 0 < int(answer.headers["retry-after"]) <= 600


def test_a_planted_nik_is_in_no_log_and_no_address(launch: Any) -> None:
    office = launch()
    answers = {"untuk": "diri", "nik": PLANTED_NIK, "nama": "CONTOH PEMOHON", "keperluan": "sekolah"}
    good = office.apply(answers=answers | {"penghasilan": 0, "tanggungan": 1})
    assert good.status == 201
    assert PLANTED_NIK not in good.body.decode()
    for hostile in (
        office.apply(answers=answers),
        office.apply(answers=answers | {PLANTED_NIK: PLANTED_NIK}),
        office.post("/api/applications", {PLANTED_NIK: 1}),
        office.post("/api/tickets", {"service": PLANTED_NIK}),
        office.get(f"/api/applications/{PLANTED_NIK}"),
        office.get(f"/{PLANTED_NIK}"),
        office.post("/api/applications", json.dumps(answers).encode()[:-1]),
    ):
        assert hostile.is_problem
    assert office.stop() == 0
    assert PLANTED_NIK not in office.log()
    assert all(PLANTED_NIK.encode() not in file.read_bytes() for file in office.folder.iterdir())
