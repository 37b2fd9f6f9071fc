"""Strangers at a listener: how many connections an address may hold, and how fast it may connect and ask.

Nothing here waits or knows sockets. When a listener is full, whoever holds the most gives way: an address has
its share, whatever the others do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

State = Literal["unfinished", "idle", "answered"]
"""`unfinished`: still greeting, or amid its request. `answered`: an answer or a stream goes out."""

_GOES_FIRST: Final[dict[State, int]] = {"unfinished": 0, "idle": 1, "answered": 2}
SLOW_S: Final = 1.0
"""Longer than any browser of the office greets or asks; who is slower makes room first."""
ADDRESSES: Final = 4096
"""Of which a pace is remembered."""
ITSELF: Final = frozenset({"127.0.0.1", "::1"})
"""This machine: no stranger, and at nobody's pace."""


class Guest:
    """One connection."""

    __slots__ = ("address", "leave", "since", "state")

    def __init__(self, address: str, now: float) -> None:
        self.address = address
        self.leave: Callable[[], object] = _nothing
        """Ends it at once."""
        self.comes_to("unfinished", now)

    def comes_to(self, state: State, now: float) -> None:
        """`now` in seconds of a monotonic clock, as everywhere here."""
        self.state: State = state
        self.since = now


class Crowd:
    """All connections of a listener: at most `most`, and `each` of one address."""

    def __init__(self, most: int, each: int) -> None:
        self._most = most
        self._each = each
        self._guests: dict[str, set[Guest]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def enter(self, address: str, now: float) -> Guest | None:
        """A place for a connection from there; where there was none, another's may end for it. None: full."""
        mine = len(self._guests.get(address, ()))
        if mine >= self._each and not self._make_room(address, now):
            return None
        if self._count >= self._most:
            largest = max(self._guests, key=lambda one: len(self._guests[one]))
            if len(self._guests[largest]) > mine + 1:
                self._end(min(self._guests[largest], key=_order))
            elif not self._make_room(address, now):
                return None
        guest = Guest(address, now)
        self._guests.setdefault(address, set()).add(guest)
        self._count += 1
        return guest

    def left(self, guest: Guest) -> None:
        """A connection has ended; may be said more than once."""
        of_its_address = self._guests.get(guest.address, set())
        if guest in of_its_address:
            of_its_address.remove(guest)
            self._count -= 1
            if not of_its_address:
                del self._guests[guest.address]

    def _make_room(self, address: str, now: float) -> bool:
        """Ends what the address itself needs least: a slow request or a connection at rest."""
        spare = [
            guest
            for guest in self._guests.get(address, ())
            if guest.state == "idle" or (guest.state == "unfinished" and now - guest.since >= SLOW_S)
        ]
        if spare:
            self._end(min(spare, key=_order))
        return bool(spare)

    def _end(self, guest: Guest) -> None:
        self.left(guest)
        guest.leave()


class Pace:
    """So many a second for each address, after a `burst` at once."""

    def __init__(self, per_s: float, burst: int) -> None:
        self._step = 1 / per_s
        self._ahead = burst / per_s
        self._next: dict[str, float] = {}

    def wait(self, address: str, now: float) -> float:
        """Takes the address's next turn; in so many seconds it comes."""
        at = self._turn(address, now)
        self._next[address] = at + self._step
        return max(0.0, at - now)

    def allows(self, address: str, now: float) -> bool:
        """Takes a turn if there is one now."""
        return self._turn(address, now) <= now and self.wait(address, now) == 0

    def _turn(self, address: str, now: float) -> float:
        """When the next turn comes; in the past as far as a burst is left."""
        if len(self._next) >= ADDRESSES and address not in self._next:
            self._next = {one: at for one, at in self._next.items() if at > now - self._ahead}
            if len(self._next) >= ADDRESSES:
                self._next.clear()  # nobody is owed anything by memory without end
        rested = now - self._ahead + self._step
        return max(self._next.get(address, rested), rested)


def _order(guest: Guest) -> tuple[int, float]:
    return _GOES_FIRST[guest.state], guest.since


def _nothing() -> None:
    """Until it is known how."""
