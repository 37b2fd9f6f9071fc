"""The scanners and card readers of one kiosk together: what they read, judged, to the one screen.

Nothing read here is stored or logged, and nothing is done: a reading is told, and the screen asks.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Final, assert_never

import structlog

from kiosk.clock import Clock, iso
from kiosk.devices import grammar
from kiosk.devices.frames import Broken, Frame, Turnstile
from kiosk.devices.grammar import (
    ApplicationCode,
    DocumentNik,
    FollowedTicket,
    Reading,
    Refused,
    TicketCode,
)
from kiosk.devices.ports import Happening, IdentitySource, Known, Port, Scanner
from kiosk.ids import uuid7
from kiosk.office.contract import EventName
from kiosk.office.readings import Card, Misread, Reader, Scan, ScanRequest, ScanSource, TicketPlace

MISREAD_S: Final = 2.0
"""Between two hints that a code is not for this kiosk."""
HID: Final = "Pemindai papan ketik dipakai. Layar menerima pindaiannya."

Publish = Callable[[EventName, Any], None]
FindTicket = Callable[[TicketCode | FollowedTicket], tuple[str, str, TicketPlace | None]]
"""Number, office day and place of a ticket; empty, empty and None where it is not known here."""

log = structlog.get_logger()


class Readers:
    """`publish` tells the screen of this kiosk and nobody else; it is called from the readers' threads."""

    def __init__(
        self,
        scanners: Sequence[Scanner],
        sources: Sequence[IdentitySource],
        *,
        hid: bool,
        follow_url: str,
        clock: Clock,
        publish: Publish,
        find_ticket: FindTicket,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._scanners = scanners
        self._sources = sources
        self._ports: list[Port] = [*scanners, *sources]
        self._hid = [Reader("hid", "ready", iso(clock.now()), HID)] if hid else []
        self._follow_url = follow_url
        self._clock = clock
        self._publish = publish
        self._find_ticket = find_ticket
        self._turnstile = Turnstile()
        self._guard = threading.Lock()
        self._monotonic = monotonic
        self._misread_at = monotonic() - MISREAD_S

    def start(self) -> None:
        """Begins to read; returns at once."""
        for scanner in self._scanners:
            scanner.start(self._heard)
        for source in self._sources:
            source.start(self._happened)

    def stop(self) -> None:
        """Nothing is read afterwards."""
        for one in self._ports:
            one.stop()

    def readers(self) -> list[Reader]:
        """How each stands."""
        return [*(one.reader() for one in self._ports), *self._hid]

    def judge(self, id: str, asked: ScanRequest) -> Scan | Refused:
        """What the screen was given by a keyboard, a scanner's or a person's. `id` becomes the scan's."""
        match asked.source:
            case "hid":
                reading = grammar.understand(asked.text, self._follow_url)
            case "keypad":
                reading = grammar.typed(asked.text)
            case _:
                assert_never(asked.source)
        return reading if isinstance(reading, Refused) else self._scan(id, reading, asked.source)

    def _heard(self, frame: Frame | Broken) -> None:
        try:
            match frame:
                case Broken("too_long"):
                    self._misread(Refused("too_long"))
                case Broken():
                    self._misread(Refused("damaged"))
                case Frame(text):
                    with self._guard:
                        admitted = self._turnstile.admit(text, self._monotonic()) == "new"
                    if admitted:
                        self._read(text)
                case _:
                    assert_never(frame)
        except Exception as error:  # one frame never ends the scanner's thread; its text is nobody's
            log.error("scan_failed", error=type(error).__name__)

    def _read(self, text: str) -> None:
        match grammar.understand(text, self._follow_url):
            case Refused() as refused:
                self._misread(refused)
            case reading:
                self._publish("scan", self._scan(uuid7(), reading, "scanner"))

    def _misread(self, refused: Refused) -> None:
        with self._guard:
            now = self._monotonic()
            if now - self._misread_at < MISREAD_S:
                return
            self._misread_at = now
        self._publish("misread", Misread(refused.sentence))

    def _scan(self, id: str, reading: Reading, source: ScanSource) -> Scan:
        at = iso(self._clock.now())
        match reading:
            case TicketCode() | FollowedTicket():
                number, day, place = self._find_ticket(reading)
                return Scan(id, "ticket", source, at, number=number, office_day=day, place=place)
            case ApplicationCode(code):
                return Scan(id, "application", source, at, code=code)
            case DocumentNik(nik):
                return Scan(id, "nik", source, at, nik=nik.digits)
            case _:
                assert_never(reading)

    def _happened(self, what: Happening) -> None:
        match what:
            case Card():
                self._publish("card", what)
            case Known(read, nik, name):
                at = iso(self._clock.now())
                scan = Scan(uuid7(), "identity", "card", at, nik=nik.digits, name=name, read=read)
                self._publish("scan", scan)
            case _:
                assert_never(what)
