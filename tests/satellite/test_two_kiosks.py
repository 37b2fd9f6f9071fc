"""Two kiosks of one office: one queue, one number a person, whatever the network does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import SystemClock
from kiosk.demo.console import Console
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.queueing.states import ENDS
from kiosk.satellite import membership, registry
from kiosk.satellite.contract import Record
from kiosk.satellite.errors import Distrusted, Silent, Unfit
from kiosk.satellite.link import Link
from kiosk.satellite.membership import Invitation
from printing.virtual import VirtualPrinter
from tests.satellite.conftest import APPLICATION, WITH_TICKET, Machine, Pair, pair
from tests.satellite.line import Weather

NOON = "2026-11-24T05:00:00.000Z"
FOREIGN: dict[str, Any] = {
    "number": "K3-001",
    "series": "K3",
    "service": "sktm",
    "version": "2026.11.1",
    "priority": "umum",
    "language": "id",
    "people_ahead": 0,
    "issued_at": NOON,
    "application": None,
}


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("slips")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, slips: Path) -> Iterator[Pair]:
    """One pair for all tests of the module; the further kiosk has a printer."""
    with VirtualPrinter(slips, draw=False) as printer:
        made = pair(
            tmp_path_factory.mktemp("kantor"), printer=printer.url, settings="[quota]\nlegalisasi = 1\n"
        )
        yield made
        made.close()


@pytest.fixture
def office(standing: Pair) -> Iterator[Pair]:
    """The pair in fair weather, with nothing left to hand over."""
    standing.until_all_is_handed_over()
    yield standing
    standing.line.turn("open")


def state(machine: Machine, paper: str) -> str:
    return str(machine.ask("GET", f"/api/prints/{paper}").json()["state"])


def test_both_kiosks_give_numbers_of_one_series(office: Pair) -> None:
    numbers = [machine.take()["number"] for machine in (office.kiosk, office.main, office.kiosk)]
    first = int(numbers[0].removeprefix("B-"))
    assert numbers == [f"B-{first + n:03d}" for n in range(3)]
    office.kiosk.until(lambda status: status["waiting"] == office.main.status()["waiting"])


def test_the_slip_comes_out_where_the_citizen_stands_and_once(office: Pair, slips: Path) -> None:
    told = office.kiosk.take()
    office.line.turn("cut")
    in_emergency = office.kiosk.take()
    papers = [told["print"]["id"], in_emergency["print"]["id"]]
    office.kiosk.until(lambda _: {state(office.kiosk, paper) for paper in papers} == {"confirmed"})
    office.until_all_is_handed_over()
    assert {state(office.main, paper) for paper in papers} == {"confirmed"}
    printed = [file.read_bytes() for file in slips.glob("*.escpos")]
    for ticket, emergency in ((told, False), (in_emergency, True)):
        (slip,) = [paper for paper in printed if ticket["number"].encode() + b"\n" in paper]
        assert (b"Nomor darurat" in slip) == emergency


def test_an_application_taken_in_silence_is_found_by_its_code_at_both_kiosks(office: Pair) -> None:
    office.line.turn("cut")
    with_ticket = office.kiosk.ask("POST", "/api/applications", WITH_TICKET).json()
    plain = office.kiosk.ask("POST", "/api/applications", APPLICATION).json()
    assert with_ticket["ticket"]["number"].startswith("K2-")
    assert office.kiosk.ask("GET", f"/api/applications/{plain['code']}").json()["state"] == "received"
    office.until_all_is_handed_over()
    for machine in (office.main, office.kiosk):
        for code in (with_ticket["code"], plain["code"]):
            assert machine.ask("GET", f"/api/applications/{code}").json()["state"] == "received"
            assert machine.ask("GET", f"/api/applications/{code}/receipt.pdf").content[:4] == b"%PDF"


def test_a_silent_office_is_waited_for_a_second_and_a_half_and_no_longer(office: Pair) -> None:
    office.line.turn("mute")
    answer = office.kiosk.ask("POST", "/api/tickets", {"service": "sktm"})
    assert answer.json()["number"].startswith("K2-")
    assert 1.4 < answer.elapsed.total_seconds() < 3


def test_what_staff_closed_stays_closed_while_the_office_is_silent(office: Pair) -> None:
    def closed(status: dict[str, Any]) -> bool:
        return any(one["service"] == "sktm" and not one["open"] for one in status["services"])

    with Console(office.room_url, office.supervisor, 1, take_over=True) as console:
        console.post("/closures/close", {"service": "sktm", "reason": "Petugas sedang rapat."})
        office.kiosk.until(closed)
        office.line.turn("cut")
        for _ in ("it has heard so", "it only remembers so"):
            answer = office.kiosk.ask("POST", "/api/tickets", {"service": "sktm"})
            assert (answer.status_code, answer.json()["type"]) == (409, "anjungan:paused")
            assert answer.json()["detail"] == "Petugas sedang rapat."
            assert office.kiosk.take(service="domisili")["number"].startswith("K2-")
            assert office.kiosk.stop() == 0
            office.kiosk.start()
        assert closed(office.kiosk.status())
        console.post("/closures/reopen", {"service": "sktm"})
    office.line.turn("open")
    office.kiosk.until(lambda status: not closed(status) and status["central"]["state"] == "none")
    office.line.turn("cut")
    assert office.kiosk.take()["number"].startswith("K2-")


def test_a_service_whose_numbers_are_all_given_has_none_while_the_office_is_silent(office: Pair) -> None:
    office.main.take(service="legalisasi")
    office.kiosk.until(lambda status: any(one["service"] == "legalisasi" for one in status["services"]))
    office.line.turn("cut")
    answer = office.kiosk.ask("POST", "/api/tickets", {"service": "legalisasi"})
    assert (answer.status_code, answer.json()["type"]) == (409, "anjungan:quota")


def test_nobody_is_called_where_nobody_would_hear_of_it(office: Pair) -> None:
    office.line.turn("cut")
    answer = office.kiosk.ask("POST", "/api/help-calls", {"page": "sambutan"})
    assert (answer.status_code, answer.json()["type"]) == (503, "anjungan:main-office-silent")


@pytest.mark.parametrize("weather", ["late", "deaf"])
def test_a_number_that_the_office_gave_unheard_is_superseded(office: Pair, weather: Weather) -> None:
    before = office.main.status()["waiting"]
    office.line.turn(weather)
    key = uuid7()
    told = office.kiosk.take(key)["number"]
    assert told.startswith("K2-")
    office.until_all_is_handed_over()
    assert office.main.status()["waiting"] == before + 1
    assert office.kiosk.take(key)["number"] == told


def test_a_refusal_of_the_office_is_the_kiosks(office: Pair) -> None:
    answer = office.kiosk.ask("POST", "/api/tickets", {"service": "tidak_ada"})
    assert (answer.status_code, answer.json()["type"]) == (404, "anjungan:unknown-service")


def test_the_kiosk_says_that_its_office_is_silent(office: Pair) -> None:
    office.line.turn("cut")
    silent = office.kiosk.until(lambda status: status["central"]["state"] == "unreachable")
    assert silent["ailments"][0].startswith("Kantor utama tidak menjawab")
    office.line.turn("open")
    office.kiosk.until(lambda status: status["central"]["state"] == "none")


def test_whoever_does_not_know_the_secret_is_told_nothing(office: Pair) -> None:
    keys = pinned("demo", office.kiosk.folder)
    stranger = Link(replace(membership.kept(keys), secret="x" * 43))
    try:
        with pytest.raises(Silent, match="401"):
            stranger.application("7K3M-9QXD-2B4W-5")
    finally:
        stranger.close()


def test_an_office_with_another_fingerprint_is_not_joined(office: Pair) -> None:
    keys = pinned("demo", office.kiosk.folder)
    known = membership.kept(keys)
    invited = Invitation(f"https://127.0.0.1:{office.line.port}", 3, "0" * 64, known.secret)
    with pytest.raises(Distrusted):
        membership.join(keys, invited)
    assert membership.kept(keys) == known


def test_a_number_of_another_kiosks_series_is_refused(office: Pair) -> None:
    kiosk = Link(membership.kept(pinned("demo", office.kiosk.folder)))
    try:
        with pytest.raises(Unfit, match="unfit-record"):
            kiosk.deliver(Record(uuid7(), "ticket.issued", "2026-11-24", NOON, "none", FOREIGN, None, []))
    finally:
        kiosk.close()


def test_staff_see_how_the_further_kiosk_stands(standing: Pair) -> None:
    standing.until_all_is_handed_over()
    standing.stop()
    store = standing.main.store()
    try:
        (kiosk,) = store.read(lambda c: registry.kiosks(c, SystemClock().now()))
    finally:
        store.close()
    assert (kiosk.name, kiosk.series, kiosk.printer, kiosk.unsent) == ("Teras", "K2", "ready", 0)
    assert kiosk.seen_at


def test_nothing_personal_stays_at_the_kiosk_once_the_office_has_it(standing: Pair) -> None:
    standing.stop()
    store = standing.kiosk.store()
    try:
        assert store.read(lambda c: c.value("SELECT count(*) FROM applications")) == 0
        kept = store.read(lambda c: c.all("SELECT payload FROM outbox"))
        states = {state for (state,) in store.read(lambda c: c.all("SELECT DISTINCT state FROM tickets"))}
    finally:
        store.close()
    assert kept
    assert states <= ENDS, "a number that was handed over is over here, in a word that the queue knows"
    assert not any("3603034101900001" in payload for (payload,) in kept)
