"""Staff who help at the kiosk: signing in, and every act of theirs, over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kiosk import help
from kiosk.acts import Act, fingerprint
from kiosk.clock import SystemClock
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.staff import accounts, pins
from kiosk.store import Store
from printing.virtual import VirtualPrinter

PINS = {"Penyelia Contoh": "270418", "Petugas Contoh": "805213", "Teknisi Contoh": "936147"}
NOBODYS = "0000-0000-0000-0"
SUPERVISOR, CLERK, TECHNICIAN = PINS
ROLES: dict[str, accounts.Role] = {SUPERVISOR: "supervisor", CLERK: "counter", TECHNICIAN: "technician"}


def opened(folder: Path) -> Store:
    return Store.open(folder, pinned("demo", folder), SystemClock())


@pytest.fixture(scope="module")
def hashes() -> dict[str, pins.PinHash]:
    return {name: pins.hashed(pin) for name, pin in PINS.items()}


@pytest.fixture
def staffed(tmp_path: Path, hashes: dict[str, pins.PinHash]) -> Path:
    """The folder of an office with somebody of each role, not running."""
    folder = tmp_path / "kantor"
    folder.mkdir()
    store = opened(folder)
    for name, role in ROLES.items():
        act = Act(uuid7(), fingerprint(name), SystemClock().now(), "none")
        store.write(partial(accounts.make, act=act, name=name, role=role, pin=hashes[name]))
    store.close()
    return folder


@pytest.fixture
def office(launch: Callable[..., Any], staffed: Path, virtual: VirtualPrinter) -> Any:
    return launch(printer=virtual)


class Helper:
    """Somebody of the staff at the kiosk."""

    def __init__(self, office: Any, name: str) -> None:
        self._office = office
        begun = office.post("/api/assist/session", {"name": name, "pin": PINS[name]})
        assert begun.status == 201
        self.session = begun.json

    def ask(self, method: str, path: str, body: Any = None, key: str | None = None) -> Any:
        headers = self._office.headers() | {"Anjungan-Staff": self.session["token"]}
        if body is None:
            return self._office.request(method, path, None, headers)
        headers |= {"Content-Type": "application/json", "Idempotency-Key": key or uuid7()}
        return self._office.request(method, path, json.dumps(body).encode(), headers)

    def post(self, path: str, body: Any, key: str | None = None) -> Any:
        return self.ask("POST", f"/api/assist{path}", body, key)


def rows(folder: Path, sql: str) -> list[Any]:
    store = opened(folder)
    try:
        return store.read(lambda connection: connection.all(sql))
    finally:
        store.close()


def helped(folder: Path) -> dict[str, str]:
    """Event of the audit log → name of who helped."""
    return dict(rows(folder, "SELECT event, name FROM audit JOIN staff ON staff.id = audit.staff"))


def test_only_names_of_those_who_can_sign_in_are_told(office: Any) -> None:
    assert office.get("/api/assist/staff").json == {"names": sorted(PINS)}
    assert office.get("/api/status").json["assisting"] is True


def test_an_office_without_accounts_offers_no_assisted_mode(launch: Callable[..., Any]) -> None:
    assert launch().get("/api/status").json["assisting"] is False


def test_whoever_signs_in_at_the_kiosk_answers_its_call_for_help(office: Any, staffed: Path) -> None:
    for page in ("review", "checklist"):
        assert office.post("/api/help-calls", {"page": page}).status == 201
    assert len(office.get("/api/status").json["help_calls"]) == 2
    Helper(office, CLERK)
    assert office.get("/api/status").json["help_calls"] == []
    Helper(office, CLERK)
    assert office.stop() == 0
    written = "SELECT count(*) FROM audit WHERE event = 'help.answered'"
    assert rows(staffed, written) == [(1,)]
    assert helped(staffed)["help.answered"] == CLERK


def test_a_call_from_another_kiosk_stays_open_for_whoever_goes_there(office: Any, staffed: Path) -> None:
    assert office.post("/api/help-calls", {"page": "review"}).status == 201
    assert office.stop() == 0
    store = opened(staffed)
    now = SystemClock().now()
    act = Act(uuid7(), fingerprint("elsewhere"), now, "none")
    store.write(lambda tx: help.call(tx, act=act, page="review", kiosk=2))
    here = Act(uuid7(), fingerprint("here"), now, "none")
    assert store.write(lambda tx: help.arrived(tx, act=here))
    left = store.read(help.open_calls)
    store.close()
    assert [call.id for call in left] == [act.key]


def test_wrong_pins_lock_the_account_also_after_a_restart(launch: Callable[..., Any], staffed: Path) -> None:
    office = launch()
    wrong = {"name": CLERK, "pin": "111222"}
    said = [office.post("/api/assist/session", wrong) for _ in range(5)]
    assert [one.json["type"] for one in said] == ["anjungan:wrong-pin"] * 4 + ["anjungan:locked"]
    assert all(one.is_problem for one in said)
    assert said[-1].json["detail"] == "Coba lagi dalam 15 detik."
    assert office.stop() == 0
    right = launch().post("/api/assist/session", {"name": CLERK, "pin": PINS[CLERK]})
    assert right.json["type"] == "anjungan:locked"
    assert "111222" not in office.log()


def test_a_ticket_taken_for_a_citizen_says_who_helped(office: Any, staffed: Path) -> None:
    clerk = Helper(office, CLERK)
    key = uuid7()
    ticket = clerk.post("/tickets", {"service": "sktm"}, key)
    assert ticket.status == 201
    assert office.ticket(key).json == ticket.json, "the citizen's own screen may ask once more"
    assert office.stop() == 0
    assert helped(staffed) == {"ticket.issued": CLERK}
    (payload,) = rows(staffed, "SELECT payload FROM outbox WHERE kind = 'ticket.issued'")[0]
    (id,) = rows(staffed, f"SELECT id FROM staff WHERE name = '{CLERK}'")[0]
    assert json.loads(payload)["assisted_by"] == id


def test_an_application_goes_on_without_a_helper_whose_session_has_ended(office: Any, staffed: Path) -> None:
    empty = {
        "service": "sktm",
        "version": "2026.11.1",
        "answers": {},
        "presented": [],
        "declared": True,
    }
    clerk = Helper(office, CLERK)
    assert clerk.ask("DELETE", "/api/assist/session").status == 204
    assert clerk.post("/tickets", {"service": "sktm"}).status == 201
    assert clerk.post("/applications", empty).json["type"] == "anjungan:refused"
    assert clerk.post("/copies", {"paper": "U-001"}).json["type"] == "anjungan:staff-ended"
    assert office.stop() == 0
    assert helped(staffed) == {}


def test_a_corrected_priority_counts_in_the_queue_and_on_the_copy(
    office: Any, staffed: Path, virtual: VirtualPrinter, tmp_path: Path
) -> None:
    clerk = Helper(office, CLERK)
    ticket = office.ticket().json
    office.until_print(ticket["print"]["id"], "confirmed")
    key = uuid7()
    changed = clerk.post(f"/tickets/{ticket['id']}/priority", {"priority": "lansia"}, key)
    assert changed.json == {"id": ticket["id"], "number": ticket["number"], "priority": "lansia"}
    assert clerk.post(f"/tickets/{ticket['id']}/priority", {"priority": "lansia"}, key).json == changed.json
    copies = [clerk.post("/copies", {"paper": ticket["number"].lower().replace("-", "")}) for _ in range(2)]
    assert [one.json["copy"] for one in copies] == [1, 2]
    for one in copies:
        office.until_print(one.json["print"]["id"], "confirmed")
    assert office.stop() == 0
    assert virtual.wait_for(3, timeout=5)
    original, first, second = (file.read_bytes() for file in sorted((tmp_path / "slips").glob("*.escpos")))
    assert b"SALINAN" not in original
    assert b"SALINAN ke-1" in first
    assert b"SALINAN ke-2" in second
    assert b"Lansia" in second
    assert helped(staffed) == {"ticket.priority": CLERK, "paper.copied": CLERK}


def test_a_receipt_is_copied_by_its_code_once_for_one_key(office: Any) -> None:
    clerk = Helper(office, CLERK)
    stored = office.apply().json
    key = uuid7()
    first = clerk.post("/copies", {"paper": stored["code"]}, key)
    assert (first.json["paper"], first.json["copy"]) == (stored["code"], 1)
    assert clerk.post("/copies", {"paper": stored["code"]}, key).json == first.json
    office.until_print(first.json["print"]["id"], "confirmed")


def test_what_was_never_printed_has_no_copy(office: Any) -> None:
    clerk = Helper(office, CLERK)
    for paper, said in (("Z-999", "unknown-ticket"), ("????", "unknown-ticket"), (NOBODYS, "unknown-code")):
        refused = clerk.post("/copies", {"paper": paper})
        assert refused.is_problem
        assert refused.json["type"] == f"anjungan:{said}"


def test_a_supervisor_closes_the_kiosk_with_a_message_and_opens_it_again(office: Any, staffed: Path) -> None:
    chief = Helper(office, SUPERVISOR)
    assert chief.post("/closing", {"reason": "Listrik sedang padam."}).status == 200
    status = office.get("/api/status").json
    assert status["opening"] == "paused"
    assert status["opening_sentence"] == "Tutup sementara: Listrik sedang padam."
    assert office.ticket().json["type"] == "anjungan:paused"
    assert chief.ask("GET", "/api/assist/closure").json == {"reason": "Listrik sedang padam."}
    assert chief.post("/opening", {}).json == {"reason": ""}
    assert office.ticket().status == 201
    assert office.stop() == 0
    assert helped(staffed) == {"service.closed": SUPERVISOR, "service.opened": SUPERVISOR}
    told = rows(staffed, "SELECT kind FROM outbox WHERE kind LIKE 'service.%' ORDER BY seq")
    assert told == [("service.closed",), ("service.opened",)]


def test_each_role_may_do_its_own_and_no_more(office: Any) -> None:
    clerk, technician = Helper(office, CLERK), Helper(office, TECHNICIAN)
    assert (clerk.session["may_help"], clerk.session["may_close"]) == (True, False)
    assert (technician.session["may_help"], technician.session["may_close"]) == (False, True)
    assert clerk.post("/closing", {"reason": "Tutup."}).json["type"] == "anjungan:role"
    assert technician.post("/copies", {"paper": "U-001"}).json["type"] == "anjungan:role"
    assert technician.ask("GET", "/api/assist/papers").json["type"] == "anjungan:role"
    assert office.ticket().status == 201


def test_staff_answer_for_a_paper_of_which_nobody_knows(
    launch: Callable[..., Any], staffed: Path, virtual: VirtualPrinter
) -> None:
    office = launch(printer=virtual)
    office.events().until("status", lambda status: status["printer"]["state"] == "ready")
    virtual.run_out(after_mm=15)
    ticket = office.ticket().json
    office.until_print(ticket["print"]["id"], "in_printer", "no_paper")
    assert office.stop() == 0
    virtual.unplug()
    office = launch(printer=virtual)
    clerk = Helper(office, CLERK)
    (paper,) = clerk.ask("GET", "/api/assist/papers").json["papers"]
    assert (paper["id"], paper["paper"]) == (ticket["print"]["id"], ticket["number"])
    answered = clerk.post(f"/papers/{paper['id']}/outcome", {"came_out": True})
    assert answered.json["state"] == "confirmed"
    assert clerk.ask("GET", "/api/assist/papers").json == {"papers": []}
    assert office.stop() == 0
    assert helped(staffed) == {"print.answered": CLERK}
