from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.clock import SystemClock
from kiosk.keys import pinned
from kiosk.staff.signing import sign_in
from kiosk.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "office.toml").write_text('[office]\ncode = "36.03.03"\n[keys]\nbackend = "demo"\n')
    return tmp_path


def run(folder: Path, *arguments: str, typed: str = "") -> tuple[int, str]:
    command, *options = arguments
    result = CliRunner().invoke(app, ["staff", command, "--data", str(folder), *options], input=typed)
    return result.exit_code, result.output


def can_sign_in(folder: Path, name: str, pin: str) -> bool:
    store = Store.open(folder, pinned("demo", folder), SystemClock())
    try:
        return sign_in(store, name, pin, SystemClock().now()).account.name == name
    finally:
        store.close()


def test_the_first_supervisor_gets_a_pin_that_is_printed_once(folder: Path) -> None:
    status, said = run(folder, "first", "--name", "Penyelia")
    pin = re.search(r"PIN Penyelia: (\d{6})", said)
    assert status == 0
    assert pin
    assert can_sign_in(folder, "Penyelia", pin[1])
    status, said = run(folder, "list")
    assert (status, said.split()) == (0, ["Penyelia", "penyelia"])
    assert pin[1] not in said


def test_a_typed_pin_is_not_printed_and_a_weak_one_is_refused(folder: Path) -> None:
    status, said = run(folder, "first", "--name", "Penyelia", "--ask-pin", typed="111111\n111111\n")
    assert status == 2
    assert "mudah ditebak" in said
    status, said = run(folder, "first", "--name", "Penyelia", "--ask-pin", typed="480275\n480275\n")
    assert status == 0
    assert "480275" not in said
    assert can_sign_in(folder, "Penyelia", "480275")


def test_a_second_first_supervisor_is_refused(folder: Path) -> None:
    run(folder, "first", "--name", "Penyelia")
    status, said = run(folder, "first", "--name", "Lain")
    assert status == 2
    assert "sudah ada" in said


def test_a_lost_pin_is_replaced_at_the_machine(folder: Path) -> None:
    run(folder, "first", "--name", "Penyelia")
    status, said = run(folder, "reset", "--name", "penyelia")
    pin = re.search(r"PIN Penyelia: (\d{6})", said)
    assert status == 0
    assert pin
    assert can_sign_in(folder, "Penyelia", pin[1])


def test_an_unknown_name_is_said_plainly(folder: Path) -> None:
    assert run(folder, "reset", "--name", "Tidak Ada")[0] == 2
    assert "nonaktif" not in run(folder, "disable", "--name", "Tidak Ada")[1]


def test_an_office_without_accounts_is_told_how_to_begin(folder: Path) -> None:
    assert "kiosk staff first" in run(folder, "list")[1]
