"""What a technician at this machine wants of its printers: `kiosk printer test`."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from kiosk.clock import Clock, local
from kiosk.office.answers import answer
from kiosk.office.bodies import Key, body_of
from kiosk.office.house import House
from kiosk.office.openapi import act, refusals
from kiosk.office.routes.acts import BODY
from kiosk.office.trials import TestPageRequest, Tried
from kiosk.queueing.slip import letterhead
from kiosk.spool import trial
from kiosk.spool.presses import Presses
from kiosk.spool.worker import Spool
from printing.documents import TestPage
from printing.errors import PrinterClosed
from printing.status import OFFLINE

Wanted = Annotated[TestPageRequest, Depends(body_of(TestPageRequest))]


def routes(presses: Presses, house: House, clock: Clock) -> APIRouter:
    """One act, which stores nothing; the key is only that of a request, for a second page does no harm."""
    router = APIRouter(prefix="/api")

    @router.post(
        "/test-pages",
        tags=["kertas"],
        summary="Print a test page",
        description="Between two papers; answers when the printer has said what became of it, within 20 s.",
        response_model=Tried,
        responses=refusals(*BODY),
        openapi_extra=act(TestPageRequest, karcis={"place": "first"}),
    )
    async def print_test_page(_: Key, wanted: Wanted) -> Response:
        spool = presses.slips(wanted.place)
        if spool is None:
            return answer(Tried("not_ready", OFFLINE.sentence, ""))
        now = local(clock.now(), house.config.zone)
        return answer(await _printed(spool, trial.page(letterhead(house.facts), wanted.place, now)))

    return router


async def _printed(spool: Spool, page: TestPage) -> Tried:
    if not spool.is_able:
        return Tried("not_ready", spool.printer().sentence, "")
    try:
        return await asyncio.wrap_future(spool.ask(partial(trial.try_out, page=page)))
    except PrinterClosed:  # the office stops
        return Tried("lost", spool.printer().sentence, "")
