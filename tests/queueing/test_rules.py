from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.queueing.rules import IN_A_ROW, Candidate, ahead, choose, place_of_returned, streak_after
from kiosk.roomrules import Desk, RoomRules

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def candidate(number: int, favoured: bool, front: bool = False) -> Candidate:
    return Candidate(f"t{number}", favoured, front, f"2026-11-24T02:00:00.{number:03d}Z", number)


def emptied(waiting: list[Candidate], streak: int) -> list[Candidate]:
    """Everybody, in the order in which they are called when nobody comes."""
    left, order = list(waiting), []
    while chosen := choose(left, streak):
        left.remove(chosen)
        order.append(chosen)
        streak = streak_after(streak, chosen.favoured)
    return order


rooms = st.lists(st.tuples(st.booleans(), st.sampled_from([False] * 9 + [True])), max_size=40).map(
    lambda kinds: [candidate(number, favoured, front) for number, (favoured, front) in enumerate(kinds)]
)
streaks = st.integers(0, IN_A_ROW)


def test_favoured_ones_go_first_and_never_more_than_two_in_a_row() -> None:
    waiting = [candidate(n, favoured=n >= 4) for n in range(9)]
    assert [one.number for one in emptied(waiting, 0)] == [4, 5, 0, 6, 7, 1, 8, 2, 3]


def test_who_was_put_first_goes_before_everybody() -> None:
    waiting = [candidate(0, favoured=True), candidate(1, favoured=False, front=True)]
    assert choose(waiting, 0) == waiting[1]


def test_nobody_waiting_means_nobody_is_called() -> None:
    assert choose([], 0) is None


@given(waiting=rooms, streak=streaks)
def test_everybody_is_called_exactly_once(waiting: list[Candidate], streak: int) -> None:
    order = emptied(waiting, streak)
    assert sorted(order, key=lambda one: one.number) == waiting


@given(waiting=rooms, streak=streaks)
def test_equals_are_called_in_order_of_time(waiting: list[Candidate], streak: int) -> None:
    order = emptied(waiting, streak)
    for favoured in (True, False):
        for front in (True, False):
            kind = [one.number for one in order if (one.favoured, one.front) == (favoured, front)]
            assert kind == sorted(kind)


@given(waiting=rooms, streak=streaks)
def test_no_third_favoured_one_in_a_row_while_others_wait(waiting: list[Candidate], streak: int) -> None:
    order = emptied([one for one in waiting if not one.front], streak)
    row = streak
    for place, one in enumerate(order):
        others_wait = any(not later.favoured for later in order[place:])
        assert not (one.favoured and row >= IN_A_ROW and others_wait)
        row = row + 1 if one.favoured else 0


@given(waiting=rooms, streak=streaks)
def test_the_oldest_of_each_kind_is_all_that_the_rule_needs(waiting: list[Candidate], streak: int) -> None:
    heads: dict[tuple[bool, bool], Candidate] = {}
    for one in waiting:
        heads.setdefault((one.favoured, one.front), one)
    assert choose(heads.values(), streak) == choose(waiting, streak)


@given(waiting=rooms, streak=streaks)
def test_people_ahead_are_those_whom_the_rule_calls_before(waiting: list[Candidate], streak: int) -> None:
    plain = [one for one in waiting if not one.front]
    order = emptied(plain, streak)
    for place, one in enumerate(order):
        same = [other for other in plain if other.favoured == one.favoured]
        assert place == ahead(
            favoured=one.favoured,
            before=sum(other.number < one.number for other in same),
            others=len(plain) - len(same),
            streak=streak,
        )


def test_whoever_returns_in_time_keeps_the_place() -> None:
    hour = timedelta(hours=1)
    assert place_of_returned("earlier", NOON, NOON + hour, hour) == "earlier"
    assert place_of_returned("earlier", NOON, NOON + hour + timedelta(seconds=1), hour) is None


def test_counters_that_share_a_service_share_those_who_wait() -> None:
    rules = RoomRules(
        desks=(
            Desk(1, "Loket 1", frozenset({"a", "b"})),
            Desk(2, "Loket 2", frozenset({"c"})),
            Desk(3, "Loket 3", frozenset({"b", "d"})),
        )
    )
    assert [rules.pool(service) for service in "abcd"] == [1, 1, 2, 1]
    assert [rules.pool_of(desk) for desk in rules.desks] == [1, 2, 1]


def test_a_service_that_no_counter_names_is_served_by_all() -> None:
    rules = RoomRules(desks=(Desk(1, "Loket 1", frozenset({"a"})), Desk(2, "Loket 2", frozenset({"b"}))))
    assert [rules.serves(desk, "lain") for desk in rules.desks] == [True, True]
    assert [rules.serves(desk, "a") for desk in rules.desks] == [True, False]
