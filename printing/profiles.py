"""Printer models as data: what a slip must look like so that this head, cutter and firmware make paper of it.

The shipped table is `profiles.toml`. An office adds its own models as *.toml files in a folder, in the same
form; `like` takes over another model, so that a profile may be two lines::

    [loket-depan]
    like = "generic-80"
    title = "Printer loket depan"
    cut = "feed"
"""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from printing.errors import BadProfile
from printing.layout import PaperWidth
from printing.transports import BAUDS, FlowControl

MarkerKind = Literal["process-id", "paper", "none"]
"""`GS ( H`; else `GS r 1`, for printers without it; else nothing, and every slip is unknown."""
Cut = Literal["full", "partial", "feed"]
""""feed": no cutter; the paper is fed to the tear-off edge."""
Untaken = Literal["eject", "retract"]
"""What a presenter does with a slip that nobody took when the next one comes."""

CELL: Final = 12
"""Dots of a character of font A, on every head."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One printer model."""

    id: str
    title: str
    """As it stands on the printer."""
    width: PaperWidth
    code_page: int
    """Argument of ESC t."""
    codec: str
    """Python's name of that page; ASCII in its lower half."""
    cut: Cut
    native_qr: bool
    """False: a QR is sent as dots."""
    marker: MarkerKind
    presenter: bool
    """Holds a cut slip until somebody takes it (Custom's GS e)."""
    baud: int
    flow: FlowControl
    roll_m: float
    """Paper on a new roll of the usual size, metres."""
    dots: int = 576
    """Printable dots of the head."""
    dpi: int = 203
    asb: bool = False
    """Tells changes by itself (GS a)."""
    untaken: Untaken = "eject"

    @property
    def columns(self) -> int:
        """Characters of a line in font A at normal size."""
        return self.dots // CELL

    @property
    def dots_per_mm(self) -> float:
        return self.dpi / 25.4

    def to_dots(self, mm: float) -> int:
        """Whole dots of a length."""
        return round(mm * self.dots_per_mm)


GENERIC_80: Final = Profile(
    id="generic-80",
    title="Pencetak 80 mm",
    width=PaperWidth.MM80,
    code_page=0,
    codec="cp437",
    cut="partial",
    native_qr=True,
    marker="process-id",
    presenter=False,
    baud=9600,
    flow="none",
    roll_m=75.0,
)
GENERIC_58: Final = replace(
    GENERIC_80, id="generic-58", title="Pencetak 58 mm", width=PaperWidth.MM58, roll_m=18.0, dots=384
)
_GENERIC: Final = {profile.id: profile for profile in (GENERIC_80, GENERIC_58)}


def generic(width: PaperWidth) -> Profile:
    """The model of a printer of which only the paper is known."""
    return GENERIC_58 if width is PaperWidth.MM58 else GENERIC_80


@cache
def shipped() -> Mapping[str, Profile]:
    """The models that come with the program, the generic ones first."""
    file = Path(__file__).with_name("profiles.toml")
    return {**_GENERIC, **_read(file, _GENERIC)}


def load(folder: Path) -> dict[str, Profile]:
    """The office's own models, from every *.toml of `folder` in the order of their names.

    A model with the id of a shipped one stands in its place. Errors: BadProfile with file, key and what to
    write, in Indonesian.
    """
    own: dict[str, Profile] = {}
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except OSError as error:
        raise BadProfile(folder.name, "", "Folder ini tidak terbaca. Tulis folder yang ada.") from error
    for file in files:
        own |= _read(file, {**shipped(), **own})
    return own


