"""Ways of citizens through the real screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from printing.virtual import VirtualPrinter
from ui import session
from ui.draft import Typed
from ui.options import Timing
from ui.ways import Home, Welcome


def to_priority(screen: Any) -> None:
    screen.finger.touch("start")
    screen.finger.touch("tile-ticket")
    screen.finger.touch("tile-uji")
    screen.finger.touch("tile-semua_jenis")
    screen.finger.wait_for("priority")


def to_nik(screen: Any) -> None:
    screen.finger.touch("start")
    screen.finger.touch("tile-apply")
    screen.finger.touch("tile-uji")
    screen.finger.touch("tile-semua_jenis")
    for page in ("intro", "checklist", "notice"):
        screen.finger.wait_for(page)
        screen.finger.touch("next")
    screen.finger.touch("tile-diri")
    screen.finger.wait_for("question")


def typed(screen: Any) -> str:
    form = session.filled(screen.wired.desk.world.session)
    assert form is not None
    assert form.draft is not None
    assert isinstance(form.draft.content, Typed)
    return form.draft.content.text


def test_a_citizen_takes_a_number_and_the_slip_comes_out(screen: Any) -> None:
    screen.tour.take_ticket("semua_jenis")
    assert re.fullmatch(r"U-\d{3}", screen.tour.outcome.ticket["number"])
    assert screen.tour.outcome.ticket["print"] == "confirmed"
    assert isinstance(screen.wired.desk.world.session, Welcome)


def test_an_application_with_every_kind_of_question_is_stored_and_found_again(screen: Any) -> None:
    screen.tour.apply("semua_jenis")
    stored = screen.tour.outcome.application
    assert stored["state"] == "received"
    assert stored["print"] == "confirmed"
    screen.tour.look_up(stored["code"])


def test_nothing_of_a_citizen_is_left_in_any_model_after_awal(screen: Any) -> None:
    to_nik(screen)
    screen.finger.type("3603034101900001")
    screen.finger.touch("home")
    screen.finger.touch("give-up")
    screen.finger.wait_for("home")
    assert screen.wired.desk.world.session == Home()
    left = {name: view.props for name, view in screen.wired.kiosk.parts.items()}
    left_in_lists = [rows.shown for view in screen.wired.kiosk.parts.values() for rows in view.lists.values()]
    for trace in (repr(left), repr(left_in_lists), " ".join(screen.finger.texts())):
        assert "360303" not in trace
        assert "410190" not in trace


def test_a_nik_that_is_too_short_gets_a_sentence_and_keeps_its_digits(screen: Any) -> None:
    to_nik(screen)
    screen.finger.type("360303410190000")
    screen.finger.touch("next")
    screen.finger.wait_to_see("error")
    assert "NIK kurang 1 angka" in screen.shown("question").error
    assert typed(screen) == "360303410190000"
    screen.finger.type("1")
    screen.finger.touch("next")
    screen.finger.wait_for("readout")
    assert [row.value for row in screen.shown("question").readout][1:] == ["1 Januari 1990", "Perempuan"]


def test_a_keyboard_or_scanner_types_into_the_field_too(screen: Any) -> None:
    to_nik(screen)
    for symbol in "36X03":
        QTest.keyClick(screen.pane.window, Qt.Key(ord(symbol)))
    QTest.keyClick(screen.pane.window, Qt.Key.Key_Backspace)
    assert typed(screen) == "360"


def test_a_citizen_without_a_nik_goes_on(screen: Any) -> None:
    to_nik(screen)
    screen.finger.touch("unknown")
    screen.until(lambda: screen.shown("question").editor == "date", "the next question")


def test_awal_touched_by_mistake_loses_no_answer(screen: Any) -> None:
    to_nik(screen)
    screen.finger.type("360303")
    screen.finger.touch("home")
    screen.finger.touch("go-on")
    screen.finger.wait_to_miss("go-on")
    assert typed(screen) == "360303"


def test_a_question_that_may_stay_empty_can_be_left_out(screen: Any) -> None:
    to_nik(screen)
    screen.finger.touch("unknown")
    screen.until(lambda: not screen.shown("question").unknownLabel, "the next question")
    assert not screen.finger.sees("skip")
    for _ in range(20):
        if screen.shown("question").skipLabel:
            break
        screen.tour._pass(screen.wired.kiosk.props.page)
    screen.finger.rest()
    before = screen.wired.desk.world.serial
    screen.finger.touch("skip")
    screen.until(lambda: screen.wired.desk.world.serial != before, "the question after it")


class TestTrembling:
    @pytest.fixture
    def timing(self) -> Timing:
        return Timing()

    def test_touching_twice_takes_one_number(self, screen: Any, office: Any) -> None:
        to_priority(screen)
        before = office.status()["waiting"]
        spot = screen.finger.where("tile-umum")
        screen.finger.rest()
        for _ in range(3):
            screen.finger.tap_at(spot)
        screen.finger.wait_for("ticket")
        assert office.status()["waiting"] == before + 1


def test_a_call_for_staff_is_stored_with_the_page(screen: Any, office: Any) -> None:
    screen.finger.touch("start")
    screen.finger.wait_for("home")
    screen.finger.touch("help")
    screen.until(
        lambda: screen.shown("office").known and screen.wired.desk.world.help == "called", "the call"
    )
    assert [call["page"] for call in office.status()["help_calls"]] == ["home"]


class TestWithoutPaper:
    @pytest.fixture(autouse=True)
    def empty(self, printer: VirtualPrinter, screen: Any) -> Iterator[None]:
        printer.run_out()
        screen.until(lambda: screen.wired.kiosk.props.printerNotice != "", "the notice of the printer")
        yield
        printer.refill()

    def test_the_screen_knows_before_the_start_and_prints_once_there_is_paper(
        self, screen: Any, printer: VirtualPrinter
    ) -> None:
        assert "Kertas" in screen.wired.kiosk.props.printerNotice
        to_priority(screen)
        screen.finger.touch("tile-umum")
        screen.finger.wait_for("ticket")
        screen.until(lambda: screen.shown("paper").state == "held", "that the slip is held up")
        assert screen.shown("paper").title == "Kertas habis"
        printer.refill()
        screen.until(lambda: screen.shown("paper").state == "ready", "the slip", 15.0)


class TestLeftAlone:
    @pytest.fixture
    def timing(self) -> Timing:
        return Timing(idle_ms=400, countdown_s=3, second_ms=150, double_strike_ms=0, settle_ms=0)

    def test_everything_is_wiped_after_the_warning(self, screen: Any) -> None:
        screen.finger.touch("start")
        screen.finger.wait_to_see("stay")
        screen.finger.wait_for("welcome")
        assert isinstance(screen.wired.desk.world.session, Welcome)

    def test_a_touch_on_the_warning_keeps_the_session(self, screen: Any) -> None:
        screen.finger.touch("start")
        screen.finger.touch("stay")
        screen.finger.wait_to_miss("stay")
        assert screen.wired.desk.world.session == Home()


def test_an_office_restart_in_mid_journey_loses_no_answer(screen: Any, office: Any) -> None:
    to_nik(screen)
    screen.finger.type("360303")
    office.stop()
    screen.until(lambda: screen.wired.kiosk.props.overlay == "away", "the calm page")
    office.start()
    screen.until(lambda: screen.wired.kiosk.props.overlay == "", "the office again")
    assert typed(screen) == "360303"
    screen.finger.type("4101900001")
    screen.finger.touch("next")
    screen.finger.wait_for("readout")


class TestLongAway:
    @pytest.fixture
    def timing(self) -> Timing:
        return Timing(double_strike_ms=0, settle_ms=0, away_long_ms=100)

    def test_the_calm_page_sends_to_the_counter_and_still_goes_away(self, screen: Any, office: Any) -> None:
        office.stop()
        screen.until(lambda: "ke loket" in screen.wired.kiosk.props.awaySentence, "the other way")
        office.start()
        screen.until(lambda: screen.wired.kiosk.props.overlay == "", "the office again")
        assert not screen.wired.desk.world.away_long


def test_a_number_asked_for_while_the_office_is_away_comes_when_it_is_back(screen: Any, office: Any) -> None:
    to_priority(screen)
    office.stop()
    screen.wired.kiosk.parts["priority"].choose("umum")
    screen.until(lambda: screen.wired.kiosk.props.overlay == "away", "the calm page")
    office.start()
    screen.finger.wait_for("ticket", 15.0)
    screen.until(lambda: screen.shown("paper").state == "ready", "the slip", 15.0)
