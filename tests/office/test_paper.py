"""From the tap to the paper: the real office, a printer behind a socket, the event stream between."""

from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.ids import uuid7
from printing.virtual import VirtualPrinter


def test_a_tap_becomes_a_confirmed_slip(launch: Any, virtual: VirtualPrinter) -> None:
    office = launch(printer=virtual)
    stream = office.events()
    stream.until("status", lambda status: status["printer"]["state"] == "ready")
    ticket = office.ticket().json
    job = stream.until(
        "print", lambda job: job["id"] == ticket["print"]["id"] and job["state"] == "confirmed"
    )
    assert job == office.get(f"/api/prints/{job['id']}").json
    assert virtual.wait_for(1, timeout=5)
    assert virtual.slips == 1


def test_an_application_prints_its_receipt_and_its_ticket(launch: Any, virtual: VirtualPrinter) -> None:
    office = launch(printer=virtual)
    application = office.apply_with_ticket().json
    office.until_print(application["print"]["id"], "confirmed")
    office.until_print(application["ticket"]["print"]["id"], "confirmed")
    assert virtual.slips == 2


def test_paper_that_runs_out_is_said_and_after_a_new_roll_there_is_one_slip(
    launch: Any, virtual: VirtualPrinter
) -> None:
    office = launch(printer=virtual)
    stream = office.events()
    stream.until("status", lambda status: status["printer"]["state"] == "ready")
    virtual.run_out(after_mm=15)
    job = office.ticket().json["print"]["id"]
    office.until_print(job, "in_printer", "no_paper")
    told = stream.until("status", lambda status: status["printer"]["state"] == "no_paper")
    assert told["printer"]["sentence"] == "Kertas habis. Pasang gulungan baru."
    virtual.refill()
    office.until_print(job, "confirmed")
    assert virtual.slips == 1


def test_a_restart_in_the_middle_of_a_slip_asks_a_person(launch: Any, virtual: VirtualPrinter) -> None:
    office = launch(printer=virtual)
    office.events().until("status", lambda status: status["printer"]["state"] == "ready")
    virtual.run_out(after_mm=15)
    job = office.ticket().json["print"]["id"]
    office.until_print(job, "in_printer", "no_paper")
    asked = f"/api/prints/{job}/outcome"
    early = office.post(asked, {"came_out": True})
    assert early.is_problem
    assert (early.status, early.json["type"]) == (409, "anjungan:decided")
    assert office.stop() == 0
    virtual.unplug()
    office = launch(printer=virtual)
    assert office.get(f"/api/prints/{job}").json["state"] == "unknown"
    key = uuid7()
    said = office.post(asked, {"came_out": False}, key)
    assert (said.status, said.json["state"]) == (200, "failed")
    assert office.post(asked, {"came_out": False}, key).body == said.body
    assert office.post(asked, {"came_out": True}).status == 409
    virtual.plug()
    virtual.refill()
    office.until_print(office.ticket().json["print"]["id"], "confirmed")
    assert office.get(f"/api/prints/{job}").json["state"] == "failed"
    assert virtual.slips == 1


def test_a_restart_in_the_middle_of_a_slip_is_settled_by_its_late_marker(
    launch: Any, virtual: VirtualPrinter
) -> None:
    office = launch(printer=virtual)
    office.events().until("status", lambda status: status["printer"]["state"] == "ready")
    virtual.run_out(after_mm=15)
    job = office.ticket().json["print"]["id"]
    office.until_print(job, "in_printer", "no_paper")
    assert office.stop() == 0
    office = launch(printer=virtual)
    stream = office.events()
    stream.until("status", lambda status: status["printer"]["state"] == "no_paper")
    assert office.get(f"/api/prints/{job}").json["state"] == "unknown"
    virtual.refill()
    office.until_print(job, "confirmed")
    assert virtual.slips == 1


def test_tickets_taken_while_the_printer_is_away_are_printed_when_it_is_back(
    launch: Any, virtual: VirtualPrinter
) -> None:
    virtual.unplug()
    office = launch(printer=virtual)
    jobs = [office.ticket().json["print"]["id"] for _ in range(3)]
    office.until_print(jobs[-1], "queued", "offline")
    virtual.plug()
    for job in jobs:
        office.until_print(job, "confirmed")
    assert virtual.slips == 3


@pytest.mark.parametrize("trouble", [VirtualPrinter.mute, VirtualPrinter.unplug])
def test_a_silent_printer_stalls_nothing_else(launch: Any, virtual: VirtualPrinter, trouble: Any) -> None:
    office = launch(printer=virtual)
    stream = office.events()
    stream.until("status", lambda status: status["printer"]["state"] == "ready")
    trouble(virtual)
    stream.until("status", lambda status: status["printer"]["state"] == "offline")
    assert {office.ticket().status for _ in range(20)} == {201}
    assert office.stop() == 0


def test_a_technician_prints_a_test_page_while_the_office_runs(launch: Any, virtual: VirtualPrinter) -> None:
    office = launch(printer=virtual)
    office.events().until("status", lambda status: status["printer"]["state"] == "ready")

    result = CliRunner().invoke(
        app, ["printer", "test", "--data", str(office.folder), "--port", str(office.port)]
    )

    assert result.exit_code == 0, result.output
    assert "pencetak sendiri yang memastikan" in result.stdout
    assert "Dicetak sebagai Pencetak 80 mm" in result.stdout
    assert virtual.slips == 1


def test_a_test_page_is_not_sent_to_a_printer_that_cannot_print(launch: Any, virtual: VirtualPrinter) -> None:
    office = launch(printer=virtual)
    virtual.open_cover()
    office.events().until("status", lambda status: status["printer"]["state"] == "cover")

    tried = office.post("/api/test-pages", {"place": "first"})
    assert tried.json["outcome"] == "not_ready"
    assert "Penutup" in tried.json["sentence"]
    assert office.post("/api/test-pages", {"place": "second"}).json["outcome"] == "not_ready"
    assert office.post("/api/test-pages", {"place": "third"}).status == 422
    assert virtual.slips == 0
