"""What a printer says of itself: every byte it sends is told apart by its fixed bits. No I/O here.

| bits of the byte                   | what it is                                                        |
|------------------------------------|-------------------------------------------------------------------|
| `0xx1xx10`                         | answer to DLE EOT n; which n, only the asker knows                |
| `0xx1xx00`, 3 bytes of `0xx0xxxx`  | automatic status (ASB)                                            |
| `37 22 d1 d2 d3 d4 00`             | process id (GS ( H): all before the marker is on paper            |
| `5f text 00`                       | a name (GS I 66, 67); only where one was asked for                |
| `0xx0xxxx`                         | answer to GS r or GS I                                            |
| `11`, `13`                         | XON, XOFF                                                         |

Source: status tables in the Citizen CBM-1000 and Epson TM command manuals.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

State = Literal["ready", "low", "no_paper", "cover", "cutter", "hardware", "offline"]


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """One word for programs, one sentence for staff."""

    state: State
    paused: bool = False
    """Offline by its own word, without a reason: it answers, and waits for somebody to press a button."""

    @property
    def can_print(self) -> bool:
        return self.state in ("ready", "low")

    @property
    def sentence(self) -> str:
        """For staff, Indonesian."""
        return PAUSED if self.paused else _SENTENCES[self.state]


_SENTENCES: dict[State, str] = {
    "ready": "Pencetak siap.",
    "low": "Kertas hampir habis. Siapkan gulungan baru.",
    "no_paper": "Kertas habis. Pasang gulungan baru.",
    "cover": "Penutup pencetak terbuka. Tutup sampai berbunyi klik.",
    "cutter": "Pemotong kertas macet. Buka penutup, ambil kertas yang tersangkut.",
    "hardware": "Pencetak rusak. Matikan, tunggu sebentar, lalu nyalakan lagi.",
    "offline": "Pencetak tidak menjawab. Periksa listrik dan kabelnya.",
}

PAUSED = "Pencetak berhenti. Tekan tombol FEED, atau matikan lalu nyalakan lagi."
OFFLINE = PrinterStatus("offline")


# --- bytes to events ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RealTime:
    """Answer to the DLE EOT under way."""

    byte: int


@dataclass(frozen=True, slots=True)
class Automatic:
    """A whole ASB packet."""

    packet: bytes


@dataclass(frozen=True, slots=True)
class ProcessId:
    """Everything before this marker is on paper."""

    identity: bytes


@dataclass(frozen=True, slots=True)
class InOrder:
    """Answer to GS r or GS I: everything before the question was processed."""

    byte: int


@dataclass(frozen=True, slots=True)
class Name:
    """Answer to GS I 66 (maker) or 67 (model)."""

    text: str


@dataclass(frozen=True, slots=True)
class Flow:
    """XON or XOFF that the serial driver let through."""

    go: bool


@dataclass(frozen=True, slots=True)
class Stray:
    """Bytes that fit nothing: noise on the line, or an answer cut short."""

    data: bytes


Event = RealTime | Automatic | ProcessId | InOrder | Name | Flow | Stray

_PROCESS_HEAD = b"\x37\x22"
_PROCESS_LENGTH = 7
_PACKET_LENGTH = 4
_NAME_HEAD = 0x5F
_NAME_LONGEST = 80


class Listener:
    """Takes whatever bytes arrive, in any portions, and says what they are. Never fails, keeps ≤ 6 bytes.

    With `names` it also knows the answers to GS I 66 and 67, and keeps up to 80 bytes; without, these are
    noise, for nobody has asked.
    """

    def __init__(self, *, names: bool = False) -> None:
        self._names = names
        self._held = b""

    @property
    def holds(self) -> bool:
        """The start of an answer has come, its rest has not."""
        return bool(self._held)

    def give_up(self) -> list[Event]:
        """The rest will not come any more: what it would have been part of was cut short."""
        events: list[Event] = []
        while self._held:
            lost, rest = self._held[:1], self._held[1:]
            self._held = b""
            events += [Stray(lost), *self.feed(rest)]
        return events

    def feed(self, data: bytes) -> list[Event]:
        """Events that are complete now; the start of one that is not is kept."""
        self._held += data
        events: list[Event] = []
        while self._held and (taken := self._take()) is not None:
            event, length = taken
            self._held = self._held[length:]
            events.append(event)
        return events

    def _take(self) -> tuple[Event, int] | None:
        """The first event and its length; None if more bytes are needed."""
        held, first = self._held, self._held[0]
        if first == _PROCESS_HEAD[0]:
            return self._process_id()
        if first == _NAME_HEAD and self._names:
            return self._name()
        if first & 0x93 == 0x10:
            tail = held[1:_PACKET_LENGTH]
            if any(byte & 0x90 for byte in tail):
                return Stray(held[:1]), 1
            return (Automatic(held[:_PACKET_LENGTH]), _PACKET_LENGTH) if len(tail) == 3 else None
        return _alone(first), 1

    def _process_id(self) -> tuple[Event, int] | None:
        held = self._held[:_PROCESS_LENGTH]
        if held[1:2] not in (b"", _PROCESS_HEAD[1:]):
            return Stray(held[:1]), 1
        identity, end = held[2:6], held[6:]
        if any(not 32 <= byte <= 126 for byte in identity) or end not in (b"", b"\x00"):
            return Stray(held[:1]), 1
        return (ProcessId(identity), _PROCESS_LENGTH) if end else None

    def _name(self) -> tuple[Event, int] | None:
        text, end, _ = self._held[1:].partition(b"\x00")
        if len(text) > _NAME_LONGEST or any(not 32 <= byte <= 126 for byte in text):
            return Stray(self._held[:1]), 1
        return (Name(text.decode("ascii").strip()), len(text) + 2) if end else None


def _alone(byte: int) -> Event:
    if byte in (0x11, 0x13):
        return Flow(go=byte == 0x11)
    if byte & 0x93 == 0x12:
        return RealTime(byte)
    if byte & 0x90 == 0:
        return InOrder(byte)
    return Stray(bytes((byte,)))


_STOPPED, _WAITS_FOR_RECOVERY = 0x08, 0x20
"""Of DLE EOT 1. The second: an error is over, and a button is to be pressed."""


# --- what the answers mean ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answers:
    """The last answers to DLE EOT 1 to 4; None: it was asked and stayed silent."""

    printer: int | None = None
    offline_cause: int | None = None
    error_cause: int | None = None
    paper: int | None = None

    def with_answer(self, which: int, byte: int | None) -> Answers:
        """`which` is the n of DLE EOT n."""
        match which:
            case 1:
                return replace(self, printer=byte)
            case 2:
                return replace(self, offline_cause=byte)
            case 3:
                return replace(self, error_cause=byte)
            case _:
                return replace(self, paper=byte)


def inconsistent(answers: Answers) -> bool:
    """It stands still without a reason, or goes on with one: printers keep an old flag for a moment."""
    printer, cause, error, paper = answers.printer, answers.offline_cause, answers.error_cause, answers.paper
    if printer is None or cause is None or error is None or paper is None:
        return False
    stopped = printer & (_STOPPED | _WAITS_FOR_RECOVERY)
    return bool(stopped) != bool(cause & 0x64 or error & 0x68 or paper & 0x60)


def doubtful(answers: Answers, before: PrinterStatus) -> bool:
    """To be asked once more before anybody is told: bad news, and answers that contradict each other."""
    status = summary(answers)
    bad_news = answers.printer is not None and not status.can_print and status != before
    return bad_news or inconsistent(answers)


def summary(answers: Answers) -> PrinterStatus:
    """What to tell staff: the thing to do first. Any silence is offline; either bit of a pair counts."""
    printer, cause, error, paper = (
        answers.printer,
        answers.offline_cause,
        answers.error_cause,
        answers.paper,
    )
    if printer is None or cause is None or error is None or paper is None:
        return OFFLINE
    return _worst(
        cover=bool(cause & 0x04),
        no_paper=bool(cause & 0x20 or paper & 0x60),
        cutter=bool(error & 0x08),
        hardware=bool(error & 0x60 or cause & 0x40),
        paused=bool(printer & (_STOPPED | _WAITS_FOR_RECOVERY)),
        low=bool(paper & 0x0C),
    )


def summary_of_packet(packet: bytes) -> PrinterStatus:
    """The same of an ASB packet of four bytes."""
    first, errors, paper, _ = packet
    return _worst(
        cover=bool(first & 0x20),
        no_paper=bool(paper & 0x0C),
        cutter=bool(errors & 0x08),
        hardware=bool(errors & 0x60),
        paused=bool(first & 0x08 or errors & 0x01),
        low=bool(paper & 0x03),
    )


def _worst(
    *, cover: bool, no_paper: bool, cutter: bool, hardware: bool, paused: bool, low: bool
) -> PrinterStatus:
    states: tuple[tuple[State, bool], ...] = (
        ("cover", cover),
        ("no_paper", no_paper),
        ("cutter", cutter),
        ("hardware", hardware),
        ("offline", paused),
        ("low", low),
    )
    state: State = next((state for state, said in states if said), "ready")
    return PrinterStatus(state, paused=state == "offline")
