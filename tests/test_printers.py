"""`kiosk printer`, as a technician types it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import app
from printing.machine import Model
from printing.virtual import VirtualPrinter

OFFICE = '[office]\ncode = "36.03.03"\n[keys]\nbackend = "demo"\n'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["printer", *map(str, arguments)])


def test_models_lists_what_can_be_written_as_a_profile(tmp_path: Path) -> None:
    (tmp_path / "depan.toml").write_text('[loket-depan]\nlike = "epson-tm-t88vi"\ntitle = "Printer depan"\n')
    result = run("models", "--profiles", tmp_path)

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "epson-tm-t82x      80 mm  576 dot  Epson TM-T82X" in lines
    assert lines[-1] == "loket-depan        80 mm  512 dot  Printer depan"


def test_models_names_what_is_wrong_with_a_file_of_the_office(tmp_path: Path) -> None:
    (tmp_path / "depan.toml").write_text('[loket-depan]\ncut = "half"\n')
    result = run("models", "--profiles", tmp_path)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == 'depan.toml: loket-depan.cut: Tulis "full" atau "partial" atau "feed".\n'


def test_probe_reports_in_words_and_says_what_to_write() -> None:
    with VirtualPrinter(None) as virtual:
        result = run("probe", virtual.url)

        assert result.exit_code == 0
        assert "Keadaan   Pencetak siap." in result.stdout
        assert "4 dari 4 pertanyaan" in result.stdout
        assert "EPSON TM-T82X" in result.stdout
        assert "GS ( H" in result.stdout
        assert 'profile = "epson-tm-t82x"' in result.stdout
        assert "marker=" not in result.stdout
        assert virtual.slips == 0


def test_probe_says_where_a_printer_is_not_as_the_table_has_it() -> None:
    with VirtualPrinter(None, model=Model(process_id=False, paper_status=False)) as virtual:
        result = run("probe", virtual.url)

    assert "Petugas yang menjawab" in result.stdout
    assert '?marker=none"' in result.stdout


def test_probe_of_a_printer_without_paper_asks_to_put_it_right_first() -> None:
    with VirtualPrinter(None) as virtual:
        virtual.run_out()
        result = run("probe", virtual.url)

    assert result.exit_code == 0
    assert "Kertas habis." in result.stdout
    assert "Belum bisa diuji" in result.stdout


def test_probe_of_nothing_says_what_to_look_at() -> None:
    with VirtualPrinter(None) as virtual:
        url = virtual.url
    result = run("probe", url)

    assert result.exit_code == 1
    assert "tidak terjangkau" in result.stdout


@pytest.mark.parametrize("command", ["probe", "test"])
def test_an_address_that_cannot_be_meant_is_answered_with_examples(command: str) -> None:
    result = run(command, "lpt1:")

    assert result.exit_code == 2
    assert "tcp://192.168.1.50:9100" in result.stderr


def test_a_profile_that_nobody_knows_is_answered_with_where_they_are_listed() -> None:
    result = run("test", "tcp://127.0.0.1:9", "--profile", "epson")

    assert result.exit_code == 2
    assert "kiosk printer models" in result.stderr


def test_test_prints_the_page_and_says_what_to_compare() -> None:
    with VirtualPrinter(None) as virtual:
        result = run("test", virtual.url, "--profile", "epson-tm-t82x")

        assert result.exit_code == 0
        assert "Dicetak sebagai Epson TM-T82X" in result.stdout
        assert "Mistar" in result.stdout
        assert virtual.slips == 1


def test_test_takes_printer_and_model_from_the_settings_where_no_office_runs(tmp_path: Path) -> None:
    with VirtualPrinter(None) as virtual:
        more = f'[printer]\nurl = "{virtual.url}"\nprofile = "epson-tm-t20iii"\n'
        (tmp_path / "office.toml").write_text(OFFICE + more)
        result = run("test", "--data", tmp_path)

        assert result.exit_code == 0
        assert "Epson TM-T20III" in result.stdout
        assert virtual.slips == 1


def test_test_says_why_nothing_was_sent(tmp_path: Path) -> None:
    with VirtualPrinter(None) as virtual:
        virtual.open_cover()
        result = run("test", virtual.url)
        assert result.exit_code == 1
        assert "Penutup pencetak terbuka" in result.stdout
        assert virtual.slips == 0

    (tmp_path / "office.toml").write_text(OFFICE)
    result = run("test", "--data", tmp_path)
    assert result.exit_code == 2
    assert "Belum ada pencetak" in result.stderr
    assert run("test").exit_code == 2
