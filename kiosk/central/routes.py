"""Central's endpoints for offices. Answers are encoded by msgspec from the types of kiosk.sync.contract."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
from dataclasses import dataclass
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Header, Query, Request, Response
from sqlalchemy import func, select
from starlette.concurrency import run_in_threadpool

from kiosk.central import body, changes, gaps, openapi, problems, records
from kiosk.central.guard import answer
from kiosk.central.house import House, epoch
from kiosk.central.problems import Refusal
from kiosk.central.tables import applications, devices, tickets
from kiosk.clock import Clock, iso
from kiosk.ids import is_uuid
from kiosk.sync.contract import (
    DEVICE,
    MAX_WAIT,
    MEDIA,
    Changes,
    DeviceState,
    Range,
    RawBatch,
    Results,
    Summary,
)
from kiosk.sync.envelope import MAX_INTEGER

router = APIRouter(prefix="/v1")
_batch = msgspec.json.Decoder(RawBatch)


@dataclass(frozen=True, slots=True)
class Serving:
    """What every request may use; lives in `app.state.serving`."""

    house: House
    feed: changes.Feed
    secret: bytes
    clock: Clock


def _serving(request: Request) -> Serving:
    serving: Serving = request.app.state.serving
    return serving


Here = Annotated[Serving, Depends(_serving)]


def _device(
    here: Here,
    authorization: Annotated[str | None, Header(include_in_schema=False)] = None,
    device_id: Annotated[str | None, Header(alias=DEVICE, include_in_schema=False)] = None,
) -> str:
    shown = (authorization or "").encode("utf-8", "surrogateescape")
    if not hmac.compare_digest(shown, b"Bearer " + here.secret):
        raise Refusal(problems.UNKNOWN_SECRET, {"WWW-Authenticate": "Bearer"})
    if device_id is None or not is_uuid(device_id):
        raise Refusal(problems.NO_DEVICE)
    return device_id


Device = Annotated[str, Depends(_device)]


@router.post("/records", **openapi.records())
async def post_records(request: Request, here: Here, device_id: Device) -> Response:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != MEDIA:
        raise Refusal(problems.WRONG_MEDIA)
    content = await body.read(request.stream(), request.headers.get("content-encoding"))
    raw = _records_of(content)
    house, now = here.house, here.clock.now()
    return answer(
        Results(await run_in_threadpool(records.take, house.database, house.seal, device_id, raw, now))
    )


@router.get("/state", **openapi.answers(DeviceState, "What central holds of this device"))
def get_state(here: Here, device_id: Device) -> Response:
    with here.house.database.read() as connection:
        row = connection.execute(
            select(devices.c.gaps, devices.c.highest_seq).where(devices.c.id == device_id)
        ).one_or_none()
        current = epoch(connection)
    missing = [(first, last) for first, last in json.loads(row.gaps)] if row else []
    highest = row.highest_seq if row else 0
    return answer(
        DeviceState(
            epoch=current,
            contiguous_seq=gaps.contiguous(missing, highest),
            highest_seq=highest,
            missing=[Range(first, last) for first, last in missing],
            server_time=iso(here.clock.now()),
        )
    )


@router.get("/changes", **openapi.answers(Changes, "What changed since a cursor"))
async def get_changes(
    here: Here,
    device_id: Device,
    after: Annotated[int, Query(ge=0, le=MAX_INTEGER, description="Cursor of the last change seen.")] = 0,
    wait: Annotated[int, Query(ge=0, le=MAX_WAIT, description="Seconds to wait for one.")] = 0,
) -> Response:
    house = here.house
    with here.feed.waiting(device_id) as event:
        found = await run_in_threadpool(changes.after, house.database, house.seal, device_id, after)
        if not found.changes and wait:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), wait)
            found = await run_in_threadpool(changes.after, house.database, house.seal, device_id, after)
    return answer(found)


@router.get("/summary", **openapi.answers(Summary, "How much central holds of this device"))
def get_summary(here: Here, device_id: Device) -> Response:
    with here.house.database.read() as connection:
        held = [
            connection.execute(
                select(func.count()).select_from(table).where(table.c.device_id == device_id)
            ).scalar_one()
            for table in (tickets, applications)
        ]
    return answer(Summary(tickets=held[0], applications=held[1]))


def _records_of(content: bytes) -> list[bytes]:
    try:
        return [bytes(record) for record in _batch.decode(content).records]
    except msgspec.ValidationError as error:
        too_many = "length" in str(error)
        raise Refusal(problems.TOO_LARGE if too_many else problems.WRONG_BATCH) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refusal(problems.NOT_JSON) from None
