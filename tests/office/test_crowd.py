"""Who keeps a place at a listener that is full, and at which pace strangers may come."""

from __future__ import annotations

import random

from kiosk.office.crowd import ADDRESSES, SLOW_S, Crowd, Guest, Pace


class Door:
    """A crowd, and who of it was sent away."""

    def __init__(self, most: int, each: int) -> None:
        self.crowd = Crowd(most, each)
        self.gone: list[Guest] = []

    def enter(self, address: str, now: float = 0.0, state: str = "answered") -> Guest | None:
        guest = self.crowd.enter(address, now)
        if guest:
            guest.leave = lambda: self.gone.append(guest)
            guest.comes_to(state, now)  # type: ignore[arg-type]  # as each test writes it
        return guest


def test_whatever_five_addresses_hold_a_sixth_gets_in_and_keeps_its_place() -> None:
    door = Door(most=50, each=20)
    for turn in range(200):
        door.enter(f"flood-{turn % 5}")
    console = [door.enter("console") for _ in range(6)]
    for turn in range(200):
        door.enter(f"flood-{turn % 5}")
    assert all(console)
    assert not any(guest in door.gone for guest in console)
    assert len(door.crowd) == 50


def test_of_the_largest_the_least_useful_goes_first() -> None:
    door = Door(most=4, each=4)
    stream, idle, slow = door.enter("a"), door.enter("a", state="idle"), door.enter("a", state="unfinished")
    door.enter("a")
    for _ in range(2):
        assert door.enter("b")
    assert door.gone == [slow, idle]
    assert stream not in door.gone


def test_at_its_own_limit_an_address_gives_up_a_slow_request_and_no_stream() -> None:
    door = Door(most=10, each=2)
    stream, slow = door.enter("a"), door.enter("a", state="unfinished")
    assert door.enter("a", SLOW_S / 2) is None, "greeting takes a moment"
    assert door.enter("a", SLOW_S)
    assert door.gone == [slow]
    assert door.enter("a", SLOW_S) is None
    assert stream not in door.gone


def test_the_count_is_right_after_any_coming_and_going() -> None:
    door = Door(most=20, each=8)
    chance = random.Random(7)
    inside: list[Guest] = []
    for turn in range(5000):
        if inside and chance.random() < 0.5:
            door.crowd.left(inside.pop(chance.randrange(len(inside))))
        else:
            state = chance.choice(["unfinished", "idle", "answered"])
            guest = door.enter(f"{chance.randrange(6)}", turn / 10, state)
            inside += [guest] if guest else []
        inside = [guest for guest in inside if guest not in door.gone]
        assert len(door.crowd) == len(inside) <= 20
        assert all(sum(one.address == guest.address for one in inside) <= 8 for guest in inside)


def test_a_burst_is_free_and_then_turns_come_at_the_pace() -> None:
    pace = Pace(per_s=10, burst=3)
    waits = [round(pace.wait("a", 100.0), 3) for _ in range(5)]
    assert waits == [0, 0, 0, 0.1, 0.2]
    assert pace.wait("b", 100.0) == 0, "others are not held up"
    assert pace.wait("a", 200.0) == 0


def test_a_refused_turn_costs_nothing_and_memory_has_an_end() -> None:
    pace = Pace(per_s=1, burst=2)
    assert [pace.allows("a", 5.0) for _ in range(4)] == [True, True, False, False]
    assert pace.allows("a", 6.001)
    for number in range(3 * ADDRESSES):
        pace.allows(str(number), 6.0)
    assert len(vars(pace)["_next"]) <= ADDRESSES
