"""The office's settings: `office.toml` in the data folder, checked whole before anything starts.

A small office needs three lines; everything else has a default::

    [office]
    code = "36.03.03"              # kecamatan, kode Kemendagri
    zone = "Asia/Jakarta"          # Asia/Jakarta, Asia/Makassar, Asia/Jayapura
    counters = 2                   # loket yang buka
    footer = "Pengaduan: loket 1"  # di bawah setiap karcis
    announcements = ["Bawa KTP asli."]
    paused_because = ""            # isi untuk menutup seluruh kantor sementara

    [hours]                        # "tutup" untuk hari libur mingguan
    senin = "08.00-15.30"
    jumat = "08.00-14.30"
    istirahat = "12.00-13.00"      # "tidak ada" bila loket buka terus

    [holidays]                     # selain libur nasional dan cuti bersama
    2026-12-31 = "Libur daerah"

    [paused]                       # layanan yang tutup sementara, dengan alasannya
    ktp_el = "Alat rekam sedang diperbaiki."

    [printer]
    url = "tcp://192.168.1.50:9100"
    profile = "epson-tm-t82x"      # jenis pencetak, lihat kiosk/spool/settings.py

    [central]
    url = "https://anjungan.tangerangkab.go.id"
    longest_pause_s = 300          # jeda terlama antara dua percobaan

    [lan]                          # loket dan layar tunggu, lewat TLS; tanpa port: mati
    port = 8443
    host = "0.0.0.0"
    name = "loket.lan"             # nama mesin ini di jaringan kantor

    [letters]
    code = "Kec.Tgr"               # {kode} pada nomor surat
    address = "Jl. Raya 1, Tigaraksa"  # di kepala surat, dengan telepon bila ada
    folder = "/etc/anjungan/surat" # selain contoh surat bawaan

    [keys]
    backend = "secret-service"

    [catalogue]
    folder = "/etc/anjungan/layanan"

    [speech]                       # suara panggilan, lihat kiosk/speech/settings.py
    volume = 80

    [display]                      # layar tunggu, lihat kiosk/office/display/settings.py
    folder = "/srv/layar"

    [scanner]                      # pemindai dan pembaca kartu, lihat kiosk/devices/settings.py
    hid = true

    [follow]                       # karcis di ponsel, di sana juga
    public_url = "https://antre.tangerangkab.go.id"

    [demo]                         # hanya bersama kunci demo
    always_open = true
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from kiosk import roomrules
from kiosk.clock import DEFAULT_ZONE
from kiosk.devices.settings import IdentitySettings, ScannerSettings, read_identity, read_scanner
from kiosk.keys import Backend
from kiosk.office.display.settings import DisplaySettings, FollowSettings, read_display, read_follow
from kiosk.roomrules import RoomRules
from kiosk.settings import ConfigError, Section
from kiosk.speech.settings import SpeechSettings
from kiosk.speech.settings import parse as speech_settings
from kiosk.spool.settings import read_printer
from printing.profiles import GENERIC_80, Profile

__all__ = ["Config", "ConfigError", "Hours", "load", "parse"]

FILE: Final = "office.toml"
ZONES: Final = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")
WEEKDAYS: Final = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
"""In the order of `date.weekday()`."""


@dataclass(frozen=True, slots=True)
class Hours:
    """A span of one day, office time."""

    start: time
    end: time

    def __contains__(self, moment: time) -> bool:
        return self.start <= moment < self.end


_LONG = Hours(time(8), time(15, 30))
_SHORT = Hours(time(8), time(14, 30))
_BREAK = Hours(time(12), time(13))
DEFAULT_WEEK: Final[tuple[Hours | None, ...]] = (_LONG, _LONG, _LONG, _LONG, _SHORT, None, None)


@dataclass(frozen=True, slots=True)
class Lan:
    """Where consoles and displays find the office."""

    port: int
    host: str
    name: str
    """A name of the office's own network, or empty."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The office's own letters."""

    code: str = ""
    """Stands for {kode} in a letter's number; empty: the Kemendagri code."""
    folder: Path | None = None
    """Templates of the office, before those that come with the program."""
    address: str = ""
    """Under the office's name in the head of a letter."""


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting of one office, checked."""

    code: str
    """Kemendagri code of the kecamatan."""
    name: str
    """ "Kecamatan Tigaraksa"."""
    regency: str
    """ "Kabupaten Tangerang"."""
    zone: ZoneInfo = DEFAULT_ZONE
    counters: int = 2
    footer: str = ""
    announcements: tuple[str, ...] = ()
    paused_because: str = ""
    week: tuple[Hours | None, ...] = DEFAULT_WEEK
    """Monday to Sunday; None: closed."""
    rest: Hours | None = _BREAK
    """The counters' break."""
    holidays: dict[date, str] = field(default_factory=dict)
    paused: dict[str, str] = field(default_factory=dict)
    """Service id → reason."""
    printer: str | None = None
    """URL of the slip printer; none: paper goes nowhere and the screen says so."""
    profile: Profile = GENERIC_80
    """Its model."""
    central: str | None = None
    central_pause_s: int = 300
    """Longest pause between two tries while central is away; seconds."""
    lan: Lan | None = None
    """None: no console, no display."""
    letters: Letters = Letters()
    keys: Backend = "secret-service"
    catalogue: Path | None = None
    """None: the services that come with the program."""
    room: RoomRules = field(default_factory=RoomRules)
    speech: SpeechSettings = field(default_factory=SpeechSettings)
    display: DisplaySettings = field(default_factory=DisplaySettings)
    follow: FollowSettings = field(default_factory=FollowSettings)
    scanner: ScannerSettings = field(default_factory=ScannerSettings)
    identity: IdentitySettings = field(default_factory=IdentitySettings)
    second: str | None = None
    """URL of the printer that takes over while the first cannot print."""
    second_profile: Profile = GENERIC_80
    always_open: bool = False


