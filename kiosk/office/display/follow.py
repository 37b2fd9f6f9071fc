"""`/ikuti`: where one ticket stands, for the phone that has its address. No login, nothing personal.

The server says everything in words, so that the page works on the oldest phone and without scripts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from string import Template
from typing import Annotated, Final, assert_never

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from kiosk.office.contract import Language, WaitRange
from kiosk.office.display.pages import FRESH, Files
from kiosk.office.display.phrases import NAMES, PHRASES
from kiosk.office.room import Followed
from kiosk.office.turns import Turns
from kiosk.queueing import follow, views
from kiosk.queueing.errors import UnknownTicket
from kiosk.queueing.room import Room
from kiosk.store import Connection, Store
from kiosk.words import ahead_words, wait_words

NEAR: Final = 3
"""People ahead with whom nobody should still be on the way."""
AT_ONCE: Final = 8
"""Questions of phones that may wait for the store; counters come first."""
BUSY_S: Final = 5

Token = Annotated[str, Path(min_length=follow.LETTERS, max_length=follow.LETTERS, pattern="^[A-Za-z0-9_-]+$")]

Wanted = Annotated[Language | None, Query(description="Language of the page; without it the ticket's.")]


@dataclass(frozen=True, slots=True)
class Place:
    """What the phone shows."""

    language: Language
    mood: str
    """Class of the page: tunggu, dekat, panggil, layani, henti, hilang."""
    number: str
    service: str
    headline: str
    """In `language`, as everything here but the service, which is named as on the slip."""
    detail: str
    advice: str
    again_s: int
    """Seconds until the phone asks again; 0: not any more."""


def nowhere(language: Language) -> Place:
    """What a token says that belongs to no ticket."""
    say = PHRASES[language]
    return Place(language, "hilang", "", "", say.unknown, say.unknown_detail, say.ask, 0)


def place(followed: Followed, wait: WaitRange | None, language: Language) -> Place:
    """Where the ticket stands, in words. Pure."""
    say = PHRASES[language]
    ahead = followed.people_ahead

    def told(mood: str, headline: str, detail: str, advice: str, again_s: int) -> Place:
        return Place(
            language,
            mood,
            followed.number,
            followed.service_title,
            headline.format(counter=followed.counter_name),
            detail,
            advice,
            again_s,
        )

    match followed.state:
        case "waiting":
            near = ahead <= NEAR
            left = wait_words(wait.low, wait.high, language) if wait else ""
            mood, advice, again_s = ("dekat", say.stay, 5) if near else ("tunggu", say.changes, 15)
            return told(mood, ahead_words(ahead, language), left, advice, again_s)
        case "called":
            return told("panggil", say.called, say.called_detail, "", 5)
        case "serving":
            return told("layani", say.serving, "", "", 20)
        case "parked":
            return told("tunggu", say.parked, say.parked_detail, "", 15)
        case "no_show":
            return told("dekat", say.missed, say.missed_detail, say.missed_advice, 15)
        case "done":
            return told("henti", say.done, say.thanks, "", 0)
        case "cancelled":
            return told("henti", say.void, "", say.ask, 0)
        case _ as never:
            assert_never(never)


class Follower:
    """Looks up tickets for phones. Blocks on the store: call it off the event loop."""

    def __init__(self, store: Store, room: Room, wait: Callable[[str], WaitRange | None]) -> None:
        self._store = store
        self._room = room
        self._wait = wait

    def find(self, token: str, asked: Language | None) -> Place:
        """Where the ticket of this token stands, in the language asked for, or else the ticket's own."""

        def look(connection: Connection) -> Place:
            ticket = follow.ticket_of(connection, token)
            found = views.followed(connection, self._room, ticket)
            return place(found, self._wait(ticket), asked or found.language)

        try:
            return self._store.read(look)
        except UnknownTicket:
            return nowhere(asked or "id")


def routes(files: Files, follower: Follower, office: str, turns: Turns) -> APIRouter:
    """The page of one ticket, and the part of it that changes."""
    router = APIRouter(prefix="/ikuti", tags=["ikuti"])
    page, part = Template(files.text("ikuti.html")), Template(files.text("isi.html"))
    asked = 0

    async def found(token: str, language: Language | None) -> tuple[Place, str] | None:
        nonlocal asked
        if asked >= AT_ONCE:
            return None
        asked += 1
        try:
            where = await turns.run(follower.find, token, language)
        finally:
            asked -= 1
        shown = {name: escape(str(getattr(where, name))) for name in Place.__slots__}
        return where, part.substitute(shown, yours=PHRASES[where.language].yours)

    @router.get("/berkas/{version}/{name}", summary="A file of the page")
    async def file(version: str, name: str) -> Response:
        return files.answer(version, name)

    @router.get("/{token}", summary="The place of one ticket")
    async def whole(token: Token, b: Wanted = None) -> Response:
        answer = await found(token, b)
        if answer is None:
            return _busy()
        where, inner = answer
        text = page.substitute(
            isi=inner,
            kantor=escape(office),
            versi=files.version,
            nomor=escape(where.number),
            bahasa=where.language,
            pilihan=_switch(where.language),
            simpan=PHRASES[where.language].keep,
            putus=PHRASES[where.language].lost,
        )
        return _html(text, where)

    @router.get("/{token}/isi", summary="The part that changes")
    async def changing(token: Token, b: Wanted = None) -> Response:
        answer = await found(token, b)
        return _busy() if answer is None else _html(answer[1], answer[0])

    return router


def _switch(language: Language) -> str:
    return "".join(
        f'<a href="?b={each}" lang="{each}"{" aria-current=true" if each == language else ""}>{name}</a>'
        for each, name in NAMES.items()
    )


def _html(text: str, where: Place) -> Response:
    status = 404 if where.mood == "hilang" else 200
    return Response(text, status, FRESH, "text/html; charset=utf-8")


def _busy() -> Response:
    text = "Sedang banyak yang melihat. Coba lagi sebentar."
    return Response(text, 503, FRESH | {"Retry-After": str(BUSY_S)}, "text/plain; charset=utf-8")
