"""What the office service says and takes over HTTP: the one thing the screen and the office share.

Plain frozen dataclasses of the standard library, so that the screen need not load pydantic: the office
validates and documents them with pydantic (the docstrings under the fields become descriptions), the
screen decodes them with msgspec. Times are ISO 8601 in UTC, money is integer rupiah.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from annotated_types import Len

from kiosk.office.readings import Reader

Priority = Literal["umum", "lansia", "disabilitas", "hamil", "balita"]
Language = Literal["id", "en", "su", "jv"]
PrintState = Literal["queued", "sending", "in_printer", "confirmed", "unknown", "failed"]
PrinterState = Literal["ready", "low", "no_paper", "cover", "cutter", "hardware", "offline"]
WaitsFor = PrinterState | Literal["slow"]
"""What holds a paper up: a condition of the printer, or a printer that takes it a byte at a time."""
ApplicationState = Literal[
    "received",
    "in_review",
    "needs_completion",
    "awaiting_signature",
    "ready",
    "done",
    "cancelled",
    "rejected",
]
Opening = Literal["open", "break", "closed", "holiday", "paused"]
RecordState = Literal["at_office", "at_central", "needs_staff"]
Answers = dict[str, Any]
"""Answers by question name. Text, names, NIK, KK, phone, desa code, ISO dates and single choices are
strings; integers and rupiah are ints; yes/no and declarations are bools; several choices are a list; an
address is `{"desa", "rt", "rw", "street"}`; a document is "brought" or "later"; a repeat page is a list of
such dictionaries; *Tidak tahu* is `{"unknown": true}`."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Marks a text that must match as a whole; pydantic enforces and documents it."""

    regex: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return {**handler(source), "pattern": self.regex}


# --- requests -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TicketRequest:
    """A citizen takes a number."""

    service: Annotated[str, Len(1, 40)]
    """Id of the service in the catalogue."""
    priority: Priority = "umum"
    """What the citizen says of themselves; staff confirm at the counter."""
    language: Language = "id"
    """The citizen's language, for paper and voice."""


@dataclass(frozen=True, slots=True)
class ApplicationRequest:
    """A citizen hands in a filled form."""

    service: Annotated[str, Len(1, 40)]
    """Id of the service in the catalogue."""
    version: Annotated[str, Len(1, 20)]
    """Version of the service that the citizen filled in."""
    answers: Answers
    """Relevant answers by question name."""
    presented: Annotated[list[str], Len(0, 12)]
    """Ids of the requirements that the citizen says they brought."""
    declared: bool
    """The citizen agreed to the declaration."""
    priority: Priority = "umum"
    """Priority of the queue ticket, where the counter must see the originals."""
    language: Language = "id"
    """The citizen's language, for paper and voice."""


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """*Panggil petugas*."""

    page: Annotated[str, Len(1, 60), Pattern("^[a-z][a-z0-9_]*$")]
    """Name of the page on which help is wanted; never an answer."""


@dataclass(frozen=True, slots=True)
class PaperOutcome:
    """What a person says of a slip whose printing is unknown. It ends the job for good."""

    came_out: bool
    """True: *karcis keluar*. False: *tidak keluar*."""


# --- answers ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One piece of paper on its way."""

    id: str
    """UUID of the job."""
    state: PrintState
    """Confirmed only by the printer's own answer, or by a person who saw the paper of an unknown job."""
    subject: Literal["ticket", "receipt"]
    """What is printed."""
    waits_for: WaitsFor | None = None
    """What holds the job up, if anything does."""


@dataclass(frozen=True, slots=True)
class WaitRange:
    """Minutes until called, honestly a range."""

    low: int
    """Minutes, if all goes quickly."""
    high: int
    """Minutes, if all goes slowly."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in the queue."""

    id: str
    """UUIDv7 of the ticket: the idempotency key of the act."""
    number: str
    """As shown, printed and called: "B-017"."""
    service: str
    """Id of the service."""
    priority: Priority
    """Priority class."""
    office_day: str
    """Day of the queue, YYYY-MM-DD."""
    issued_at: str
    """Time of issue, UTC."""
    people_ahead: int
    """How many are likely called before."""
    wait: WaitRange
    """Estimated wait."""
    print: PrintJob
    """The slip."""
    follow: str = ""
    """Where a phone follows the number, as in the slip's code; empty where phones reach no office."""


@dataclass(frozen=True, slots=True)
class Application:
    """A filled form that the office has stored."""

    id: str
    """UUIDv7 of the application: the idempotency key of the act."""
    code: str
    """Public code, as printed: three groups of four symbols and a check symbol."""
    service: str
    """Id of the service."""
    state: ApplicationState
    """Stage of the work."""
    submitted_at: str
    """Time of submission, UTC."""
    ready_on: str | None
    """Promised date, YYYY-MM-DD; none when it is done while the citizen waits."""
    missing: list[str]
    """Titles of the mandatory requirements that were not yet brought, Indonesian."""
    for_staff: list[str]
    """Why staff must look at it first, Indonesian; empty when nothing is open."""
    print: PrintJob
    """The receipt."""
    ticket: Ticket | None
    """The queue ticket, where the counter must see the originals."""


