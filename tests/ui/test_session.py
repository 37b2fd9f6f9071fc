"""The session as a value: every transition that does not fit changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.catalogue.model import Service
from kiosk.forms.journey import Journey
from kiosk.office.contract import ApplicationStatus, PrintJob, Ticket, WaitRange
from ui import session
from ui.ways import (
    ApplyWay,
    Home,
    PickCategory,
    PickService,
    Session,
    StatusWay,
    Taken,
    Taking,
    TicketWay,
    TypeCode,
    Welcome,
)

CODE = "7K3M2PQR9TVWX"


def ticket(job: str = "queued") -> Ticket:
    return Ticket(
        id="t",
        number="B-017",
        service="semua_jenis",
        priority="umum",
        office_day="2026-11-24",
        issued_at="2026-11-24T02:41:07.123Z",
        people_ahead=5,
        wait=WaitRange(20, 35),
        print=PrintJob("job", job, "ticket"),  # type: ignore[arg-type] # tests give only real states
    )


def way_to_priority(service: Service) -> Session:
    at = session.choose_way(session.start(Welcome()), "ticket")
    return session.choose_service(session.choose_category(at, "uji"), service)


def test_the_way_to_a_number_has_a_page_for_each_choice(service: Service) -> None:
    steps: list[Callable[[Session], Session]] = [
        session.start,
        lambda at: session.choose_way(at, "ticket"),
        lambda at: session.choose_category(at, "uji"),
        lambda at: session.choose_service(at, service),
        lambda at: session.choose_priority(at, "umum", "key"),
        lambda at: session.ticket_taken(at, "key", ticket()),
    ]
    at: Session = Welcome()
    pages = [session.page(at)]
    for step in steps:
        at = step(at)
        pages.append(session.page(at))
    assert pages == ["welcome", "home", "categories", "services", "priority", "priority", "ticket"]


def test_a_second_touch_does_not_make_a_second_act(service: Service) -> None:
    once = session.choose_priority(way_to_priority(service), "umum", "first")
    assert session.choose_priority(once, "lansia", "second") == once
    act = session.act(once)
    assert isinstance(act, Taking)
    assert act.key == "first"


def test_the_answer_to_an_act_that_was_left_is_ignored(service: Service) -> None:
    assert session.ticket_taken(Home(), "key", ticket()) == Home()
    other = session.choose_priority(way_to_priority(service), "umum", "mine")
    assert session.ticket_taken(other, "somebody else's", ticket()) == other


def test_a_refused_number_leads_back_to_the_question(service: Service) -> None:
    asked = session.choose_priority(way_to_priority(service), "umum", "key")
    assert session.refused(asked, "") == way_to_priority(service)


def test_back_leads_step_by_step_to_home(service: Service) -> None:
    at = way_to_priority(service)
    pages = []
    while not isinstance(at, Home):
        at = session.back(at)
        pages.append(session.page(at))
    assert pages == ["services", "categories", "home"]


def test_there_is_no_way_back_from_a_number_that_was_given(service: Service) -> None:
    given = TicketWay(Taken(service, ticket()))
    assert not session.can_go_back(given)
    assert session.finished(given)


def test_there_is_no_way_back_while_the_office_is_asked(service: Service) -> None:
    assert not session.can_go_back(session.choose_priority(way_to_priority(service), "umum", "key"))


def test_news_of_paper_reaches_its_own_ticket_only(service: Service) -> None:
    given = TicketWay(Taken(service, ticket()))
    told = session.paper_told(given, PrintJob("job", "confirmed", "ticket"))
    assert session.papers(told)[0].state == "confirmed"
    assert session.paper_told(given, PrintJob("another", "failed", "ticket")) == given


@pytest.mark.parametrize(
    ("typed", "text"),
    [("7k3m-2pqr", "7K3M2PQR"), ("oO", "00"), ("iIlL", "1111"), ("U *é", ""), (CODE + "0", CODE)],
)
def test_a_code_is_typed_with_its_lookalikes(typed: str, text: str) -> None:
    assert session.type_code(StatusWay(), typed) == StatusWay(TypeCode(text))


def test_a_code_is_asked_for_only_when_it_is_whole() -> None:
    short = session.type_code(StatusWay(), CODE[:-1])
    assert session.forward(short, "key") == short
    whole = session.forward(session.type_code(StatusWay(), CODE), "key")
    assert session.act(whole) is not None
    wrong = session.refused(whole, "Kode tidak ditemukan.")
    assert wrong == StatusWay(TypeCode(CODE, "Kode tidak ditemukan."))
    assert session.erase_code(wrong) == StatusWay(TypeCode(CODE[:-1]))
    assert session.erase_code(wrong, everything=True) == StatusWay()


def test_a_status_that_nobody_asked_for_is_not_shown() -> None:
    found = ApplicationStatus("C", "s", "S", "received", "", "", None, [], "", "at_office")
    assert session.status_found(StatusWay(), found) == StatusWay()


def test_a_form_begins_after_its_introduction_and_goes_back_to_it(service: Service, journey: Journey) -> None:
    intro = session.choose_service(ApplyWay(PickService("uji")), service)
    begun = session.begin_form(intro, journey)
    assert session.page(begun) == "checklist"
    assert session.back(begun) == intro
    assert session.begin_form(Home(), journey) == Home()


@pytest.mark.parametrize("at", [Welcome(), Home(), TicketWay(), ApplyWay(), StatusWay()])
def test_what_does_not_fit_changes_nothing(at: Session, service: Service) -> None:
    assert session.choose_service(at, service) == at
    assert session.choose_priority(at, "umum", "key") == at
    assert session.refused(at, "") == at
    assert session.forward(at, "key") == at


def test_the_first_page_of_a_way_leads_back_to_home() -> None:
    assert session.back(TicketWay(PickCategory())) == Home()
    assert session.back(StatusWay()) == Home()
    assert session.back(Home()) == Home()
