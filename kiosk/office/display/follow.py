"""`/ikuti`: where one ticket stands, for the phone that has its address. No login, nothing personal.

The server says everything in words, so that the page works on the oldest phone and without scripts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from string import Template
from typing import Annotated, Final, assert_never

from fastapi import APIRouter, Path
from starlette.responses import Response

from kiosk.office.contract import WaitRange
from kiosk.office.display.pages import FRESH, Files
from kiosk.office.room import Followed
from kiosk.office.turns import Turns
from kiosk.queueing import follow, views
from kiosk.queueing.errors import UnknownTicket
from kiosk.queueing.room import Room
from kiosk.queueing.slip import wait_in_words
from kiosk.store import Connection, Store

NEAR: Final = 3
"""People ahead with whom nobody should still be on the way."""
AT_ONCE: Final = 8
"""Questions of phones that may wait for the store; counters come first."""
BUSY_S: Final = 5

Token = Annotated[str, Path(min_length=follow.LETTERS, max_length=follow.LETTERS, pattern="^[A-Za-z0-9_-]+$")]


@dataclass(frozen=True, slots=True)
class Place:
    """What the phone shows."""

    mood: str
    """Class of the page: tunggu, dekat, panggil, layani, henti, hilang."""
    number: str
    service: str
    headline: str
    """Indonesian, as everything here."""
    detail: str
    advice: str
    again_s: int
    """Seconds until the phone asks again; 0: not any more."""


NOWHERE: Final = Place(
    "hilang",
    "",
    "",
    "Nomor ini tidak ditemukan",
    "Nomor antrean hanya berlaku pada harinya.",
    "Bila ini keliru, tanya petugas.",
    0,
)


def place(followed: Followed, wait: WaitRange | None) -> Place:
    """Where the ticket stands, in words. Pure."""
    number, service, counter = followed.number, followed.service_title, followed.counter_name
    match followed.state:
        case "waiting" if followed.people_ahead == 0:
            return Place(
                "dekat",
                number,
                service,
                "Giliran Bapak/Ibu berikutnya",
                wait_in_words(wait) if wait else "",
                "Mohon tunggu di ruang tunggu.",
                5,
            )
        case "waiting":
            near = followed.people_ahead <= NEAR
            return Place(
                "dekat" if near else "tunggu",
                number,
                service,
                f"{followed.people_ahead} orang di depan",
                wait_in_words(wait) if wait else "",
                "Mohon tunggu di ruang tunggu." if near else "Halaman ini berubah sendiri.",
                5 if near else 15,
            )
        case "called":
            return Place(
                "panggil", number, service, f"Silakan ke {counter}", "Nomor Bapak/Ibu dipanggil.", "", 5
            )
        case "serving":
            return Place("layani", number, service, f"Sedang dilayani di {counter}", "", "", 20)
        case "parked":
            return Place(
                "tunggu", number, service, "Ditunda sebentar", "Bapak/Ibu akan dipanggil lagi.", "", 15
            )
        case "no_show":
            return Place(
                "dekat",
                number,
                service,
                "Nomor sudah dipanggil",
                "Bapak/Ibu belum datang ke loket.",
                "Segera temui petugas loket.",
                15,
            )
        case "done":
            return Place("henti", number, service, "Pelayanan selesai", "Terima kasih.", "", 0)
        case "cancelled":
            return Place(
                "henti", number, service, "Nomor tidak berlaku lagi", "", "Bila ini keliru, tanya petugas.", 0
            )
        case _ as never:
            assert_never(never)


class Follower:
    """Looks up tickets for phones. Blocks on the store: call it off the event loop."""

    def __init__(self, store: Store, room: Room, wait: Callable[[str], WaitRange | None]) -> None:
        self._store = store
        self._room = room
        self._wait = wait

    def find(self, token: str) -> Place:
        """Where the ticket of this token stands."""

        def look(connection: Connection) -> Place:
            ticket = follow.ticket_of(connection, token)
            return place(views.followed(connection, self._room, ticket), self._wait(ticket))

        try:
            return self._store.read(look)
        except UnknownTicket:
            return NOWHERE


def routes(files: Files, follower: Follower, office: str, turns: Turns) -> APIRouter:
    """The page of one ticket, and the part of it that changes."""
    router = APIRouter(prefix="/ikuti", tags=["ikuti"])
    page, part = Template(files.text("ikuti.html")), Template(files.text("isi.html"))
    asked = 0

    async def found(token: str) -> tuple[Place, str] | None:
        nonlocal asked
        if asked >= AT_ONCE:
            return None
        asked += 1
        try:
            where = await turns.run(follower.find, token)
        finally:
            asked -= 1
        shown = {name: escape(str(getattr(where, name))) for name in Place.__slots__}
        return where, part.substitute(shown)

    @router.get("/berkas/{version}/{name}", summary="A file of the page")
    async def file(version: str, name: str) -> Response:
        return files.answer(version, name)

    @router.get("/{token}", summary="The place of one ticket")
    async def whole(token: Token) -> Response:
        answer = await found(token)
        if answer is None:
            return _busy()
        where, inner = answer
        text = page.substitute(
            isi=inner, kantor=escape(office), versi=files.version, nomor=escape(where.number)
        )
        return _html(text, where)

    @router.get("/{token}/isi", summary="The part that changes")
    async def changing(token: Token) -> Response:
        answer = await found(token)
        return _busy() if answer is None else _html(answer[1], answer[0])

    return router


def _html(text: str, where: Place) -> Response:
    status = 404 if where is NOWHERE else 200
    return Response(text, status, FRESH, "text/html; charset=utf-8")


def _busy() -> Response:
    text = "Sedang banyak yang melihat. Coba lagi sebentar."
    return Response(text, 503, FRESH | {"Retry-After": str(BUSY_S)}, "text/plain; charset=utf-8")
