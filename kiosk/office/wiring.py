"""The office put together: who needs whom, in one place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog
from starlette.types import ASGIApp

import resources
from kiosk.applications.status import apply_change
from kiosk.calendar import Calendar
from kiosk.clock import Clock, SystemClock, from_iso
from kiosk.config import Config
from kiosk.devices.opening import open_readers
from kiosk.devices.readers import Readers
from kiosk.keys import Keys
from kiosk.office import contract
from kiosk.office.app import application
from kiosk.office.assist import Assist
from kiosk.office.board import Board
from kiosk.office.desk import Desk, Tell
from kiosk.office.house import House
from kiosk.office.hub import Hub
from kiosk.office.printers import open_presses
from kiosk.office.routes import acts, assist, printers, questions, scans
from kiosk.office.scanned import ScannedTickets
from kiosk.office.shelf import Shelf
from kiosk.office.token import screen_token
from kiosk.office.turns import Turns
from kiosk.office.watch import Watch
from kiosk.queueing.forecast import Forecast
from kiosk.spool.jobs import ENDS
from kiosk.spool.presses import Presses
from kiosk.store import Store, Transaction

if TYPE_CHECKING:
    from kiosk.office.lan.wiring import LanOffice
    from kiosk.speech.announce import AnnouncementQueue
    from kiosk.sync.contract import StatusChange
    from kiosk.sync.worker import Sync

PACKAGED: Final = Path(resources.__file__).parent / "catalogue"
"""The services that come with the program."""
KEPT: Final = "catalogue.json"
EXAMINE_AFTER_S: Final = 30.0
"""Without a request: reading everything takes a second or two at 100,000 tickets."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Office:
    """A running office service."""

    app: ASGIApp
    hub: Hub
    house: House
    store: Store
    presses: Presses
    clock: Clock
    sync: Sync | None
    turns: Turns
    lan: LanOffice | None
    voice: AnnouncementQueue | None
    """Speaks what the consoles call, so there is none without a LAN."""
    forecast: Forecast
    readers: Readers

    async def start(self) -> None:
        await self.turns.run(self.presses.start)
        self.readers.start()
        if self.sync:
            self.sync.start()
        if self.voice:
            await asyncio.to_thread(self.voice.start)

    async def watch(self) -> None:
        """Notices what nobody reports, until cancelled."""
        room = self.lan.hubs if self.lan else ()
        await Watch(
            self.store,
            self.house,
            self.clock,
            self.turns,
            forecast=self.forecast.refresh,
            screen=self.hub,
            room=room,
        ).run()

    async def examine(self) -> None:
        """Reads every page of the store, once nobody is there to be served. Raises StoreDamaged."""
        await self.turns.quiet_for(EXAMINE_AFTER_S)
        await asyncio.to_thread(self.store.examine)

    async def stop(self) -> None:
        """Ends the threads; what is under way is left to the next start."""
        await asyncio.to_thread(self.readers.stop)
        if self.sync:
            await asyncio.to_thread(self.sync.stop)
        if self.voice:
            await asyncio.to_thread(self.voice.stop)
        await asyncio.to_thread(self.presses.stop)
        await asyncio.to_thread(self.turns.close)
        self.store.close()


def wire(folder: Path, config: Config, keys: Keys, clock: Clock | None = None) -> Office:
    """Opens and connects everything; nothing runs before `Office.start`.

    Call it on the event loop. Raises StoreError, KeysError, ConfigError, CatalogueError.
    """
    clock = clock or SystemClock()
    house = House(config, Calendar(config), Shelf(config.catalogue or PACKAGED, folder / KEPT))
    store = Store.open(folder, keys, clock)
    turns = Turns()
    rest = None if config.always_open or config.rest is None else (config.rest.start, config.rest.end)
    forecast = Forecast(store, house.facts.room, lambda: house.shelf.catalogue.services, config.zone, rest)
    house.facts = replace(house.facts, expected=forecast.newcomer)

    async def snapshot() -> contract.Status:
        return await turns.run(board.status)

    hub = Hub(snapshot)
    hubs = [hub]

    def changed() -> None:
        for one in hubs:
            one.changed()

    movers: list[Callable[[contract.ApplicationStatus], None]] = [partial(hub.publish, "application")]

    def moved(status: contract.ApplicationStatus) -> None:
        for tell_of in movers:
            tell_of(status)

    sync = _sync(store, keys, config, clock, moved, changed)
    recorded = sync.wake if sync else _nobody

    def paper_changed(job: contract.PrintJob) -> None:
        hub.publish("print", job)
        if job.state in ENDS:
            recorded()

    presses = open_presses(
        store,
        config,
        moment=lambda: house.moment(clock.now()),
        on_job=paper_changed,
        on_printer=changed,
    )
    central = sync.state if sync else _no_central
    readers = open_readers(
        config.scanner,
        config.identity,
        follow_url=config.follow.public_url,
        clock=clock,
        publish=hub.publish,
        changed=hub.changed,
        find_ticket=ScannedTickets(store, house, forecast.waiting).find,
    )
    board = Board(store, house, clock, printers=presses, central=central, readers=readers.readers)
    tell = Tell(
        paper=presses.wake,
        printed=paper_changed,
        status=changed,
        record=recorded,
    )
    desk = Desk(store, house, clock, tell)
    lan = voice = None
    if config.lan:
        # Certificates and PINs: nothing that an office without a LAN should load.
        from kiosk.office.lan.floor import Told
        from kiosk.office.lan.wiring import Shared, wire_lan
        from kiosk.speech.opening import open_voice

        voice = open_voice(
            folder,
            store,
            config.speech,
            clock=clock,
            zone=config.zone,
            on_state=changed,
            on_offer=changed,
        )

        def room_changed() -> None:
            changed()
            voice.wake()

        shared = Shared(
            keys=keys,
            store=store,
            house=house,
            clock=clock,
            turns=turns,
            printers=presses,
            central=central,
            folder=folder,
            voice=voice,
            wait=forecast.waiting,
            told=Told(room=room_changed, record=recorded),
            moved=moved,
        )
        lan = wire_lan(config.lan, shared)
        hubs.extend(lan.hubs)
        movers.append(lan.moved)
    routers = [
        acts.routes(desk, turns),
        questions.routes(board, house.shelf, hub, turns),
        scans.routes(readers, turns),
        printers.routes(presses, house, clock),
        assist.routes(Assist(store, house, clock, tell), turns),
    ]
    return Office(
        app=application(routers, screen_token(folder)),
        hub=hub,
        house=house,
        store=store,
        presses=presses,
        clock=clock,
        sync=sync,
        turns=turns,
        lan=lan,
        voice=voice,
        forecast=forecast,
        readers=readers,
    )


def _sync(
    store: Store,
    keys: Keys,
    config: Config,
    clock: Clock,
    moved: Callable[[contract.ApplicationStatus], None],
    changed: Callable[[], None],
) -> Sync | None:
    if config.central is None:
        return None
    from kiosk.sync.tie import Pace
    from kiosk.sync.worker import Sync

    def apply(tx: Transaction, change: StatusChange) -> None:
        status = apply_change(
            tx,
            id=change.application_id,
            state=change.state,
            note=change.note,
            missing=change.missing,
            changed_at=from_iso(change.changed_at),
        )
        if status:
            tx.after(partial(moved, status))

    return Sync(
        store, keys, config.central, clock, changed, apply, Pace(longest_pause_s=config.central_pause_s)
    )


def _no_central() -> contract.Central:
    return contract.Central("none", unsent=0, oldest_unsent_s=0, quarantined=0)


def _nobody() -> None:
    """Nobody waits for records where there is no central."""
