"""The real printer: a transport, a listener, and what is still owed. See `printing.printer` for the rules."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import assert_never

from printing import commands
from printing.errors import NothingSent, SentInPart
from printing.printer import SILENCE_S, Confirmed, Outcome, Pending, Silent, Waiting
from printing.probe import Probe, probe
from printing.profiles import Profile
from printing.status import (
    OFFLINE,
    Answers,
    Automatic,
    Event,
    Flow,
    InOrder,
    Listener,
    Name,
    PrinterStatus,
    ProcessId,
    RealTime,
    Stray,
    doubtful,
    summary,
    summary_of_packet,
)
from printing.transports import Transport

ANSWER_S = 0.4
POLL_S = 0.5
SETTLE_S = 0.02
"""In which an answer comes that an odd byte has pushed back."""
HELD_S = 2.0
"""An answer of which no more has come for so long was cut short."""
PROOFS = 2
"""Answers to GS r 1 that confirm a slip: a lone zero byte is what a serial line says when power goes."""
BAND = 2048
"""Bytes between two looks at the status: half of the smallest receive buffer in use."""


class LivePrinter:
    """Implements `Printer`."""

    def __init__(self, transport: Transport, profile: Profile, silence: float = SILENCE_S) -> None:
        self._transport = transport
        self._profile = profile
        self._kind = profile.marker
        self._silence = silence
        self._busy = Lock()
        self._listener = Listener()
        self._status = OFFLINE
        self._answer: int | None = None
        self._answers = 0
        self._noise = False
        self._heard_at = 0.0
        self._heard: set[int] = set()
        self._awaited: int | None = None
        self._owed: list[int] = []
        self._paid = 0
        self._quiet_since = 0.0
        self._poll_at = 0.0

    @property
    def profile(self) -> Profile:
        return self._profile

    @property
    def confirms(self) -> bool:
        return self._transport.answers and self._kind != "none"

    def status(self) -> PrinterStatus:
        with self._busy:
            return self._look()

    def send(self, data: bytes, marker: int, held: Callable[[PrinterStatus], bool] = lambda _: True) -> None:
        with self._busy:
            try:
                self._open()
                self._listen(0)
            except OSError as error:
                raise NothingSent(type(error).__name__) from error
            self._send(data + self._question(marker), held)
            self._awaited = marker if self.confirms else None
            if self._kind == "paper":
                self._owed.append(marker)
            self._quiet_since = time.monotonic()
            self._poll_at = self._quiet_since + POLL_S

    def wait(self, marker: int, timeout: float) -> Outcome:
        if not self.confirms:
            return Silent()
        with self._busy:
            deadline = time.monotonic() + timeout
            said = self._status
            self._listen_through_loss(0)
            while not self._has_news(marker, said) and (now := time.monotonic()) < deadline:
                if now >= self._poll_at:
                    self._look()
                    self._poll_at = time.monotonic() + POLL_S
                else:
                    self._listen_through_loss(min(deadline, self._poll_at) - now)
            if time.monotonic() - self._quiet_since >= self._silence and marker not in self._heard:
                self._look()  # the last chance to say why
            return self._outcome(marker)

    def late_markers(self) -> frozenset[int]:
        with self._busy:
            late = frozenset(self._heard - {self._awaited})
            self._heard -= late
            return late

    def probe(self) -> Probe:
        """Ask what it can do, and confirm slips as it can from now on; between two slips. Up to 7 s.

        Errors: PrinterClosed.
        """
        with self._busy:
            found = probe(self._transport)
            self._transport.lose()  # an answer that comes late must meet nobody
            self._profile = found.applied(self._profile)
            self._kind = self._profile.marker
            return found

    def close(self) -> None:
        self._transport.interrupt()
        with self._busy:
            self._transport.close()

    # --- asking -------------------------------------------------------------------------------------

    def _look(self) -> PrinterStatus:
        """Ask all four questions; once more where the answers are doubtful or came with something odd."""
        try:
            self._open()
            if not self._transport.answers:
                self._status = PrinterStatus("ready")
            else:
                self._status = self._asked_twice_if_need_be()
        except OSError:
            self._status = OFFLINE
        return self._status

    def _asked_twice_if_need_be(self) -> PrinterStatus:
        before = self._status
        self._listen(0)
        answers, clear = self._ask_all()
        if not clear or doubtful(answers, before):
            self._listen(SETTLE_S)
            answers, clear = self._ask_all()
        return summary(answers) if clear else OFFLINE

    def _ask_all(self) -> tuple[Answers, bool]:
        """The answers, and whether nothing else came that could be taken for one of them."""
        answers, asked = Answers(), 0
        self._answers, self._noise = 0, False
        for which in (1, 2, 3, 4):
            byte = self._ask(which)
            if byte is None:
                break
            asked += 1
            answers = answers.with_answer(which, byte)
        self._listen(0)
        return answers, not self._noise and self._answers == asked

    def _ask(self, which: int) -> int | None:
        deadline = time.monotonic() + ANSWER_S
        self._answer = None
        if self._transport.write(commands.ask_status(which), ANSWER_S) == 0:
            return None
        while self._answer is None and (left := deadline - time.monotonic()) > 0:
            self._listen(left)
        return self._answer

    # --- sending ------------------------------------------------------------------------------------

    def _send(self, data: bytes, held: Callable[[PrinterStatus], bool]) -> None:
        sent = 0
        for band in commands.bands(data, BAND):
            try:
                if sent:
                    self._until_it_can_print(held)
                self._write_whole(band, sent, held)
            except OSError as error:
                raise (SentInPart if sent else NothingSent)(type(error).__name__) from error
            sent += len(band)

    def _until_it_can_print(self, held: Callable[[PrinterStatus], bool]) -> None:
        heard_at = time.monotonic()
        while not self._look().can_print:
            if not self._transport.is_open:
                raise SentInPart("lost in the middle")
            if self._status != OFFLINE:
                heard_at = time.monotonic()
            self._go_on_or_stop(heard_at, held)
            self._listen(POLL_S)

    def _write_whole(self, band: bytes, before: int, held: Callable[[PrinterStatus], bool]) -> None:
        """No question may come between these bytes: it would be taken for a part of a command."""
        taken, moved_at = 0, time.monotonic()
        while taken < len(band):
            step = self._transport.write(band[taken:], POLL_S)
            taken += step
            if step:
                moved_at = time.monotonic()
                continue
            self._listen(0)
            try:
                self._go_on_or_stop(moved_at, held)
            except SentInPart as stop:
                if before + taken:
                    raise
                raise NothingSent(str(stop)) from stop

    def _go_on_or_stop(self, heard_at: float, held: Callable[[PrinterStatus], bool]) -> None:
        if not _is_condition(self._status) and time.monotonic() - heard_at > self._silence:
            raise SentInPart("the printer takes nothing and says nothing")
        if not held(self._status):
            raise SentInPart("given up")

    def _question(self, marker: int) -> bytes:
        match self._kind:
            case "process-id":
                return commands.ask_process_id(marker)
            case "paper":
                return commands.ASK_PAPER * PROOFS
            case "none":
                return b""
            case _:
                assert_never(self._kind)

    # --- listening ----------------------------------------------------------------------------------

    def _open(self) -> None:
        if not self._transport.is_open:
            self._listener = Listener()
            self._owe_nothing()  # a GS r answer names no job: none counts across a loss
            self._transport.open()
            if self._profile.asb and self._transport.answers:
                self._ask_to_be_told()

    def _ask_to_be_told(self) -> None:
        order = commands.AUTOMATIC_STATUS
        if self._transport.write(order, ANSWER_S) < len(order):
            self._transport.lose()  # what is sent next would become a part of the order
            raise TimeoutError("the printer takes nothing")

    def _listen(self, timeout: float) -> None:
        """Take what comes within `timeout`; back after the first portion. Errors: OSError."""
        if not self._transport.answers:
            return
        data = self._transport.read(timeout)
        now = time.monotonic()
        events: list[Event] = []
        if self._listener.holds and now - self._heard_at > HELD_S:
            events = self._listener.give_up()
        if data:
            self._heard_at = now
        for event in (*events, *self._listener.feed(data)):
            self._note(event)

    def _listen_through_loss(self, timeout: float) -> None:
        try:
            self._listen(timeout)
        except OSError:
            self._status = OFFLINE

    def _note(self, event: Event) -> None:
        match event:
            case RealTime(byte):
                self._answer = byte
                self._answers += 1
            case ProcessId(identity):
                self._heard.add(commands.marker_of(identity))
            case InOrder(byte):
                self._pay(byte)
            case Automatic(packet):
                self._status = summary_of_packet(packet)
            case Stray():
                self._noise = True
                self._owe_nothing()  # on a line with noise any byte could pass for an answer to GS r
            case Flow() | Name():
                pass
            case _:
                assert_never(event)

    def _pay(self, byte: int) -> None:
        """GS r answers name no job. While an older one is owed too, only the last answer proves both."""
        if not self._owed or byte & 0xF0:
            return
        self._paid += 1
        if self._paid >= PROOFS * len(self._owed):
            self._heard.update(self._owed)
            self._owe_nothing()

    def _owe_nothing(self) -> None:
        self._owed, self._paid = [], 0

    def _has_news(self, marker: int, said: PrinterStatus) -> bool:
        changed = self._status != said and (_is_condition(self._status) or _is_condition(said))
        return changed or marker in self._heard

    def _outcome(self, marker: int) -> Outcome:
        now = time.monotonic()
        if marker in self._heard:
            self._heard.discard(marker)
            self._awaited = None
            return Confirmed()
        if _is_condition(self._status):
            self._quiet_since = now
            return Waiting(self._status)
        if now - self._quiet_since >= self._silence:
            self._awaited = None
            return Silent()
        return Pending()


def _is_condition(status: PrinterStatus) -> bool:
    """Something the printer reports and will get over by itself once a person has seen to it."""
    return not status.can_print and status != OFFLINE
