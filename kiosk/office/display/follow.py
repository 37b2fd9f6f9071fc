"""`/ikuti`: where one ticket stands, for the phone that has its address. No login, nothing personal.

The server says everything in words, so that the page works on the oldest phone and without scripts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from string import Template
from typing import Annotated, Final, assert_never

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from kiosk.office.contract import Language, WaitRange
from kiosk.office.crowd import Pace
from kiosk.office.display.pages import FRESH, Files
from kiosk.office.display.phrases import NAMES, PHRASES
from kiosk.office.hub import address_of
from kiosk.office.room import Followed
from kiosk.office.turns import Turns
from kiosk.queueing import follow, views
from kiosk.queueing.errors import UnknownTicket
from kiosk.queueing.room import Room
from kiosk.store import Connection, Store
from kiosk.words import ahead_words, wait_words

NEAR: Final = 3
"""People ahead with whom nobody should still be on the way."""
AT_ONCE: Final = 2
"""Questions of phones that may wait for the store; counters come first."""
ASKS: Final = (40.0, 80)
"""Questions to the store, a second and at once; some hundred phones ask half as often."""
ASKS_EACH: Final = (20.0, 60)
"""Of one address: a router may stand before all phones of the room."""
RECENT_S: Final = 10.0
"""While too many ask, an answer of so long ago is better than none."""
KEPT: Final = 512
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
        self._key: bytes | None = None

    def may_know(self, token: str) -> bool:
        """False for most tokens that were made up; does not block."""
        try:
            return self._key is None or bool(follow.opened(self._key, token))
        except UnknownTicket:
            return False

    def find(self, token: str, asked: Language | None) -> Place:
        """Where the ticket of this token stands, in the language asked for, or else the ticket's own."""

        def look(connection: Connection) -> Place:
            self._key = follow.key(connection)
            ticket = follow.ticket_of(connection, token)
            found = views.followed(connection, self._room, ticket)
            return place(found, self._wait(ticket), asked or found.language)

        try:
            return self._store.read(look)
        except UnknownTicket:
            return nowhere(asked or "id")


class _Crowd:
    """How many phones ask, and what they were told last."""

    def __init__(self) -> None:
        self._all, self._each = Pace(*ASKS), Pace(*ASKS_EACH)
        self._under_way = 0
        self._told: dict[tuple[str, Language | None], tuple[float, tuple[Place, str]]] = {}

    def __enter__(self) -> None:
        self._under_way += 1

    def __exit__(self, *_: object) -> None:
        self._under_way -= 1

    def lets_in(self, address: str) -> bool:
        """Whether the store may be asked once more, for a phone there."""
        now = time.monotonic()
        return self._under_way < AT_ONCE and self._each.allows(address, now) and self._all.allows("", now)

    def keep(self, token: str, language: Language | None, answer: tuple[Place, str]) -> None:
        self._told.pop((token, language), None)
        if len(self._told) >= KEPT:
            del self._told[next(iter(self._told))]
        self._told[token, language] = time.monotonic(), answer

    def recent(self, token: str, language: Language | None) -> tuple[Place, str] | None:
        """What this phone was told a moment ago."""
        at, answer = self._told.get((token, language), (0.0, None))
        return answer if time.monotonic() - at < RECENT_S else None


def routes(files: Files, follower: Follower, office: str, turns: Turns) -> APIRouter:
    """The page of one ticket, and the part of it that changes."""
    router = APIRouter(prefix="/ikuti", tags=["ikuti"])
    page, part = Template(files.text("ikuti.html")), Template(files.text("isi.html"))
    crowd = _Crowd()

    async def found(request: Request, token: str, language: Language | None) -> tuple[Place, str] | None:
        if not follower.may_know(token):
            return written(nowhere(language or "id"))
        if not crowd.lets_in(address_of(request.scope)):
            return crowd.recent(token, language)
        with crowd:
            answer = written(await turns.run(follower.find, token, language))
        crowd.keep(token, language, answer)
        return answer

    def written(where: Place) -> tuple[Place, str]:
        shown = {name: escape(str(getattr(where, name))) for name in Place.__slots__}
        return where, part.substitute(shown, yours=PHRASES[where.language].yours)

    @router.get("/berkas/{version}/{name}", summary="A file of the page")
    async def file(version: str, name: str) -> Response:
        return files.answer(version, name)

    @router.get("/{token}", summary="The place of one ticket")
    async def whole(request: Request, token: Token, b: Wanted = None) -> Response:
        answer = await found(request, token, b)
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
    async def changing(request: Request, token: Token, b: Wanted = None) -> Response:
        answer = await found(request, token, b)
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
