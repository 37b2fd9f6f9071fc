"""What stands around every page: progress, the one big button, overlays, help."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.forms.steps import AskForWhom, Declare, Review, Stop
from ui import assist, filling, session
from ui.draft import goes_on_by_touch
from ui.filling import Filling
from ui.shown.asking import can_answer
from ui.shown.form import progress_title
from ui.shown.results import printer_notice
from ui.ways import ApplyWay, Home, Session, StatusWay, TicketWay, Welcome
from ui.world import HelpState, World

_HELP: dict[HelpState, str] = {
    "": "",
    "calling": "Memanggil petugas…",
    "called": "Petugas dipanggil. Silakan tunggu di sini.",
    "failed": "Panggilan belum sampai. Silakan ke loket.",
}


@dataclass(frozen=True, slots=True)
class FrameShown:
    page: str = "welcome"
    way: str = ""
    goingBack: bool = False
    pageSerial: int = 0
    progress: str = ""
    progressAt: int = 0
    progressOf: int = 0
    progressTitle: str = ""
    canBack: bool = False
    canHome: bool = False
    nextLabel: str = ""
    nextEnabled: bool = False
    overlay: str = ""
    awaySentence: str = ""
    printerNotice: str = ""
    helpState: str = ""
    helpSentence: str = ""


def frame(world: World) -> FrameShown:
    at = world.session
    label, enabled = _next(at)
    step, of, title = _progress(at)
    return FrameShown(
        page=session.page(at),
        way=_way(at),
        goingBack=world.going_back,
        pageSerial=world.serial,
        progress=f"Langkah {step} dari {of}" if of else "",
        progressAt=step,
        progressOf=of,
        progressTitle=title,
        canBack=session.can_go_back(at),
        canHome=not isinstance(at, Welcome | Home) and session.act(at) is None,
        nextLabel=label,
        nextEnabled=enabled,
        overlay=_overlay(world),
        awaySentence=_away_sentence(world),
        printerNotice="" if session.finished(at) or isinstance(at, StatusWay) else printer_notice(world),
        helpState=world.help,
        helpSentence=_HELP[world.help],
    )


def _way(at: Session) -> str:
    match at:
        case TicketWay():
            return "ticket"
        case ApplyWay():
            return "apply"
        case StatusWay():
            return "status"
        case _:
            return ""


def _overlay(world: World) -> str:
    """At most one: what needs the citizen soonest."""
    if world.idle_left is not None:
        return "idle"
    if world.away:
        return "away"
    if assist.covers(world.assist):
        return "assist"
    if world.trouble is not None:
        return "problem"
    if world.leaving:
        return "leaving"
    return "sending" if session.act(world.session) is not None else ""


def _away_sentence(world: World) -> str:
    if not world.away:
        return ""
    filling_in = isinstance(world.session, ApplyWay)
    comfort = "Isian Bapak/Ibu tetap ada." if filling_in else "Halaman ini akan kembali sendiri."
    instead = " Bapak/Ibu bisa ke loket. Petugas siap membantu." if world.away_long else ""
    return f"Layanan sedang disambungkan kembali. {comfort}{instead}"


_TICKET_STEPS = {"categories": 1, "services": 2, "priority": 3}


def _progress(at: Session) -> tuple[int, int, str]:
    match at:
        case TicketWay() if (step := _TICKET_STEPS.get(session.page(at))) is not None:
            return step, len(_TICKET_STEPS), ""
        case ApplyWay(Filling() as form):
            if isinstance(form.journey.step, Stop):
                return 0, 0, ""
            return *_steps(form), progress_title(form)
        case _:
            return 0, 0, ""


def _steps(form: Filling) -> tuple[int, int]:
    """The journey's own steps, and one more where the priority is asked for a queue number."""
    where = form.journey.progress()
    if not form.journey.service.counter_visit:
        return where.step, where.of
    asked_after_review = isinstance(form.journey.step, Review) and form.asking_priority
    declaring = isinstance(form.journey.step, Declare) and not form.asking_priority
    return where.step + (asked_after_review or declaring), where.of + 1


def _next(at: Session) -> tuple[str, bool]:
    """The word of the primary button, and whether it can be pressed."""
    if (form := session.filled(at)) is not None:
        label, enabled = _next_in_form(form)
        return label, enabled and session.act(at) is None
    match session.page(at):
        case "intro":
            return "Mulai", True
        case "code":
            ready = isinstance(at, StatusWay) and session.forward(at, "") != at
            return "Cek permohonan", ready
        case "ticket" | "done" | "status":
            return "Selesai", True
        case _:
            return "", False


def _next_in_form(form: Filling) -> tuple[str, bool]:
    send = form.journey.last
    match filling.page(form):
        case "checklist" | "entries":
            return "Lanjut", True
        case "notice":
            return "Saya mengerti", True
        case "forwhom":
            return ("Lanjut", True) if _told_whom(form) else ("", False)
        case "question":
            return _next_of_question(form)
        case "readout":
            return "Ya, benar", True
        case "stop":
            return "Selesai", True
        case "review":
            return "Kirim permohonan" if send and isinstance(
                form.journey.step, Review
            ) else "Semua benar", True
        case "declaration":
            return "Kirim permohonan", form.agreed
        case _:
            return "", False


def _told_whom(form: Filling) -> bool:
    return isinstance(form.journey.step, AskForWhom) and form.journey.value is not None


def _next_of_question(form: Filling) -> tuple[str, bool]:
    """Where a touch leads on there is no button, unless an earlier answer can be kept."""
    touched = form.draft is not None and goes_on_by_touch(form.draft)
    return ("", False) if touched and form.journey.value is None else ("Lanjut", can_answer(form))
