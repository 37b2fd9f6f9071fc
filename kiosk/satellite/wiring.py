"""A further kiosk put together: the office's screen API over the main office and a small store of its own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from starlette.types import ASGIApp

from kiosk.acts import Emergency
from kiosk.calendar import Calendar
from kiosk.clock import Clock, SystemClock
from kiosk.config import Config
from kiosk.devices.opening import open_readers
from kiosk.devices.readers import Readers
from kiosk.keys import Keys
from kiosk.office import contract
from kiosk.office.app import application
from kiosk.office.desk import Tell
from kiosk.office.house import House
from kiosk.office.hub import Hub
from kiosk.office.printers import open_presses
from kiosk.office.routes import acts, assist, printers, questions, scans
from kiosk.office.scanned import ScannedTickets
from kiosk.office.token import screen_token
from kiosk.office.turns import Turns
from kiosk.office.wiring import PACKAGED
from kiosk.satellite import membership
from kiosk.satellite.assist import RelayedAssist
from kiosk.satellite.board import RelayedBoard
from kiosk.satellite.contract import series
from kiosk.satellite.courier import Courier, Told
from kiosk.satellite.desk import ForwardingDesk
from kiosk.satellite.link import Link
from kiosk.satellite.mirror import Mirror
from kiosk.spool.jobs import ENDS
from kiosk.spool.presses import Presses
from kiosk.store import Store

LOOK_S: Final = 2.0
"""Between two looks at the kiosk's own clock and opening hours."""
EXAMINE_AFTER_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Satellite:
    """A running further kiosk: a service like the main office, without a LAN of its own."""

    app: ASGIApp
    hub: Hub
    house: House
    store: Store
    presses: Presses
    clock: Clock
    courier: Courier
    turns: Turns
    asking: tuple[Turns, Turns]
    """Acts and questions that wait for the main office: nothing of the kiosk's own waits behind them."""
    readers: Readers
    lan: None = None

    async def start(self) -> None:
        await self.turns.run(self.presses.start)
        self.courier.start()
        self.readers.start()

    async def watch(self) -> None:
        """Notices opening and closing time. Until cancelled."""
        door = None
        while True:
            now_door = await asyncio.to_thread(self.house.door, self.clock.now())
            if now_door != door:
                door = now_door
                self.hub.changed()
            await asyncio.sleep(LOOK_S)

    async def examine(self) -> None:
        """Reads every page of the store, once nobody is there to be served. Raises StoreDamaged."""
        await self.turns.quiet_for(EXAMINE_AFTER_S)
        await asyncio.to_thread(self.store.examine)

    async def stop(self) -> None:
        """Ends the threads; what is owed waits for the next start."""
        await asyncio.to_thread(self.readers.stop)
        await asyncio.to_thread(self.courier.stop)
        await asyncio.to_thread(self.presses.stop)
        for turns in (*self.asking, self.turns):
            await asyncio.to_thread(turns.close)
        self.store.close()


def wire(folder: Path, config: Config, keys: Keys, url: str, clock: Clock | None = None) -> Satellite:
    """Opens and connects everything; nothing runs before `Satellite.start`. `url`: of the main office.

    Call it on the event loop. Raises StoreError, KeysError, ConfigError, CatalogueError, SatelliteError.
    """
    clock = clock or SystemClock()
    belongs = replace(membership.kept(keys), url=membership.address(url))
    mirror = Mirror(PACKAGED, folder)
    house = House(config, Calendar(config), mirror)
    store = Store.open(folder, keys, clock)
    link = Link(belongs)
    turns, acting, looking = Turns(), Turns(), Turns()

    async def snapshot() -> contract.Status:
        return await turns.run(board.status)

    hub = Hub(snapshot)

    def paper_changed(job: contract.PrintJob) -> None:
        hub.publish("print", job)
        if job.state in ENDS:
            courier.wake()

    presses = open_presses(
        store,
        config,
        moment=lambda: house.moment(clock.now()),
        on_job=paper_changed,
        on_printer=hub.changed,
    )

    def another_catalogue() -> None:
        hub.publish("catalogue", {"sha256": mirror.catalogue.sha256})

    courier = Courier(
        store,
        link,
        clock,
        config,
        number=belongs.number,
        mirror=mirror,
        printer=presses.printer,
        told=Told(
            status=hub.changed,
            catalogue=another_catalogue,
            application=partial(hub.publish, "application"),
        ),
    )
    house.facts = replace(
        house.facts,
        emergency=Emergency(series(belongs.number), courier.waiting),
        follow_url="",  # the office alone knows under which address a phone follows a ticket
    )
    readers = open_readers(
        config.scanner,
        config.identity,
        follow_url=config.follow.public_url,
        clock=clock,
        publish=hub.publish,
        changed=hub.changed,
        find_ticket=ScannedTickets(store, house, lambda _: None).find,
    )
    board = RelayedBoard(
        store, house, clock, printers=presses, link=link, courier=courier, readers=readers.readers
    )
    tell = Tell(paper=presses.wake, printed=paper_changed, status=hub.changed, record=courier.wake)
    desk = ForwardingDesk(
        store,
        house,
        clock,
        tell,
        link=link,
        secret=belongs.secret.encode(),
        exhausted=courier.exhausted,
    )
    helping = RelayedAssist(store, house, clock, tell, link=link, desk=desk)
    routers = [
        acts.routes(desk, acting),
        assist.routes(helping, acting),
        questions.routes(board, mirror, hub, looking),
        scans.routes(readers, turns),
        printers.routes(presses, house, clock),
    ]
    return Satellite(
        app=application(routers, screen_token(folder)),
        hub=hub,
        house=house,
        store=store,
        presses=presses,
        clock=clock,
        courier=courier,
        turns=turns,
        asking=(acting, looking),
        readers=readers,
    )
