"""A number given by a further kiosk meets the number that the office may have given for the same act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kiosk.acts import Act, KeyReused, fingerprint
from kiosk.ids import uuid7
from kiosk.queueing import calling, handling, handover
from kiosk.queueing.handover import EmergencyTicket, TakenOver
from kiosk.store import IntegrityError
from tests.queueing.conftest import Hall


def emergency(hall: Hall, id: str, number: int = 1, **how: str) -> EmergencyTicket:
    return EmergencyTicket(
        id=id,
        office_day=how.get("office_day", "2026-11-24"),
        series="K2",
        number=number,
        service="sktm",
        version="2026.11.1",
        priority="umum",
        language="id",
        people_ahead=3,
        issued_at=hall.now - timedelta(minutes=10),
        clock_quality="none",
        application=None,
    )


def hand_over(hall: Hall, ticket: EmergencyTicket) -> TakenOver:
    act = Act(handover.handing_over(ticket.id), fingerprint(ticket.number), hall.now, "none")
    return hall.store.write(lambda tx: handover.take_over(tx, act=act, ticket=ticket, office=hall.office))[0]


def states(hall: Hall) -> dict[str, str]:
    return {
        f"{series}-{number:03d}": state
        for series, number, state in hall.all("SELECT series, number, state FROM tickets")
    }


def waits(hall: Hall, id: str) -> None:
    """Nobody has called it yet."""


def parked(hall: Hall, id: str) -> None:
    hall.next()
    hall.at(1, handling.park, ticket=id, reason="Ambil berkas")


def absent(hall: Hall, id: str) -> None:
    hall.next()
    hall.at(1, handling.no_show, ticket=id)


def called(hall: Hall, id: str) -> None:
    hall.next()


def served(hall: Hall, id: str) -> None:
    hall.serve()


def done(hall: Hall, id: str) -> None:
    hall.finish(hall.serve())


def left(hall: Hall, id: str) -> None:
    hall.at(1, handling.cancel, ticket=id, reason="Pergi")


@pytest.mark.parametrize("before", [waits, parked, absent])
def test_a_number_that_nobody_was_told_gives_way_to_the_emergency_number(
    hall: Hall, before: Callable[[Hall, str], None]
) -> None:
    hall.open(1)
    told_to_nobody = hall.take()
    before(hall, told_to_nobody.id)
    taken = hand_over(hall, emergency(hall, told_to_nobody.id))
    assert (taken.state, taken.rival) == ("waiting", "B-001")
    assert states(hall) == {"B-001": "cancelled", "K2-001": "waiting"}
    assert hall.value("SELECT reason FROM tickets WHERE series = 'B'") == "Diganti nomor K2-001"


@pytest.mark.parametrize(("before", "state"), [(called, "called"), (served, "serving"), (done, "done")])
def test_an_emergency_number_is_closed_where_the_office_called_its_own_already(
    hall: Hall, before: Callable[[Hall, str], None], state: str
) -> None:
    hall.open(1)
    own = hall.take()
    before(hall, own.id)
    assert hand_over(hall, emergency(hall, own.id)).state == "superseded"
    assert states(hall) == {"B-001": state, "K2-001": "cancelled"}
    assert hall.value("SELECT reason FROM tickets WHERE series = 'K2'") == "Diganti nomor B-001"


def test_an_emergency_number_lives_where_the_offices_own_was_cancelled(hall: Hall) -> None:
    own = hall.take()
    left(hall, own.id)
    hand_over(hall, emergency(hall, own.id))
    assert states(hall) == {"B-001": "cancelled", "K2-001": "waiting"}


def test_an_emergency_number_is_called_as_such_and_at_its_original_time(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    hand_over(hall, emergency(hall, uuid7()))
    assert [hall.finish(hall.serve()).number for _ in range(2)] == ["K2-001", "B-001"]


def test_an_emergency_number_is_found_as_people_type_it(hall: Hall) -> None:
    hall.open(1)
    hand_over(hall, emergency(hall, uuid7()))
    assert hall.at(1, calling.call_number, number="k2-001").number == "K2-001"


def test_handing_over_again_changes_nothing(hall: Hall) -> None:
    own = hall.take()
    first = hand_over(hall, emergency(hall, own.id))
    rows = hall.value("SELECT count(*) FROM outbox")
    assert hand_over(hall, emergency(hall, own.id)) == first
    assert hall.value("SELECT count(*) FROM outbox") == rows


def test_one_handing_over_with_two_contents_is_refused(hall: Hall) -> None:
    key = uuid7()
    hand_over(hall, emergency(hall, key))
    with pytest.raises(KeyReused):
        hand_over(hall, emergency(hall, key, number=2))


def test_a_number_taken_twice_on_a_day_is_refused_and_nothing_is_changed(hall: Hall) -> None:
    hand_over(hall, emergency(hall, uuid7()))
    with pytest.raises(IntegrityError):
        hand_over(hall, emergency(hall, uuid7()))
    assert states(hall) == {"K2-001": "waiting"}


def test_a_kiosk_whose_clock_is_ahead_brings_nothing_of_tomorrow(hall: Hall) -> None:
    hand_over(hall, emergency(hall, uuid7(), office_day="2031-01-01"))
    assert hall.value("SELECT queue_day FROM tickets") == "2026-11-24"
