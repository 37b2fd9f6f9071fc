"""Counters over HTTP: each act once, clear sentences where it cannot be, and everybody sees it at once."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from kiosk.ids import uuid7
from tests.console.conftest import PIN, Console, LanOffice, Room, clear

PAINT_BUDGET_S = 0.1


@pytest.fixture(scope="module")
def first(office: LanOffice) -> Console:
    return office.console("Petugas 1", 1)


@pytest.fixture(scope="module")
def second(office: LanOffice) -> Console:
    return office.console("Petugas 2", 2)


@pytest.fixture(autouse=True)
def nothing_in_hand(office: LanOffice) -> Iterator[None]:
    """Begins and leaves with free counters and an empty queue."""
    clear(office)
    yield
    clear(office)


def test_a_number_is_called_served_and_finished(office: LanOffice, first: Console) -> None:
    taken = office.ticket(priority="lansia")
    called = first.act("/call-next")
    assert (called["number"], called["state"], called["counter"]) == (taken["number"], "called", 1)
    again = first.act(f"/tickets/{called['id']}/recall")
    assert again["ordinal"] == 2
    assert first.act(f"/tickets/{called['id']}/serve")["state"] == "serving"
    assert first.act(f"/tickets/{called['id']}/finish", {"outcome": "served"})["state"] == "done"


def test_the_same_key_calls_one_number(office: LanOffice, first: Console) -> None:
    office.ticket()
    office.ticket()
    key = uuid7()
    answers = [first.post("/loket/api/call-next", {}, key).json() for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert office.screen("GET", "/api/status")["waiting"] == 1


def test_the_same_key_with_another_word_is_refused(office: LanOffice, first: Console) -> None:
    office.ticket()
    ticket = first.act("/call-next")
    first.act(f"/tickets/{ticket['id']}/serve")
    key = uuid7()
    path = f"/loket/api/tickets/{ticket['id']}/finish"
    assert first.post(path, {"outcome": "served"}, key).status_code == 200
    refused = first.post(path, {"outcome": "left"}, key)
    assert (refused.status_code, refused.json()["type"]) == (422, "anjungan:key-reused")


def test_a_number_in_hand_is_not_called_over(office: LanOffice, first: Console) -> None:
    office.ticket()
    office.ticket()
    held = first.act("/call-next")
    refused = first.post("/loket/api/call-next")
    assert (refused.status_code, refused.json()["type"]) == (409, "anjungan:counter-busy")
    assert held["number"] in refused.json()["title"]


def test_two_consoles_on_one_number_get_a_sentence(
    office: LanOffice, first: Console, second: Console
) -> None:
    office.ticket()
    ticket = first.act("/call-next")
    first.act(f"/tickets/{ticket['id']}/serve")
    for move, type in (("finish", "not-yours"), ("serve", "illegal-transition")):
        refused = second.post(f"/loket/api/tickets/{ticket['id']}/{move}")
        assert (refused.status_code, refused.json()["type"]) == (409, f"anjungan:{type}")
        assert refused.json()["title"] == f"Nomor {ticket['number']} sedang dilayani loket 1."
    first.act(f"/tickets/{ticket['id']}/finish")
    late = first.post(f"/loket/api/tickets/{ticket['id']}/finish")
    assert late.json()["title"] == f"Nomor {ticket['number']} sudah selesai."


def test_nobody_waiting_is_said(first: Console) -> None:
    refused = first.post("/loket/api/call-next")
    assert (refused.status_code, refused.json()["type"]) == (409, "anjungan:nobody-waiting")


def test_a_taken_counter_is_named_and_can_be_taken_over(office: LanOffice, second: Console) -> None:
    supervisor = office.colleague("Penyelia")
    refused = supervisor.post("/loket/api/counters/2/open")
    assert (refused.status_code, refused.json()["type"]) == (409, "anjungan:counter-taken")
    assert supervisor.act("/counters/2/open", {"take_over": True})["staff"] == "Penyelia"
    supervisor.act("/counters/2/close")
    second.sit(2)


def test_everybody_sees_a_call_at_once(office: LanOffice, first: Console, second: Console) -> None:
    taken = office.ticket()
    watching = Room(second)
    _, state = watching.next()
    assert [one["number"] for one in state["waiting"]] == [taken["number"]]
    assert {"counters", "parked", "no_shows", "help_calls", "printer", "central", "closures"} <= set(state)
    first.act("/call-next")
    answered = time.monotonic()
    at, state = watching.next(lambda state: state["counters"][0]["current"] is not None)
    assert at - answered < PAINT_BUDGET_S
    assert state["counters"][0]["current"]["number"] == taken["number"]
    assert state["waiting"] == []


def test_a_call_for_help_reaches_the_consoles_and_is_answered_once(
    office: LanOffice, first: Console, second: Console
) -> None:
    watching = Room(second)
    call = office.screen("POST", "/api/help-calls", {"page": "checklist"})
    watching.next(lambda state: [one["id"] for one in state["help_calls"]] == [call["id"]])
    first.act(f"/help/{call['id']}/answer")
    watching.next(lambda state: state["help_calls"] == [])
    assert second.post(f"/loket/api/help/{call['id']}/answer").status_code == 200
    assert second.post("/loket/api/help/tidak-ada/answer").status_code == 404
    assert office.screen("GET", "/api/status")["help_calls"] == []


def test_a_closure_reaches_the_kiosk(office: LanOffice) -> None:
    supervisor = office.colleague("Penyelia")
    supervisor.act("/closures/close", {"service": "sktm", "reason": "Jaringan terputus"})
    shown = {one["service"]: one["reason"] for one in office.screen("GET", "/api/status")["services"]}
    assert shown["sktm"] == "Jaringan terputus"
    supervisor.act("/closures/reopen", {"service": "sktm"})
    assert office.ticket()["number"].startswith("B-")


def test_accounts_are_made_changed_and_closed(office: LanOffice) -> None:
    supervisor = office.colleague("Penyelia")
    made = supervisor.act("/staff", {"name": "Petugas Baru", "role": "counter", "pin": "739164"})
    assert "pin" not in made
    newcomer = office.console()
    assert newcomer.sign_in("petugas baru", "739164").status_code == 200
    supervisor.act(f"/staff/{made['id']}/pin", {"pin": "264918"})
    assert newcomer.get("/loket/api/session").status_code == 401
    assert newcomer.sign_in("Petugas Baru", "264918").status_code == 200
    supervisor.act(f"/staff/{made['id']}/disable")
    assert newcomer.get("/loket/api/session").status_code == 401
    assert newcomer.sign_in("Petugas Baru", "264918").json()["type"] == "anjungan:wrong-pin"
    weak = supervisor.post("/loket/api/staff", {"name": "Lain", "role": "counter", "pin": "123456"})
    assert (weak.status_code, weak.json()["type"]) == (409, "anjungan:weak-pin")
    assert PIN not in office.log()


def test_the_last_supervisor_stays(office: LanOffice) -> None:
    supervisor = office.colleague("Penyelia")
    own = supervisor.get("/loket/api/session").json()["id"]
    refused = supervisor.post(f"/loket/api/staff/{own}/disable")
    assert (refused.status_code, refused.json()["type"]) == (409, "anjungan:last-supervisor")
