"""What staff at central change for offices, and the feed by which an office learns of it.

Cursors rise by one per device and are given out while the device's row is held, so a reader that has seen
cursor 10 has seen 9. (One counter for all devices would commit out of order.)
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec
import structlog
from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from kiosk.central.database import Database
from kiosk.central.errors import IllegalMove, UnknownApplication
from kiosk.central.house import epoch
from kiosk.central.projections import write_history
from kiosk.central.records import see_device
from kiosk.central.sealing import Seal
from kiosk.central.tables import applications, changes, devices
from kiosk.clock import from_iso, iso
from kiosk.office.contract import ApplicationState
from kiosk.sync.contract import Changes, StatusChange

log = structlog.get_logger()

AT_ONCE = 200
"""Changes in one answer."""
LOOK_EVERY = 0.2
"""Seconds between looks at the database while offices wait: changes are made by other processes too."""


def set_status(
    database: Database,
    seal: Seal,
    code: str,
    state: ApplicationState,
    note: str,
    missing: list[str],
    now: datetime,
) -> StatusChange:
    """Moves the application with this public code on, and tells its office.

    Raises UnknownApplication, IllegalMove.
    """
    from kiosk.applications.status import reachable

    with database.write() as connection:
        device_id, application_id = _find(connection, code)
        see_device(connection, database, device_id)
        this = (applications.c.device_id == device_id) & (applications.c.id == application_id)
        present, since = connection.execute(
            select(applications.c.state, applications.c.changed_at).where(this)
        ).one()
        if state != present and not reachable(present, state):
            raise IllegalMove(f"Permohonan ini tidak bisa dari {present} ke {state}.")
        cursor = connection.execute(
            update(devices)
            .where(devices.c.id == device_id)
            .values(last_change=devices.c.last_change + 1)
            .returning(devices.c.last_change)
        ).scalar_one()
        change = StatusChange(
            cursor=cursor,
            application_id=application_id,
            code=code,
            state=state,
            note=note,
            missing=missing,
            changed_at=_after(since, now),
        )
        sealed = seal.close(msgspec.json.encode(change), device_id, str(cursor))
        connection.execute(
            insert(changes),
            {"device_id": device_id, "cursor": cursor, "kind": "application.status", "sealed": sealed},
        )
        write_history(connection, seal, device_id, change)
        connection.execute(update(applications).where(this).values(state=state, changed_at=change.changed_at))
    return change


def _after(since: str, now: datetime) -> str:
    """`now`, or just after `since` where the office's clock is ahead: an office passes over what is older."""
    return iso(max(now, from_iso(since) + timedelta(milliseconds=1)))


def _find(connection: Connection, code: str) -> tuple[str, str]:
    found = connection.execute(
        select(applications.c.device_id, applications.c.id).where(applications.c.code == code)
    ).all()
    if len(found) != 1:
        raise UnknownApplication("Tidak ada permohonan dengan kode itu. Periksa kodenya.")
    return found[0][0], found[0][1]


def after(database: Database, seal: Seal, device_id: str, cursor: int) -> Changes:
    """The next changes of that device, oldest first; at most AT_ONCE."""
    with database.read() as connection:
        current = epoch(connection)
        rows = connection.execute(
            select(changes.c.cursor, changes.c.sealed)
            .where(changes.c.device_id == device_id, changes.c.cursor > cursor)
            .order_by(changes.c.cursor)
            .limit(AT_ONCE)
        ).all()
    found = [
        msgspec.json.decode(seal.open(row.sealed, device_id, str(row.cursor)), type=StatusChange)
        for row in rows
    ]
    return Changes(epoch=current, changes=found, cursor=found[-1].cursor if found else cursor)


class Feed:
    """Lets requests wait for a change. One look at the database serves all that wait."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._somebody = asyncio.Event()
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None

    @contextlib.contextmanager
    def waiting(self, device_id: str) -> Iterator[asyncio.Event]:
        """An event that is set when the device may have a change or central stops.

        Look for changes after entering: whatever commits later sets the event, but for one that commits out
        of order, which the office's next request finds.
        """
        event = asyncio.Event()
        self._waiting.setdefault(device_id, set()).add(event)
        self._somebody.set()
        if self._closed:
            event.set()
        try:
            yield event
        finally:
            self._waiting[device_id].discard(event)
            if not self._waiting[device_id]:
                del self._waiting[device_id]

    def close(self) -> None:
        """Lets all that wait go; from any thread."""
        self._closed = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake_all)

    def _wake_all(self) -> None:
        for events in self._waiting.values():
            for event in events:
                event.set()

    async def watch(self) -> None:
        """Runs as long as central serves."""
        self._loop = asyncio.get_running_loop()
        seen = await run_in_threadpool(self._newest)
        while True:
            await self._somebody.wait()
            try:
                news = await run_in_threadpool(self._since, seen)
            except SQLAlchemyError as error:
                log.warning("feed_not_read", error=type(error).__name__)
                news = []
            for id, device_id in news:
                seen = id
                for event in self._waiting.get(device_id, ()):
                    event.set()
            if not self._waiting:
                self._somebody.clear()
            await asyncio.sleep(LOOK_EVERY)

    def _newest(self) -> int:
        with self._database.read() as connection:
            return connection.execute(select(func.max(changes.c.id))).scalar() or 0

    def _since(self, seen: int) -> list[tuple[int, str]]:
        with self._database.read() as connection:
            found = connection.execute(
                select(changes.c.id, changes.c.device_id)
                .where(changes.c.id > seen)
                .order_by(changes.c.id)
                .limit(AT_ONCE)
            )
            return [(id, device_id) for id, device_id in found]
