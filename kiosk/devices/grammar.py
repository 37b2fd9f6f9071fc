"""What a frame may mean: our ticket, our application, a NIK in a document's code. Everything else is refused.

Pure and quick: at most LONGEST characters, no pattern that can backtrack. Whatever is accepted is still only
something that somebody showed to a scanner: the screen asks before it uses a NIK.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, assert_never

from kiosk.applications import codes
from kiosk.devices.frames import LONGEST
from kiosk.people.errors import NotAccepted
from kiosk.people.nik import Nik

TICKET: Final = "ANJUNGAN:ANTREAN:"
APPLICATION: Final = "ANJUNGAN:PERMOHONAN:"
FOLLOW_PATH: Final = "/ikuti/"

RefusalReason = Literal["too_long", "control", "empty", "foreign", "damaged", "ambiguous"]

_NUMBER: Final = re.compile(r"[A-Z][A-Z0-9]{0,3}-[0-9]{3,6}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_GROUPED: Final = re.compile(r"[0-9A-Za-z]{4}(?:-[0-9A-Za-z]{4}){2}-[0-9A-Za-z]")
_SYMBOLOGY: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")
"""What a scanner can be set to say first: the kind of barcode (AIM)."""
_SIXTEEN: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{16}(?![0-9A-Za-z])")
_LONG_NUMBER: Final = re.compile(r"[0-9]{16,}")
_LABELLED: Final = re.compile(r"(?<![A-Za-z])nik[\"']?[ ]?[:=|;,]?[ ]?[\"']?([0-9]{16})(?![0-9A-Za-z])", re.I)
_FAMILY_CARD: Final = re.compile(r"(?<![A-Za-z])(?:no ?kk|kk|kartu keluarga)(?![A-Za-z])", re.I)


@dataclass(frozen=True, slots=True)
class TicketCode:
    """A ticket by its day and number."""

    office_day: str
    """YYYY-MM-DD."""
    number: str
    """ "B-017"."""


@dataclass(frozen=True, slots=True)
class FollowedTicket:
    """A ticket by the secret address of its page."""

    token: str


@dataclass(frozen=True, slots=True)
class ApplicationCode:
    """An application by its public code, in groups."""

    code: str


@dataclass(frozen=True, slots=True)
class DocumentNik:
    """The only NIK that a document's code names."""

    nik: Nik


@dataclass(frozen=True, slots=True)
class Refused:
    """Not for this kiosk."""

    reason: RefusalReason

    @property
    def sentence(self) -> str:
        """For the citizen, Indonesian."""
        match self.reason:
            case "ambiguous":
                return "Kode ini memuat lebih dari satu nomor. Ketik NIK di layar."
            case "damaged":
                return "Kode tidak terbaca utuh. Pindai sekali lagi."
            case "too_long" | "control" | "empty" | "foreign":
                return "Kode ini tidak dikenal. Pindai kode karcis atau tanda terima."
            case _:
                assert_never(self.reason)


Reading = TicketCode | FollowedTicket | ApplicationCode | DocumentNik


def understand(text: str, follow_url: str = "") -> Reading | Refused:
    """What a scanned frame means. `follow_url`: below it the tickets of this office are followed."""
    if len(text) > LONGEST:
        return Refused("too_long")
    text = text.strip(" ")
    if mark := _SYMBOLOGY.match(text):
        text = text[mark.end() :]
    if not text:
        return Refused("empty")
    if not text.isprintable():
        return Refused("control")
    if text.startswith("ANJUNGAN:"):
        return _ours(text)
    if "://" in text:
        return _address(text, follow_url)
    if _GROUPED.fullmatch(text):
        return _application(text)
    return _document(text)


def typed(text: str) -> Reading | Refused:
    """What a person typed: a public code or a NIK, with whatever blanks and dashes."""
    if len(text) > LONGEST or not text.isprintable():
        return Refused("foreign")
    try:
        return ApplicationCode(codes.read(text))
    except codes.BadCode:
        pass
    try:
        return DocumentNik(Nik.parse(text))
    except NotAccepted:
        return Refused("foreign")


def _ours(text: str) -> Reading | Refused:
    if text.startswith(APPLICATION):
        return _application(text.removeprefix(APPLICATION))
    day, _, number = text.removeprefix(TICKET).partition(":")
    if not text.startswith(TICKET) or not _DAY.fullmatch(day) or not _NUMBER.fullmatch(number):
        return Refused("damaged")
    try:
        date.fromisoformat(day)
    except ValueError:
        return Refused("damaged")
    return TicketCode(day, number)


def _address(text: str, follow_url: str) -> Reading | Refused:
    base = follow_url.rstrip("/") + FOLLOW_PATH
    if not follow_url or not text.startswith(base):
        return Refused("foreign")
    token = text.removeprefix(base)
    return FollowedTicket(token) if _TOKEN.fullmatch(token) else Refused("damaged")


def _application(text: str) -> Reading | Refused:
    try:
        return ApplicationCode(codes.read(text))
    except codes.BadCode:
        return Refused("damaged")


def _document(text: str) -> Reading | Refused:
    numbers = set(_LABELLED.findall(text))
    if not numbers:
        numbers = set(_SIXTEEN.findall(text))
        if len(set(_LONG_NUMBER.findall(text))) > 1:
            return Refused("ambiguous")
        if numbers and _FAMILY_CARD.search(text):
            return Refused("ambiguous")  # its own number looks like a NIK
    if len(numbers) > 1:
        return Refused("ambiguous")
    for number in numbers:
        try:
            return DocumentNik(Nik.parse(number))
        except NotAccepted:
            break
    return Refused("foreign")
