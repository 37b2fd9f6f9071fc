"""The line that a new kiosk is joined with: made at the main office, shown once."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address

from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.keys import Keys
from kiosk.office.lan import authority, machine
from kiosk.satellite.errors import NoLan
from kiosk.satellite.membership import Invitation
from kiosk.satellite.roster import Roster


def invite(roster: Roster, config: Config, keys: Keys, name: str, address: str = "") -> Invitation:
    """Adds a kiosk. `address`: the office's URL on the LAN; empty: by this machine's first address.

    Raises OfficeError, StoreError, KeysError.
    """
    if config.lan is None:
        raise NoLan("Kantor utama belum membuka jaringan. Isi port di [lan] pada office.toml.")
    own = [config.lan.name] if config.lan.name else []
    opened = authority.open_authority(keys, config.name, [*own, *machine.names()], SystemClock().now())
    new = roster.add(name)
    return Invitation(address or _own_address(config.lan.port), new.number, opened.digest.hex(), new.secret)


def _own_address(port: int) -> str:
    """By the machine's first address on a network; its loopback where it has none."""
    found = [ip_address(one) for one in machine.addresses()]
    usable = [one for one in found if isinstance(one, IPv4Address) and not one.is_loopback]
    return f"https://{usable[0] if usable else '127.0.0.1'}:{port}"
