"""What is plugged into a machine, what it is taken for, and how it stands. No device is written to."""

from __future__ import annotations

import http.client
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from kiosk.devices.pcsc_library import Pcsc, PcscGone, PcscMissing
from kiosk.devices.settings import IdentitySettings, ScannerSettings
from kiosk.office.contract import Status

DEV: Final = Path("/dev")
CONNECT_S: Final = 1.0
SCANNERS: Final = ("scanner", "barcode", "honeywell", "zebra", "symbol", "datalogic", "newland", "opticon")
"""Words in the names of makers' serial scanners."""
PRINTERS: Final = (
    "epson",
    "printer",
    "thermal",
    "xprinter",
    "bixolon",
    "citizen",
    "custom",
    "pos58",
    "pos80",
)

FREE: Final = "dapat dibuka"
FORBIDDEN: Final = "tidak boleh dibuka oleh pengguna ini"
ABSENT: Final = "tidak terpasang"
REACHED: Final = "terjangkau"
SILENT: Final = "tidak terjangkau"


@dataclass(frozen=True, slots=True)
class Device:
    """One line of `kiosk devices`, Indonesian."""

    place: str
    """Where it is: a path or an address."""
    taken_for: str
    state: str


@dataclass(frozen=True, slots=True)
class SetUp:
    """What office.toml names."""

    printers: tuple[str, ...] = ()
    """URLs, the slip printer first."""
    scanner: ScannerSettings = field(default_factory=ScannerSettings)
    identity: IdentitySettings = field(default_factory=IdentitySettings)


def devices(set_up: SetUp, office: Status | None, dev: Path = DEV) -> list[Device]:
    """Everything that is plugged or set up. `office`: the status of the running office, which knows best."""
    found = [*_ports(set_up, office, dev), *_network(set_up, office), *_missing(set_up, dev)]
    found += [*_middleware(set_up.identity, office), *_contactless(used=set_up.identity.pcsc)]
    if set_up.scanner.hid:
        found.append(Device("papan ketik", "pemindai yang mengetik, [scanner] hid", "dibaca oleh layar"))
    return found


def office_status(folder: Path, port: int) -> Status | None:
    """What the office of `folder` says of itself; None where it does not run, or not at this port."""
    way = http.client.HTTPConnection("127.0.0.1", port, timeout=CONNECT_S)
    try:
        token = (folder / "screen.token").read_text("ascii").strip()
        way.request("GET", "/api/status", headers={"Authorization": f"Bearer {token}"})
        answer = way.getresponse()
        body = answer.read()
        return msgspec.json.decode(body, type=Status) if answer.status == 200 else None
    except (OSError, http.client.HTTPException, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    finally:
        way.close()


def _ports(set_up: SetUp, office: Status | None, dev: Path) -> list[Device]:
    named = [*_entries(dev / "serial" / "by-id"), *_entries(dev / "usb", "lp*")]
    return [_port(path, set_up, office, dev) for path in named]


def _entries(folder: Path, pattern: str = "*") -> list[Path]:
    return sorted(folder.glob(pattern)) if folder.is_dir() else []


def _port(path: Path, set_up: SetUp, office: Status | None, dev: Path) -> Device:
    shown = f"{DEV / path.relative_to(dev)}"
    for order, url in enumerate(set_up.printers):
        if _same(path, _path_of(url)):
            return Device(shown, _printer_name(order), _printer_state(order, office, partial(_access, path)))
    if set_up.scanner.path and _same(path, Path(set_up.scanner.path)):
        return Device(shown, "pemindai, [scanner] url", _reader_state("scanner", office, _access(path)))
    name = path.name.lower()
    if path.parent.name == "usb" or any(word in name for word in PRINTERS):
        scheme = "usb" if path.parent.name == "usb" else "serial"
        return Device(shown, f'mungkin printer: [printer] url = "{scheme}://{shown}"', _access(path))
    if any(word in name for word in SCANNERS):
        return Device(shown, f'mungkin pemindai: [scanner] url = "serial://{shown}"', _access(path))
    return Device(shown, "tidak dikenal", _access(path))


def _network(set_up: SetUp, office: Status | None) -> list[Device]:
    """Printers that have no path on this machine."""
    found = []
    for order, url in enumerate(set_up.printers):
        parts = urlsplit(url)
        if parts.scheme == "tcp":
            state = _printer_state(order, office, partial(_reached, parts.hostname, parts.port))
            found.append(Device(parts.netloc, _printer_name(order), state))
    return found


def _missing(set_up: SetUp, dev: Path) -> list[Device]:
    """What office.toml names and nobody has plugged."""
    there = [*_entries(dev / "serial" / "by-id"), *_entries(dev / "usb", "lp*")]
    wanted = [(_path_of(url), _printer_name(order)) for order, url in enumerate(set_up.printers)]
    if set_up.scanner.path:
        wanted.append((Path(set_up.scanner.path), "pemindai, [scanner] url"))
    return [
        Device(str(path), name, _access(path) if path.exists() else ABSENT)
        for path, name in wanted
        if path is not None and not any(_same(one, path) for one in there)
    ]


def _middleware(identity: IdentitySettings, office: Status | None) -> list[Device]:
    if identity.command:
        place, key = identity.command[0], "command"
        seen = FREE if os.access(place, os.X_OK) else "program tidak ada"
    elif identity.url:
        parts = urlsplit(identity.url)
        place, key = parts.netloc, "url"
        seen = _reached(parts.hostname, parts.port)
    else:
        return []
    return [Device(place, f"pembaca KTP, [identity] {key}", _reader_state("card", office, seen))]


def _contactless(*, used: bool) -> list[Device]:
    name = f"pembaca nirkontak, {'[identity] pcsc' if used else 'belum dipakai'}"
    try:
        pcsc = Pcsc()
    except (PcscMissing, PcscGone) as error:
        missing = "pcscd belum terpasang" if isinstance(error, PcscMissing) else "pcscd tidak berjalan"
        return [Device("PC/SC", name, missing)] if used else []
    try:
        slots = pcsc.slots()
    except PcscGone:
        slots = []
    finally:
        pcsc.close()
    return [Device(f"PC/SC: {one.name}", name, "ada kartu" if one.present else "kosong") for one in slots]


def _path_of(url: str) -> Path | None:
    parts = urlsplit(url)
    return Path(unquote(parts.path)) if parts.scheme in ("serial", "usb", "file") else None


def _same(one: Path, other: Path | None) -> bool:
    """Whether two names lead to one device."""
    if other is None:
        return False
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False


def _access(path: Path) -> str:
    if not path.exists():
        return ABSENT
    return FREE if os.access(path, os.R_OK | os.W_OK) else FORBIDDEN


def _reached(host: str | None, port: int | None) -> str:
    try:
        socket.create_connection((host or "", port or 9100), CONNECT_S).close()
    except OSError:
        return SILENT
    return REACHED


def _printer_name(order: int) -> str:
    return "printer karcis, [printer] url" if order == 0 else "printer cadangan, [printer] second"


def _printer_state(order: int, office: Status | None, otherwise: Callable[[], str]) -> str:
    """The running office holds the printer, so only it may speak with it."""
    if office is None:
        return otherwise()
    return office.printer.sentence if order == 0 else "dipegang oleh kantor"


def _reader_state(kind: str, office: Status | None, otherwise: str) -> str:
    told = [one.sentence for one in office.readers if one.kind == kind] if office else []
    return told[0] if told else otherwise