def load(folder: Path) -> Config:
    """The settings of the office in `folder`. Raises ConfigError."""
    file = folder / FILE
    try:
        text = file.read_text("utf-8-sig")  # Notepad puts a mark before it
    except FileNotFoundError:
        raise ConfigError("", f'Berkas {FILE} tidak ada. Tulis [office] dan code = "36.03.03".') from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            "", "Berkas tidak terbaca. Periksa izin berkas dan simpan sebagai UTF-8."
        ) from error
    return parse(text)


def parse(text: str) -> Config:
    """The settings written in `text`. Raises ConfigError with the key and what to write there."""
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("", f"Bukan TOML yang benar: {error}.") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets without end
        raise ConfigError(
            "", "Angkanya terlalu panjang, atau kurungnya terlalu dalam. Sederhanakan."
        ) from error
    top = Section("", whole)
    office = top.section("office")
    code = office.text("code", matching=r"\d{2}\.\d{2}\.\d{2}", write='kode kecamatan, "36.03.03"')
    name, regency = _place(code)
    counters = office.number("counters", 1, roomrules.MOST, default=2)
    hours = top.section("hours")
    printer = read_printer(top.section("printer"))
    central = top.section("central")
    backend: Backend = top.section("keys").choice(
        "backend", ("secret-service", "demo"), default="secret-service"
    )
    config = Config(
        code=code,
        name=name,
        regency=regency,
        zone=ZoneInfo(office.choice("zone", ZONES, default=DEFAULT_ZONE.key)),
        counters=counters,
        footer=office.text("footer", default="", longest=120),
        announcements=office.texts("announcements", longest=160, most=6),
        paused_because=office.text("paused_because", default="", longest=120),
        week=tuple(_hours(hours, day, DEFAULT_WEEK[n], "tutup") for n, day in enumerate(WEEKDAYS)),
        rest=_hours(hours, "istirahat", _BREAK, "tidak ada"),
        holidays=_holidays(top.section("holidays")),
        paused=_paused(top.section("paused")),
        printer=printer.url,
        profile=printer.profile,
        central=_central(central),
        central_pause_s=central.number("longest_pause_s", 1, 3600, default=300),
        lan=_lan(top.section("lan")),
        letters=_letters(top.section("letters")),
        keys=backend,
        catalogue=_folder(top.section("catalogue")),
        room=roomrules.read(top, counters),
        speech=speech_settings(top.section("speech")),
        display=read_display(top.section("display")),
        follow=read_follow(top.section("follow")),
        scanner=read_scanner(top.section("scanner")),
        identity=read_identity(top.section("identity")),
        second=printer.second,
        second_profile=printer.second_profile,
        always_open=top.section("demo").flag("always_open"),
    )
    top.done()
    if config.always_open and config.keys != "demo":
        raise ConfigError("demo.always_open", 'Hanya untuk demo: hapus, atau tulis keys.backend = "demo".')
    return config


def _place(code: str) -> tuple[str, str]:
    from kiosk.people.regions import region_name

    name = region_name(code.replace(".", ""))
    if name is None:
        raise ConfigError("office.code", "Kode kecamatan ini tidak ada dalam daftar Kemendagri.")
    kecamatan, _, regency = name.partition(", ")
    return f"Kecamatan {kecamatan}", regency


_SPAN = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})")


def _hours(section: Section, key: str, default: Hours | None, none: str) -> Hours | None:
    written = section.text(key, default="")
    if not written:
        return default
    if written == none:
        return None
    found = _SPAN.fullmatch(written)
    try:
        if found is None:
            raise ValueError
        span = Hours(time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4])))
        if span.start >= span.end:
            raise ValueError
    except ValueError:
        raise ConfigError(section.path(key), f'Tulis seperti "08.00-15.30", atau "{none}".') from None
    return span


def _holidays(section: Section) -> dict[date, str]:
    days = {}
    for key in section.names():
        try:
            days[date.fromisoformat(key)] = section.text(key, longest=60)
        except ValueError:
            raise ConfigError(
                section.path(key), 'Tulis tanggal = nama: 2026-12-31 = "Libur daerah".'
            ) from None
    return days


def _paused(section: Section) -> dict[str, str]:
    return {key: section.text(key, longest=120) for key in section.names()}


def _central(section: Section) -> str | None:
    url = section.text("url", default="", matching=r"https?://[^\s/?#@]+(/[^\s?#]*)?", write='"https://…"')
    return url.rstrip("/") or None


def _lan(section: Section) -> Lan | None:
    lan = Lan(
        port=section.number("port", 0, 65535, default=0),
        host=section.text("host", default="0.0.0.0", matching=_ADDRESS, write='alamat, "0.0.0.0"'),  # noqa: S104 the whole office LAN is meant
        name=section.text("name", default="", matching=_NAME, write='nama, "loket.lan"', longest=60).lower(),
    )
    return lan if lan.port else None


def _letters(section: Section) -> Letters:
    return Letters(
        code=section.text("code", default="", matching=r"[\w.\-]{1,20}", write='kode, "Kec.Tgr"'),
        folder=_folder(section),
        address=section.text("address", default="", longest=160),
    )


_ADDRESS = r"[0-9a-fA-F:.]{2,45}"
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?"


def _folder(section: Section) -> Path | None:
    written = section.text("folder", default="")
    if not written:
        return None
    folder = Path(written)
    if not folder.is_dir():
        raise ConfigError(section.path("folder"), "Folder ini tidak ada. Tulis folder yang ada.")
    return folder
