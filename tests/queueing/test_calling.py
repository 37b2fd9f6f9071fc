from __future__ import annotations

import json

import pytest

from kiosk.acts import KeyReused
from kiosk.ids import uuid7
from kiosk.queueing import calling, calls, counters, handling
from kiosk.queueing.errors import (
    BadTarget,
    CounterBusy,
    CounterClosed,
    CounterTaken,
    IllegalTransition,
    LimitReached,
    NobodyWaiting,
    NotYours,
    StaffElsewhere,
    UnknownCounter,
    UnknownTicket,
)
from kiosk.queueing.room import By
from kiosk.roomrules import Desk
from kiosk.store import IntegrityError
from tests.queueing.conftest import Hall


def test_the_oldest_is_called_first(hall: Hall) -> None:
    hall.open(1, 2)
    for _ in range(2):
        hall.take()
    assert [hall.next(counter).number for counter in (1, 2)] == ["B-001", "B-002"]


def test_a_call_is_ticket_event_call_record_and_audit_together(hall: Hall) -> None:
    hall.open(1)
    ticket = hall.take()
    before = {table: hall.value(f"SELECT count(*) FROM {table}") for table in ("outbox", "audit")}
    called = hall.next()
    assert (called.id, called.state, called.counter, called.ordinal) == (ticket.id, "called", 1, 1)
    assert hall.all("SELECT event, counter, staff FROM ticket_events") == [("ticket.called", 1, "staff-1")]
    assert hall.all("SELECT number, counter_name, ordinal FROM calls") == [("B-001", "Loket 1", 1)]
    assert hall.value("SELECT count(*) FROM outbox") == before["outbox"] + 1
    assert hall.value("SELECT count(*) FROM audit") == before["audit"] + 1
    kind, payload = hall.all("SELECT kind, payload FROM outbox ORDER BY seq DESC LIMIT 1")[0]
    assert kind == "ticket.called"
    assert {name: json.loads(payload)[name] for name in ("ticket", "number", "state", "counter")} == {
        "ticket": ticket.id,
        "number": "B-001",
        "state": "called",
        "counter": 1,
    }


