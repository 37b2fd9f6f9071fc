"""The office as a process: how it starts, what it refuses, how it ends."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.store.files import write_durably

SETTINGS = '[office]\ncode = "36.03.03"\n[keys]\nbackend = "demo"\n[demo]\nalways_open = true\n'
CLOSED = "\n".join(f'{day} = "tutup"' for day in ("senin", "selasa", "rabu", "kamis", "jumat"))


def attempt(folder: Path, port: int = 0) -> subprocess.CompletedProcess[str]:
    """Starts an office that is expected to refuse."""
    program = (
        "import sys; from pathlib import Path; from kiosk.office.serve import serve;"
        "serve(Path(sys.argv[1]), int(sys.argv[2]))"
    )
    return subprocess.run(
        [sys.executable, "-c", program, str(folder), str(port)], capture_output=True, text=True, timeout=30
    )


def spoil_settings(folder: Path) -> None:
    (folder / "office.toml").write_text(SETTINGS + "[printer]\nlebar = 80\n")


def spoil_printer(folder: Path) -> None:
    (folder / "office.toml").write_text(SETTINGS + '[printer]\nurl = "lpt1:"\n')


def lose_settings(folder: Path) -> None:
    (folder / "office.toml").unlink()


def lose_keys(folder: Path) -> None:
    (folder / "demo-keys.json").unlink()


def lose_database(folder: Path) -> None:
    (folder / "office.db").unlink()


def damage_database(folder: Path) -> None:
    with (folder / "office.db").open("r+b") as file:
        file.seek(100)
        file.write(b"\x00" * 5000)


def spoil_catalogue(folder: Path) -> None:
    (folder / "kosong").mkdir()
    (folder / "catalogue.json").unlink()
    (folder / "office.toml").write_text(SETTINGS + f'[catalogue]\nfolder = "{folder / "kosong"}"\n')


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_settings, "printer.lebar"),
        (spoil_printer, "printer.url"),
        (lose_settings, "office.toml"),
        (lose_keys, "Kunci basis data tidak ada"),
        (lose_database, "office.db hilang"),
        (damage_database, "rusak"),
        (spoil_catalogue, "_kategori.yaml"),
    ],
)
def test_an_office_that_cannot_start_says_one_sentence_and_changes_nothing(
    office: Any, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    if office.process.poll() is None:
        office.ticket()
        assert office.stop() == 0
    folder = tmp_path / office.folder.name
    shutil.copytree(office.folder, folder)
    spoil(folder)
    kept = {file: file.read_bytes() for file in folder.iterdir() if file.name.startswith("office.db")}
    result = attempt(folder)
    assert result.returncode == 2
    assert result.stdout == ""
    assert said.lower() in result.stderr.lower()
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert {file: file.read_bytes() for file in kept} == kept


def test_demo_keys_are_refused_outside_the_temporary_folder(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "office.toml").write_text(SETTINGS)
    other = tmp_path / "sementara"
    other.mkdir()
    monkeypatch.setenv("TMPDIR", str(other))
    result = attempt(tmp_path)
    assert result.returncode == 2
    assert "Kunci demo" in result.stderr
    assert not (tmp_path / "office.db").exists()


def test_a_second_office_in_the_same_folder_is_refused(launch: Any) -> None:
    office = launch()
    result = attempt(office.folder)
    assert (result.returncode, result.stdout) == (2, "")
    assert "sudah berjalan" in result.stderr
    assert office.ticket().status == 201


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text(SETTINGS)
    (tmp_path / "office.lock").mkdir()  # root may write anywhere: this no user can open
    result = attempt(tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "Folder data kantor tidak bisa ditulisi. Periksa izin folder dan ruang penyimpanannya.\n"
    )


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text(SETTINGS)
    with socket.create_server(("127.0.0.1", 0)) as other:
        result = attempt(tmp_path, other.getsockname()[1])
    assert result.returncode == 2
    assert "sudah dipakai" in result.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_office_with_zero(launch: Any, number: signal.Signals) -> None:
    office = launch()
    office.process.send_signal(number)
    assert office.process.wait(10) == 0


def test_the_token_is_for_its_owner_alone_and_stays_the_same(launch: Any) -> None:
    office = launch()
    file = office.folder / "screen.token"
    assert file.stat().st_mode & 0o777 == 0o600
    assert office.stop() == 0
    assert launch().token == office.token


@pytest.mark.parametrize("spoil", ["short", "open"])
def test_a_token_that_others_may_know_is_made_anew(launch: Any, spoil: str) -> None:
    office = launch()
    assert office.stop() == 0
    file = office.folder / "screen.token"
    if spoil == "short":
        write_durably(file, b"pendek")
    else:
        file.chmod(0o644)
    fresh = launch().token
    assert fresh != office.token
    assert len(fresh) >= 43
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_was_acknowledged_is_there_after_kill_9(launch: Any) -> None:
    office = launch()
    keys = [office.ticket().json["id"] for _ in range(5)]
    office.process.kill()
    office.process.wait()
    again = launch()
    assert again.waiting() == 5
    assert again.ticket(keys[0]).json["number"] == "B-001"
    assert again.waiting() == 5


def test_a_closed_office_gives_no_tickets_and_says_when_it_opens(launch: Any) -> None:
    office = launch(SETTINGS.replace("[demo]\nalways_open = true\n", f"[hours]\n{CLOSED}\n"))
    status = office.get("/api/status").json
    assert status["opening"] == "closed"
    for answer in (office.ticket(), office.apply()):
        assert answer.is_problem
        assert (answer.status, answer.json["type"]) == (409, "anjungan:closed")
        assert answer.json["detail"] == status["opening_sentence"]
    assert office.waiting() == 0


def test_a_paused_service_says_why_and_the_others_go_on(launch: Any) -> None:
    office = launch(SETTINGS + '[paused]\nsktm = "Kepala seksi sedang dinas luar."\n')
    assert office.get("/api/status").json["services"] == [
        {"service": "sktm", "open": False, "reason": "Kepala seksi sedang dinas luar."}
    ]
    answer = office.ticket()
    assert answer.is_problem
    assert (answer.status, answer.json["detail"]) == (409, "Kepala seksi sedang dinas luar.")
    assert office.ticket(service="domisili").status == 201


def test_who_was_served_before_closing_gets_the_same_answer_after_it(launch: Any) -> None:
    office = launch()
    ticket = office.ticket()
    assert office.stop() == 0
    closed = launch(SETTINGS + '[paused]\nsktm = "Tutup."\n')
    again = closed.ticket(ticket.json["id"])
    assert (again.status, again.body) == (201, ticket.body)


def test_damage_that_a_start_does_not_meet_is_found_soon_and_stops_the_office(launch: Any) -> None:
    office = launch()
    for _ in range(100):
        assert office.apply().status == 201
    assert office.stop() == 0
    office = launch(examine_after_s=0.5)
    file = office.folder / "office.db"
    middle = file.stat().st_size // 2
    with file.open("r+b") as database:
        database.seek(middle)
        database.write(bytes(file.stat().st_size - middle))
    assert office.process.wait(15) == 2
    said = office.log().splitlines()
    assert any("office.db rusak" in line for line in said)
    assert "Traceback" not in office.log()
    office.log_file.write_text("")


def test_a_whole_store_is_examined_and_the_office_goes_on(launch: Any) -> None:
    office = launch(examine_after_s=0.0)
    assert {office.ticket().status for _ in range(50)} == {201}
    assert office.stop() == 0
