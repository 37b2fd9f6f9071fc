"""Where a ticket stands is read from what its office says of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from kiosk.central.house import House
from kiosk.central.tables import records, tickets
from kiosk.sync.envelope import decode


def moved(office: Any, ticket: str, move: str, state: str) -> bytes:
    record: bytes = office.record(
        f"ticket.{move}", {"ticket": ticket, "number": "B-001", "state": state, "counter": 3}
    )
    return record


def state(house: House) -> str:
    with house.database.read() as connection:
        return str(connection.execute(select(tickets.c.state)).scalar_one())


def test_a_ticket_stands_where_its_office_last_said(line: Any, office: Any, house: House) -> None:
    issued = office.ticket()
    id = decode(issued).key
    called, served = moved(office, id, "called", "called"), moved(office, id, "done", "done")
    line.send(issued)
    assert state(house) == "waiting"
    line.send(called)
    assert state(house) == "called"
    line.send(served)
    assert state(house) == "done"


def test_moves_that_arrive_in_another_order_leave_the_latest(line: Any, office: Any, house: House) -> None:
    issued = office.ticket()
    id = decode(issued).key
    called, served = moved(office, id, "called", "called"), moved(office, id, "done", "done")
    line.send(served, called, issued)
    assert state(house) == "done"
    line.send(called)
    assert state(house) == "done"


def test_a_kind_that_central_does_not_know_is_kept_and_not_read(line: Any, office: Any, house: House) -> None:
    (result,) = line.send(office.record("counter.opened", {"counter": 3, "state": "open"}))
    assert result["outcome"] == "accepted"
    with house.database.read() as connection:
        assert connection.execute(select(records.c.kind)).scalars().all() == ["counter.opened"]


def test_a_move_without_a_state_is_refused(line: Any, office: Any) -> None:
    (result,) = line.send(office.record("ticket.called", {"ticket": "x"}))
    assert (result["outcome"], result["problem"]["status"]) == ("rejected", 422)
