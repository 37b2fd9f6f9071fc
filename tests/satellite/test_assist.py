"""Assisted mode at a further kiosk: the office checks who helps; the kiosk prints, and keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from kiosk.demo.people import Employee
from kiosk.ids import uuid7
from kiosk.store import Connection
from printing.virtual import VirtualPrinter
from tests.satellite.conftest import WITH_TICKET, Pair, pair

NO_HELP = "Kantor utama tidak menjawab. Bantuan petugas belum bisa."


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("slips")


@pytest.fixture(scope="module")
def printer(slips: Path) -> Iterator[VirtualPrinter]:
    with VirtualPrinter(slips, draw=False) as printer:
        yield printer


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, printer: VirtualPrinter) -> Iterator[Pair]:
    made = pair(tmp_path_factory.mktemp("kantor"), printer=printer.url)
    made.kiosk.until(lambda status: status["printer"]["state"] == "ready")
    yield made
    made.close()


@pytest.fixture
def office(standing: Pair) -> Iterator[Pair]:
    standing.until_all_is_handed_over()
    yield standing
    standing.line.turn("open")


class Helper:
    """Somebody of the staff at the further kiosk."""

    def __init__(self, office: Pair, who: Employee) -> None:
        self._kiosk = office.kiosk
        begun = sign_in(office, who)
        assert begun.status_code == 201, begun.text
        self.session = begun.json()

    def ask(self, method: str, path: str, body: Any = None, key: str = "") -> requests.Response:
        staff = {"Anjungan-Staff": self.session["token"]}
        return self._kiosk.ask(method, f"/api/assist{path}", body, key, staff)


def sign_in(office: Pair, who: Employee, pin: str = "") -> requests.Response:
    return office.kiosk.ask("POST", "/api/assist/session", {"name": who.name, "pin": pin or who.pin})


def wrong(pin: str) -> str:
    return pin[::-1] if pin != pin[::-1] else f"{(int(pin) + 1) % 10**6:06d}"


def test_the_kiosk_offers_the_names_of_the_office(office: Pair) -> None:
    assert office.kiosk.until(lambda status: status["assisting"])
    names = office.kiosk.ask("GET", "/api/assist/staff").json()["names"]
    assert names == sorted((office.supervisor.name, office.clerk.name))


def test_the_office_checks_the_pin(office: Pair) -> None:
    refused = sign_in(office, office.clerk, wrong(office.clerk.pin))
    assert (refused.status_code, refused.json()["type"]) == (403, "anjungan:wrong-pin")
    session = Helper(office, office.clerk).session
    assert (session["name"], session["may_help"], session["may_close"]) == (office.clerk.name, True, False)


def test_whoever_signs_in_answers_the_calls_of_this_kiosk_alone(office: Pair) -> None:
    for machine in (office.main, office.kiosk):
        assert machine.ask("POST", "/api/help-calls", {"page": "sambutan"}).status_code == 201
    Helper(office, office.clerk)
    assert len(office.main.status()["help_calls"]) == 1


def test_a_number_and_a_form_taken_with_help_are_the_offices(office: Pair) -> None:
    clerk = Helper(office, office.clerk)
    ticket = clerk.ask("POST", "/tickets", {"service": "sktm"}).json()
    form = clerk.ask("POST", "/applications", WITH_TICKET).json()
    assert not any(number.startswith("K2-") for number in (ticket["number"], form["ticket"]["number"]))
    changed = clerk.ask("POST", f"/tickets/{ticket['id']}/priority", {"priority": "lansia"})
    assert changed.json() == {"id": ticket["id"], "number": ticket["number"], "priority": "lansia"}


def test_a_copy_comes_out_at_the_kiosk_once_and_the_office_knows(office: Pair, slips: Path) -> None:
    ticket = office.kiosk.take()
    clerk, key = Helper(office, office.clerk), uuid7()
    copies = [clerk.ask("POST", "/copies", {"paper": ticket["number"]}, key).json() for _ in range(2)]
    assert copies[0] == copies[1]
    assert copies[0]["copy"] == 1
    paper = copies[0]["print"]["id"]
    for machine in (office.kiosk, office.main):
        machine.until_confirmed(paper)
    printed = [file.read_bytes() for file in slips.glob("*.escpos")]
    assert sum(b"SALINAN" in paper for paper in printed) == 1
    unknown = clerk.ask("POST", "/copies", {"paper": "Z-999"})
    assert (unknown.status_code, unknown.json()["type"]) == (404, "anjungan:unknown-ticket")


def test_a_supervisor_closes_the_kiosks_and_opens_them_again(office: Pair) -> None:
    refused = Helper(office, office.clerk).ask("POST", "/closing", {"reason": "Tutup."})
    assert (refused.status_code, refused.json()["type"]) == (403, "anjungan:role")
    chief = Helper(office, office.supervisor)
    closed = {"reason": "Listrik sedang padam."}
    assert chief.ask("POST", "/closing", closed).json() == closed
    assert chief.ask("GET", "/closure").json() == closed
    for machine in (office.kiosk, office.main):
        machine.until(lambda status: status["opening"] == "paused")
    office.line.turn("cut")
    assert office.kiosk.ask("POST", "/api/tickets", {"service": "sktm"}).json()["type"] == "anjungan:paused"
    office.line.turn("open")
    assert chief.ask("POST", "/opening", {}).json() == {"reason": ""}
    office.kiosk.until(lambda status: status["opening"] == "open")


def test_a_session_that_has_ended_helps_nobody(office: Pair) -> None:
    clerk = Helper(office, office.clerk)
    assert clerk.ask("DELETE", "/session").status_code == 204
    ended = clerk.ask("GET", "/papers")
    assert (ended.status_code, ended.json()["type"]) == (403, "anjungan:staff-ended")


def test_a_silent_office_is_said_plainly_and_the_citizen_goes_on(office: Pair) -> None:
    clerk = Helper(office, office.clerk)
    office.line.turn("cut")
    office.kiosk.until(lambda status: status["central"]["state"] == "unreachable")
    assert office.kiosk.status()["assisting"]
    for refused in (
        sign_in(office, office.clerk),
        office.kiosk.ask("GET", "/api/assist/staff"),
        clerk.ask("POST", "/copies", {"paper": "A-001"}),
        clerk.ask("GET", "/papers"),
        clerk.ask("POST", "/closing", {"reason": "Tutup."}),
    ):
        problem = refused.json()
        assert (refused.status_code, problem["type"]) == (503, "anjungan:main-office-silent")
        assert problem["detail"] == NO_HELP
    assert clerk.ask("DELETE", "/session").status_code == 204
    assert clerk.ask("POST", "/tickets", {"service": "sktm"}).json()["number"].startswith("K2-")


def test_staff_answer_for_a_paper_of_the_kiosks_own_printer(office: Pair, printer: VirtualPrinter) -> None:
    printer.run_out(after_mm=15)
    ticket = office.kiosk.take()
    paper = ticket["print"]["id"]
    office.kiosk.until(
        lambda _: office.kiosk.ask("GET", f"/api/prints/{paper}").json()["state"] == "in_printer"
    )
    assert office.kiosk.stop() == 0
    printer.unplug()
    office.kiosk.start()
    office.kiosk.until(lambda status: status["central"]["state"] == "none")
    clerk = Helper(office, office.clerk)
    (found,) = clerk.ask("GET", "/papers").json()["papers"]
    assert (found["id"], found["paper"]) == (paper, ticket["number"])
    assert clerk.ask("POST", f"/papers/{paper}/outcome", {"came_out": True}).json()["state"] == "confirmed"
    assert clerk.ask("GET", "/papers").json() == {"papers": []}
    office.until_all_is_handed_over()
    assert office.main.ask("GET", f"/api/prints/{paper}").json()["state"] == "confirmed"


def test_too_many_wrong_pins_lock_the_account_at_the_office(office: Pair) -> None:
    tries = [sign_in(office, office.supervisor, wrong(office.supervisor.pin)) for _ in range(10)]
    assert tries[0].json()["type"] == "anjungan:wrong-pin"
    locked = tries[-1]
    assert (locked.status_code, locked.json()["type"]) == (429, "anjungan:locked")
    assert int(locked.headers["Retry-After"]) > 0


def test_the_kiosk_keeps_no_pin_no_token_and_no_account(standing: Pair) -> None:
    token = Helper(standing, standing.clerk).session["token"]
    standing.stop()
    store = standing.kiosk.store()
    try:
        kept = store.read(_cells)
        named = store.read(lambda c: c.all("SELECT DISTINCT staff FROM audit WHERE staff IS NOT NULL"))
        staff = store.read(
            lambda c: c.value("SELECT (SELECT count(*) FROM staff) + (SELECT count(*) FROM staff_sessions)")
        )
    finally:
        store.close()
    assert staff == 0
    assert kept
    assert not [cell for cell in kept if token in cell or f'"{standing.clerk.pin}"' in cell]
    main = standing.main.store()
    try:
        accounts = main.read(lambda c: c.all("SELECT id FROM staff"))
        helped: dict[str, int] = main.read(
            lambda c: dict(c.all("SELECT event, count(*) FROM audit WHERE staff IS NOT NULL GROUP BY event"))
        )
    finally:
        main.close()
    assert set(named) <= set(accounts), "whoever helped is named by the account, never by the token"
    assert helped["ticket.issued"] == 1
    assert helped["application.submitted"] == 1
    assert helped["paper.copied"] == 1


def _cells(connection: Connection) -> list[str]:
    """Everything that a store holds."""
    tables = [name for (name,) in connection.all("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    rows = [row for table in tables for row in connection.all(f'SELECT * FROM "{table}"')]
    return [str(cell) for row in rows for cell in row]