def test_a_double_click_calls_once(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    hall.take()
    act = hall.act(uuid7())

    def press() -> tuple[str, bool]:
        called, new = hall.store.write(
            lambda tx: calling.call_next(tx, act=act, by=By("staff-1", 1), room=hall.room)
        )
        return called.number, new

    assert [press(), press()] == [("B-001", True), ("B-001", False)]
    assert hall.value("SELECT count(*) FROM calls") == 1


def test_a_key_of_another_act_is_refused(hall: Hall) -> None:
    hall.open(1)
    ticket = hall.take()
    with pytest.raises(KeyReused):
        hall.store.write(
            lambda tx: calling.call_next(tx, act=hall.act(ticket.id), by=By("staff-1", 1), room=hall.room)
        )


def test_nobody_waiting_changes_nothing(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    serving = hall.serve()
    with pytest.raises(NobodyWaiting):
        hall.next(current="finish")
    assert hall.counter(1).current == serving


def test_the_next_one_may_settle_the_one_in_hand(hall: Hall) -> None:
    hall.open(1)
    first, second, third = (hall.take() for _ in range(3))
    hall.serve()
    with pytest.raises(CounterBusy):
        hall.next()
    assert hall.next(current="finish").id == second.id
    with pytest.raises(CounterBusy):
        hall.next(current="finish")
    assert hall.next(current="miss").id == third.id
    assert dict(hall.all("SELECT id, state FROM tickets")) == {
        first.id: "done",
        second.id: "no_show",
        third.id: "called",
    }


def test_favoured_ones_go_first_and_two_in_a_row_at_most(hall: Hall) -> None:
    hall.open(1, 2)
    for priority in ("umum", "umum", "lansia", "hamil", "disabilitas", "balita"):
        hall.take(priority=priority)
    order = [hall.next(1 + turn % 2, current="miss" if turn > 1 else None).number for turn in range(6)]
    assert order == ["B-003", "B-004", "B-001", "B-005", "B-006", "B-002"]


def test_people_ahead_on_the_slip_are_those_called_before(hall: Hall) -> None:
    hall.open(1)
    ahead = {
        ticket.id: ticket.people_ahead
        for ticket in (hall.take(priority=p) for p in ("umum", "umum", "lansia", "umum", "lansia", "lansia"))
    }
    assert list(ahead.values()) == [0, 1, 0, 3, 1, 3]


def test_a_counter_calls_only_for_its_services(hall: Hall) -> None:
    hall.rules(
        desks=(Desk(1, "Loket 1", frozenset({"ktp_el"})), Desk(2, "Loket 2", frozenset({"sktm", "domisili"})))
    )
    hall.open(1, 2)
    hall.take("sktm")
    hall.take("ktp_el")
    hall.take("aduan")
    assert hall.next(1).number == "A-001"
    assert hall.next(1, current="miss").number == "C-001"
    assert hall.next(2).number == "B-001"
    with pytest.raises(NobodyWaiting):
        hall.next(2, current="miss")


@pytest.mark.parametrize("typed", ["B-012", "b12", "b 012", " B-12 ", "B.12"])
def test_a_certain_number_is_called_as_people_type_it(hall: Hall, typed: str) -> None:
    hall.open(1)
    tickets = [hall.take() for _ in range(12)]
    assert hall.at(1, calling.call_number, number=typed).id == tickets[11].id


@pytest.mark.parametrize("typed", ["B-009", "Z-001", "", "B-", "B-001; DROP TABLE tickets", "٣"])
def test_a_number_that_is_not_there_is_said_so(hall: Hall, typed: str) -> None:
    hall.open(1)
    hall.take()
    with pytest.raises(UnknownTicket):
        hall.at(1, calling.call_number, number=typed)


def test_a_number_in_another_hand_is_not_called_again(hall: Hall) -> None:
    hall.open(1, 3)
    hall.take()
    hall.next(3)
    with pytest.raises(IllegalTransition, match="Nomor B-001 sudah dipanggil loket 3"):
        hall.at(1, calling.call_number, number="B-001")


def test_recalls_end_at_the_offices_limit(hall: Hall) -> None:
    hall.rules(recalls=2)
    hall.open(1)
    hall.take()
    called = hall.next()
    left = []
    for _ in range(2):
        called = hall.at(1, calling.recall, ticket=called.id)
        left.append((called.ordinal, called.recalls_left))
    assert left == [(2, 1), (3, 0)]
    with pytest.raises(LimitReached, match="Tekan Tidak hadir"):
        hall.at(1, calling.recall, ticket=called.id)
    assert hall.all("SELECT ordinal FROM calls ORDER BY seq") == [(1,), (2,), (3,)]


def test_another_counters_ticket_stays_there_but_for_a_supervisor(hall: Hall) -> None:
    hall.open(1, 2)
    hall.take()
    called = hall.next(1)
    with pytest.raises(NotYours, match="loket 1"):
        hall.at(2, handling.start_serving, ticket=called.id)
    released, _ = hall.store.write(
        lambda tx: handling.no_show(
            tx, act=hall.act(), by=By("boss", supervisor=True), room=hall.room, ticket=called.id
        )
    )
    assert released.state == "no_show"


def test_a_person_who_stands_there_is_served_at_once(hall: Hall) -> None:
    hall.open(1)
    direct = hall.at(1, calling.walk_direct, service="ktp_el", priority="lansia")
    assert (direct.number, direct.state, direct.counter) == ("A-001", "serving", 1)
    assert hall.all("SELECT channel FROM tickets") == [("counter",)]
    assert hall.value("SELECT count(*) FROM print_jobs") == hall.value("SELECT count(*) FROM calls") == 0
    assert hall.finish(direct).state == "done"
    with pytest.raises(BadTarget):
        hall.at(1, calling.walk_direct, service="tidak_ada")


def test_only_an_open_counter_calls(hall: Hall) -> None:
    hall.take()
    with pytest.raises(CounterClosed, match="belum dibuka"):
        hall.next()
    hall.open(1)
    hall.at(1, counters.pause, reason="Salat")
    assert hall.counter(1).pause_reason == "Salat"
    with pytest.raises(CounterClosed, match="jeda"):
        hall.next()
    hall.at(1, counters.resume)
    assert hall.next().number == "B-001"
    with pytest.raises(CounterBusy):
        hall.at(1, counters.close_counter)
    with pytest.raises(UnknownCounter):
        hall.open(9)


def test_a_counter_has_one_person_and_a_person_one_counter(hall: Hall) -> None:
    hall.open(1)

    def sit(staff: str, counter: int, take_over: bool = False) -> None:
        hall.store.write(
            lambda tx: counters.open_counter(
                tx, act=hall.act(), by=By(staff, counter), room=hall.room, take_over=take_over
            )
        )

    with pytest.raises(CounterTaken):
        sit("other", 1)
    with pytest.raises(StaffElsewhere):
        sit("staff-1", 2)
    with pytest.raises(NotYours):
        hall.store.write(
            lambda tx: counters.close_counter(tx, act=hall.act(), by=By("other", 1), room=hall.room)
        )
    sit("other", 1, take_over=True)
    assert hall.counter(1).staff_id == "other"
    with pytest.raises(NotYours):
        hall.next(1)


def test_the_database_itself_gives_a_counter_one_ticket(hall: Hall) -> None:
    hall.open(1)
    hall.take()
    other = hall.take()
    hall.next()
    with pytest.raises(IntegrityError):
        hall.store.write(
            lambda tx: tx.execute(
                "UPDATE tickets SET state = 'called', counter = 1 WHERE id = ?", (other.id,)
            )
        )


def test_the_display_keeps_the_last_numbers_each_once(hall: Hall) -> None:
    hall.open(1)
    for _ in range(8):
        hall.take()
    hall.next()
    for _ in range(7):
        hall.next(current="miss")
    latest = hall.at(1, calling.recall, ticket=hall.counter(1).current.id)  # type: ignore[union-attr]  # it has one
    shown = hall.store.read(lambda c: calls.latest(c, "2026-11-24"))
    assert [call.number for call in shown] == [f"B-00{n}" for n in (8, 7, 6, 5, 4, 3)]
    assert shown[0].ordinal == 2
    assert hall.store.read(lambda c: calls.newest(c, latest.id)) == shown[0]
    assert hall.store.read(lambda c: calls.standing(c, "2026-11-24")) == shown[:1]
