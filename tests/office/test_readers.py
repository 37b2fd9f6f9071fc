"""Scanners and card readers of a running office, as its screen hears of them."""

from __future__ import annotations

import io
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.devices.simulated_middleware import Service
from kiosk.devices.simulated_scanner import SimulatedScanner
from printing.virtual import VirtualPrinter
from tests.office.conftest import PATIENCE_S, SETTINGS

NIK = "3603034101900001"
OTHER_NIK = "3603035202910002"


@pytest.fixture
def pemindai(tmp_path: Path) -> Iterator[SimulatedScanner]:
    with SimulatedScanner(tmp_path / "pemindai") as scanner:
        yield scanner


def with_scanner(scanner: SimulatedScanner) -> str:
    return f'{SETTINGS}[scanner]\nurl = "{scanner.url}"\nhid = true\n'


def reader(status: dict[str, Any], kind: str) -> str:
    return next((one["state"] for one in status["readers"] if one["kind"] == kind), "absent")


def ready(office: Any, kind: str) -> Any:
    """A stream of an office whose reader is ready."""
    stream = office.events()
    stream.until("status", lambda status: reader(status, kind) == "ready")
    return stream


def test_an_office_without_readers_says_so(office: Any) -> None:
    assert office.get("/api/status").json["readers"] == []


def test_a_scanner_pulled_out_is_in_the_status_within_two_seconds_and_back_as_soon(
    launch: Any, pemindai: SimulatedScanner
) -> None:
    office = launch(with_scanner(pemindai))
    stream = ready(office, "scanner")
    for plug, state in ((pemindai.unplug, "offline"), (pemindai.plug, "ready")):
        began = time.monotonic()
        plug()
        told = stream.until("status", lambda status, state=state: reader(status, "scanner") == state)
        assert time.monotonic() - began < 2.0
        assert told["readers"] == office.get("/api/status").json["readers"]
        assert [one["kind"] for one in told["readers"]] == ["scanner", "hid"]
        assert all(one["sentence"] for one in told["readers"])


def test_our_own_papers_are_read_back_from_the_paper_itself(
    launch: Any, pemindai: SimulatedScanner, tmp_path: Path
) -> None:
    import zxingcpp
    from PIL import Image

    with VirtualPrinter(tmp_path / "kertas") as printer:
        office = launch(with_scanner(pemindai), printer)
        stream = ready(office, "scanner")
        ticket, application = office.ticket().json, office.apply().json
        assert printer.wait_for(2, PATIENCE_S)
    found = {}
    for file in (tmp_path / "kertas").glob("*.png"):
        for symbol in zxingcpp.read_barcodes(Image.open(io.BytesIO(file.read_bytes()))):
            pemindai.scan(symbol.text)
            scan = stream.until("scan")
            found[scan["kind"]] = scan
    assert found["application"]["code"] == application["code"]
    assert (found["ticket"]["number"], found["ticket"]["office_day"]) == (
        ticket["number"],
        ticket["office_day"],
    )
    place = found["ticket"]["place"]
    assert place["number"] == ticket["number"]
    assert place["headline"] == "Giliran Bapak/Ibu berikutnya"
    assert {one["source"] for one in found.values()} == {"scanner"}


def test_a_ticket_that_is_followed_by_a_phone_is_found_by_its_address(
    launch: Any, pemindai: SimulatedScanner
) -> None:
    from kiosk.keys import pinned
    from kiosk.queueing import follow
    from kiosk.store.connection import Connection, connect

    site = "https://antre.contoh.go.id"
    office = launch(f'{with_scanner(pemindai)}[follow]\npublic_url = "{site}"\n')
    stream = ready(office, "scanner")
    ticket = office.ticket().json
    raw = connect(office.folder / "office.db", pinned("demo", office.folder).get("store") or b"")
    address = follow.address(Connection(raw), site, ticket["id"])
    raw.close()
    pemindai.scan(address)
    assert stream.until("scan")["number"] == ticket["number"]
    pemindai.scan(address[:-4] + "AAAA")
    forged = stream.until("scan")
    assert (forged["kind"], forged["number"], forged["place"]) == ("ticket", "", None)


def test_a_nik_in_a_document_is_told_once_and_what_is_not_ours_is_a_hint(
    launch: Any, pemindai: SimulatedScanner
) -> None:
    office = launch(with_scanner(pemindai))
    stream = ready(office, "scanner")
    before = office.get("/api/status").json["waiting"]
    pemindai.scan("WIFI:S:kantor;P:rahasia;;")
    hint = stream.until("misread")
    assert hint.keys() == {"sentence"}
    for _ in range(5):
        pemindai.scan(f"NIK:{NIK}")
    pemindai.scan(f"NIK:{OTHER_NIK}")
    scans = [stream.until("scan"), stream.until("scan")]
    assert [scan["nik"] for scan in scans] == [NIK, OTHER_NIK]
    assert {scan["kind"] for scan in scans} == {"nik"}
    assert office.get("/api/status").json["waiting"] == before


def test_a_screen_that_connects_later_hears_nothing_of_what_was_read_before(
    launch: Any, pemindai: SimulatedScanner
) -> None:
    office = launch(with_scanner(pemindai))
    stream = ready(office, "scanner")
    pemindai.scan(NIK)
    stream.until("scan")
    late = office.events()
    late.until("status")
    pemindai.scan(OTHER_NIK)
    assert late.until("scan")["nik"] == OTHER_NIK


def test_the_screen_asks_what_was_typed_into_it(office: Any) -> None:
    scanned = office.post("/api/scans", {"text": f"NIK:{NIK}", "source": "hid"})
    assert (scanned.status, scanned.json["kind"], scanned.json["nik"]) == (200, "nik", NIK)
    assert scanned.headers["cache-control"] == "no-store"
    typed = office.post("/api/scans", {"text": "3603 0341 0190 0001", "source": "keypad"})
    assert (typed.json["nik"], typed.json["source"]) == (NIK, "keypad")
    for text, source in ((f"NIK:{NIK}", "keypad"), ("apa ini", "hid"), (f"{NIK},{OTHER_NIK}", "hid")):
        refused = office.post("/api/scans", {"text": text, "source": source})
        assert refused.status == 404
        assert refused.is_problem
        assert NIK not in refused.body.decode()
    assert office.post("/api/scans", {"text": "9" * 513}).status == 422


def test_a_card_is_told_to_the_screen_with_its_read(launch: Any) -> None:
    service = Service(seconds=0.2)
    office = launch(f'{SETTINGS}[identity]\nurl = "{service.url}"\n')
    stream = ready(office, "card")
    service.reader.lay(NIK, "CONTOH PEMOHON")
    laid = stream.until("card")
    scan = stream.until("scan")
    assert (laid["phase"], scan["kind"], scan["source"]) == ("in", "identity", "card")
    assert (scan["nik"], scan["name"], scan["read"]) == (NIK, "CONTOH PEMOHON", laid["read"])
    service.reader.take()
    assert stream.until("card") == {"read": laid["read"], "phase": "out", "sentence": ""}
    service.close()
    stream.until("status", lambda status: reader(status, "card") == "offline")


def test_a_program_of_a_vendor_ends_with_the_office(launch: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "kiosk.devices.simulated_middleware", "--control", str(port)]
    office = launch(f"{SETTINGS}[identity]\ncommand = {command!r}\n")
    ready(office, "card")
    assert office.stop() == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), 1)
