"""One citizen's session as a value, and everything that can happen to it as pure functions.

A transition that does not fit the present step gives the same session back: that is what makes a second
touch, a late answer or a touch through a fading page harmless. Idle, *Awal* and *Selesai* all put another
value in its place; nothing else holds what the citizen said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.catalogue.model import Service
from kiosk.forms.journey import Journey
from kiosk.office.contract import (
    Application,
    ApplicationStatus,
    PrintJob,
    Priority,
    Ticket,
    TicketRequest,
)
from ui import filling
from ui.filling import Filling
from ui.ways import (
    CODE_LENGTH,
    CODE_SYMBOLS,
    Act,
    ApplyStep,
    ApplyWay,
    AskPriority,
    Found,
    Home,
    Intro,
    LookingUp,
    PickCategory,
    PickService,
    Session,
    StatusStep,
    StatusWay,
    Submitted,
    Submitting,
    Taken,
    Taking,
    TicketStep,
    TicketWay,
    TypeCode,
    Welcome,
)

_LOOKALIKES = str.maketrans("OIL", "011")


# --- where it stands ----------------------------------------------------------------------------------


def page(session: Session) -> str:
    """Name of the page that shows the session."""
    match session:
        case Welcome():
            return "welcome"
        case Home():
            return "home"
        case TicketWay(step) | ApplyWay(step) | StatusWay(step):
            return _page_of_step(step)
        case _:
            assert_never(session)


def _page_of_step(step: TicketStep | ApplyStep | StatusStep) -> str:
    match step:
        case PickCategory():
            return "categories"
        case PickService():
            return "services"
        case AskPriority() | Taking():
            return "priority"
        case Taken():
            return "ticket"
        case Intro():
            return "intro"
        case Filling():
            return filling.page(step)
        case Submitting(filled=filled):
            return filling.page(filled)
        case Submitted():
            return "done"
        case TypeCode() | LookingUp():
            return "code"
        case Found():
            return "status"
        case _:
            assert_never(step)


def act(session: Session) -> Act | None:
    """What the office is to be asked for now."""
    match session:
        case TicketWay(Taking() as act) | ApplyWay(Submitting() as act) | StatusWay(LookingUp() as act):
            return act
        case _:
            return None


def finished(session: Session) -> bool:
    """On the last page of a way: the next touch is another citizen's."""
    match session:
        case TicketWay(Taken()) | ApplyWay(Submitted()) | StatusWay(Found()):
            return True
        case ApplyWay(Filling() as step):
            return filling.page(step) == "stop"
        case _:
            return False


def filled(session: Session) -> Filling | None:
    """The form, if one is being filled in or sent."""
    match session:
        case ApplyWay(Filling() as form) | ApplyWay(Submitting(filled=form)):
            return form
        case _:
            return None


def would_lose(session: Session) -> bool:
    """Whether *Awal* would throw away answers that have cost the citizen some work."""
    form = filled(session)
    return form is not None and filling.page(form) not in ("checklist", "notice", "stop")


def service(session: Session) -> Service | None:
    match session:
        case TicketWay(AskPriority(service) | Taking(service) | Taken(service)):
            return service
        case ApplyWay(Intro(service) | Submitted(service)):
            return service
        case ApplyWay(Filling() as form) | ApplyWay(Submitting(filled=form)):
            return form.journey.service
        case _:
            return None


def ticket(session: Session) -> Ticket | None:
    """The number that was just taken."""
    match session:
        case TicketWay(Taken(ticket=ticket)):
            return ticket
        case ApplyWay(Submitted(application=application)):
            return application.ticket
        case _:
            return None


def code(session: Session) -> str:
    """The code of the application on the page, or nothing."""
    match session:
        case ApplyWay(Submitted(application=application)):
            return application.code
        case StatusWay(Found(status)):
            return status.code
        case _:
            return ""


# --- what the citizen does ----------------------------------------------------------------------------


def start(session: Session) -> Session:
    return Home() if isinstance(session, Welcome) else session


def choose_way(session: Session, key: str) -> Session:
    if not isinstance(session, Home):
        return session
    ways: dict[str, Session] = {"ticket": TicketWay(), "apply": ApplyWay(), "status": StatusWay()}
    return ways.get(key, session)


def choose_category(session: Session, category: str) -> Session:
    match session:
        case TicketWay(PickCategory()):
            return TicketWay(PickService(category))
        case ApplyWay(PickCategory()):
            return ApplyWay(PickService(category))
        case _:
            return session


def choose_service(session: Session, chosen: Service) -> Session:
    match session:
        case TicketWay(PickService()):
            return TicketWay(AskPriority(chosen))
        case ApplyWay(PickService()):
            return ApplyWay(Intro(chosen))
        case _:
            return session


def choose_priority(session: Session, priority: Priority, key: str) -> Session:
    """The last touch for a number, or one of the last of an application. `key` is of the act it may make."""
    match session:
        case TicketWay(AskPriority(chosen)):
            return TicketWay(Taking(chosen, key, TicketRequest(chosen.id, priority)))
        case ApplyWay(Filling() as form):
            return _proceed(filling.choose_priority(form, priority), key)
        case _:
            return session


def fill(session: Session, form: Filling) -> Session:
    """The form as the citizen has changed it, where one is being filled in."""
    return ApplyWay(form) if isinstance(session, ApplyWay) and isinstance(session.step, Filling) else session


