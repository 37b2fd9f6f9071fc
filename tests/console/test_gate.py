"""Whoever is on the LAN without a PIN, or on a page of somebody else, gets nothing."""

from __future__ import annotations

import contextlib
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from kiosk.office.lan.routes.queue import CALLS, COUNTERS, MOVES
from tests.console.conftest import PIN, Console, LanOffice

PAGES = (
    "/loket/",
    "/percaya/",
    "/percaya/api/sidik",
    "/percaya/anjungan-kantor.crt",
    "/bersama/dasar.css",
    "/huruf/AtkinsonHyperlegible-Bold.ttf",
)
READS = (
    "/session",
    "/events",
    "/office",
    "/stuck",
    "/staff",
    "/applications/x",
    "/applications/x/form.pdf",
    "/applications/x/letter.pdf",
)
ACTS = (
    *(f"/{name}" for name in CALLS),
    *(f"/counters/1/{name}" for name in COUNTERS),
    *(f"/tickets/x/{name}" for name in MOVES),
    "/help/x/answer",
    "/applications/find",
    "/applications/search",
    "/applications/x/reveal",
    "/applications/x/requirements",
    "/applications/x/state",
    "/applications/x/note",
    "/applications/x/letter",
    "/staff",
    "/staff/x/pin",
    "/staff/x/role",
    "/staff/x/disable",
    "/staff/x/enable",
    "/closures/close",
    "/closures/reopen",
    "/clock/confirm",
)
SUPERVISION = (
    "/staff",
    "/staff/x/pin",
    "/staff/x/role",
    "/staff/x/disable",
    "/closures/close",
    "/closures/reopen",
)


def is_problem(answer: requests.Response, status: int, type: str) -> bool:
    """Problem+json with an Indonesian title, and no trace of the program."""
    said = answer.json()
    return (
        answer.status_code == status
        and answer.headers["content-type"] == "application/problem+json"
        and said["type"] == f"anjungan:{type}"
        and bool(said["title"])
        and "Traceback" not in answer.text
    )


@pytest.fixture(scope="module")
def stranger(office: LanOffice) -> Console:
    return office.console()


@pytest.fixture(scope="module")
def clerk(office: LanOffice) -> Console:
    return office.console("Petugas 1")


def test_pages_open_without_a_session_and_hold_nothing_of_anybody(stranger: Console) -> None:
    for path in PAGES:
        assert stranger.get(path).status_code == 200, path


def test_without_a_session_nothing_can_be_read(stranger: Console) -> None:
    for path in READS:
        assert is_problem(stranger.get(f"/loket/api{path}"), 401, "sign-in"), path


def test_without_a_session_nothing_can_be_done(stranger: Console) -> None:
    for path in ACTS:
        assert is_problem(stranger.post(f"/loket/api{path}"), 401, "sign-in"), path


def test_an_invented_session_is_none(stranger: Console) -> None:
    answer = stranger.ask("GET", "/loket/api/office", headers={"Cookie": "__Host-anjungan=" + "x" * 43})
    assert is_problem(answer, 401, "sign-in")


def test_whoever_serves_is_no_supervisor(clerk: Console) -> None:
    for path in SUPERVISION:
        assert is_problem(clerk.post(f"/loket/api{path}", {"pin": PIN}), 403, "role"), path
    assert is_problem(clerk.get("/loket/api/staff"), 403, "role")


def test_a_technician_sees_no_application_and_calls_nobody(office: LanOffice) -> None:
    technician = office.console("Teknisi")
    assert technician.get("/loket/api/office").status_code == 200
    assert is_problem(technician.get("/loket/api/applications/x"), 403, "role")
    assert is_problem(technician.post("/loket/api/call-next"), 403, "role")


def test_a_technician_closes_the_kiosk_at_the_console_as_at_its_screen_and_no_service(
    office: LanOffice,
) -> None:
    technician = office.console("Teknisi")
    one = {"service": "sktm", "reason": "Rusak"}
    assert is_problem(technician.post("/loket/api/closures/close", one), 403, "role")
    assert is_problem(technician.post("/loket/api/closures/reopen", {"service": "sktm"}), 403, "role")
    closed = technician.act("/closures/close", {"service": "", "reason": "Ganti kertas"})
    assert (closed["service"], closed["reason"]) == ("", "Ganti kertas")
    assert technician.act("/closures/reopen", {"service": ""}) == []


def test_a_page_of_somebody_else_cannot_act(office: LanOffice, clerk: Console) -> None:
    for origin in ("https://evil.example", "null", f"http://localhost:{office.port}", "https://localhost"):
        answer = clerk.post("/loket/api/counters/2/open", Origin=origin)
        assert is_problem(answer, 403, "foreign-page"), origin
    bare = clerk.ask("POST", "/loket/api/counters/2/open", json={})
    assert is_problem(bare, 403, "foreign-page")
    assert is_problem(clerk.ask("DELETE", "/loket/api/session"), 403, "foreign-page")


