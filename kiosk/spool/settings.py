"""Which printers the office has, and of which model each is.

In office.toml::

    [printer]
    url = "serial:///dev/serial/by-id/…"     # tcp://192.168.1.50:9100, usb:///dev/usb/lp0
    profile = "epson-tm-t82x"                # tanpa ini: width_mm = 80 (atau 58)
    second = "tcp://192.168.1.51:9100"       # dipakai bila yang pertama tidak bisa
    second_profile = "xprinter-58"
    profiles = "/etc/anjungan/pencetak"      # jenis printer buatan kantor sendiri
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.settings import ConfigError, Section
from printing.address import parse
from printing.errors import BadPrinterAddress, BadProfile
from printing.layout import PaperWidth
from printing.profiles import GENERIC_80, Profile, generic, load, shipped

ADDRESS = 'Tulis seperti "tcp://192.168.1.50:9100", "usb:///dev/usb/lp0" atau "serial:///dev/ttyUSB0".'


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """The slip printers of one kiosk; paper goes nowhere without a URL, and the screen says so."""

    url: str | None = None
    profile: Profile = GENERIC_80
    second: str | None = None
    """Takes over while the first cannot print."""
    second_profile: Profile = GENERIC_80


def read_printer(section: Section) -> PrinterSettings:
    """The settings written in `[printer]`. Raises ConfigError."""
    known = _profiles(section)
    width = PaperWidth(section.choice("width_mm", (58, 80), default=80))
    profile = _profile(section, "profile", known, generic(width))
    if "width_mm" in section.names() and profile.width is not width:
        raise ConfigError(section.path("width_mm"), f'Hapus: kertas "{profile.id}" {profile.width} mm.')
    return PrinterSettings(
        url=_url(section, "url", profile),
        profile=profile,
        second=_url(section, "second", profile),
        second_profile=_profile(section, "second_profile", known, profile),
    )


def _profiles(section: Section) -> Mapping[str, Profile]:
    written = section.text("profiles", default="", longest=300)
    if not written:
        return shipped()
    try:
        return {**shipped(), **load(Path(written))}
    except BadProfile as error:
        raise ConfigError(section.path("profiles"), str(error)) from None


def _profile(section: Section, key: str, known: Mapping[str, Profile], default: Profile) -> Profile:
    written = section.text(key, default="", longest=40)
    if not written:
        return default
    if written not in known:
        raise ConfigError(section.path(key), f"Jenis ini tidak dikenal. Pilih: {', '.join(known)}.")
    return known[written]


def _url(section: Section, key: str, profile: Profile) -> str | None:
    written = section.text(key, default="", longest=300)
    if not written:
        return None
    try:
        parse(written, profile)
    except BadPrinterAddress:
        raise ConfigError(section.path(key), ADDRESS) from None
    return written