@dataclass(frozen=True, slots=True)
class ApplicationStatus:
    """What anybody who holds the code may know; no personal data."""

    code: str
    """Public code."""
    service: str
    """Id of the service."""
    service_title: str
    """Its title, Indonesian."""
    state: ApplicationState
    """Stage of the work."""
    changed_at: str
    """Time of the last change, UTC."""
    submitted_at: str
    """Time of submission, UTC."""
    ready_on: str | None
    """Promised date, YYYY-MM-DD."""
    missing: list[str]
    """What is still to be handed in, Indonesian."""
    note: str
    """A sentence of the office to the citizen, or empty."""
    record: RecordState
    """Tersimpan di kantor, diterima pusat, or perlu petugas."""


@dataclass(frozen=True, slots=True)
class HelpCall:
    """Somebody at a kiosk wants staff."""

    id: str
    """UUID of the call."""
    page: str
    """Page on which help is wanted."""
    called_at: str
    """UTC."""


@dataclass(frozen=True, slots=True)
class Printer:
    """The slip printer as its own answers describe it."""

    state: PrinterState
    """Ready and low can print."""
    since: str
    """UTC of the last change of state."""
    sentence: str
    """For staff, Indonesian."""
    name: str = ""
    """"Printer karcis", "Printer cadangan", "Printer A4"."""
    papers_left: int | None = None
    """Slips that what is left of the roll is about enough for; None: nobody has seen it changed yet."""


@dataclass(frozen=True, slots=True)
class Central:
    """The way to central."""

    state: Literal["none", "connected", "unreachable", "refused"]
    """`none`: no central is configured. `refused`: central does not accept this office's secret."""
    unsent: int
    """Records that wait to be sent."""
    oldest_unsent_s: int
    """Age of the oldest of them in seconds; the health figure."""
    quarantined: int
    """Records that central refused; staff must look."""


@dataclass(frozen=True, slots=True)
class ServiceToday:
    """Whether a service can be had now."""

    service: str
    """Id of the service."""
    open: bool
    """False: the tile shows the reason instead."""
    reason: str = ""
    """Why not, Indonesian."""


@dataclass(frozen=True, slots=True)
class Village:
    """A desa or kelurahan of this kecamatan."""

    code: str
    """Kemendagri code, "36.03.03.2001"."""
    name: str
    """Without the word desa or kelurahan."""
    kind: Literal["desa", "kelurahan"]
    """Which of the two."""


@dataclass(frozen=True, slots=True)
class Status:
    """Everything a screen needs to know of its office; also the `status` event."""

    office_code: str
    """Kemendagri code of the kecamatan, "36.03.03"."""
    office_name: str
    """"Kecamatan Tigaraksa"."""
    regency_name: str
    """"Kabupaten Tangerang"."""
    now: str
    """Office time with its offset, ISO 8601."""
    office_day: str
    """Day of the queue, YYYY-MM-DD."""
    opening: Opening
    """Whether the counters serve now."""
    opening_sentence: str
    """"Buka sampai 15.30", Indonesian."""
    waiting: int
    """People who wait now."""
    services: list[ServiceToday]
    """Services that cannot be had now, with their reasons."""
    announcements: list[str]
    """Shown on Sambutan, Indonesian."""
    printer: Printer
    """The slip printer."""
    central: Central
    """The way to central."""
    help_calls: list[HelpCall]
    """Open calls for staff."""
    catalogue_sha256: str
    """Which catalogue is in use; another value means: fetch it again."""
    catalogue_problem: str = ""
    """Why a newer catalogue was not taken, Indonesian; empty when all is well."""
    villages: list[Village] = field(default_factory=list)
    """Desa and kelurahan of the kecamatan."""
    ailments: list[str] = field(default_factory=list)
    """What is wrong with the machine (disk, clock, database), for staff, Indonesian."""
    assisting: bool = False
    """Staff can sign in at the kiosk itself: there are accounts."""
    printers: list[Printer] = field(default_factory=list)
    """Every printer of this kiosk, for staff; `printer` is the one that tickets come out of just now."""
    readers: list[Reader] = field(default_factory=list)
    """Scanners and card readers of this kiosk that are set up."""


@dataclass(frozen=True, slots=True)
class Problem:
    """RFC 9457 problem details, sent as application/problem+json."""

    type: str
    """A stable name for programs, "anjungan:closed"."""
    title: str
    """What is wrong, Indonesian, one sentence."""
    status: int
    """HTTP status."""
    detail: str = ""
    """What to do, Indonesian."""
    errors: dict[str, str] = field(default_factory=dict)
    """Per field or question: what to do, Indonesian."""


EventName = Literal[
    "status", "print", "application", "catalogue", "scan", "card", "misread", "room", "display"
]
"""Server-sent events of `GET /api/events`: `status` carries Status, `print` PrintJob, `application`
ApplicationStatus, `catalogue` `{"sha256": …}`; `scan` Scan, `card` Card, `misread` Misread of `readings`. The
first event after connecting is always `status`; no reading is ever told again.
On the LAN the consoles' stream begins with `room`, the displays' with `display`: the full state of each."""
