"""The screen as a process: it starts, tells its first frame, and always ends with 0."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

OFFSCREEN = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


def screen(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=OFFSCREEN,
    )


@pytest.fixture
def access(office: Any) -> tuple[str, ...]:
    return ("--office", office.url, "--token-file", str(office.folder / "screen.token"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_screen_ends_cleanly_when_it_is_told_to(access: tuple[str, ...], number: signal.Signals) -> None:
    process = screen("ui", "--window", "--report", *access)
    assert process.stdout is not None
    assert "first_frame_ms" in json.loads(process.stdout.readline())
    assert "known_ms" in json.loads(process.stdout.readline())
    process.send_signal(number)
    _, complaints = process.communicate(timeout=20)
    assert complaints == ""
    assert process.returncode == 0


def test_the_screen_ends_cleanly_without_an_office(tmp_path: Path) -> None:
    token = tmp_path / "screen.token"
    token.write_text("x")
    process = screen(
        "ui", "--window", "--report", "--office", "http://127.0.0.1:9", "--token-file", str(token)
    )
    assert process.stdout is not None
    assert "first_frame_ms" in json.loads(process.stdout.readline())
    process.terminate()
    _, complaints = process.communicate(timeout=20)
    assert (complaints, process.returncode) == ("", 0)


@pytest.mark.parametrize("content", [None, b"\x00\xff" * 40])
def test_a_token_that_is_none_is_said_in_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    token = tmp_path / "screen.token"
    if content is not None:
        token.write_bytes(content)
    process = screen("ui", "--office", "http://127.0.0.1:9", "--token-file", str(token))
    _, complaints = process.communicate(timeout=20)
    assert process.returncode == 2
    assert complaints.count("\n") == 1


def test_the_tour_photographs_every_page_and_ends_with_0(access: tuple[str, ...], tmp_path: Path) -> None:
    process = screen("ui.tour", *access, "--out", str(tmp_path), "--service", "semua_jenis")
    told, complaints = process.communicate(timeout=120)
    assert (complaints, process.returncode) == ("", 0)
    outcome = json.loads(told)
    assert outcome["ticket"]["print"] == outcome["application"]["print"] == "confirmed"
    names = {file.stem.partition("-")[2] for file in (tmp_path / "screens").glob("*.png")}
    assert {"welcome", "home", "ticket-ready", "readout", "stop", "entries", "review", "done-ready"} <= names


def test_the_measurements_are_all_there(access: tuple[str, ...]) -> None:
    process = screen("ui.measure", *access, "--service", "semua_jenis", "--tickets", "2", "--rounds", "1")
    told, complaints = process.communicate(timeout=60)
    assert (complaints, process.returncode) == ("", 0)
    measured = json.loads(told)
    assert len(measured["number_painted_ms"]) == len(measured["slip_confirmed_ms"]) == 2
    assert len(measured["page_change_ms"]) > 12
    assert 20 < measured["pss_mb"] < 400
