"""What the screen makes of an office that answers strangely, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.office.contract import PrintJob, Ticket, TicketRequest, WaitRange
from ui import api as api_module
from ui import session
from ui.api import Api
from ui.desk import Desk
from ui.errands import Errands
from ui.options import Timing
from ui.outcome import Answered, Outcome, Refused, Unanswered
from ui.token import Token
from ui.ways import AskPriority, Taken, TicketWay

Reply = tuple[int, bytes]


class StrangeOffice:
    """Answers every request with the next of its replies, the last one for ever."""

    def __init__(self) -> None:
        self.replies: list[Reply] = [(200, b"{}")]
        self.keys: list[str] = []
        office = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                office.keys.append(self.headers["Idempotency-Key"])
                self._answer()

            def do_GET(self) -> None:
                self._answer()

            def _answer(self) -> None:
                status, body = office.replies.pop(0) if len(office.replies) > 1 else office.replies[0]
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def office() -> Iterator[StrangeOffice]:
    strange = StrangeOffice()
    yield strange
    strange.close()


def problem(type: str, status: int) -> Reply:
    return status, json.dumps({"type": type, "title": "T", "status": status}).encode()


TICKET = json.dumps(
    {
        "id": "t",
        "number": "B-001",
        "service": "semua_jenis",
        "priority": "umum",
        "office_day": "2026-11-24",
        "issued_at": "2026-11-24T02:00:00Z",
        "people_ahead": 0,
        "wait": {"low": 0, "high": 5},
        "print": {"id": "j", "state": "queued", "subject": "ticket"},
    }
).encode()


def outcome_of(qtbot: QtBot, url: str) -> Outcome[Any]:
    heard: list[Outcome[Any]] = []
    api = Api(url, Token("token"))
    api.take_ticket("key", TicketRequest("semua_jenis"), heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    return heard[0]


def test_a_good_answer_is_a_value(qtbot: QtBot, office: StrangeOffice) -> None:
    office.replies = [(201, TICKET)]
    outcome = outcome_of(qtbot, office.url)
    assert isinstance(outcome, Answered)
    assert outcome.value.number == "B-001"
    assert office.keys == ["key"]


def test_a_refusal_is_final(qtbot: QtBot, office: StrangeOffice) -> None:
    office.replies = [problem("anjungan:closed", 409)]
    outcome = outcome_of(qtbot, office.url)
    assert isinstance(outcome, Refused)
    assert outcome.problem.type == "anjungan:closed"


@pytest.mark.parametrize(
    "reply",
    [
        (200, b"<html>"),
        (201, b'{"id": 1}'),
        (201, b""),
        (502, b"bad gateway"),
        (404, b"\xff"),
        problem("anjungan:broken", 500),
    ],
    ids=lambda reply: f"{reply[0]}-{len(reply[1])}",
)
def test_what_makes_no_sense_is_no_answer(qtbot: QtBot, office: StrangeOffice, reply: Reply) -> None:
    office.replies = [reply]
    assert isinstance(outcome_of(qtbot, office.url), Unanswered)


def test_an_endless_answer_is_cut_off(
    qtbot: QtBot, office: StrangeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_module, "LONGEST_ANSWER", 10_000)
    office.replies = [(200, b"x" * 2_000_000)]
    assert isinstance(outcome_of(qtbot, office.url), Unanswered)


def test_nobody_there_is_no_answer(qtbot: QtBot) -> None:
    assert isinstance(outcome_of(qtbot, "http://127.0.0.1:9"), Unanswered)


def test_a_flight_that_was_left_is_not_heard(qtbot: QtBot, office: StrangeOffice) -> None:
    heard: list[Outcome[Any]] = []
    api = Api(office.url, Token("token"))
    api.take_ticket("key", TicketRequest("x"), heard.append).leave()
    api.take_ticket("other", TicketRequest("x"), heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    assert len(heard) == 1


class TestErrands:
    """A number that is asked for, under way."""

    @pytest.fixture
    def desk(self, qapp: QGuiApplication, office: StrangeOffice, service: Any) -> Desk:
        desk = Desk()
        timing = Timing(give_up_ms=1_500)
        self.errands = Errands(desk, Api(office.url, Token("token"), desk), timing, desk)
        desk.tell(session=TicketWay(AskPriority(service)))
        return desk

    def ask(self, desk: Desk) -> None:
        desk.do(session.choose_priority, "umum", "the-key")

    def wait(self, qtbot: QtBot, holds: Callable[[], bool]) -> None:
        qtbot.waitUntil(holds, timeout=6000)

    def test_it_is_asked_again_under_its_key_until_it_is_answered(
        self, qtbot: QtBot, desk: Desk, office: StrangeOffice
    ) -> None:
        office.replies = [(500, b"?"), (200, b"?"), (201, TICKET)]
        self.ask(desk)
        self.wait(qtbot, lambda: session.page(desk.world.session) == "ticket")
        assert office.keys == ["the-key"] * 3

    def test_a_refusal_is_said_in_plain_words(self, qtbot: QtBot, desk: Desk, office: StrangeOffice) -> None:
        office.replies = [problem("anjungan:closed", 409)]
        self.ask(desk)
        self.wait(qtbot, lambda: desk.world.trouble is not None)
        assert desk.world.trouble is not None
        assert desk.world.trouble.title == "Layanan ini sedang tutup"
        assert session.page(desk.world.session) == "priority"
        assert session.act(desk.world.session) is None

    def test_without_any_answer_the_citizen_decides(
        self, qtbot: QtBot, desk: Desk, office: StrangeOffice
    ) -> None:
        office.replies = [(500, b"?")]
        self.ask(desk)
        self.wait(qtbot, lambda: desk.world.trouble is not None)
        office.replies = [(201, TICKET)]
        self.errands.retry()
        self.wait(qtbot, lambda: session.page(desk.world.session) == "ticket")
        assert set(office.keys) == {"the-key"}

    def test_giving_in_leads_back(self, qtbot: QtBot, desk: Desk, office: StrangeOffice) -> None:
        office.replies = [(500, b"?")]
        self.ask(desk)
        self.wait(qtbot, lambda: desk.world.trouble is not None)
        self.errands.give_in()
        assert session.act(desk.world.session) is None
        assert desk.world.trouble is None

    def test_what_a_person_says_of_an_unknown_slip_is_sent_and_kept(
        self, qtbot: QtBot, desk: Desk, office: StrangeOffice, service: Any
    ) -> None:
        unknown = PrintJob("j", "unknown", "ticket")
        ticket = Ticket("t", "B-001", "s", "umum", "2026-11-24", "", 0, WaitRange(0, 5), unknown)
        desk.tell(session=TicketWay(Taken(service, ticket)))
        office.replies = [(200, b'{"id": "j", "state": "confirmed", "subject": "ticket"}')]
        self.errands.paper_came_out(True)
        self.wait(qtbot, lambda: session.papers(desk.world.session)[0].state == "confirmed")

    def test_staff_are_called_once_and_a_call_that_fails_is_said(
        self, qtbot: QtBot, desk: Desk, office: StrangeOffice
    ) -> None:
        office.replies = [(500, b"?")]
        self.errands.call_help()
        self.errands.call_help()
        assert desk.world.help == "calling"
        self.wait(qtbot, lambda: desk.world.help == "failed")
        assert len(office.keys) == 1
        office.replies = [(201, b'{"id": "h", "page": "home", "called_at": ""}')]
        self.errands.call_help()
        self.wait(qtbot, lambda: desk.world.help == "called")
