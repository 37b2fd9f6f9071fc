"""Who may ask: sessions by cookie, a role per route, and no more than so many attempts to sign in.

async def route(who: Supervisor) -> Response: ...
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Final

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from kiosk.clock import Clock
from kiosk.office.lan import problems
from kiosk.office.limit import Guesses
from kiosk.staff import sessions, signing
from kiosk.staff.accounts import MANAGES, SERVES, TENDS, Account, Role
from kiosk.staff.errors import Locked, SessionEnded, WrongPin
from kiosk.store import Store

COOKIE: Final = "__Host-anjungan"
"""The prefix makes browsers insist on TLS, on this host alone and on the whole path."""
ATTEMPTS: Final = 10
WINDOW: Final = timedelta(minutes=5)
ADDRESSES: Final = 1024
"""Of which attempts are remembered."""

Who = Account
"""Whoever has signed in."""


class _Tries:
    """Those of one address. One attempt at a time: right ones under way count for nothing."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.pins = Guesses(ATTEMPTS, WINDOW)


class Door:
    """Signs in, signs out, and says who asks."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._tries: dict[str, _Tries] = {}
        self._strangers = signing.Strangers()
        self._hashing = asyncio.Semaphore(2)

    async def sign_in(self, address: str, name: str, pin: str) -> sessions.Session:
        """A session for whoever knows the PIN. Raises Refusal, also after too many wrong PINs from there."""
        tries = self._tries_from(address)
        async with tries.turn:
            now = self._clock.now()
            if left := tries.pins.wait(now):
                raise problems.LOCKED(headers=_later(left))
            tries.pins.wrong(now)  # until it was right: what breaks off in the middle counts
            session = await self._session(name, pin, now)
            tries.pins.right()
            return session

    async def _session(self, name: str, pin: str, now: datetime) -> sessions.Session:
        try:
            async with self._hashing:  # a flood of attempts must not take the processor from the queue
                return await asyncio.to_thread(signing.sign_in, self._store, name, pin, now, self._strangers)
        except WrongPin:
            raise problems.WRONG_PIN() from None
        except Locked as locked:
            seconds = timedelta(seconds=locked.seconds)
            raise problems.LOCKED(str(locked), headers=_later(seconds)) from None

    async def who(self, token: str) -> Who:
        """Whose session it is; asking keeps it alive. Raises Refusal."""
        try:
            return await asyncio.to_thread(sessions.current, self._store, token, self._clock.now())
        except SessionEnded:
            raise problems.SIGN_IN() from None

    async def lasts(self, token: str) -> bool:
        """Whether the session still lasts; asking does not prolong it."""
        now = self._clock.now()
        return await asyncio.to_thread(self._store.read, lambda tx: sessions.lasts(tx, token, now))

    async def sign_out(self, token: str) -> None:
        """*Keluar*."""
        await asyncio.to_thread(self._store.write, lambda tx: sessions.end(tx, token))

    def _tries_from(self, address: str) -> _Tries:
        if len(self._tries) >= ADDRESSES and address not in self._tries:
            now = self._clock.now()
            self._tries = {
                one: tries
                for one, tries in self._tries.items()
                if tries.turn.locked() or not tries.pins.idle(now)
            }
            if len(self._tries) >= ADDRESSES:
                raise problems.LOCKED(headers=_later(WINDOW))  # nobody has so many PCs
        return self._tries.setdefault(address, _Tries())


def token_of(request: Request) -> str:
    """The session's token as the cookie carries it, or empty."""
    return request.cookies.get(COOKIE, "")


def remember(response: Response, token: str) -> None:
    """Gives the browser its session, until it is closed."""
    response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="strict")


def forget(response: Response) -> None:
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")


async def signed_in(request: Request) -> Who:
    """Whoever asks; routes outside this package read the account's id as `request.state.staff`.

    Raises Refusal (401).
    """
    door: Door = request.app.state.door
    who = await door.who(token_of(request))
    request.state.staff = who.id
    return who


def _role(roles: frozenset[Role]) -> Callable[[Who], Who]:
    def check(who: Annotated[Who, Depends(signed_in)]) -> Who:
        if who.role not in roles:
            raise problems.ROLE()
        return who

    return check


Staff = Annotated[Who, Depends(signed_in)]
"""Anybody of the office."""
Counter = Annotated[Who, Depends(_role(SERVES))]
"""Whoever serves citizens, and so may see their data."""
Supervisor = Annotated[Who, Depends(_role(MANAGES))]
Technician = Annotated[Who, Depends(_role(TENDS))]
"""Whoever looks after the machines; supervisors too."""


def _later(left: timedelta) -> dict[str, str]:
    return {"Retry-After": str(int(left.total_seconds()) + 1)}
