"""What the waiting room is to counters, display and phones: the second half of the office's contract.

Plain frozen dataclasses of the standard library, like contract.py. Times are ISO 8601 in UTC. Nothing here
is personal data: a ticket has a number, a service and a class, and no name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kiosk.office.contract import Central, HelpCall, Language, Printer, PrinterState, Priority

TicketState = Literal["waiting", "called", "serving", "parked", "no_show", "done", "cancelled"]
"""Where a ticket stands; the moves between them are in kiosk/queueing/states.py."""
Outcome = Literal["served", "incomplete", "referred", "left"]
"""How a service ended: dilayani, berkas kurang, dirujuk ke tempat lain, pemohon pergi."""
Placement = Literal["first", "last", "by_time"]
"""Where a moved ticket stands in its new queue; `by_time`: by its time of issue."""
CounterState = Literal["open", "paused", "closed"]
Channel = Literal["kiosk", "counter", "satellite"]
"""How the number was taken: at the kiosk, by staff (walk-direct), at a further kiosk without the office."""


@dataclass(frozen=True, slots=True)
class VisitStep:
    """One service of a visit; a ticket may need several, one after another."""

    step: int
    """From 1."""
    service: str
    """Id of the service."""
    service_title: str
    """Indonesian."""
    state: Literal["planned", "open", "ended"]
    """Planned ones follow when the open one has ended."""
    outcome: Outcome | Literal["transferred"] | None = None
    """How it ended, if it has."""


@dataclass(frozen=True, slots=True)
class CalledTicket:
    """A ticket as whoever has it in hand sees it; the answer to every move."""

    id: str
    """UUIDv7."""
    number: str
    """ "B-017"."""
    service: str
    """Id of the service it now stands for."""
    service_title: str
    """Indonesian."""
    priority: Priority
    """Class; staff may correct it."""
    language: Language
    """The citizen's language."""
    state: TicketState
    """After the move."""
    issued_at: str
    """When the number was taken."""
    changed_at: str
    """When it came into this state."""
    counter: int | None
    """The counter that has it, or had it last."""
    ordinal: int
    """How often it was called at this turn; 1 is the first call."""
    recalls_left: int
    """Further calls that the office's rule allows."""
    application_id: str | None = None
    """The application that opens beside it."""
    reason: str = ""
    """Why it is parked or cancelled, Indonesian."""
    until: str | None = None
    """When a parked one is expected back."""
    steps: list[VisitStep] = field(default_factory=list)
    """All services of the visit."""


@dataclass(frozen=True, slots=True)
class CounterView:
    """A counter now."""

    number: int
    """As painted above it."""
    name: str
    """ "Loket 3"."""
    services: list[str]
    """Ids of the services it serves; empty: all."""
    state: CounterState
    """Paused counters call nobody."""
    staff: str
    """Name of who sits there; empty: nobody."""
    staff_id: str | None
    """Account of who sits there."""
    current: CalledTicket | None
    """The ticket it has in hand."""
    pause_reason: str = ""
    """Indonesian."""
    since: str | None = None
    """When it came into this state."""


@dataclass(frozen=True, slots=True)
class WaitingTicket:
    """A ticket in one of the room's lists."""

    id: str
    """UUIDv7."""
    number: str
    """ "B-017"."""
    service: str
    """Id of the service."""
    service_title: str
    """Indonesian."""
    priority: Priority
    """Class."""
    issued_at: str
    """When the number was taken."""
    waiting_s: int
    """Seconds in this state."""
    state: TicketState
    """Waiting, parked or no_show."""
    note: str = ""
    """Why it is parked, or was until its time came; Indonesian."""
    counter: int | None = None
    """The counter it is meant for, or which had it last."""
    for_staff: bool = False
    """It waits for one person."""
    until: str | None = None
    """When a parked one waits again by itself; none: when staff say so."""


