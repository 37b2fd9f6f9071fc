"""The ticket in the reader's words."""

from __future__ import annotations

from kiosk.acts import Office
from kiosk.catalogue.model import Service
from kiosk.clock import from_iso, local
from kiosk.office.contract import Priority, Ticket
from kiosk.words import FOLLOW, ahead_words, moment_words, wait_words
from printing.documents import Letterhead, TicketSlip

PRIORITY_WORDS: dict[Priority, str] = {
    "umum": "",
    "lansia": "Lansia (60 tahun ke atas)",
    "disabilitas": "Penyandang disabilitas",
    "hamil": "Ibu hamil atau menyusui",
    "balita": "Membawa balita",
}


def letterhead(office: Office) -> Letterhead:
    """Top and bottom of the office's papers."""
    return Letterhead(office=office.name, above=office.regency, footer=office.footer)


HINTS = ("Tunggu nomor ini dipanggil.", "Simpan karcis ini.")
EMERGENCY_HINTS = (
    "Nomor darurat: jaringan kantor terputus.",
    "Nomor ini tetap dipanggil menurut jam ambil.",
)


def slip(ticket: Ticket, service: Service, office: Office) -> TicketSlip:
    """The slip of a ticket; the spool fills in when it was printed."""
    phone = (f"{FOLLOW}.",) if ticket.follow else ()
    return TicketSlip(
        head=letterhead(office),
        number=ticket.number,
        service=str(service.title),
        priority=PRIORITY_WORDS[ticket.priority],
        people_ahead=ahead_words(ticket.people_ahead),
        wait=wait_words(ticket.wait.low, ticket.wait.high),
        made_at=moment_words(local(from_iso(ticket.issued_at), office.zone)),
        printed_at="",
        qr=ticket.follow or f"ANJUNGAN:ANTREAN:{ticket.office_day}:{ticket.number}",
        hints=(*phone, *(EMERGENCY_HINTS if office.emergency else ()), *HINTS),
    )
