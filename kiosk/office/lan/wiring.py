"""The LAN's side of the office put together: loaded only where the office has a LAN."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from starlette.types import ASGIApp

from kiosk.clock import Clock
from kiosk.config import Lan
from kiosk.figures import routes as figures
from kiosk.figures.bureau import Bureau
from kiosk.figures.running import DOORS, Logbook, Where
from kiosk.keys import Keys
from kiosk.letters.shelf import Templates
from kiosk.office import contract
from kiosk.office.board import Board
from kiosk.office.display.wiring import Around, Display, wire_display
from kiosk.office.house import House
from kiosk.office.hub import Hub
from kiosk.office.lan import trust
from kiosk.office.lan.access import Door
from kiosk.office.lan.app import application
from kiosk.office.lan.files import Files
from kiosk.office.lan.floor import Floor, Told
from kiosk.office.lan.listener import Listener
from kiosk.office.lan.routes import (
    applications,
    dates,
    queue,
    room,
    roster,
    satellites,
    session,
    supervision,
)
from kiosk.office.lan.satellites import Satellites
from kiosk.office.room import RoomState
from kiosk.office.turns import Turns
from kiosk.queueing import closures, views
from kiosk.satellite import registry
from kiosk.satellite.roster import Kept
from kiosk.speech.announce import AnnouncementQueue
from kiosk.spool.presses import Presses
from kiosk.store import Connection, Store

ROOM_QUIET_S = 0.02
"""Staff and citizens look at each other: what one console does stands on the others at once."""
PRINTS = ("ready", "low")
"""States of a printer in which a slip comes out."""
RENEW_S = 15.0
"""A console tells a quiet office from a dead line by the state that comes anyway."""


@dataclass(frozen=True, slots=True)
class LanOffice:
    """What listens on the LAN."""

    app: ASGIApp
    listener: Listener
    hubs: tuple[Hub, ...]
    display: Display
    moved: Callable[[contract.ApplicationStatus], None]
    """Further kiosks hear that an application is elsewhere."""
    logbook: Logbook
    """Run `watch`: what worked when."""
    roster: ASGIApp
    """Where `kiosk satellite` adds and takes off further kiosks."""

    def close(self) -> None:
        """Ends every stream, so that the server can stop."""
        for hub in self.hubs:
            hub.close()


@dataclass(frozen=True, slots=True)
class Shared:
    """What the LAN takes from the office as it stands."""

    keys: Keys
    store: Store
    house: House
    clock: Clock
    turns: Turns
    folder: Path
    """The office's data."""
    voice: AnnouncementQueue
    wait: Callable[[str], contract.WaitRange | None]
    """The wait that is left to a ticket."""
    printers: Presses
    central: Callable[[], contract.Central]
    told: Told
    moved: Callable[[contract.ApplicationStatus], None]
    """An application is elsewhere: its citizen may be looking."""


def wire_lan(lan: Lan, office: Shared) -> LanOffice:
    """Call it on the event loop. Raises KeysError, AuthorityUnreadable, NameNotCovered."""
    house, store, clock, turns = office.house, office.store, office.clock, office.turns
    listener = Listener(lan, office.keys, house.config.name, clock)
    templates = Templates(house.config.letters.folder)
    templates.check(house.shelf.catalogue)
    floor = Floor(store, house, clock, office.told)
    door = Door(store, clock)

    def state() -> RoomState:
        now = clock.now()
        printer, central = office.printers.printer(), office.central()
        return store.read(
            lambda connection: views.room_state(
                connection,
                house.room,
                now,
                printer=printer,
                central=central,
                kiosks=registry.kiosks(connection, now),
            )
        )

    def parts(connection: Connection, now: datetime) -> dict[Where, bool]:
        others = registry.kiosks(connection, now)
        return {
            DOORS: all(one.service != closures.KIOSK for one in closures.closures(connection)),
            (1, "printer"): office.printers.printer().state in PRINTS,
            **{(kiosk.number, "link"): not kiosk.silent for kiosk in others},
            **{(one.number, "printer"): one.printer in PRINTS for one in others if one.printer},
        }

    async def snapshot() -> RoomState:
        return await turns.run(state)

    consoles = Hub(snapshot, "room", renew_s=RENEW_S, quiet_s=ROOM_QUIET_S)
    display = wire_display(
        Around(office.folder, store, house, clock, turns, house.room, office.voice, office.wait)
    )
    kiosks = Satellites(
        store,
        house,
        clock,
        office.told,
        Board(store, house, clock, printers=office.printers, central=office.central),
        store.read(lambda connection: registry.secrets_of(connection, office.keys)),
    )
    app = application(
        open=[
            session.routes(door),
            trust.routes(listener.authority),
            *display.routers,
            satellites.routes(kiosks, house.shelf, turns),
        ],
        staff=[
            queue.routes(floor, turns),
            room.routes(floor, door, consoles, turns),
            applications.routes(Files(floor, templates), turns, office.moved),
            supervision.routes(floor, turns),
            dates.routes(floor, turns),
            figures.routes(Bureau(store, house.room, clock, house.hours)),
            display.staff,
        ],
        door=door,
        hosts=listener.hosts,
    )
    return LanOffice(
        app=app,
        listener=listener,
        hubs=(consoles, display.hub),
        display=display,
        moved=kiosks.moved,
        logbook=Logbook(store, clock, parts),
        roster=roster.application(Kept(store, office.keys, clock), kiosks, turns),
    )