def _read(file: Path, known: Mapping[str, Profile]) -> dict[str, Profile]:
    try:
        whole = tomllib.loads(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadProfile(file.name, "", "Berkas tidak terbaca. Simpan sebagai UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise BadProfile(file.name, "", "Bukan TOML yang benar. Bandingkan dengan contoh.") from error
    found: dict[str, Profile] = {}
    for id, values in whole.items():
        found[id] = _Entry(file.name, id, values).profile({**known, **found})
    return found


_KEYS: Final = ("like", "width_mm", *(f.name for f in fields(Profile) if f.name not in ("id", "width")))


class _Entry:
    """One table of a file, read strictly."""

    def __init__(self, file: str, id: str, values: Any) -> None:
        self._file, self._id = file, id
        if not isinstance(values, dict):
            raise BadProfile(file, id, f"Tulis sebagai bagian: [{id}] di baris sendiri.")
        if not (id.isascii() and id.replace("-", "").isalnum() and id == id.lower() and len(id) <= 40):
            raise BadProfile(file, id, 'Tulis nama dari huruf kecil, angka dan "-": [printer-depan].')
        self._values: dict[str, Any] = values

    def profile(self, known: Mapping[str, Profile]) -> Profile:
        """The whole model; what is not written comes from the one it is like."""
        for key in self._values.keys() - set(_KEYS):
            raise self._bad(key, f"Kunci ini tidak dikenal. Hapus, atau pakai: {', '.join(_KEYS)}.")
        width = PaperWidth(self._choice("width_mm", (58, 80), None) or 80)
        base = known[self._choice("like", tuple(known), generic(width).id)]
        if "width_mm" in self._values and width is not base.width:
            plain = generic(width)
            base = replace(base, width=width, dots=plain.dots, dpi=plain.dpi, roll_m=plain.roll_m)
        profile = replace(
            base,
            id=self._id,
            title=self._title(base.title),
            code_page=self._number("code_page", 0, 255, base.code_page),
            codec=self._codec(base.codec),
            cut=self._choice("cut", get_args(Cut), base.cut),
            native_qr=self._flag("native_qr", base.native_qr),
            marker=self._choice("marker", get_args(MarkerKind), base.marker),
            presenter=self._flag("presenter", base.presenter),
            baud=self._choice("baud", BAUDS, base.baud),
            flow=self._choice("flow", get_args(FlowControl), base.flow),
            roll_m=float(self._number("roll_m", 5, 500, base.roll_m)),
            dots=self._number("dots", 192, 832, base.dots),
            dpi=self._number("dpi", 150, 305, base.dpi),
            asb=self._flag("asb", base.asb),
            untaken=self._choice("untaken", get_args(Untaken), base.untaken),
        )
        if profile.dots > profile.to_dots(profile.width):
            most = profile.to_dots(profile.width)
            raise self._bad("dots", f"Lebih lebar dari kertas. Tulis paling banyak {most}.")
        return profile

    def _bad(self, key: str, what: str) -> BadProfile:
        return BadProfile(self._file, f"{self._id}.{key}", what)

    def _choice(self, key: str, choices: tuple[Any, ...], default: Any) -> Any:
        value = self._values.get(key, default)
        if value is not default and (isinstance(value, bool) or value not in choices):
            shown = " atau ".join(f'"{c}"' if isinstance(c, str) else str(c) for c in choices)
            raise self._bad(key, f"Tulis {shown}.")
        return value

    def _number(self, key: str, low: int, high: int, default: float) -> Any:
        value = self._values.get(key, default)
        if value is not default and (
            isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high
        ):
            raise self._bad(key, f"Tulis angka bulat dari {low} sampai {high}.")
        return value

    def _flag(self, key: str, default: bool) -> bool:
        value = self._values.get(key, default)
        if not isinstance(value, bool):
            raise self._bad(key, "Tulis true atau false.")
        return value

    def _title(self, default: str) -> str:
        value = self._values.get("title", default)
        if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= 40:
            raise self._bad("title", 'Tulis nama printer, paling banyak 40 huruf: "Epson TM-T82X".')
        return value

    def _codec(self, default: str) -> str:
        value = self._values.get("codec", default)
        try:
            if not isinstance(value, str) or codecs.lookup(value).name.startswith("utf"):
                raise LookupError
            page = bytes(range(0x20, 0x7F)).decode(value)
            if len(page.encode(value)) != 95 or page != bytes(range(0x20, 0x7F)).decode("ascii"):
                raise LookupError
        except (LookupError, UnicodeError):
            raise self._bad("codec", 'Tulis nama halaman kode: "cp437", "cp850" atau "cp1252".') from None
        return value
