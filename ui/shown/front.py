"""Sambutan, home, and the choice of a service."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.model import Catalogue, Service
from kiosk.office.contract import Priority
from ui.ways import ApplyWay, PickCategory, PickService, TicketWay
from ui.words import clock_words, fee_words, full_date, time_words
from ui.world import World

_SHUT = ("closed", "holiday", "paused")
"""The office takes neither numbers nor applications then: better said before the form than after it."""
NOT_READY = "Sedang disiapkan. Silakan tunggu sebentar."


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One big thing to touch; with a `reason` it cannot be touched and says why."""

    key: str
    title: str
    summary: str
    icon: str
    reason: str = ""
    open: bool = True


# --- the office ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfficeShown:
    known: bool = False
    name: str = ""
    regency: str = ""
    clock: str = ""
    date: str = ""
    opening: str = ""
    openingSentence: str = ""
    waiting: int = 0
    waitingSentence: str = ""
    announcements: tuple[Sentence, ...] = ()


def office(world: World) -> OfficeShown:
    status, now = world.status, world.now
    if status is None or now is None:
        return OfficeShown()
    return OfficeShown(
        known=True,
        name=status.office_name,
        regency=status.regency_name,
        clock=clock_words(now),
        date=full_date(now.date()),
        opening=status.opening,
        openingSentence=status.opening_sentence,
        waiting=status.waiting,
        waitingSentence=f"{status.waiting} orang sedang menunggu" if status.waiting else "Belum ada antrean",
        announcements=tuple(Sentence(text) for text in status.announcements),
    )


# --- home ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HomeShown:
    tiles: tuple[Tile, ...] = ()


def home(world: World) -> HomeShown:
    return HomeShown(
        (
            _way(
                world,
                Tile("ticket", "Ambil nomor antrean", "Dapatkan nomor untuk dilayani di loket.", "ticket"),
                of="ticket",
            ),
            _way(
                world,
                Tile("apply", "Ajukan layanan", "Isi permohonan di sini, satu per satu.", "note-pencil"),
                of="apply",
            ),
            Tile(
                "status", "Cek permohonan", "Lihat sampai di mana permohonan Bapak/Ibu.", "magnifying-glass"
            ),
        )
    )


def _way(world: World, tile: Tile, of: str) -> Tile:
    if world.catalogue is None or world.status is None:
        return _closed(tile, NOT_READY)
    if world.status.opening in _SHUT:
        return _closed(tile, world.status.opening_sentence)
    offered = _offered(world.catalogue, applying=of == "apply")
    if not offered:
        return _closed(tile, "Belum ada layanan yang dibuka di sini.")
    closed = _reasons(world)
    if all(service.id in closed for service in offered):
        return _closed(tile, world.status.opening_sentence or closed[offered[0].id])
    return tile


def _closed(tile: Tile, reason: str) -> Tile:
    return Tile(tile.key, tile.title, tile.summary, tile.icon, reason, open=False)


def _offered(catalogue: Catalogue, *, applying: bool) -> list[Service]:
    return [service for service in catalogue.services if service.applicable or not applying]


def _reasons(world: World) -> dict[str, str]:
    """Why a service cannot be had now, by its id."""
    if world.status is None:
        return {}
    return {today.service: today.reason for today in world.status.services if not today.open}


# --- categories and services --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CategoryTile:
    key: str
    title: str
    summary: str
    icon: str
    reason: str
    open: bool
    countSentence: str


@dataclass(frozen=True, slots=True)
class ServiceTile:
    key: str
    title: str
    summary: str
    icon: str
    reason: str
    open: bool
    timeSentence: str
    feeSentence: str


@dataclass(frozen=True, slots=True)
class ChoosingShown:
    heading: str = ""
    categories: tuple[CategoryTile, ...] = ()
    services: tuple[ServiceTile, ...] = ()


def choosing(world: World) -> ChoosingShown:
    catalogue = world.catalogue
    if catalogue is None:
        return ChoosingShown()
    match world.session:
        case TicketWay(PickCategory()):
            return ChoosingShown("Antrean untuk apa?", _categories(world, catalogue, applying=False))
        case ApplyWay(PickCategory()):
            return ChoosingShown("Mau mengajukan apa?", _categories(world, catalogue, applying=True))
        case TicketWay(PickService(category)):
            return _services(world, catalogue, category, applying=False)
        case ApplyWay(PickService(category)):
            return _services(world, catalogue, category, applying=True)
        case _:
            return ChoosingShown()


def _categories(world: World, catalogue: Catalogue, *, applying: bool) -> tuple[CategoryTile, ...]:
    closed = _reasons(world)
    tiles = []
    for category in catalogue.categories:
        services = [s for s in _offered(catalogue, applying=applying) if s.category == category.id]
        if not services:
            continue
        shut = all(service.id in closed for service in services)
        tiles.append(
            CategoryTile(
                key=category.id,
                title=str(category.title),
                summary=str(category.summary),
                icon=category.icon,
                reason=closed[services[0].id] if shut else "",
                open=not shut,
                countSentence=f"{len(services)} layanan",
            )
        )
    return tuple(tiles)


def _services(world: World, catalogue: Catalogue, category: str, *, applying: bool) -> ChoosingShown:
    closed = _reasons(world)
    heading = next((str(c.title) for c in catalogue.categories if c.id == category), "")
    return ChoosingShown(
        heading,
        services=tuple(
            ServiceTile(
                key=service.id,
                title=str(service.title),
                summary=str(service.summary),
                icon=service.icon,
                reason=closed.get(service.id, ""),
                open=service.id not in closed,
                timeSentence=time_words(service.standard.time.minutes, service.standard.time.working_days),
                feeSentence=fee_words(service.standard.fee.amount),
            )
            for service in _offered(catalogue, applying=applying)
            if service.category == category
        ),
    )


# --- priority -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    key: str
    title: str
    hint: str
    icon: str


@dataclass(frozen=True, slots=True)
class PriorityShown:
    options: tuple[Offer, ...] = ()


PRIORITIES = (
    Offer("lansia", "Berusia 60 tahun ke atas", "Lansia", "lansia"),
    Offer("disabilitas", "Penyandang disabilitas", "Termasuk kursi roda", "wheelchair"),
    Offer("hamil", "Hamil atau menyusui", "", "heart"),
    Offer("balita", "Membawa anak balita", "Usia sampai 5 tahun", "baby"),
    Offer("umum", "Tidak, antrean biasa", "", "users"),
)
PRIORITY_TITLES = {
    "lansia": "Lansia (60 tahun ke atas)",
    "disabilitas": "Penyandang disabilitas",
    "hamil": "Ibu hamil atau menyusui",
    "balita": "Membawa anak balita",
}


def priority(_world: World) -> PriorityShown:
    return PriorityShown(PRIORITIES)


PRIORITY_KEYS: dict[str, Priority] = {
    "lansia": "lansia",
    "disabilitas": "disabilitas",
    "hamil": "hamil",
    "balita": "balita",
    "umum": "umum",
}
