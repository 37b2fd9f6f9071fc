"""The displays that are open, and which is the voice. What each knows itself by stays between it and us.

A display makes up a long secret and keeps it. Its id among us and the name that staff read on it follow from
the secret, so nobody else can speak for it. No two have one name, and none that is open gives way to another.
Nothing is stored: who is not heard of for a while is forgotten.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Protocol

from fastapi import APIRouter, Depends, Header, Path
from starlette.requests import Request
from starlette.responses import Response

from kiosk.office import problems
from kiosk.office.answers import PRIVATE, answer
from kiosk.office.bodies import body_of
from kiosk.office.hub import address_of
from kiosk.office.lan.trust import in_words
from kiosk.speech.records import Appointed
from kiosk.speech.state import Lease, VoiceState

MOST: Final = 64
"""Displays of one office."""
MOST_EACH: Final = 8
"""From one address: a PC with several screens, and its pages that were just closed."""
OPEN_S: Final = 8.0
"""A display asks every two seconds; who is silent for longer is no choice for staff."""
FORGOTTEN_S: Final = 60.0
"""Its name is kept for it so long."""
POINTED_S: Final = 20.0
"""How long a display shows its name large, once staff have pointed at it."""
FULL: Final = "Terlalu banyak layar terbuka"

Call = Annotated[str, Path(pattern="^[0-9a-f-]{36}$", description="UUID of the call.")]


class Voice(Protocol):
    """What displays need of the room's voice: `kiosk.speech.announce.AnnouncementQueue`."""

    def appoint(self, display: str, name: str, staff: str | None = None) -> None: ...
    def dismiss(self, staff: str | None = None) -> None: ...
    def appointed(self) -> Appointed | None: ...
    def state(self) -> VoiceState: ...
    def try_out(self) -> None: ...
    def renew(self, display: str, *, able: bool, said: str = "") -> Lease: ...
    def ended(self, display: str, call: str, *, well: bool) -> None: ...
    def sound(self, display: str, call: str) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class Ask:
    """A display asks whether it is the voice."""

    display: str
    """Its secret."""
    able: bool
    """Its browser may play sound."""
    keeps: bool = False
    """It has the page by itself, for when it is switched on while the office is off."""
    said: str = ""
    """UUID of the call that it said last, should the office not have heard so."""


@dataclass(frozen=True, slots=True)
class Told:
    """A display tells how a call went."""

    display: str
    """Its secret."""
    well: bool


@dataclass(frozen=True, slots=True)
class Leaving:
    """A display is closed."""

    display: str
    """Its secret."""


@dataclass(frozen=True, slots=True)
class Open:
    """An open display, as staff see it."""

    id: str
    """By which it is chosen."""
    name: str
    """ "Layar Melati", as it stands in its corner; no other display has it."""
    able: bool
    """It could speak now."""
    keeps: bool
    """Switched on while the office is off, it waits for it by itself."""
    voice: bool
    """It speaks the next call."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a display learns."""

    name: str
    appointed: bool
    """Staff want it to speak; one that may not play sound asks whoever stands before it for a touch."""
    pointed: bool
    """Staff look for it: it shows its name large."""
    lease: Lease


@dataclass(frozen=True, slots=True)
class _Known:
    heard_at: float
    address: str
    shown: Open