@dataclass(frozen=True, slots=True)
class Closure:
    """*Tutup sementara karena …*, set by staff while the office runs."""

    service: str
    """Id of the service; empty: the whole kiosk."""
    reason: str
    """Indonesian."""
    since: str
    """UTC."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many numbers of a service are left today."""

    service: str
    """Id of the service."""
    per_day: int
    """As the office set it."""
    issued: int
    """Numbers given today."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A further kiosk as staff see it."""

    number: int
    """Its digit, from 2."""
    name: str
    """Where it stands: "Teras"."""
    series: str
    """Of its emergency numbers: "K2"."""
    seen_at: str | None
    """UTC of its last word; none: never."""
    silent: bool
    """Not heard for so long that somebody should look."""
    printer: PrinterState | None
    """As it last said."""
    unsent: int
    """Records that wait at the kiosk for this office."""
    quarantined: int
    """Records that this office refused; staff must look."""


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """The clock jumped ahead and staff must confirm its date before a new day of the queue begins."""

    queue_day: str
    """Day in which numbers go on meanwhile, YYYY-MM-DD."""
    today: str
    """Date that the clock shows."""


@dataclass(frozen=True, slots=True)
class RoomState:
    """Everything a counter console shows; the first `room` event."""

    day: str
    """Day of the queue, YYYY-MM-DD."""
    now: str
    """Office time with its offset."""
    counters: list[CounterView]
    """By number."""
    waiting: list[WaitingTicket]
    """In order of time, the first of them; the counts count all."""
    waiting_count: int
    """All who wait."""
    parked_count: int
    """All who are parked."""
    no_show_count: int
    """All who did not come."""
    parked: list[WaitingTicket]
    """*Ditunda*."""
    no_shows: list[WaitingTicket]
    """*Tidak hadir*, newest first."""
    help_calls: list[HelpCall]
    """Open calls from kiosks."""
    printer: Printer
    """The slip printer."""
    central: Central
    """The way to central."""
    closures: list[Closure]
    """What is closed for a while."""
    quotas: list[Quota]
    """Services with a quota."""
    kiosks: list[Kiosk] = field(default_factory=list)
    """Further kiosks of the office, by digit."""
    clock: ClockDoubt | None = None
    """None: the clock is believed."""


@dataclass(frozen=True, slots=True)
class CallEvent:
    """A number is called: shown on the display and spoken, in the order of `seq`."""

    seq: int
    """Rises with each call, never reused."""
    id: str
    """UUIDv7 of the call."""
    number: str
    """ "B-017"."""
    counter: int
    """Number of the counter."""
    counter_name: str
    """ "Loket 3"."""
    language: Language
    """The citizen's language."""
    ordinal: int
    """1, and higher for each *Panggil ulang*."""
    called_at: str
    """UTC."""


@dataclass(frozen=True, slots=True)
class DisplayCounter:
    """A counter as the display shows it."""

    number: int
    """As painted above it."""
    name: str
    """ "Loket 3"."""
    state: CounterState
    """Paused ones stay on the display."""
    ticket: str = ""
    """The number in hand, or empty."""


@dataclass(frozen=True, slots=True)
class SeriesWaiting:
    """How many wait under one letter."""

    series: str
    """ "B"."""
    waiting: int
    """People."""


@dataclass(frozen=True, slots=True)
class DisplayState:
    """Everything the display shows; the first `display` event."""

    day: str
    """Day of the queue, YYYY-MM-DD."""
    clock: str
    """Office time with its offset."""
    office_name: str
    """ "Kecamatan Tigaraksa"."""
    now_calling: list[CallEvent]
    """Numbers that are called and not yet served, newest first."""
    last: list[CallEvent]
    """The last six numbers called, newest first, each once."""
    counters: list[DisplayCounter]
    """By number."""
    waiting: list[SeriesWaiting]
    """By letter."""
    running_text: list[str]
    """Sentences that run along the edge."""
    slides: list[str]
    """Names of pictures and videos, in their order."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A ticket as its holder's phone shows it."""

    number: str
    """ "B-017"."""
    service_title: str
    """Indonesian."""
    state: TicketState
    """Now."""
    people_ahead: int
    """How many are likely called before; 0 unless it waits."""
    counter_name: str
    """Where to go, once it is called."""
    service: str
    """Id of the service."""
    language: Language = "id"
    """In which the ticket was taken."""


@dataclass(frozen=True, slots=True)
class DayRecord:
    """What the end of an office day settled."""

    day: str
    """YYYY-MM-DD."""
    closed_at: str
    """UTC."""
    forgotten: int
    """Were still being served: done, and their time left out of the statistics."""
    absent: int
    """Were called and never came."""
    closed: int
    """Waited or were parked: cancelled."""
    kept: int
    """Go on waiting on the next day."""
