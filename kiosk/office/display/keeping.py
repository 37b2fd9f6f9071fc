"""`/suara/api`: what staff see of voice, displays and slides, and who speaks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from kiosk.office import problems
from kiosk.office.answers import PRIVATE, answer
from kiosk.office.bodies import body_of
from kiosk.office.display.slides import Note, SlideFolder
from kiosk.office.display.voices import Displays, Open, Voice
from kiosk.speech.state import VoiceState

NOT_OPEN = problems.Kind(
    409, "display-not-open", "Layar itu sedang tidak terbuka.", "Buka /layar di televisi, lalu pilih lagi."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is to speak."""

    display: str
    """Id of an open display, or empty: the office machine."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything of the page."""

    voice: VoiceState
    displays: list[Open]
    slides: int
    """How many are shown."""
    notes: list[Note]
    """What of the folder is not shown, and why."""


def routes(displays: Displays, slides: SlideFolder, voice: Voice) -> APIRouter:
    """For anybody of the office who has signed in."""
    router = APIRouter(prefix="/suara/api", tags=["layar"])

    @router.get("", summary="Voice, displays and slides now")
    async def now() -> Response:
        state = await asyncio.to_thread(voice.state)
        return answer(Kept(state, displays.open(), len(slides.slides), list(slides.notes)))

    @router.post("/pilih", status_code=204, summary="Choose who speaks")
    async def choose(request: Request, choice: Annotated[Choice, Depends(body_of(Choice))]) -> Response:
        staff: str | None = getattr(request.state, "staff", None)
        if not choice.display:
            await asyncio.to_thread(displays.dismiss, staff)
        elif not await asyncio.to_thread(displays.appoint, choice.display, staff):
            raise NOT_OPEN()
        return Response(status_code=204, headers=PRIVATE)

    @router.post("/tunjuk", status_code=204, summary="Let a display show its name large")
    async def point(choice: Annotated[Choice, Depends(body_of(Choice))]) -> Response:
        if not displays.point(choice.display):
            raise NOT_OPEN()
        return Response(status_code=204, headers=PRIVATE)

    @router.post("/coba", status_code=204, summary="Let the voice give its chime")
    async def try_out() -> Response:
        voice.try_out()
        return Response(status_code=204, headers=PRIVATE)

    return router
