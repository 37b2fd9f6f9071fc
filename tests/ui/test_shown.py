"""What pages show, derived from the world."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import pytest

from kiosk.catalogue.model import Catalogue, Service
from kiosk.forms.journey import Journey
from kiosk.office.contract import (
    Application,
    Opening,
    PrinterState,
    PrintJob,
    PrintState,
    Problem,
    ServiceToday,
    Status,
    Ticket,
    WaitRange,
)
from ui import draft as drafts
from ui import filling
from ui.problems import code_sentence, trouble
from ui.shown import asking, form, frame, front, overlays, results
from ui.ways import ApplyWay, Home, LookingUp, StatusWay, Submitted, Taken, TicketWay, TypeCode
from ui.world import World


@pytest.fixture
def world(catalogue: Catalogue, status: Status) -> World:
    return World(session=Home(), status=status, catalogue=catalogue, now=datetime.fromisoformat(status.now))


@pytest.mark.parametrize("opening", ["closed", "holiday", "paused"])
def test_a_closed_office_says_so_before_a_form_is_filled_in(world: World, opening: Opening) -> None:
    assert world.status is not None
    shut = replace(world.status, opening=opening, opening_sentence="Tutup. Buka besok pukul 08.00.")
    tiles = front.home(replace(world, status=shut)).tiles
    assert [tile.reason for tile in tiles] == [shut.opening_sentence, shut.opening_sentence, ""]


def with_ticket(world: World, service: Service, job: PrintJob) -> World:
    ticket = Ticket("t", "B-017", service.id, "lansia", "2026-11-24", "", 5, WaitRange(20, 35), job)
    return replace(world, session=TicketWay(Taken(service, ticket)))


def test_sambutan_shows_the_office_in_words(world: World) -> None:
    shown = front.office(world)
    assert (shown.clock, shown.date) == ("09.41", "Selasa, 24 November 2026")
    assert shown.waitingSentence == "5 orang sedang menunggu"
    assert [line.text for line in shown.announcements] == ["Bawa KTP asli."]
    assert not front.office(World()).known


def test_a_tile_without_a_function_behind_it_says_why(world: World, service: Service) -> None:
    assert [tile.open for tile in front.home(world).tiles] == [True, True, True]
    assert world.status is not None
    closed = replace(
        world.status,
        services=[ServiceToday(service.id, False, "Loket tutup.")],
        opening_sentence="Tutup. Buka besok pukul 08.00.",
    )
    tiles = front.home(replace(world, status=closed)).tiles
    assert [tile.reason for tile in tiles] == [closed.opening_sentence, closed.opening_sentence, ""]
    assert [tile.open for tile in front.home(World(session=Home())).tiles] == [False, False, True]


def test_a_closed_service_shows_its_reason(world: World, service: Service) -> None:
    assert world.status is not None
    closed = replace(world.status, services=[ServiceToday(service.id, False, "Alat diperbaiki.")])
    at = replace(world, status=closed, session=TicketWay())
    assert front.choosing(at).categories[0].reason == "Alat diperbaiki."
    assert front.choosing(replace(world, session=TicketWay())).categories[0].countSentence == "1 layanan"


class Paper(NamedTuple):
    state: PrintState
    waits_for: PrinterState | None
    shown: str
    title: str


@pytest.mark.parametrize(
    "case",
    [
        Paper("queued", None, "printing", "Karcis sedang dicetak"),
        Paper("in_printer", "low", "printing", "Karcis sedang dicetak"),
        Paper("queued", "no_paper", "held", "Kertas habis"),
        Paper("sending", "cover", "held", "Tutup printer terbuka"),
        Paper("confirmed", None, "ready", "Ambil karcis di bawah"),
        Paper("unknown", None, "ask", "Apakah karcis keluar?"),
        Paper("failed", None, "failed", "Karcis tidak tercetak"),
    ],
    ids=lambda case: f"{case.state}-{case.waits_for}",
)
def test_the_slip_is_said_as_it_is(world: World, service: Service, case: Paper) -> None:
    shown = results.paper(with_ticket(world, service, PrintJob("j", case.state, "ticket", case.waits_for)))
    assert (shown.state, shown.title) == (case.shown, case.title)
    assert shown.ask == (case.shown == "ask")


def test_a_number_is_shown_with_an_honest_range(world: World, service: Service) -> None:
    shown = results.ticket(with_ticket(world, service, PrintJob("j", "queued", "ticket")))
    assert shown.number == "B-017"
    assert shown.priorityTitle == "Lansia (60 tahun ke atas)"
    assert shown.aheadSentence == "5 orang di depan"
    assert shown.waitSentence == "Perkiraan 20–35 menit"
    assert (shown.follow, shown.followSentence) == ("", "")


def test_of_two_papers_the_worse_is_told(world: World, service: Service) -> None:
    ticket = Ticket(
        "t", "B-1", service.id, "umum", "", "", 0, WaitRange(0, 5), PrintJob("b", "failed", "ticket")
    )
    stored = Application(
        "a", "7K3M-2PQR-9TVW-X", service.id, "received", "", "2026-11-26", [], [],
        PrintJob("a", "confirmed", "receipt"), ticket,
    )  # fmt: skip
    at = replace(world, session=ApplyWay(Submitted(service, stored)))
    assert results.paper(at).title == "Tanda terima dan karcis tidak tercetak"
    done = results.done(at)
    assert done.readySentence == "Siap diambil Kamis, 26 November 2026"
    assert (done.ticketNumber, done.aheadSentence) == ("B-1", "Giliran Bapak/Ibu berikutnya")
    assert done.waitSentence == "Perkiraan kurang dari 5 menit"


def test_only_one_overlay_is_shown_and_the_idle_question_goes_first(world: World) -> None:
    busy = replace(world, session=StatusWay(LookingUp("7K3M2PQR9TVWX")))
    assert frame.frame(busy).overlay == "sending"
    assert not frame.frame(busy).canHome
    away = replace(busy, away=True)
    assert frame.frame(away).overlay == "away"
    assert frame.frame(replace(away, idle_left=45)).overlay == "idle"


def test_the_printer_is_known_before_the_start(world: World) -> None:
    assert frame.frame(world).printerNotice == ""
    assert world.status is not None
    empty = replace(world.status, printer=replace(world.status.printer, state="no_paper"))
    assert "Kertas" in frame.frame(replace(world, status=empty)).printerNotice


def test_the_code_is_shown_in_groups(world: World) -> None:
    shown = results.code(replace(world, session=StatusWay(TypeCode("7K3M2P", "Salah."))))
    assert (shown.shown, shown.length, shown.full, shown.error) == ("7K3M-2P", 6, False, "Salah.")


def test_a_form_knows_its_step_and_its_button(world: World, journey: Journey) -> None:
    at = replace(world, session=ApplyWay(filling.begin(journey)))
    shown = frame.frame(at)
    assert (shown.page, shown.way, shown.progressAt) == ("checklist", "apply", 1)
    assert shown.progress == f"Langkah 1 dari {shown.progressOf}"
    assert (shown.nextLabel, shown.nextEnabled, shown.canBack, shown.canHome) == ("Lanjut", True, True, True)


def test_the_papers_say_what_was_brought(world: World, journey: Journey) -> None:
    filled = filling.bring(filling.begin(journey), "ktp", True)
    filled = filling.bring(filled, "kk", False)
    shown = form.service(replace(world, session=ApplyWay(filled)))
    assert [paper.brought for paper in shown.requirements] == ["yes", "no"]
    assert shown.broughtSentence == "1 dari 2 sudah dibawa."
    assert shown.missingSentence != ""
    assert (shown.feeSentence, shown.timeSentence) == ("Gratis", "Selesai 2 hari kerja")


def test_the_notice_says_what_is_asked_and_how_long_it_is_kept(world: World, journey: Journey) -> None:
    filled = filling.forward(filling.begin(journey))
    assert isinstance(filled, filling.Filling)
    points = form.notice(replace(world, session=ApplyWay(filled))).points
    assert "NIK" in points[0].text
    assert points[2].text == "1 tahun, lalu dihapus."


def test_outside_a_form_nothing_of_one_is_shown(world: World) -> None:
    assert asking.question(world) == asking.QuestionShown()
    assert form.review(world) == form.ReviewShown()
    assert form.declaration(world) == form.DeclarationShown()
    assert form.service(world) == form.ServiceShown()
    assert results.ticket(world) == results.TicketShown()
    assert overlays.idle(world) == overlays.IdleShown()


def test_a_row_key_names_its_question_and_entry() -> None:
    assert form.row_of_key("nama") == ("nama", None)
    assert form.row_of_key("nama.2") == ("nama", 2)


@pytest.mark.parametrize("name", ["anjungan:closed", "anjungan:refused", "something:new"])
def test_no_problem_is_shown_in_the_words_of_a_program(name: str) -> None:
    told = trouble(Problem(name, "Traceback", 409, "at 0x7f"))
    assert "Traceback" not in told.title + told.sentence
    assert told.sentence.endswith(".")


def test_who_waits_long_for_the_office_is_told_what_else_to_do(world: World, journey: Journey) -> None:
    assert frame.frame(world).awaySentence == ""
    away = replace(world, away=True, session=ApplyWay(filling.begin(journey)))
    assert frame.frame(away).awaySentence.endswith("Isian Bapak/Ibu tetap ada.")
    long = frame.frame(replace(away, away_long=True)).awaySentence
    assert long.endswith("Isian Bapak/Ibu tetap ada. Bapak/Ibu bisa ke loket. Petugas siap membantu.")


def test_a_code_that_is_wrong_too_often_sends_to_staff() -> None:
    assert "petugas" in code_sentence(Problem("anjungan:too-many-codes", "", 429))
    assert "Periksa" in code_sentence(Problem("anjungan:unknown-code", "", 404))


def test_one_touch_is_the_answer_so_there_is_no_button_until_there_is_one(
    world: World, journey: Journey
) -> None:
    filled = filling.begin(journey)
    for _ in range(2):
        onward = filling.forward(filled)
        assert isinstance(onward, filling.Filling)
        filled = onward
    filled = filling.mark_unknown(filling.choose_for(filled, "diri"))
    day = frame.frame(replace(world, session=ApplyWay(filled)))
    assert (day.nextLabel, day.nextEnabled) == ("", False)
    for _ in ("day", "month"):
        filled = filling.edit(filled, lambda draft: drafts.chosen(draft, "1"))
    year = frame.frame(replace(world, session=ApplyWay(filled)))
    assert (year.nextLabel, year.nextEnabled) == ("Lanjut", False)
    filled = filling.edit(filled, lambda draft: drafts.typed(draft, "1990"))
    choice = filling.forward(filled)
    assert isinstance(choice, filling.Filling)
    unanswered = frame.frame(replace(world, session=ApplyWay(choice)))
    assert (unanswered.page, unanswered.nextLabel) == ("question", "")
    touched = filling.edit(choice, lambda draft: drafts.chosen(draft, "satu"))
    assert frame.frame(replace(world, session=ApplyWay(touched))).nextLabel == ""
    onward = filling.forward(touched)
    assert isinstance(onward, filling.Filling)
    again = filling.back(onward)
    assert again is not None
    assert frame.frame(replace(world, session=ApplyWay(again))).nextLabel == "Lanjut"