def begin_form(session: Session, journey: Journey) -> Session:
    match session:
        case ApplyWay(Intro()):
            return ApplyWay(filling.begin(journey))
        case _:
            return session


def forward(session: Session, key: str) -> Session:
    """*Lanjut*; `key` is of the act, where this is the touch that makes one."""
    match session:
        case ApplyWay(Filling() as form):
            return _proceed(filling.forward(form), key)
        case StatusWay(TypeCode(text)) if len(text) == CODE_LENGTH:
            return StatusWay(LookingUp(text))
        case _:
            return session


def _proceed(form: Filling | filling.Complete, key: str) -> Session:
    match form:
        case Filling():
            return ApplyWay(form)
        case filling.Complete(before, request):
            return ApplyWay(Submitting(before, key, request))


def back(session: Session) -> Session:
    match session:
        case TicketWay(PickCategory()) | ApplyWay(PickCategory()) | StatusWay(TypeCode()):
            return Home()
        case TicketWay(PickService()):
            return TicketWay(PickCategory())
        case TicketWay(AskPriority(chosen)):
            return TicketWay(PickService(chosen.category))
        case ApplyWay(PickService()):
            return ApplyWay(PickCategory())
        case ApplyWay(Intro(chosen)):
            return ApplyWay(PickService(chosen.category))
        case ApplyWay(Filling() as form):
            earlier = filling.back(form)
            return ApplyWay(earlier if earlier is not None else Intro(form.journey.service))
        case StatusWay(Found()):
            return StatusWay()
        case _:
            return session


def can_go_back(session: Session) -> bool:
    match session:
        case TicketWay(Taken()) | ApplyWay(Submitted()):
            return False
        case _:
            return act(session) is None and back(session) != session


# --- the code -----------------------------------------------------------------------------------------


def type_code(session: Session, symbols: str) -> Session:
    match session:
        case StatusWay(TypeCode(text)):
            fitting = [s for s in symbols.upper().translate(_LOOKALIKES) if s in CODE_SYMBOLS]
            return StatusWay(TypeCode((text + "".join(fitting))[:CODE_LENGTH]))
        case _:
            return session


def erase_code(session: Session, everything: bool = False) -> Session:
    match session:
        case StatusWay(TypeCode(text)):
            return StatusWay(TypeCode("" if everything else text[:-1]))
        case _:
            return session


# --- what the office answers --------------------------------------------------------------------------


def ticket_taken(session: Session, key: str, ticket: Ticket) -> Session:
    match session:
        case TicketWay(Taking(chosen, made)) if made == key:
            return TicketWay(Taken(chosen, ticket))
        case _:
            return session


def priority_set(session: Session, id: str, priority: Priority) -> Session:
    """Staff have corrected the class of a ticket."""
    match session:
        case TicketWay(Taken(chosen, ticket)) if ticket.id == id:
            return TicketWay(Taken(chosen, replace(ticket, priority=priority)))
        case ApplyWay(Submitted(chosen, application)) if (
            application.ticket is not None and application.ticket.id == id
        ):
            ticket = replace(application.ticket, priority=priority)
            return ApplyWay(Submitted(chosen, replace(application, ticket=ticket)))
        case _:
            return session


def application_stored(session: Session, key: str, application: Application) -> Session:
    match session:
        case ApplyWay(Submitting(form, made)) if made == key:
            return ApplyWay(Submitted(form.journey.service, application))
        case _:
            return session


def status_found(session: Session, status: ApplicationStatus) -> Session:
    match session:
        case StatusWay(LookingUp()):
            return StatusWay(Found(status))
        case StatusWay(Found(known)) if known.code == status.code:
            return StatusWay(Found(status))
        case _:
            return session


def refused(session: Session, sentence: str) -> Session:
    """The office will not: back to where the citizen can do something else."""
    match session:
        case TicketWay(Taking(chosen)):
            return TicketWay(AskPriority(chosen))
        case ApplyWay(Submitting(filled=form)):
            return ApplyWay(form)
        case StatusWay(LookingUp(code)):
            return StatusWay(TypeCode(code, sentence))
        case _:
            return session


def renewed(session: Session, form: Filling) -> Session:
    """The service is another version now: on with what is left of the form."""
    return ApplyWay(form) if isinstance(act(session), Submitting) else session


def papers(session: Session) -> tuple[PrintJob, ...]:
    """The pieces of paper that the citizen waits for."""
    match session:
        case TicketWay(Taken(ticket=ticket)):
            return (ticket.print,)
        case ApplyWay(Submitted(application=application)):
            tickets = (application.ticket.print,) if application.ticket else ()
            return (application.print, *tickets)
        case _:
            return ()


def paper_told(session: Session, job: PrintJob) -> Session:
    """News of a print job; whose job it is shows from its id."""
    match session:
        case TicketWay(Taken(chosen, ticket)) if ticket.print.id == job.id:
            return TicketWay(Taken(chosen, replace(ticket, print=job)))
        case ApplyWay(Submitted(chosen, application)) if application.print.id == job.id:
            return ApplyWay(Submitted(chosen, replace(application, print=job)))
        case ApplyWay(Submitted(chosen, application)) if (
            application.ticket is not None and application.ticket.print.id == job.id
        ):
            ticket = replace(application.ticket, print=job)
            return ApplyWay(Submitted(chosen, replace(application, ticket=ticket)))
        case _:
            return session
