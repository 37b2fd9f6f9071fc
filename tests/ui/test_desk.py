"""The one place that changes the world."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.catalogue.model import Service
from kiosk.office.contract import PrintJob, Ticket, WaitRange
from ui import session
from ui.desk import Desk
from ui.idle import Idle
from ui.options import Timing
from ui.ways import AskPriority, Home, TicketWay, Welcome
from ui.world import World


@pytest.fixture
def desk(qapp: QGuiApplication) -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.deleteLater()


def ticket() -> Ticket:
    return Ticket(
        "t", "B-001", "s", "umum", "2026-11-24", "", 0, WaitRange(0, 5), PrintJob("j", "queued", "ticket")
    )


def test_a_change_made_by_a_listener_is_told_to_all_in_order(desk: Desk) -> None:
    heard: list[tuple[str, int | None]] = []

    def first(_old: World, new: World) -> None:
        heard.append(("first", new.idle_left))
        if new.idle_left == 2:
            desk.tell(idle_left=1)

    desk.changed.connect(first)
    desk.changed.connect(lambda _old, new: heard.append(("second", new.idle_left)))
    desk.tell(idle_left=2)
    assert heard == [("first", 2), ("second", 2), ("first", 1), ("second", 1)]


def test_what_changes_nothing_is_not_told(desk: Desk) -> None:
    heard: list[int] = []
    desk.changed.connect(lambda _old, _new: heard.append(1))
    desk.tell(away=False)
    desk.do(session.forward, "key")
    assert heard == []


def test_every_page_has_its_own_number(desk: Desk) -> None:
    desk.do(session.start)
    assert (desk.world.serial, desk.world.going_back) == (1, False)
    desk.do(session.choose_way, "status")
    desk.do(session.type_code, "7")
    assert desk.world.serial == 2
    desk.back()
    assert (desk.world.serial, desk.world.going_back) == (3, True)


def test_the_end_leaves_nothing_of_the_session(desk: Desk) -> None:
    desk.tell(session=TicketWay(), idle_left=3, help="called")
    wiped: list[int] = []
    desk.wiped.connect(lambda: wiped.append(1))
    desk.end(Welcome())
    assert desk.world == World(serial=1, going_back=True)
    assert wiped == [1]


def test_news_of_paper_that_comes_before_its_ticket_is_kept(desk: Desk, service: Service) -> None:
    desk.tell(session=TicketWay(AskPriority(service)))
    desk.do(session.choose_priority, "umum", "key")
    desk.paper(PrintJob("j", "confirmed", "ticket"))
    desk.do(session.ticket_taken, "key", ticket())
    assert [job.state for job in session.papers(desk.world.session)] == ["confirmed"]


def test_what_comes_while_the_idle_question_stands_ends_it(desk: Desk, service: Service) -> None:
    idle = Idle(desk, Timing(), desk)
    desk.tell(session=TicketWay(AskPriority(service)))
    desk.do(session.choose_priority, "umum", "key")
    idle.warn()
    assert desk.world.idle_left == 45
    desk.do(session.ticket_taken, "key", ticket())
    assert desk.world.idle_left is None


def test_a_touch_does_not_answer_the_idle_question_but_staying_does(desk: Desk) -> None:
    idle = Idle(desk, Timing(), desk)
    desk.do(session.start)
    idle.warn()
    idle.touched()
    assert desk.world.idle_left == 45
    idle.stay()
    assert desk.world.idle_left is None
    assert desk.world.session == Home()
