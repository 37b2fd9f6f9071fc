"""`kiosk catalogue check` and `schema` as a technician runs them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from kiosk.catalogue import schema
from kiosk.catalogue.cli import app

Spoil = Callable[[str, str, str], int]


def test_a_good_folder_is_called_good(folder: Path) -> None:
    done = CliRunner().invoke(app, ["check", str(folder)])
    assert done.exit_code == 0
    assert "Katalog baik: 15 layanan, 8 dengan formulir." in done.stdout
    assert "Terjemahan: en " in done.stdout


def test_without_a_folder_the_shipped_examples_are_checked() -> None:
    assert CliRunner().invoke(app, ["check"]).exit_code == 0


def test_a_mistake_is_printed_with_file_line_and_what_to_write(folder: Path, spoil: Spoil) -> None:
    line = spoil("sktm.yaml", "type: money", "type: mony")
    done = CliRunner().invoke(app, ["check", str(folder)])
    assert done.exit_code == 1
    wanted = 'pages[6].questions[0].type: "mony" bukan jenis yang ada → mungkin maksudnya money'
    assert done.stdout.splitlines() == [f"{folder / 'sktm.yaml'}:{line}: {wanted}"]
    assert "1 kesalahan" in done.stderr


def test_advice_alone_does_not_fail(folder: Path) -> None:
    (folder / "pengaduan.yaml").unlink()
    done = CliRunner().invoke(app, ["check", str(folder)])
    assert done.exit_code == 0
    assert "saran: " in done.stdout


def test_the_schema_is_printed_as_published() -> None:
    done = CliRunner().invoke(app, ["schema"])
    assert done.stdout == schema.published()["layanan.schema.json"]
