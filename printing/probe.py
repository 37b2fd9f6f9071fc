"""What a printer can do, found out by asking: nothing comes out, and what it does not know is forgotten.

The width of the head cannot be asked; the test page shows it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from printing import commands
from printing.profiles import MarkerKind, Profile, shipped
from printing.status import (
    OFFLINE,
    Answers,
    Event,
    InOrder,
    Listener,
    Name,
    PrinterStatus,
    ProcessId,
    RealTime,
    summary,
)
from printing.transports import Transport

ANSWER_S = 0.5
IN_ORDER_S = 2.0
"""A slow printer may still be busy with what it was told before."""
PAUSE_S = 0.05
IDENTITY = 0x2A2A2A


@dataclass(frozen=True, slots=True)
class Probe:
    """Findings about one printer, for the spool to keep and for a technician to read."""

    reached: bool
    """False: no way to it, or no way back; nothing else is known then."""
    status: PrinterStatus = OFFLINE
    answered: tuple[int, ...] = ()
    """Which of DLE EOT 1 to 4."""
    maker: str = ""
    model: str = ""
    process_id: bool = False
    """Answers GS ( H."""
    paper: bool = False
    """Answers GS r 1."""

    @property
    def marker(self) -> MarkerKind | None:
        """How this printer confirms a slip; None: not known, for it stands still or cannot be reached."""
        if self.process_id:
            return "process-id"
        if self.paper:
            return "paper"
        return "none" if self.status.can_print else None

    @property
    def likely(self) -> Profile | None:
        """The shipped profile that is nearest to the model's name: SRP-350 for SRP-350III."""
        named = [profile for profile in shipped().values() if self.model.startswith(_name_of(profile))]
        return max(named, key=lambda profile: len(profile.title), default=None)

    def applied(self, profile: Profile) -> Profile:
        """The profile with what was found out; as it is where nothing was."""
        return profile if self.marker is None else replace(profile, marker=self.marker)


def probe(transport: Transport) -> Probe:
    """Ask a printer that nobody else uses, over a way that stays open; at most 7 s. Errors: PrinterClosed."""
    if not transport.answers:
        return Probe(reached=False)
    try:
        transport.open()
        return _Inquiry(transport).whole()
    except OSError:
        return Probe(reached=False)


def _name_of(profile: Profile) -> str:
    return profile.title.split()[-1]


class _Inquiry:
    """One conversation. Errors: OSError."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._listener = Listener(names=True)

    def whole(self) -> Probe:
        self._hear(lambda _: False, PAUSE_S)
        answers = Answers()
        answered = []
        for which in (1, 2, 3, 4):
            for event in self._ask(commands.ask_status(which), _has(RealTime), ANSWER_S):
                if isinstance(event, RealTime):
                    answers = answers.with_answer(which, event.byte)
                    answered.append(which)
                    break
        status = summary(answers)
        if answered and not status.can_print:
            return Probe(True, status, tuple(answered))  # it does nothing in order now, and would do it later
        maker, model = self._name(66), self._name(67)
        # Apart, so that a clone's answer to the one is not taken for an answer to the other.
        told = self._ask(commands.ask_process_id(IDENTITY), _has(ProcessId), IN_ORDER_S)
        process_id = any(
            isinstance(event, ProcessId) and commands.marker_of(event.identity) == IDENTITY for event in told
        )
        self._listener.give_up()
        counted = self._ask(commands.ASK_PAPER, _has(InOrder), IN_ORDER_S)
        paper = any(isinstance(event, InOrder) and event.byte & 0xF0 == 0 for event in counted)
        self._say(commands.INIT)  # away with what an unknown command has left in the print buffer
        return Probe(True, status, tuple(answered), maker, model, process_id, paper)

    def _name(self, which: int) -> str:
        heard = self._ask(commands.ask_name(which), _has(Name), ANSWER_S)
        self._listener.give_up()
        return next((event.text for event in heard if isinstance(event, Name)), "")

    def _ask(self, question: bytes, done: Callable[[list[Event]], bool], timeout: float) -> list[Event]:
        self._hear(lambda _: False, 0)
        self._say(question)
        return self._hear(done, timeout)

    def _say(self, order: bytes) -> None:
        if self._transport.write(order, ANSWER_S) < len(order):
            raise TimeoutError("the printer takes nothing")

    def _hear(self, done: Callable[[list[Event]], bool], timeout: float) -> list[Event]:
        """Everything that comes, until `done` or the time-out."""
        heard: list[Event] = []
        deadline = time.monotonic() + timeout
        while not done(heard):
            left = deadline - time.monotonic()
            heard += self._listener.feed(self._transport.read(max(0.0, left)))
            if left <= 0:
                break
        return heard


def _has(kind: type[Event]) -> Callable[[list[Event]], bool]:
    return lambda heard: any(isinstance(event, kind) for event in heard)
