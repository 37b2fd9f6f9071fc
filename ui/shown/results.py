"""The ends of the ways: a number, a stored application, the stage of one; and the paper of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.office.contract import ApplicationState, PrinterState, PrintJob, WaitsFor
from ui.session import papers
from ui.shown.front import PRIORITY_TITLES, Sentence
from ui.ways import CODE_LENGTH, ApplyWay, Found, LookingUp, StatusWay, Submitted, Taken, TicketWay, TypeCode
from ui.words import FOLLOW, ahead_words, ready_words, wait_words
from ui.world import World


@dataclass(frozen=True, slots=True)
class TicketShown:
    number: str = ""
    serviceTitle: str = ""
    priorityTitle: str = ""
    ahead: int = 0
    aheadSentence: str = ""
    waitSentence: str = ""
    follow: str = ""
    followSentence: str = ""


def ticket(world: World) -> TicketShown:
    match world.session:
        case TicketWay(Taken(service, ticket)):
            return TicketShown(
                number=ticket.number,
                serviceTitle=str(service.title),
                priorityTitle=PRIORITY_TITLES.get(ticket.priority, ""),
                ahead=ticket.people_ahead,
                aheadSentence=ahead_words(ticket.people_ahead),
                waitSentence=wait_words(ticket.wait.low, ticket.wait.high),
                follow=ticket.follow,
                followSentence=f"{FOLLOW}." if ticket.follow else "",
            )
        case _:
            return TicketShown()


# --- paper --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaperShown:
    state: str = ""
    title: str = ""
    sentence: str = ""
    ask: bool = False


_HELD: dict[WaitsFor | None, str] = {
    "no_paper": "Kertas habis",
    "cover": "Tutup printer terbuka",
    "cutter": "Pemotong kertas tersangkut",
    "hardware": "Printer perlu diperiksa",
    "offline": "Printer belum menjawab",
}
_WORST_FIRST = ("failed", "ask", "held", "printing", "ready")


def paper(world: World) -> PaperShown:
    """One line for all the paper that the citizen waits for: what is worst comes first."""
    jobs = papers(world.session)
    if not jobs:
        return PaperShown()
    state, job = min(((_paper_state(job), job) for job in jobs), key=lambda told: _WORST_FIRST.index(told[0]))
    return _words(state, job, _thing(jobs))


def _paper_state(job: PrintJob) -> str:
    match job.state:
        case "confirmed":
            return "ready"
        case "unknown":
            return "ask"
        case "failed":
            return "failed"
        case "queued" | "sending" | "in_printer":
            return "held" if job.waits_for in _HELD else "printing"


_BOTH = "tanda terima dan karcis"


def _thing(jobs: tuple[PrintJob, ...]) -> str:
    if len(jobs) > 1:
        return _BOTH
    return "karcis" if jobs[0].subject == "ticket" else "tanda terima"


def _words(state: str, job: PrintJob, thing: str) -> PaperShown:
    kept = "Nomor" if thing == "karcis" else "Kode"
    match state:
        case "ready":
            if thing == _BOTH:
                return PaperShown(state, "Ambil dua lembar di bawah", "Simpan tanda terima dan karcis.")
            return PaperShown(state, f"Ambil {thing} di bawah", "Simpan sampai urusan selesai.")
        case "held":
            return PaperShown(
                state,
                _HELD[job.waits_for],
                f"{kept} Bapak/Ibu sudah tersimpan. Petugas akan membantu mencetak {thing}.",
            )
        case "ask":
            return PaperShown(state, f"Apakah {thing} keluar?", "Lihat tempat kertas di bawah layar.", True)
        case "failed":
            return PaperShown(
                state,
                f"{thing.capitalize()} tidak tercetak",
                f"{kept} tetap berlaku. Catat, atau minta dicetak oleh petugas.",
            )
        case _:
            return PaperShown(state, f"{thing.capitalize()} sedang dicetak", "Mohon tunggu sebentar.")


_NOTICES: dict[PrinterState, str] = {
    "no_paper": "Kertas printer habis.",
    "cover": "Tutup printer terbuka.",
    "cutter": "Printer sedang terganggu.",
    "hardware": "Printer sedang terganggu.",
    "offline": "Printer belum siap.",
}
_STILL = "Nomor tetap bisa diambil tanpa karcis."


def printer_notice(world: World) -> str:
    """What to know of the printer before starting, and before sending."""
    notice = _NOTICES.get(world.status.printer.state, "") if world.status is not None else ""
    still = "Permohonan tetap bisa dikirim." if isinstance(world.session, ApplyWay) else _STILL
    return f"{notice} {still}" if notice else ""


# --- an application -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DoneShown:
    code: str = ""
    qr: str = ""
    serviceTitle: str = ""
    readySentence: str = ""
    steps: tuple[Sentence, ...] = ()
    missing: tuple[Sentence, ...] = ()
    staffNotes: tuple[Sentence, ...] = ()
    ticketNumber: str = ""
    aheadSentence: str = ""
    waitSentence: str = ""


def done(world: World) -> DoneShown:
    match world.session:
        case ApplyWay(Submitted(service, stored)):
            number = stored.ticket
            return DoneShown(
                code=stored.code,
                qr=stored.code,
                serviceTitle=str(service.title),
                readySentence=ready_words(stored.ready_on),
                steps=_sentences(str(step) for step in service.next_steps),
                missing=_sentences(stored.missing),
                staffNotes=_sentences(stored.for_staff),
                ticketNumber=number.number if number else "",
                aheadSentence=ahead_words(number.people_ahead) if number else "",
                waitSentence=wait_words(number.wait.low, number.wait.high) if number else "",
            )
        case _:
            return DoneShown()


def _sentences(texts: Iterable[str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text) for text in texts)


# --- looking one up -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CodeShown:
    shown: str = ""
    length: int = 0
    total: int = CODE_LENGTH
    error: str = ""
    full: bool = False


def code(world: World) -> CodeShown:
    match world.session:
        case StatusWay(TypeCode(text, error)):
            return CodeShown(_dashed(text), len(text), CODE_LENGTH, error, len(text) == CODE_LENGTH)
        case StatusWay(LookingUp(text)):
            return CodeShown(_dashed(text), len(text), CODE_LENGTH, "", True)
        case _:
            return CodeShown()


def _dashed(text: str) -> str:
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


@dataclass(frozen=True, slots=True)
class Stage:
    key: str
    title: str
    mark: str


@dataclass(frozen=True, slots=True)
class StatusShown:
    code: str = ""
    serviceTitle: str = ""
    state: str = ""
    title: str = ""
    sentence: str = ""
    stages: tuple[Stage, ...] = ()
    missing: tuple[Sentence, ...] = ()
    note: str = ""
    readySentence: str = ""
    recordSentence: str = ""


_STATES: dict[ApplicationState, tuple[str, str, int]] = {
    "received": ("Sudah diterima", "Petugas akan memeriksanya.", 0),
    "in_review": ("Sedang diperiksa", "Petugas sedang memeriksa isian dan berkas.", 1),
    "needs_completion": ("Perlu dilengkapi", "Serahkan yang kurang di loket.", 1),
    "awaiting_signature": ("Menunggu tanda tangan", "Surat sedang ditandatangani.", 2),
    "ready": ("Siap diambil", "Silakan ambil di loket dengan tanda terima.", 3),
    "done": ("Selesai", "Surat sudah diambil.", 4),
    "cancelled": ("Dibatalkan", "Permohonan ini tidak diteruskan.", -1),
    "rejected": ("Tidak dapat diteruskan", "Petugas akan menjelaskan sebabnya.", -1),
}
_STAGES = ("Diterima", "Diperiksa", "Ditandatangani", "Siap diambil")
_REACHED = ("received", "ready")
"""Nothing is under way in these: the stage is simply there."""
_RECORDS = {
    "at_office": "Tersimpan di kantor ini.",
    "at_central": "Tersimpan di kantor dan di kabupaten.",
    "needs_staff": "Perlu dilihat petugas.",
}


def _mark(stage: int, at: int, state: ApplicationState) -> str:
    if stage == at:
        return "here" if state in _REACHED else "now"
    return "done" if stage < at else "later"


def status(world: World) -> StatusShown:
    match world.session:
        case StatusWay(Found(found)):
            title, sentence, at = _STATES[found.state]
            open_still = found.state not in ("done", "cancelled", "rejected")
            return StatusShown(
                code=found.code,
                serviceTitle=found.service_title,
                state=found.state,
                title=title,
                sentence=sentence,
                stages=tuple(
                    Stage(str(n), stage, _mark(n, at, found.state)) for n, stage in enumerate(_STAGES)
                )
                if at >= 0
                else (),
                missing=_sentences(found.missing),
                note=found.note,
                readySentence=ready_words(found.ready_on) if open_still and found.ready_on else "",
                recordSentence=_RECORDS[found.record],
            )
        case _:
            return StatusShown()
