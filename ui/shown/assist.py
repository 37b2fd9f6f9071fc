"""What assisted mode shows: the bar of whoever helps, and the one page that may lie over the citizen's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from ui import assist, session
from ui.assist import Choosing, EnteringPin, Helping
from ui.shown.front import PRIORITIES, PRIORITY_TITLES, Tile
from ui.world import World

if TYPE_CHECKING:
    from kiosk.office.assistance import OpenPaper

REASONS = {
    "perbaikan": Tile("perbaikan", "Sedang diperbaiki", "", "wrench"),
    "kertas": Tile("kertas", "Kertas habis", "", "receipt"),
    "listrik": Tile("listrik", "Listrik terganggu", "", "lightning"),
    "jaringan": Tile("jaringan", "Jaringan terganggu", "", "wifi-slash"),
    "loket": Tile("loket", "Silakan ke loket", "", "users"),
}
OTHER_REASON = Tile("lain", "Tulis alasan lain", "", "note-pencil")


@dataclass(frozen=True, slots=True)
class AssistShown:
    offered: bool = False
    """*Saya petugas* can be touched."""
    bar: str = ""
    """ "Petugas membantu: …", while somebody does."""
    tools: bool = False
    """The helper's tools are not shown already."""
    page: str = ""
    """choices, pin or typing; none: nothing lies over the citizen's page."""
    title: str = ""
    lead: str = ""
    note: str = ""
    text: str = ""
    unit: str = ""
    enterLabel: str = ""
    ready: bool = False
    leaveLabel: str = ""
    choices: tuple[Tile, ...] = ()


def assisted(world: World) -> AssistShown:
    at = world.assist
    match at:
        case None:
            return AssistShown(offered=world.status is not None and world.status.assisting)
        case Choosing(names, note):
            return AssistShown(
                page="choices",
                title="Siapa yang membantu?",
                lead="Pilih nama, lalu ketik PIN.",
                note=note,
                leaveLabel="Batal",
                choices=tuple(Tile(name, name, "", "user-circle") for name in names),
            )
        case EnteringPin(name=name, pin=pin, note=note, sending=sending):
            return AssistShown(
                page="pin",
                title=name,
                lead="Ketik PIN petugas.",
                note="Sedang diperiksa…" if sending else note,
                text="●" * len(pin),
                unit=f"{len(pin)} angka",
                enterLabel="Masuk",
                ready=assist.ready(at),
                leaveLabel="Batal",
            )
        case Helping():
            return _helping(world, at)
        case _:
            assert_never(at)


def _helping(world: World, at: Helping) -> AssistShown:
    bar = f"Petugas membantu: {at.name}"
    note = "Sedang diproses…" if at.sending else at.note
    match at.panel:
        case "":
            return AssistShown(bar=bar, tools=True)
        case "menu":
            return AssistShown(
                bar=bar,
                page="choices",
                title="Bantuan petugas",
                lead=f"{at.name}. Isian warga tetap ada.",
                note=note or _copy_words(world, at),
                leaveLabel="Kembali ke layar warga",
                choices=_menu(world, at),
            )
        case "priority":
            ticket = session.ticket(world.session)
            now = PRIORITY_TITLES.get(ticket.priority, "Antrean biasa") if ticket else ""
            return AssistShown(
                bar=bar,
                page="choices",
                title=f"Prioritas {ticket.number}" if ticket else "",
                lead=f"Sekarang: {now}.",
                note=note,
                leaveLabel="Batal",
                choices=tuple(
                    Tile(offer.key, PRIORITY_TITLES.get(offer.key, "Antrean biasa"), "", offer.icon)
                    for offer in PRIORITIES
                    if ticket is None or offer.key != ticket.priority
                ),
            )
        case "number":
            return _typing(
                at, bar, note, "Nomor atau kode", "Contoh: A-017, atau kode tanda terima.", "Cetak salinan"
            )
        case "reason":
            return _typing(at, bar, note, "Alasan tutup", "Terbaca di layar depan.", "Tutup anjungan")
        case "papers":
            return AssistShown(
                bar=bar,
                page="choices",
                title="Kertas yang belum jelas",
                lead="Pilih kertas, lalu lihat tempat kertasnya."
                if at.papers
                else "Tidak ada. Semua kertas sudah jelas.",
                note=note,
                leaveLabel="Kembali",
                choices=tuple(Tile(one.id, _paper_words(one), "", "receipt") for one in at.papers),
            )
        case "paper":
            return AssistShown(
                bar=bar,
                page="choices",
                title=f"Apakah {_in_sentence(_paper_words(at.asked))} keluar?" if at.asked else "",
                lead="Jawaban ini tidak bisa diubah lagi.",
                note=note,
                leaveLabel="Batal",
                choices=(
                    Tile("keluar", "Keluar", "", "check-circle"),
                    Tile("tidak", "Tidak keluar", "", "x-circle"),
                ),
            )
        case "reasons":
            return AssistShown(
                bar=bar,
                page="choices",
                title="Mengapa tutup?",
                lead="Alasan ini terbaca di layar depan.",
                note=note,
                leaveLabel="Batal",
                choices=(*REASONS.values(), OTHER_REASON),
            )
        case panel:
            assert_never(panel)


def _typing(at: Helping, bar: str, note: str, title: str, lead: str, enter: str) -> AssistShown:
    return AssistShown(
        bar=bar,
        page="typing",
        title=title,
        lead=lead,
        note=note,
        text=at.typed,
        enterLabel=enter,
        ready=assist.ready(at),
        leaveLabel="Batal",
    )


def _menu(world: World, at: Helping) -> tuple[Tile, ...]:
    tiles: list[Tile] = []
    ticket, code = session.ticket(world.session), session.code(world.session)
    if at.may_help and ticket is not None:
        tiles.append(Tile("priority", f"Ubah prioritas {ticket.number}", "", "person-arms-spread"))
        tiles.append(Tile("copy-ticket", f"Salinan karcis {ticket.number}", "", "copy"))
    if at.may_help and code:
        tiles.append(Tile("copy-receipt", "Salinan tanda terima ini", "", "copy"))
    if at.may_help:
        tiles.append(Tile("number", "Salinan nomor atau kode lain", "", "printer"))
        tiles.append(Tile("papers", "Kertas yang belum jelas", "", "question"))
    if at.may_close:
        closed = Tile("open", "Buka anjungan lagi", f"Sekarang tutup: {at.closed}", "lock-key-open")
        tiles.append(closed if at.closed else Tile("reasons", "Tutup anjungan sementara", "", "lock-key"))
    return tuple(tiles)


def _copy_words(world: World, at: Helping) -> str:
    if at.copy is None:
        return ""
    state = next((job.state for job in world.told if job.id == at.copy.print.id), at.copy.print.state)
    name = f"SALINAN ke-{at.copy.copy} dari {at.copy.paper}"
    match state:
        case "confirmed":
            return f"{name} sudah keluar."
        case "failed":
            return f"{name} tidak tercetak."
        case "unknown":
            return f"{name} belum jelas. Lihat tempat kertas."
        case _:
            return f"{name} sedang dicetak."


def _paper_words(paper: OpenPaper | None) -> str:
    if paper is None:
        return ""
    thing = "Karcis" if paper.subject == "ticket" else "Tanda terima"
    return f"{thing} {paper.paper}" + (f", salinan ke-{paper.copy}" if paper.copy else "")


def _in_sentence(words: str) -> str:
    return words[:1].lower() + words[1:]
