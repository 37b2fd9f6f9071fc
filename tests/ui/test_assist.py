"""Assisted mode as a value, and what the screen shows of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.catalogue.model import Service
from kiosk.office.assistance import OpenPaper, PaperCopy
from kiosk.office.contract import PrintJob, PrintState, Problem, Status, Ticket, WaitRange
from ui import assist, session
from ui.assist import Assisting, Choosing, EnteringPin, Helping
from ui.helpers import FAR, SILENT, why
from ui.outcome import Outcome, Refused, Unanswered
from ui.shown.assist import assisted
from ui.shown.frame import frame
from ui.ways import StatusWay, Taken, TicketWay, TypeCode
from ui.world import World

NAMES = ("Penyelia Contoh", "Petugas Contoh")
CHIEF = Helping("rahasia", NAMES[0], may_help=True, may_close=True)
CLERK = Helping("rahasia", NAMES[1], may_help=True, may_close=False)
TECHNICIAN = Helping("rahasia", "Teknisi Contoh", may_help=False, may_close=True)
TICKET = Ticket(
    "t", "B-001", "s", "umum", "2026-11-24", "", 0, WaitRange(0, 5), PrintJob("j", "queued", "ticket")
)


def menu(world: World, helping: Helping) -> list[str]:
    shown = assisted(replace(world, assist=assist.show(helping, "menu")))
    return [tile.key for tile in shown.choices]


def test_only_a_name_that_is_offered_leads_to_a_pin() -> None:
    assert assist.choose(Choosing(NAMES), "Orang Lain") == Choosing(NAMES)
    assert assist.choose(Choosing(NAMES), NAMES[1]) == EnteringPin(NAMES, NAMES[1])


def test_a_pin_takes_digits_alone_and_can_be_sent_from_the_sixth_on() -> None:
    at: Assisting | None = EnteringPin(NAMES, NAMES[1])
    for symbol in "12a345":
        at = assist.type(at, symbol)
    assert not assist.ready(at)
    at = assist.type(at, "6")
    assert assist.ready(at)
    assert assisted(World(assist=at)).text == "●●●●●●"
    assert assist.erase(at) == EnteringPin(NAMES, NAMES[1], "12345")


def test_nothing_changes_while_the_office_looks_at_a_pin() -> None:
    at = EnteringPin(NAMES, NAMES[1], "123456", sending=True)
    assert assist.type(at, "7") == assist.erase(at) == at
    assert not assist.ready(at)


def test_neither_pin_nor_token_stands_in_any_text() -> None:
    for at in (EnteringPin(NAMES, NAMES[1], "270418"), CHIEF):
        world = World(assist=at)
        for text in (repr(world), repr(assisted(world)), repr(frame(world))):
            assert "270418" not in text
            assert "rahasia" not in text


@pytest.mark.parametrize(
    ("at", "before"),
    [
        (Choosing(NAMES), None),
        (EnteringPin(NAMES, NAMES[0], "12"), Choosing(NAMES)),
        (assist.show(CHIEF, "menu"), CHIEF),
        (assist.show(CHIEF, "priority"), assist.show(CHIEF, "menu")),
        (assist.show(CHIEF, "reason"), assist.show(CHIEF, "reasons")),
        (assist.show(CHIEF, "paper"), assist.show(CHIEF, "papers")),
    ],
)
def test_each_page_leads_one_step_back(at: Assisting, before: Assisting | None) -> None:
    assert assist.leave(at) == before


def test_each_role_is_offered_its_own_tools(service: Service) -> None:
    at = World(session=TicketWay(Taken(service, TICKET)))
    assert menu(at, CLERK) == ["priority", "copy-ticket", "number", "papers"]
    assert menu(at, CHIEF) == ["priority", "copy-ticket", "number", "papers", "reasons"]
    assert menu(at, TECHNICIAN) == ["reasons"]
    assert menu(World(), CLERK) == ["number", "papers"]
    assert menu(at, replace(TECHNICIAN, closed="Listrik padam")) == ["open"]


def test_only_who_may_help_lends_a_token_to_the_citizens_acts() -> None:
    assert assist.for_citizen(CLERK) == "rahasia"
    assert assist.for_citizen(TECHNICIAN) == assist.for_citizen(Choosing(NAMES)) == ""


def test_the_page_can_be_touched_while_somebody_helps(status: Status) -> None:
    assert frame(World(status=status, assist=CLERK)).overlay == ""
    assert frame(World(status=status, assist=assist.show(CLERK, "menu"))).overlay == "assist"
    assert frame(World(status=status, assist=CLERK, idle_left=9)).overlay == "idle"


def test_saya_petugas_is_offered_only_where_there_are_accounts(status: Status) -> None:
    assert not assisted(World(status=status)).offered
    assert assisted(World(status=replace(status, assisting=True))).offered


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("queued", "SALINAN ke-2 dari B-001 sedang dicetak."),
        ("confirmed", "SALINAN ke-2 dari B-001 sudah keluar."),
        ("failed", "SALINAN ke-2 dari B-001 tidak tercetak."),
        ("unknown", "SALINAN ke-2 dari B-001 belum jelas. Lihat tempat kertas."),
    ],
)
def test_the_fate_of_a_copy_is_told(state: PrintState, said: str) -> None:
    copy = PaperCopy("B-001", 2, PrintJob("c", "queued", "ticket"))
    told = (PrintJob("c", state, "ticket"),)
    assert assisted(World(assist=replace(CLERK, panel="menu", copy=copy), told=told)).note == said


def test_a_paper_is_named_before_anybody_answers_for_it() -> None:
    paper = OpenPaper("p", "receipt", "7K3M-9QXD-2B4W-5", 1)
    shown = assisted(World(assist=replace(CLERK, panel="paper", asked=paper)))
    assert shown.title == "Apakah tanda terima 7K3M-9QXD-2B4W-5, salinan ke-1 keluar?"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Unanswered("anjungan:main-office-silent"), FAR),
        (Unanswered("timeout"), SILENT),
        (Refused(Problem("anjungan:wrong-pin", "PIN.", 403, "PIN tidak cocok.")), "PIN tidak cocok."),
    ],
)
def test_whoever_helps_is_told_why_not(outcome: Outcome[None], said: str) -> None:
    assert why(outcome) == said


def test_a_corrected_priority_changes_only_the_ticket_it_is_of(service: Service) -> None:
    at = TicketWay(Taken(service, TICKET))
    assert session.priority_set(at, "another", "lansia") == at
    assert session.ticket(session.priority_set(at, "t", "lansia")) == replace(TICKET, priority="lansia")
    elsewhere = StatusWay(TypeCode(""))
    assert session.priority_set(elsewhere, "t", "lansia") == elsewhere
