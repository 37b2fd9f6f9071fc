"""Figures over HTTP, for supervisors. Made off the event loop; a period is read day by day."""

from __future__ import annotations

import asyncio
import io
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from kiosk.figures import export
from kiosk.figures.bureau import BadPeriod, Bureau, Period
from kiosk.figures.export import Words
from kiosk.office.answers import PRIVATE, answer
from kiosk.office.lan.access import Supervisor
from kiosk.office.problems import Kind

BAD_PERIOD: Final = Kind(
    422, "bad-period", "Rentang tanggal ini tidak cocok.", "Pilih awal sebelum akhir, paling lama satu tahun."
)
BAD_DAY: Final = Kind(422, "bad-day", "Hari itu belum ada.", "Pilih hari ini, atau hari sebelumnya.")
CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

First = Annotated[date | None, Query(description="First office day; without it today.")]
Last = Annotated[date | None, Query(description="Last office day; without it the first.")]


def routes(bureau: Bureau) -> APIRouter:
    """What the page under /laporan asks for."""
    router = APIRouter(prefix="/laporan/api")

    @router.get("/today")
    async def today(_: Supervisor) -> Response:
        return answer(await asyncio.to_thread(bureau.today))

    @router.get("/summary")
    async def summary(_: Supervisor, first: First = None, last: Last = None) -> Response:
        period = await asyncio.to_thread(_period, bureau, first, last)
        return answer(await asyncio.to_thread(bureau.summary, period))

    @router.get("/visits.csv")
    async def visits(_: Supervisor, first: First = None, last: Last = None) -> Response:
        period = await asyncio.to_thread(_period, bureau, first, last)
        pieces = export.as_csv(bureau.days(period), _words(bureau))
        return StreamingResponse(pieces, headers=_file(period, "csv"), media_type=CSV)

    @router.get("/kiosks.csv")
    async def kiosks(_: Supervisor, first: First = None, last: Last = None) -> Response:
        period = await asyncio.to_thread(_period, bureau, first, last)
        content = export.kiosks_as_csv(await asyncio.to_thread(bureau.summary, period))
        return Response(content, headers=_file(period, "csv", "anjungan"), media_type=CSV)

    @router.get("/workbook.xlsx")
    async def workbook(_: Supervisor, first: First = None, last: Last = None) -> Response:
        period = await asyncio.to_thread(_period, bureau, first, last)
        content = await asyncio.to_thread(_workbook, bureau, period)
        return Response(content, headers=_file(period, "xlsx"), media_type=XLSX)

    @router.get("/daily.pdf")
    async def daily(_: Supervisor, day: First = None) -> Response:
        content = await asyncio.to_thread(_daily, bureau, day)
        return Response(content, headers=PRIVATE, media_type="application/pdf")

    return router


def _period(bureau: Bureau, first: date | None, last: date | None) -> Period:
    begin = first or bureau.office_day()
    try:
        return Period(begin, last or begin)
    except BadPeriod:
        raise BAD_PERIOD() from None


def _words(bureau: Bureau) -> Words:
    return Words(bureau.office.zone, bureau.title, bureau.counter)


def _workbook(bureau: Bureau, period: Period) -> bytes:
    out = io.BytesIO()
    export.as_xlsx(out, bureau.summary(period), bureau.days(period), _words(bureau))
    return out.getvalue()


def _daily(bureau: Bureau, day: date | None) -> bytes:
    from printing import report

    today = bureau.office_day()
    if day and day > today:
        raise BAD_DAY()
    return report.render(bureau.daily(day or today))


def _file(period: Period, ending: str, what: str = "antrean") -> dict[str, str]:
    days = f"{period.first}" if period.first == period.last else f"{period.first}_{period.last}"
    return PRIVATE | {"Content-Disposition": f'attachment; filename="{what}-{days}.{ending}"'}
