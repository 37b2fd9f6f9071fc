"""Trying a printer: a test page for eyes, and what the printer itself says became of it."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from kiosk.words import moment_words
from printing import escpos
from printing.documents import Letterhead, TestPage
from printing.errors import NothingSent, SentInPart
from printing.printer import MARKERS, Confirmed, Printer, Silent

Place = Literal["first", "second"]
"""The printers that slips come out of."""
Outcome = Literal["confirmed", "sent", "not_ready", "lost", "held"]
PATIENCE_S: Final = 20.0
QR: Final = "ANJUNGAN:UJI"


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a test page."""

    outcome: Outcome
    """`confirmed` by the printer itself. `sent`: it cannot say, or did not. `not_ready`: nothing was sent.
    `lost`: the way to it broke. `held`: it took the page and waits for paper, cover, …"""
    sentence: str
    """What the printer says of itself, for staff."""
    profile: str
    """Title of the model as which it was addressed."""


def page(head: Letterhead, printer: str, now: datetime) -> TestPage:
    """The test page of a printer, `now` in office time."""
    return TestPage(head, printer, moment_words(now), QR)


def try_out(printer: Printer, page: TestPage) -> Tried:
    """Print the page; at most 20 s. Errors: PrinterClosed."""
    status = printer.status()
    outcome = _print(printer, page) if status.can_print else "not_ready"
    said = status if outcome == "not_ready" else printer.status()
    return Tried(outcome, said.sentence, printer.profile.title)


def _print(printer: Printer, page: TestPage) -> Outcome:
    deadline = time.monotonic() + PATIENCE_S
    marker = secrets.randbelow(MARKERS)
    data = escpos.render(page, printer.profile)
    try:
        printer.send(data, marker, held=lambda _: time.monotonic() < deadline)
    except (NothingSent, SentInPart):
        return "lost"
    while (left := deadline - time.monotonic()) > 0:
        match printer.wait(marker, left):
            case Confirmed():
                return "confirmed"
            case Silent():
                return "sent"
            case _:
                pass
    return "held"
