"""An office that takes what is sent and does not answer: nobody gets two numbers without knowing it."""

from __future__ import annotations

from typing import Any

import pytest

from ui.options import Timing
from ui.problems import MAY_DOUBLE, UNANSWERED


@pytest.fixture
def timing() -> Timing:
    return Timing(double_strike_ms=0, settle_ms=0, give_up_ms=300)


def unanswered(screen: Any, touch: str) -> None:
    """Makes the act, waits in vain, and touches *Mengerti*."""
    screen.finger.touch(touch)
    screen.finger.wait_to_see("retry")
    assert screen.wired.desk.world.trouble == UNANSWERED
    screen.finger.touch("dismiss")
    screen.finger.wait_to_miss("dismiss")


def to_priority(screen: Any) -> None:
    screen.finger.touch("tile-ticket")
    screen.finger.touch("tile-uji")
    screen.finger.touch("tile-semua_jenis")
    screen.finger.wait_for("priority")


def test_one_wish_is_one_number_however_often_it_is_touched(screen: Any, office: Any) -> None:
    screen.finger.touch("start")
    to_priority(screen)
    before = office.status()["waiting"]
    office.freeze()
    unanswered(screen, "tile-umum")
    unanswered(screen, "tile-umum")
    screen.finger.touch("back")
    screen.finger.touch("tile-semua_jenis")
    unanswered(screen, "tile-umum")
    screen.finger.touch("home")
    to_priority(screen)
    office.thaw()
    screen.finger.touch("tile-umum")
    screen.finger.wait_for("ticket")
    assert office.status()["waiting"] == before + 1


def test_another_wish_after_an_unanswered_one_is_asked_about_first(screen: Any, office: Any) -> None:
    screen.finger.touch("start")
    to_priority(screen)
    before = office.status()["waiting"]
    office.freeze()
    unanswered(screen, "tile-umum")
    screen.finger.touch("tile-lansia")
    screen.finger.wait_to_see("dismiss")
    assert screen.wired.desk.world.trouble == MAY_DOUBLE
    office.thaw()
    screen.until(lambda: office.status()["waiting"] == before + 1, "the first number")
    screen.finger.touch("dismiss")
    screen.finger.touch("tile-umum")
    screen.finger.wait_for("ticket")
    assert office.status()["waiting"] == before + 1


def test_who_has_been_told_may_have_a_second_number(screen: Any, office: Any) -> None:
    screen.finger.touch("start")
    to_priority(screen)
    before = office.status()["waiting"]
    office.freeze()
    unanswered(screen, "tile-umum")
    screen.finger.touch("tile-lansia")
    screen.finger.wait_to_see("retry")
    office.thaw()
    screen.finger.touch("retry")
    screen.finger.wait_for("ticket")
    screen.until(lambda: office.status()["waiting"] == before + 2, "both numbers")


def test_one_form_is_one_application_however_often_it_is_sent(screen: Any, office: Any) -> None:
    screen.finger.touch("start")
    screen.finger.touch("tile-apply")
    screen.finger.touch("tile-uji")
    screen.finger.touch("tile-semua_jenis")
    screen.finger.touch("next")
    screen.tour._fill(until="review")
    screen.finger.touch("next")
    screen.tour._fill(until="declaration")
    screen.finger.touch("agree")
    before = office.status()["waiting"]
    office.freeze()
    unanswered(screen, "next")
    screen.finger.touch("back")
    screen.finger.touch("tile-umum")
    unanswered(screen, "next")
    office.thaw()
    screen.finger.touch("next")
    screen.finger.wait_for("done")
    assert office.status()["waiting"] == before + 1
