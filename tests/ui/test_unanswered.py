"""Acts that the citizen stopped waiting for keep their key."""

from __future__ import annotations

from kiosk.catalogue.model import Service
from kiosk.office.contract import ApplicationRequest, TicketRequest
from ui import unanswered
from ui.filling import Filling
from ui.ways import ApplyWay, Home, LookingUp, Session, Submitting, Taking, TicketWay


def taking(service: Service, key: str, priority: str = "umum") -> Taking:
    return Taking(service, key, TicketRequest(service.id, priority))  # type: ignore[arg-type] # real ones


def key_of(session: Session) -> str:
    assert isinstance(session, TicketWay | ApplyWay)
    assert isinstance(session.step, Taking | Submitting)
    return session.step.key


def test_the_same_wish_has_the_same_key(service: Service) -> None:
    kept = unanswered.keep((), taking(service, "first"))
    again = unanswered.under_its_key(TicketWay(taking(service, "second")), kept)
    assert key_of(again) == "first"
    assert not unanswered.may_double(kept, taking(service, "first"))


def test_another_wish_has_its_own_key_and_may_double(service: Service) -> None:
    kept = unanswered.keep((), taking(service, "first"))
    other = taking(service, "second", "lansia")
    assert key_of(unanswered.under_its_key(TicketWay(other), kept)) == "second"
    assert unanswered.may_double(kept, other)
    assert not unanswered.may_double((), other)


def test_what_was_answered_is_forgotten(service: Service) -> None:
    kept = unanswered.keep((), taking(service, "first"))
    assert unanswered.settle(kept, "first") == ()


def test_looking_up_a_code_never_doubles_anything(service: Service) -> None:
    kept = unanswered.keep((), taking(service, "first"))
    assert unanswered.keep(kept, LookingUp("X")) == kept
    assert not unanswered.may_double(kept, LookingUp("X"))
    assert unanswered.under_its_key(Home(), kept) == Home()


def test_awal_wipes_answers_and_still_knows_that_something_was_sent(journey: object) -> None:
    form = Filling(journey)  # type: ignore[arg-type] # any journey
    act = Submitting(form, "first", ApplicationRequest("s", "1", {"nik": "3603034101900001"}, [], True))
    kept = unanswered.without_answers(unanswered.keep((), act))
    assert "360303" not in str([one.request for one in kept])
    again = Submitting(form, "second", act.request)
    assert key_of(unanswered.under_its_key(ApplyWay(again), kept)) == "second"
    assert unanswered.may_double(kept, again)