class Displays:
    """Everybody who asks. Every method from any thread."""

    def __init__(self, voice: Voice, now: Callable[[], float] = time.monotonic) -> None:
        self._voice = voice
        self._now = now
        self._turn = threading.Lock()
        self._known: dict[str, _Known] = {}
        self._pointed = ("", 0.0)

    def ask(self, asking: Ask, address: str = "") -> Answer:
        """The display's name and its lease; `address` is where it asks from."""
        id = public(asking.display)
        lease = self._voice.renew(id, able=asking.able, said=asking.said)
        chosen = self._voice.appointed()
        with self._turn:
            now = self._now()
            name = self._name(id, address, chosen, now)
            if name is None:
                return Answer(FULL, appointed=False, pointed=False, lease=lease)
            shown = Open(id, name, asking.able, asking.keeps, lease.voice)
            self._known[id] = _Known(now, address, shown)
            pointed = self._pointed[0] == id and now < self._pointed[1]
        appointed = lease.voice or (not asking.able and chosen is not None and chosen.display == id)
        return Answer(name, appointed, pointed, lease)

    def leave(self, display: str) -> None:
        """The display with this secret is closed."""
        with self._turn:
            self._known.pop(public(display), None)

    def open(self) -> list[Open]:
        """The displays that ask, by name."""
        with self._turn:
            since = self._now() - OPEN_S
            found = [known.shown for known in self._known.values() if known.heard_at >= since]
        return sorted(found, key=lambda shown: shown.name)

    def point(self, id: str) -> bool:
        """Lets the open display with this id show its name large. False: it is not open."""
        found = self._find(id)
        if found:
            self._pointed = (id, self._now() + POINTED_S)
        return found is not None

    def appoint(self, id: str, staff: str | None = None) -> bool:
        """Makes the open display with this id the voice. False: it is not open.

        `staff`: the account of whoever wants it.
        """
        found = self._find(id)
        if found:
            self._voice.appoint(found.id, found.name, staff)
        return found is not None

    def dismiss(self, staff: str | None = None) -> None:
        """Makes the office machine the voice again."""
        self._voice.dismiss(staff)

    def _find(self, id: str) -> Open | None:
        return next((shown for shown in self.open() if shown.id == id), None)

    def _name(self, id: str, address: str, chosen: Appointed | None, now: float) -> str | None:
        """What the display is called as long as it asks; None: there is no room for one more."""
        known = self._known
        for other in [other for other, one in known.items() if one.heard_at < now - FORGOTTEN_S]:
            del known[other]
        if id in known:
            return known[id].shown.name
        if chosen and chosen.display == id:
            return chosen.name
        if len(known) >= MOST or sum(one.address == address for one in known.values()) >= MOST_EACH:
            return None
        taken = {one.shown.name for one in known.values()} | ({chosen.name} if chosen else set())
        return next(name for name in names(id) if name not in taken)


def public(secret: str) -> str:
    """The id of the display that holds this secret."""
    return hashlib.sha256(secret.encode()).hexdigest()[:32]


def names(id: str) -> Iterator[str]:
    """What people may call the display, from one word on; all of its words are its own."""
    words = [word.title() for word in in_words(bytes.fromhex(id))]
    return (" ".join(("Layar", *words[:count])) for count in range(1, len(words) + 1))


def routes(displays: Displays, voice: Voice) -> APIRouter:
    """What a display asks for its sound."""
    router = APIRouter(prefix="/layar/suara", tags=["layar"])

    @router.post("", summary="Ask whether this display is the voice")
    async def ask(request: Request, asking: Annotated[Ask, Depends(body_of(Ask))]) -> Response:
        where = address_of(request.scope)
        return answer(await asyncio.to_thread(displays.ask, _long(asking), where))

    @router.post("/tutup", status_code=204, summary="Say that this display is closed")
    async def leave(leaving: Annotated[Leaving, Depends(body_of(Leaving))]) -> Response:
        displays.leave(leaving.display)
        return Response(status_code=204, headers=PRIVATE)

    @router.post("/{call}/selesai", status_code=204, summary="Say that a call was spoken")
    async def ended(call: Call, told: Annotated[Told, Depends(body_of(Told))]) -> Response:
        await asyncio.to_thread(voice.ended, public(told.display), call, well=told.well)
        return Response(status_code=204, headers=PRIVATE)

    @router.get("/{call}.wav", summary="The sound of a call")
    async def sound(call: Call, display: Annotated[str, Header(alias="X-Layar")]) -> Response:
        wav = await asyncio.to_thread(voice.sound, public(display), call)
        if wav is None:
            raise problems.NOT_FOUND()
        return Response(wav, headers=PRIVATE, media_type="audio/wav")

    return router


def _long(asking: Ask) -> Ask:
    if not 16 <= len(asking.display) <= 64:
        raise problems.INVALID(errors={"display": "Tulis 16 sampai 64 huruf."})
    return asking
