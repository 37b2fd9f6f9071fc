"""The receipt of an application in the reader's words. Of a NIK it shows the last four digits."""

from __future__ import annotations

from datetime import date

from kiosk.acts import Office
from kiosk.catalogue.model import ProcessingTime, Service
from kiosk.clock import day_in_words, from_iso, local, time_in_words
from kiosk.office.contract import Application
from kiosk.people import money
from kiosk.queueing.slip import letterhead
from printing.documents import ApplicationReceipt, Row


def ready_in_words(time: ProcessingTime, ready_on: str | None) -> str:
    """ "Senin, 30 November 2026" or "Ditunggu, sekitar 15 menit"."""
    if ready_on:
        return day_in_words(date.fromisoformat(ready_on))
    return f"Ditunggu, sekitar {time.minutes} menit"


def fee_in_words(service: Service) -> str:
    """ "Gratis" or "Rp 10.000"."""
    return money.shown(service.standard.fee.amount) if service.standard.fee.amount else "Gratis"


def receipt(
    application: Application,
    service: Service,
    office: Office,
    *,
    handed_in: tuple[str, ...],
    nik_last4: str | None,
) -> ApplicationReceipt:
    """The paper proof of an application; the spool fills in when it was printed."""
    made = local(from_iso(application.submitted_at), office.zone)
    nik = (Row("NIK pemohon", f"berakhiran {nik_last4}"),) if nik_last4 else ()
    return ApplicationReceipt(
        head=letterhead(office),
        title="Tanda terima permohonan",
        code=application.code,
        qr=f"ANJUNGAN:PERMOHONAN:{application.code}",
        service=str(service.title),
        rows=(
            *nik,
            Row("Selesai", ready_in_words(service.standard.time, application.ready_on)),
            Row("Biaya", fee_in_words(service)),
            Row("Hasil", str(service.standard.output.document)),
        ),
        handed_in=handed_in,
        missing=tuple(application.missing),
        next_steps=tuple(str(step) for step in service.next_steps),
        made_at=f"{day_in_words(made.date())}, {time_in_words(made)}",
        printed_at="",
        ticket_number=application.ticket.number if application.ticket else "",
    )
