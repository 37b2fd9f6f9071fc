"""Who may ask: sessions by cookie, a role per route, and no more than so many attempts to sign in.

async def route(who: Supervisor) -> Response: ...
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Final

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from kiosk.clock import Clock
from kiosk.office.lan import problems
from kiosk.staff import sessions, signing
from kiosk.staff.accounts import Account, Role
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


class Door:
    """Signs in, signs out, and says who asks."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._failed: dict[str, deque[datetime]] = {}
        self._strangers = signing.Strangers()
        self._hashing = asyncio.Semaphore(2)

    async def sign_in(self, address: str, name: str, pin: str) -> sessions.Session:
        """A session for whoever knows the PIN. Raises Refusal, also after too many wrong PINs from there."""
        now = self._clock.now()
        failed = self._failed_from(address, now)
        if len(failed) >= ATTEMPTS:
            raise problems.LOCKED(headers=_later(failed[0] + WINDOW - now))
        failed.append(now)
        try:
            async with self._hashing:  # a flood of attempts must not take the processor from the queue
                session = await asyncio.to_thread(
                    signing.sign_in, self._store, name, pin, now, self._strangers
                )
        except WrongPin:
            raise problems.WRONG_PIN() from None
        except Locked as locked:
            seconds = timedelta(seconds=locked.seconds)
            raise problems.LOCKED(str(locked), headers=_later(seconds)) from None
        failed.remove(now)
        return session

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

    def _failed_from(self, address: str, now: datetime) -> deque[datetime]:
        if len(self._failed) >= ADDRESSES:
            self._failed = {one: at for one, at in self._failed.items() if at and now - at[-1] < WINDOW}
        if len(self._failed) >= ADDRESSES and address not in self._failed:
            raise problems.LOCKED(headers=_later(WINDOW))  # nobody has so many PCs
        failed = self._failed.setdefault(address, deque())
        while failed and not timedelta() <= now - failed[0] < WINDOW:
            failed.popleft()
        return failed


def token_of(request: Request) -> str:
    """The session's token as the cookie carries it, or empty."""
    return request.cookies.get(COOKIE, "")


def remember(response: Response, token: str) -> None:
    """Gives the browser its session, until it is closed."""
    response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="strict")


def forget(response: Response) -> None:
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")


async def signed_in(request: Request) -> Who:
    """Whoever asks. Raises Refusal (401)."""
    door: Door = request.app.state.door
    return await door.who(token_of(request))


def _role(*roles: Role) -> Callable[[Who], Who]:
    def check(who: Annotated[Who, Depends(signed_in)]) -> Who:
        if who.role not in roles:
            raise problems.ROLE()
        return who

    return check


Staff = Annotated[Who, Depends(signed_in)]
"""Anybody of the office."""
Counter = Annotated[Who, Depends(_role("counter", "supervisor"))]
"""Whoever serves citizens, and so may see their data."""
Supervisor = Annotated[Who, Depends(_role("supervisor"))]
Technician = Annotated[Who, Depends(_role("technician", "supervisor"))]


def _later(left: timedelta) -> dict[str, str]:
    return {"Retry-After": str(int(left.total_seconds()) + 1)}
