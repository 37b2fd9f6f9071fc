"""The displays that are open, and which is the voice. What each knows itself by stays between it and us.

A display makes up a long secret and keeps it. Its id among us and the short name that staff read follow from
the secret, so nobody else can speak for it. Nothing is stored: who is not heard of for a while is forgotten.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final, Protocol

from fastapi import APIRouter, Depends, Header, Path
from starlette.responses import Response

from kiosk.office import problems
from kiosk.office.answers import PRIVATE, answer
from kiosk.office.bodies import body_of
from kiosk.speech.state import Lease, VoiceState

MOST: Final = 32
"""Displays of one office."""
FORGOTTEN_S: Final = 60.0

Call = Annotated[str, Path(pattern="^[0-9a-f-]{36}$", description="UUID of the call.")]


class Voice(Protocol):
    """What displays need of the room's voice: `kiosk.speech.announce.AnnouncementQueue`."""

    def appoint(self, display: str, name: str) -> None: ...
    def dismiss(self) -> None: ...
    def state(self) -> VoiceState: ...
    def try_out(self) -> None: ...
    def renew(self, display: str, *, able: bool) -> Lease: ...
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


@dataclass(frozen=True, slots=True)
class Told:
    """A display tells how a call went."""

    display: str
    """Its secret."""
    well: bool


@dataclass(frozen=True, slots=True)
class Open:
    """An open display, as staff see it."""

    name: str
    """ "Layar 7F3A", as it stands in its corner."""
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
    lease: Lease


class Displays:
    """Everybody who asks. Every method from any thread."""

    def __init__(self, voice: Voice, now: Callable[[], float] = time.monotonic) -> None:
        self._voice = voice
        self._now = now
        self._turn = threading.Lock()
        self._heard: dict[str, tuple[float, Open]] = {}
        """By id, the longest silent first."""

    def ask(self, asking: Ask) -> Answer:
        """The display's name and its lease."""
        id = public(asking.display)
        lease = self._voice.renew(id, able=asking.able)
        shown = Open(name(id), asking.able, asking.keeps, lease.voice)
        with self._turn:
            self._heard.pop(id, None)
            while len(self._heard) >= MOST:
                del self._heard[next(iter(self._heard))]
            self._heard[id] = (self._now(), shown)
        appointed = lease.voice or (not asking.able and self._voice.state().display == shown.name)
        return Answer(shown.name, appointed, lease)

    def open(self) -> list[Open]:
        """The displays heard of in the last minute, by name."""
        return sorted((shown for _, shown in self._fresh()), key=lambda shown: shown.name)

    def appoint(self, display: str) -> bool:
        """Makes the open display of this name the voice. False: it is not open."""
        found = next((id for id, shown in self._fresh() if shown.name == display), None)
        if found is None:
            return False
        self._voice.appoint(found, display)
        return True

    def dismiss(self) -> None:
        """Makes the office machine the voice again."""
        self._voice.dismiss()

    def _fresh(self) -> list[tuple[str, Open]]:
        since = self._now() - FORGOTTEN_S
        with self._turn:
            return [(id, shown) for id, (at, shown) in self._heard.items() if at >= since]


def public(secret: str) -> str:
    """The id of the display that holds this secret."""
    return hashlib.sha256(secret.encode()).hexdigest()[:32]


def name(id: str) -> str:
    """What people call the display."""
    return f"Layar {id[:4].upper()}"


def routes(displays: Displays, voice: Voice) -> APIRouter:
    """What a display asks for its sound."""
    router = APIRouter(prefix="/layar/suara", tags=["layar"])

    @router.post("", summary="Ask whether this display is the voice")
    async def ask(asking: Annotated[Ask, Depends(body_of(Ask))]) -> Response:
        return answer(await asyncio.to_thread(displays.ask, _long(asking)))

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
