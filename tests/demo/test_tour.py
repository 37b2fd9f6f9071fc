"""The tour as a newcomer takes it, and the demo as a newcomer leaves it."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from kiosk.demo.house import House
from printing.pdf import to_png

NIK = "3603034101900001"
"""What the tour types as the applicant's NIK."""
KIOSK = [sys.executable, "-m", "kiosk.cli"]
TOUR_S = 240


def summary_of(out: Path, *options: str) -> dict[str, Any]:
    done = subprocess.run(
        [*KIOSK, "tour", "--out", str(out), *options], capture_output=True, text=True, timeout=TOUR_S
    )
    assert done.returncode == 0, done.stdout + done.stderr
    summary: dict[str, Any] = json.loads((out / "summary.json").read_text())
    return summary


def read_qr(png: bytes) -> str:
    found = zxingcpp.read_barcodes(Image.open(BytesIO(png)))
    assert len(found) == 1
    return str(found[0].text)


@pytest.mark.parametrize(
    "options", [(), ("--offline", "--profile", "landscape-21")], ids=["portrait", "landscape, offline"]
)
def test_the_tour_ends_well_and_leaves_what_it_promises(tmp_path: Path, options: tuple[str, ...]) -> None:
    summary = summary_of(tmp_path, *options)
    assert summary["ok"] is True
    assert summary["ticket"] == {"number": "B-001", "print": "confirmed"}
    assert summary["central"] == {"tickets": 1, "applications": 1}
    application = summary["application"]
    assert (application["service"], application["state"]) == ("sktm", "received")
    assert set(summary["durations_ms"]) >= {
        "tap_to_number",
        "tap_to_paper",
        "submit_to_central",
        "cold_start",
    }
    assert len(list((tmp_path / "screens").glob("*.png"))) > 20
    assert (tmp_path / "ticket.escpos").read_bytes().startswith(b"\x1b@")
    assert read_qr((tmp_path / "ticket.png").read_bytes()).endswith("B-001")
    receipt = (tmp_path / "receipt.pdf").read_bytes()
    assert read_qr(to_png(receipt, 150)).endswith(str(application["code"]))


@pytest.fixture
def walked(tmp_path: Path) -> Iterator[House]:
    """A house through which one citizen has gone, still standing."""
    with House() as house:
        house.start_central()
        house.start_office()
        screen = house.start_screen("ui.tour", "--out", str(tmp_path))
        screen.rest(TOUR_S)
        assert screen.stop() == 0
        house.wait_until_sent(30)
        yield house


FORMS = (
    NIK.encode(),
    NIK.encode("utf-16-le"),
    NIK.encode().hex().encode(),
    base64.b64encode(NIK.encode())[:-2],
    NIK[::-1].encode(),
    f"{NIK[:6]} {NIK[6:12]} {NIK[12:]}".encode(),
)


def leaks(folder: Path) -> list[str]:
    """Files below the folder that hold the NIK, in their bytes or in their name."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    held = {file: os.fsencode(file.relative_to(folder)) + b"\n" + file.read_bytes() for file in files}
    return [file.name for file, content in held.items() if any(form in content for form in FORMS)]


def test_a_planted_nik_stands_nowhere_on_disk(walked: House) -> None:
    assert (walked.office_folder / "office.db").stat().st_size > 0
    assert list(walked.slips.glob("*.escpos"))
    assert leaks(walked.folder) == []


@pytest.mark.parametrize("form", FORMS)
def test_the_search_finds_a_nik_that_was_written_down(tmp_path: Path, form: bytes) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "leak.log").write_bytes(b"applicant " + form)
    (tmp_path / f"{NIK}.pdf").touch()
    assert sorted(leaks(tmp_path)) == [f"{NIK}.pdf", "leak.log"]


def test_a_proxy_of_the_machine_does_not_stand_between_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with House(draw=False) as house:
        house.start_office()
        assert house.ask_office("/api/status")["opening"] == "open"


@pytest.mark.parametrize(("options", "parts"), [((), 6), (("--kiosks", "2", "--display"), 9)])
def test_the_demo_stops_at_ctrl_c_and_leaves_nothing_behind(options: tuple[str, ...], parts: int) -> None:
    demo = subprocess.Popen(
        [*KIOSK, "demo", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "BROWSER": "echo browser %s"},
    )
    assert demo.stdout is not None
    lines = list(iter(demo.stdout.readline, "Anjungan berjalan. Tekan Ctrl-C untuk berhenti.\n"))
    (slips,) = (Path(line.split()[1]) for line in lines if line.startswith("Karcis"))
    assert slips.is_dir()
    (display,) = (line.split()[1] for line in lines if line.startswith("Layar"))
    assert (f"browser {display}\n" in lines) == ("--display" in options)
    children = Path(f"/proc/{demo.pid}/task/{demo.pid}/children").read_text().split()
    assert len(children) == parts
    demo.send_signal(signal.SIGINT)
    _, errors = demo.communicate(timeout=30)
    assert (demo.returncode, errors) == (0, "")
    assert not slips.parent.exists()
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


def test_a_tour_that_is_told_to_stop_clears_its_folder(tmp_path: Path) -> None:
    tour = subprocess.Popen(
        [*KIOSK, "tour", "--out", str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(tmp_path)},
    )
    assert tour.stdout is not None
    assert "The house stands" in tour.stdout.readline()
    assert list(tmp_path.glob("anjungan-*"))
    tour.terminate()
    tour.communicate(timeout=30)
    assert tour.returncode == 1
    assert not list(tmp_path.glob("anjungan-*"))


def test_the_demo_revives_an_office_that_was_killed() -> None:
    with House(draw=False) as house:
        house.start_office()
        house.part("office").process.kill()
        house.part("office").process.wait(10)
        assert house.revive() == ["office"]
        assert house.ask_office("/api/status")["office_code"] == "36.03.03"