def test_a_page_of_somebody_else_cannot_read(clerk: Console) -> None:
    for site in ("cross-site", "same-site"):
        answer = clerk.ask("GET", "/loket/api/office", headers={"Sec-Fetch-Site": site})
        assert is_problem(answer, 403, "foreign-page")


def test_a_name_that_is_not_ours_is_refused(clerk: Console, office: LanOffice) -> None:
    for host in ("evil.example", "", f"127.0.0.1.evil.example:{office.port}"):
        assert is_problem(clerk.ask("GET", "/loket/", headers={"Host": host}), 403, "host"), host
    assert clerk.ask("GET", "/loket/", headers={"Host": f"loket.lan:{office.port}"}).status_code == 200


def test_the_cookie_is_for_this_host_over_tls_and_for_no_script(office: LanOffice) -> None:
    answer = office.console().sign_in("Petugas 2")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-anjungan=")
    for part in ("HttpOnly", "Secure", "Path=/", "SameSite=strict"):
        assert part in cookie
    assert "Domain" not in cookie
    assert "pin" not in answer.text.lower()


def test_every_answer_forbids_frames_foreign_scripts_and_sniffing(stranger: Console) -> None:
    for path in ("/loket/", "/loket/api/session", "/tidak/ada", "/percaya/api/sidik"):
        headers = stranger.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers


def test_answers_about_people_stay_in_no_cache(clerk: Console) -> None:
    assert clerk.get("/loket/api/office").headers["cache-control"] == "no-store"


def test_a_session_ends_when_it_is_left(office: LanOffice) -> None:
    clerk = office.console("Petugas 2")
    taken = clerk.session.cookies.copy()
    assert clerk.ask("DELETE", "/loket/api/session", headers={"Origin": office.url}).status_code == 204
    clerk.session.cookies.update(taken)
    assert is_problem(clerk.get("/loket/api/session"), 401, "sign-in")


def test_too_large_a_body_is_refused_before_it_is_read(clerk: Console) -> None:
    answer = clerk.post("/loket/api/call-number", {"number": "B" * 70_000})
    assert is_problem(answer, 413, "too-large")


def test_what_is_not_meant_is_named(clerk: Console) -> None:
    refused = clerk.post("/loket/api/tickets/x/park", {"reason": "", "minutes": 999, "more": 1})
    assert is_problem(refused, 422, "invalid-body")
    assert set(refused.json()["errors"]) == {"reason", "minutes", "more"}
    assert is_problem(clerk.post("/loket/api/call-next", None, key="bukan-uuid"), 400, "key-missing")


def test_files_outside_the_pages_are_not_served(office: LanOffice) -> None:
    for path in ("/loket/../../kiosk/config.py", "/loket/%2e%2e/%2e%2e/catalogue/sktm.yaml", "/huruf/../x"):
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        assert b"404" in _spoken(office, head.encode()).split(b"\r\n", 1)[0]


def test_plain_http_is_not_understood(office: LanOffice) -> None:
    with socket.create_connection(("127.0.0.1", office.port), 5) as plain:
        plain.sendall(b"GET /loket/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            assert not plain.recv(100).startswith(b"HTTP")


def test_the_browser_knows_the_office_by_its_authority_alone(office: LanOffice) -> None:
    with requests.Session() as session:
        session.trust_env = False
        with pytest.raises(requests.exceptions.SSLError):
            session.get(office.url + "/loket/", timeout=5)


def test_guessing_pins_ends_soon(office: LanOffice) -> None:
    guesser = Console(office, "127.0.0.2")
    answers = [guesser.sign_in("Tidak Ada", "000000") for _ in range(11)]
    assert all(is_problem(one, 401, "wrong-pin") for one in answers[:4])
    assert all(is_problem(one, 429, "locked") for one in answers[4:])
    assert int(answers[-1].headers["retry-after"]) > 0
    assert "000000" not in office.log()


def test_right_pins_under_way_are_no_wrong_ones(office: LanOffice) -> None:
    staff = [Console(office, "127.0.5.1") for _ in range(14)]
    with ThreadPoolExecutor(14) as all_at_once:
        answers = list(all_at_once.map(lambda one: one.sign_in("Penyelia").status_code, staff))
    assert answers == [200] * 14
    office.forget("Penyelia")


def test_wrong_pins_at_once_are_all_counted(office: LanOffice) -> None:
    guessers = [Console(office, "127.0.5.2") for _ in range(14)]
    with ThreadPoolExecutor(14) as all_at_once:
        answers = list(
            all_at_once.map(
                lambda pair: pair[1].sign_in(f"Tidak Ada {pair[0]}", "000000").status_code,
                enumerate(guessers),
            )
        )
    assert sorted(answers) == [401] * 10 + [429] * 4


def _spoken(office: LanOffice, request: bytes) -> bytes:
    tls = ssl.create_default_context(cafile=str(office.authority))
    with (
        socket.create_connection(("127.0.0.1", office.port), 5) as plain,
        tls.wrap_socket(plain, server_hostname="localhost") as wire,
    ):
        wire.sendall(request)
        heard = b""
        while more := wire.recv(65536):
            heard += more
        return heard
