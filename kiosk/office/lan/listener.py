"""The listener of the LAN: its certificate follows the machine's names and the calendar."""

from __future__ import annotations

import asyncio
import socket
import ssl
from datetime import datetime
from typing import Final

import structlog

from kiosk.clock import Clock
from kiosk.config import Lan
from kiosk.keys import Keys
from kiosk.office.errors import PortTaken
from kiosk.office.lan import authority, machine
from kiosk.office.lan.authority import LEAF_LASTS, RENEW_BEFORE, Identity
from kiosk.office.lan.errors import NameNotCovered

LOOK_S: Final = 60.0
"""Between two looks at the machine's addresses: a router may give another one."""
BACKLOG: Final = 128

log = structlog.get_logger()


class Listener:
    """TLS of one office, and the names under which it may be asked."""

    def __init__(self, lan: Lan, keys: Keys, office: str, clock: Clock) -> None:
        """Raises KeysError, AuthorityUnreadable, NameNotCovered."""
        self._lan = lan
        self._clock = clock
        own = [lan.name] if lan.name else []
        self.authority = authority.open_authority(keys, office, [*own, *machine.names()], clock.now())
        if lan.name and not self.authority.covers(lan.name):
            raise NameNotCovered(
                f"lan.name: CA kantor tidak mencakup {lan.name}. Pakai nama berakhiran .lan atau .local."
            )
        self._who = self._identity()
        self._made_at = clock.now()
        self.tls: ssl.SSLContext = authority.context(self.authority, self._who, self._made_at)

    def hosts(self) -> frozenset[str]:
        """As they may stand in a Host header."""
        return self._who.hosts

    async def keep_certificate_fresh(self) -> None:
        """Follows the machine's addresses and the calendar, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                await asyncio.to_thread(self.look)
            except Exception as error:  # the next look tries again; the old certificate goes on
                log.error("certificate_not_renewed", error=type(error).__name__)

    def look(self) -> None:
        """Makes a new certificate where names have changed or the old one comes to its end."""
        who, now = self._identity(), self._clock.now()
        if who != self._who or not self._young(now):
            authority.renew(self.tls, self.authority, who, now)
            self._who, self._made_at = who, now
            log.info("certificate_renewed", count=len(who.hosts))

    def open(self) -> socket.socket:
        """The listening socket. Raises PortTaken."""
        family = socket.AF_INET6 if ":" in self._lan.host else socket.AF_INET
        listening = socket.socket(family)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((self._lan.host, self._lan.port))
        except OSError:
            listening.close()
            raise PortTaken(f"lan.port: port {self._lan.port} tidak bisa dipakai. Pilih yang lain.") from None
        listening.listen(BACKLOG)
        return listening

    def _identity(self) -> Identity:
        own = [self._lan.name] if self._lan.name else []
        return authority.identity(self.authority, [*own, *machine.names()], machine.addresses())

    def _young(self, now: datetime) -> bool:
        return self._made_at <= now < self._made_at + LEAF_LASTS - RENEW_BEFORE
