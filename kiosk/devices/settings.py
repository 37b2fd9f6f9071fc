"""Which scanner and card reader a kiosk has.

In office.toml, nothing by default::

    [scanner]
    url = "serial:///dev/serial/by-id/usb-…"  # cari dengan `kiosk devices`; baud: …?baud=115200
    hid = true                                # pemindai yang mengetik seperti papan ketik

    [identity]
    command = ["/opt/vendor/pembaca-ktp"]     # program vendor, lihat docs/identity-middleware.md
    url = "http://127.0.0.1:8765"             # atau layanan vendor di mesin ini
    pcsc = true                               # pembaca nirkontak biasa: hanya tahu ada kartu
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from kiosk.settings import ConfigError, Section
from printing.transports import BAUDS

BAUD: Final = 9600
LOOPBACK: Final = r"http://(127\.0\.0\.1|localhost|\[::1\]):[0-9]{2,5}"
"""NIK and name travel unsealed, so they stay in the machine."""


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    """How codes are read."""

    path: str = ""
    """Serial port, best one under /dev/serial/by-id; empty: none."""
    baud: int = BAUD
    hid: bool = False
    """A scanner types into the screen."""


@dataclass(frozen=True, slots=True)
class IdentitySettings:
    """How cards are read."""

    command: tuple[str, ...] = ()
    """The vendor's program with its arguments; empty: none."""
    url: str = ""
    """The vendor's service on loopback; empty: none."""
    pcsc: bool = False


def read_scanner(section: Section) -> ScannerSettings:
    """Raises ConfigError."""
    path, baud = _port(section, section.text("url", default="", longest=300))
    return ScannerSettings(path, baud, section.flag("hid"))


def read_identity(section: Section) -> IdentitySettings:
    """Raises ConfigError."""
    command = section.texts("command", longest=300, most=20)
    if command and not command[0].startswith("/"):
        raise ConfigError(section.path("command"), 'Tulis jalur lengkap programnya: ["/opt/…"].')
    url = section.text(
        "url", default="", matching=LOOPBACK, write='alamat di mesin ini, "http://127.0.0.1:8765"'
    )
    if command and url:
        raise ConfigError(section.path("url"), "Pilih salah satu: command atau url.")
    return IdentitySettings(command, url, section.flag("pcsc"))


def _port(section: Section, url: str) -> tuple[str, int]:
    if not url:
        return "", BAUD
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    path, baud = unquote(parts.path), options.pop("baud", str(BAUD))
    if parts.scheme != "serial" or parts.netloc or not path.startswith("/") or "\0" in path or options:
        raise ConfigError(section.path("url"), 'Tulis seperti "serial:///dev/serial/by-id/…".')
    if baud not in map(str, BAUDS):
        raise ConfigError(section.path("url"), f"Tulis baud salah satu dari {', '.join(map(str, BAUDS))}.")
    return path, int(baud)
