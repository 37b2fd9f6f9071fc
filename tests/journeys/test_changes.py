"""What changes at the office while somebody stands at the screen: its token, and what it offers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ui import session
from ui.problems import CHANGED, GONE


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, catalogue_folder: Path) -> Path:
    shelf = tmp_path_factory.mktemp("katalog")
    return shutil.copytree(catalogue_folder, shelf, dirs_exist_ok=True)


@pytest.fixture(scope="module")
def office(printer: Any, shelf: Path, office_on: Any) -> Iterator[Any]:
    with office_on(printer.url, shelf) as process:
        yield process


@pytest.fixture
def offered(shelf: Path) -> Path:
    """The file of the one service."""
    return shelf / "semua_jenis.yaml"


def to_declaration(screen: Any) -> None:
    screen.finger.touch("start")
    screen.finger.touch("tile-apply")
    screen.finger.touch("tile-uji")
    screen.finger.touch("tile-semua_jenis")
    screen.finger.touch("next")
    screen.tour._fill(until="review")
    screen.finger.touch("next")
    screen.tour._fill(until="declaration")
    screen.finger.touch("agree")


def offer(screen: Any, file: Path, text: str) -> None:
    """Until the screen has the new catalogue."""
    known = screen.wired.desk.world.catalogue.sha256
    file.write_text(text)
    screen.until(lambda: screen.wired.desk.world.catalogue.sha256 != known, "the new catalogue", 20.0)


def test_another_version_asks_only_what_it_asks_anew(screen: Any, offered: Path) -> None:
    to_declaration(screen)
    text = offered.read_text().replace("2026.11.1", "2026.11.2")
    offer(screen, offered, text.replace("Di desa mana?", "Desa mana yang dituju?"))
    screen.finger.touch("next")
    screen.finger.wait_to_see("dismiss")
    assert screen.wired.desk.world.trouble == CHANGED
    screen.finger.touch("dismiss")
    screen.finger.wait_for("notice")
    screen.finger.touch("next")
    screen.finger.wait_for("question")
    assert screen.shown("question").label == "Desa mana yang dituju?"
    screen.tour._fill(until="review")
    screen.finger.touch("next")
    screen.finger.wait_for("declaration")
    screen.finger.touch("agree")
    screen.finger.touch("next")
    screen.finger.wait_for("done")


def test_a_service_that_is_gone_leads_home(screen: Any, offered: Path) -> None:
    to_declaration(screen)
    other = re.sub(r"^id: .*", "id: lain", offered.read_text(), flags=re.MULTILINE)
    (offered.parent / "lain.yaml").write_text(other)
    offered.unlink()
    screen.until(lambda: screen.wired.desk.world.catalogue.service("lain") is not None, "the change", 20.0)
    screen.finger.touch("next")
    screen.finger.wait_to_see("dismiss")
    assert screen.wired.desk.world.trouble == GONE
    assert session.filled(screen.wired.desk.world.session) is None
    screen.finger.touch("dismiss")
    screen.finger.wait_for("home")


def test_a_screen_whose_token_was_replaced_reads_the_new_one(screen: Any, office: Any) -> None:
    first = office.token
    office.stop()
    screen.until(lambda: screen.wired.desk.world.away, "the calm page")
    (office.folder / "screen.token").unlink()
    office.start()
    assert office.token != first
    screen.until(lambda: not screen.wired.desk.world.away, "the office again")
    screen.finger.touch("start")
    screen.finger.touch("help")
    screen.until(lambda: screen.wired.desk.world.help == "called", "the call")
