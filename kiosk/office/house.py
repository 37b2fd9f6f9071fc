"""What the office is today: settings, hours, place and catalogue. Knows nothing of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

from kiosk.acts import Office
from kiosk.calendar import Calendar, Door
from kiosk.config import Config, Hours
from kiosk.office.contract import ServiceToday, Village
from kiosk.office.shelf import Shelf
from kiosk.people import regions
from kiosk.queueing.room import Room
from kiosk.spool.jobs import Moment

SYNCHRONISED: Final = Path("/run/systemd/timesync/synchronized")
"""systemd-timesyncd touches it once the clock agrees with a time server."""


class House:
    """The office as acts and status need to know it."""

    def __init__(self, config: Config, calendar: Calendar, shelf: Shelf) -> None:
        self.config = config
        self.shelf = shelf
        self.door: Callable[[datetime], Door] = calendar.door
        self.hours: Callable[[date], Hours | None] = calendar.hours
        self.villages = [
            Village(village.code, village.name, village.kind) for village in regions.villages(config.code)
        ]
        self.facts = Office(
            name=config.name,
            regency=config.regency,
            footer=config.footer,
            zone=config.zone,
            open_counters=config.counters,
            promise=calendar.promise,
            room=config.room,
            follow_url=config.follow.public_url,
        )

    @property
    def room(self) -> Room:
        """The waiting room as the facts are now."""
        return Room(self.facts, lambda id: self.shelf.catalogue.service(id))

    def moment(self, now: datetime) -> Moment:
        """`now` as records tell it."""
        return Moment(now, self.config.zone, "ntp" if SYNCHRONISED.exists() else "none")

    def closed_services(self, by_staff: Mapping[str, str]) -> list[ServiceToday]:
        """Services of the catalogue that cannot be had, with their reasons: by office.toml, by staff."""
        known = {service.id for service in self.shelf.catalogue.services}
        return [
            ServiceToday(id, open=False, reason=reason)
            for id, reason in (self.config.paused | dict(by_staff)).items()
            if id in known
        ]
