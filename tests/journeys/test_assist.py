"""Staff help at the real screen: in by PIN, in the citizen's own session, and out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kiosk.acts import Act, fingerprint
from kiosk.clock import SystemClock
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.staff import accounts, pins
from kiosk.store import Store
from printing.virtual import VirtualPrinter
from ui.options import Timing

PINS = {"Penyelia Contoh": "270418", "Petugas Contoh": "805213"}
SUPERVISOR, CLERK = PINS
ROLES: dict[str, accounts.Role] = {SUPERVISOR: "supervisor", CLERK: "counter"}


@pytest.fixture(scope="module")
def office(
    printer: VirtualPrinter,
    office_on: Callable[[str, Path], AbstractContextManager[Any]],
    catalogue_folder: Path,
) -> Iterator[Any]:
    with office_on(printer.url, catalogue_folder) as process:
        process.stop()
        store = Store.open(process.folder, pinned("demo", process.folder), SystemClock())
        for name, role in ROLES.items():
            act = Act(uuid7(), fingerprint(name), SystemClock().now(), "none")
            store.write(partial(accounts.make, act=act, name=name, role=role, pin=pins.hashed(PINS[name])))
        store.close()
        process.start()
        yield process


@pytest.fixture
def timing() -> Timing:
    return Timing(double_strike_ms=0, settle_ms=0)


def painted(screen: Any, name: str) -> None:
    """A person touches only what has been painted."""
    screen.finger.wait_to_see(name)
    frames: list[int] = []
    heard = screen.pane.window.frameSwapped.connect(lambda: frames.append(1))
    screen.pane.window.update()
    screen.until(lambda: bool(frames), "a frame")
    screen.pane.window.frameSwapped.disconnect(heard)


def touch(screen: Any, name: str) -> None:
    painted(screen, name)
    screen.finger.touch(name)


def write(screen: Any, text: str) -> None:
    painted(screen, "erase")
    screen.finger.type(text)


def come(screen: Any, name: str) -> None:
    """*Panggil petugas*, *Saya petugas*, name, PIN."""
    touch(screen, "help")
    touch(screen, "banner-act")
    touch(screen, f"assist-{name}")
    write(screen, PINS[name])
    touch(screen, "assist-enter")
    screen.finger.wait_to_see("assist-bar")


def to_number(screen: Any) -> None:
    for name in ("start", "tile-ticket", "tile-uji", "tile-semua_jenis", "tile-umum"):
        screen.finger.touch(name)
    screen.finger.wait_for("ticket")


def note(screen: Any) -> str:
    return str(screen.shown("assist").note)


def test_staff_correct_a_priority_and_print_a_copy_of_the_ticket_just_taken(
    screen: Any, printer: VirtualPrinter
) -> None:
    to_number(screen)
    number = screen.shown("ticket").number
    screen.until(lambda: screen.shown("paper").state == "ready", "the slip")
    slips = printer.slips
    come(screen, CLERK)
    assert f"Petugas membantu: {CLERK}" in screen.finger.texts()
    touch(screen, "assist-tools")
    touch(screen, "assist-priority")
    touch(screen, "assist-lansia")
    screen.until(lambda: note(screen) == f"Prioritas {number} sudah diubah.", "the note")
    touch(screen, "assist-copy-ticket")
    screen.until(lambda: note(screen) == f"SALINAN ke-1 dari {number} sudah keluar.", "the copy")
    assert printer.slips == slips + 1
    touch(screen, "assist-leave")
    assert screen.shown("ticket").priorityTitle.startswith("Lansia")
    touch(screen, "assist-stop")
    screen.finger.wait_to_miss("assist-bar")
    assert screen.finger.page() == "ticket"
    assert screen.wired.desk.world.assist is None


def test_answers_stay_while_somebody_comes_to_help_and_goes(screen: Any) -> None:
    for name in ("start", "tile-apply", "tile-uji", "tile-semua_jenis"):
        screen.finger.touch(name)
    for page in ("intro", "checklist", "notice"):
        screen.finger.wait_for(page)
        screen.finger.touch("next")
    screen.finger.touch("tile-diri")
    screen.finger.wait_for("question")
    screen.finger.type("360303")
    come(screen, CLERK)
    write(screen, "4101900001")
    assert screen.shown("question").text == "3603034101900001"
    touch(screen, "assist-stop")
    screen.finger.wait_to_miss("assist-bar")
    assert screen.shown("question").text == "3603034101900001"


def test_a_wrong_pin_is_said_plainly_and_leaves_no_digit(screen: Any) -> None:
    touch(screen, "help")
    touch(screen, "banner-act")
    touch(screen, f"assist-{CLERK}")
    write(screen, "11122")
    assert screen.shown("assist").text == "●●●●●"
    assert not screen.finger.find("assist-enter").property("enabled")
    screen.finger.type("2")
    touch(screen, "assist-enter")
    screen.until(lambda: note(screen) == "PIN tidak cocok. Coba lagi.", "the sentence")
    assert screen.shown("assist").text == ""
    touch(screen, "assist-leave")
    touch(screen, "assist-leave")
    screen.finger.wait_to_miss("overlay-assist")


def test_a_supervisor_closes_the_kiosk_and_comes_in_the_same_way_to_open_it(screen: Any) -> None:
    come(screen, SUPERVISOR)
    touch(screen, "assist-tools")
    touch(screen, "assist-reasons")
    touch(screen, "assist-listrik")
    screen.until(lambda: note(screen) == "Anjungan ditutup sementara.", "the note")
    touch(screen, "assist-leave")
    touch(screen, "assist-stop")
    screen.until(
        lambda: screen.shown("office").openingSentence == "Tutup sementara: Listrik terganggu",
        "the reason on Sambutan",
    )
    come(screen, SUPERVISOR)
    touch(screen, "assist-tools")
    touch(screen, "assist-open")
    screen.until(lambda: note(screen) == "Anjungan dibuka lagi.", "the note")
    screen.until(lambda: screen.shown("office").opening == "open", "an open office")


def test_a_number_of_today_is_copied_by_typing_it(screen: Any) -> None:
    to_number(screen)
    number = screen.shown("ticket").number
    screen.finger.touch("next")
    screen.finger.wait_for("welcome")
    come(screen, CLERK)
    touch(screen, "assist-tools")
    touch(screen, "assist-number")
    write(screen, "Z999")
    touch(screen, "assist-enter")
    screen.until(lambda: note(screen) == "Nomor ini tidak ada hari ini.", "the sentence")
    for _ in range(4):
        screen.finger.touch("erase")
    screen.finger.type(number.replace("-", ""))
    touch(screen, "assist-enter")
    screen.until(lambda: note(screen) == f"SALINAN ke-1 dari {number} sudah keluar.", "the copy")
    touch(screen, "assist-papers")
    screen.until(lambda: screen.shown("assist").title == "Kertas yang belum jelas", "the papers")
    touch(screen, "assist-leave")
    touch(screen, "assist-leave")


def test_assisted_mode_ends_with_the_citizens_session(screen: Any) -> None:
    to_number(screen)
    come(screen, CLERK)
    token = screen.wired.desk.world.assist.token
    assert token not in repr(screen.wired.desk.world)
    screen.finger.touch("next")
    screen.finger.wait_for("welcome")
    assert screen.wired.desk.world.assist is None


def test_whoever_helps_is_signed_out_when_nobody_touches_any_more(
    qapp: Any, office: Any, screen: Any
) -> None:
    come(screen, CLERK)
    screen.wired.helpers.patience.setInterval(1)
    screen.wired.helpers.touched()
    screen.finger.wait_to_miss("assist-bar")
    assert screen.wired.desk.world.assist is None
