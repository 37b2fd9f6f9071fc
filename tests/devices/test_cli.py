"""`kiosk devices` and `kiosk scanner test`, as whoever sets a kiosk up sees them."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import app
from kiosk.devices import inventory, trial
from kiosk.devices.frames import Broken, Frame
from kiosk.devices.inventory import Device, SetUp
from kiosk.devices.settings import IdentitySettings, ScannerSettings
from kiosk.devices.simulated_scanner import SimulatedScanner
from kiosk.office.contract import Central, Printer, Status
from kiosk.office.readings import Reader
from tests.devices.conftest import NIK, OTHER_NIK

SETTINGS = '[office]\ncode = "36.03.03"\n[keys]\nbackend = "demo"\n'


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=typed)


@pytest.fixture
def dev(tmp_path: Path) -> Path:
    """A /dev with two serial names and a USB printer."""
    folder = tmp_path / "dev"
    for name in ("serial/by-id/usb-Honeywell_3310-if00", "serial/by-id/usb-Contoh_Lain-if00", "usb/lp0"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return folder


def by_place(devices: list[Device]) -> dict[str, Device]:
    return {device.place.rpartition("/")[2]: device for device in devices}


def status(scanner: str) -> Status:
    return Status(
        office_code="", office_name="", regency_name="", now="", office_day="", opening="open",
        opening_sentence="", waiting=0, services=[], announcements=[], help_calls=[], catalogue_sha256="",
        printer=Printer("no_paper", "", "Kertas habis."), central=Central("none", 0, 0, 0),
        readers=[Reader("scanner", "ready", "", scanner)],
    )  # fmt: skip


def test_what_is_plugged_is_told_with_what_to_write(dev: Path) -> None:
    found = by_place(inventory.devices(SetUp(), None, dev))
    assert "[scanner] url" in found["usb-Honeywell_3310-if00"].taken_for
    assert 'usb:///dev/usb/lp0"' in found["lp0"].taken_for
    assert found["usb-Contoh_Lain-if00"].taken_for == "tidak dikenal"
    assert {one.state for one in found.values()} == {inventory.FREE}


def test_what_is_set_up_is_told_by_its_name_and_the_running_office_knows_its_state(dev: Path) -> None:
    scanner = dev / "serial/by-id/usb-Contoh_Lain-if00"
    set_up = SetUp((f"usb://{dev / 'usb/lp0'}", "tcp://127.0.0.1:9"), ScannerSettings(str(scanner), hid=True))
    found = by_place(inventory.devices(set_up, status("Pemindai siap."), dev))
    assert found[scanner.name].taken_for == "pemindai, [scanner] url"
    assert found[scanner.name].state == "Pemindai siap."
    assert found["lp0"] == Device("/dev/usb/lp0", "printer karcis, [printer] url", "Kertas habis.")
    assert found["127.0.0.1:9"].taken_for == "printer cadangan, [printer] second"
    assert found["papan ketik"].taken_for == "pemindai yang mengetik, [scanner] hid"


def test_what_is_set_up_and_not_plugged_is_told_too(dev: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        identity = IdentitySettings(url=f"http://{place}")
        set_up = SetUp(("tcp://127.0.0.1:9",), ScannerSettings(str(dev / "pemindai")), identity)
        found = by_place(inventory.devices(set_up, None, dev))
    assert found["pemindai"].state == inventory.ABSENT
    assert found["127.0.0.1:9"].state == inventory.SILENT
    assert found[place] == Device(place, "pembaca KTP, [identity] url", inventory.REACHED)
    command = SetUp(identity=IdentitySettings(("/opt/tidak/ada",)))
    assert by_place(inventory.devices(command, None, dev))["ada"].state == "program tidak ada"


def test_devices_of_an_office_that_does_not_run_are_looked_at_directly(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text(f'{SETTINGS}[scanner]\nurl = "serial://{tmp_path}/pemindai"\n')
    result = run("devices", "--data", str(tmp_path), "--port", "9")
    assert result.exit_code == 0
    assert f"{tmp_path}/pemindai\n    pemindai, [scanner] url\n    tidak terpasang\n" in result.output
    assert "Layanan kantor tidak berjalan" in result.output


def test_wrong_settings_are_said_by_their_key(tmp_path: Path) -> None:
    for wrong, key in (
        ('[scanner]\nurl = "tcp://10.0.0.1:9"', "scanner.url"),
        ('[scanner]\nurl = "serial:///dev/x?baud=7"', "scanner.url"),
        ('[identity]\ncommand = ["pembaca"]', "identity.command"),
        ('[identity]\nurl = "http://10.0.0.1:8765"', "identity.url"),
        ('[identity]\nurl = "http://127.0.0.1:8765"\ncommand = ["/x"]', "identity.url"),
    ):
        (tmp_path / "office.toml").write_text(f"{SETTINGS}{wrong}\n")
        result = run("devices", "--data", str(tmp_path))
        assert result.exit_code == 1
        assert key in result.stderr


def test_every_kind_of_scan_has_its_words_and_no_number_of_a_person() -> None:
    told = {
        "ANJUNGAN:ANTREAN:2026-11-24:B-017": "Karcis B-017, tanggal 2026-11-24.",
        "https://antre.contoh.go.id/ikuti/" + "a" * 22: "Karcis dengan alamat ponsel.",
        "ANJUNGAN:PERMOHONAN:7K3M": "Ditolak (24 huruf): kode kita, tetapi tidak utuh.",
        f"{NIK}|CONTOH PEMOHON": "NIK 3603 •••• •••• 0001.",
        f"{NIK}|{OTHER_NIK}": "Ditolak (33 huruf): lebih dari satu nomor, atau nomor KK.",
        "halo\x00": "Ditolak (5 huruf): memuat karakter kendali.",
    }
    for text, words in told.items():
        assert trial.in_words(Frame(text), "https://antre.contoh.go.id") == words
    assert trial.in_words(Broken("cut"), "").startswith("Ditolak: terputus")


def test_a_serial_scanner_is_tried_until_enough_was_scanned(pemindai: SimulatedScanner) -> None:
    results: list[Result] = []
    arguments = ("scanner", "test", "--url", pemindai.url, "--count", "2")
    trying = threading.Thread(target=lambda: results.append(run(*arguments)))
    trying.start()
    while trying.is_alive():
        pemindai.scan(NIK)
        trying.join(0.05)
    assert results[0].exit_code == 0
    assert "Pemindai siap." in results[0].output
    assert results[0].output.count("NIK 3603 •••• •••• 0001.") == 2
    assert NIK not in results[0].output


def test_a_scanner_that_types_is_tried_in_the_terminal() -> None:
    result = run("scanner", "test", "--hid", typed=f"{NIK}\nhalo\n")
    assert result.exit_code == 0
    assert result.output.splitlines()[1:] == [
        "NIK 3603 •••• •••• 0001.",
        "Ditolak (4 huruf): bukan karcis, permohonan, atau NIK.",
    ]


def test_a_scanner_that_is_not_there_or_not_named_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "START_S", 0.2)
    result = run("scanner", "test", "--url", f"serial://{tmp_path}/pemindai")
    assert (result.exit_code, result.stderr) == (1, "Pemindai terlepas. Colokkan kembali kabelnya.\n")
    assert "--url" in run("scanner", "test").stderr
