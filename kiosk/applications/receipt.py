"""The receipt of an application in the reader's words. Of a NIK it shows the last four digits."""

from __future__ import annotations

from datetime import date

from kiosk.acts import Office
from kiosk.catalogue.model import ProcessingTime, Service
from kiosk.clock import from_iso, local
from kiosk.office.contract import Application
from kiosk.queueing.slip import letterhead
from kiosk.words import fee_words, full_date, moment_words
from printing.documents import ApplicationReceipt, Row


def ready_in_words(time: ProcessingTime, ready_on: str | None) -> str:
    """ "Senin, 30 November 2026" or "Ditunggu, sekitar 15 menit"."""
    if ready_on:
        return full_date(date.fromisoformat(ready_on))
    return f"Ditunggu, sekitar {time.minutes} menit"


def receipt(
    application: Application,
    service: Service,
    office: Office,
    *,
    handed_in: tuple[str, ...],
    nik_last4: str | None,
) -> ApplicationReceipt:
    """The paper proof of an application; the spool fills in when it was printed."""
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
            Row("Biaya", fee_words(service.standard.fee.amount)),
            Row("Hasil", str(service.standard.output.document)),
        ),
        handed_in=handed_in,
        missing=tuple(application.missing),
        next_steps=tuple(str(step) for step in service.next_steps),
        made_at=moment_words(local(from_iso(application.submitted_at), office.zone)),
        printed_at="",
        ticket_number=application.ticket.number if application.ticket else "",
    )
