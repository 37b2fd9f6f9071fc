"""What `python -m ui` can be told, and one sentence for what it cannot."""

from __future__ import annotations

import argparse
import math
import re
from pathlib import Path
from typing import NoReturn

from ui.options import PROFILES

_SIZES = range(320, 8193)
"""Pixels of a side; smaller holds no page, larger is no display."""
_WIDTHS_MM = (60.0, 2000.0)
_URL = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:(?P<port>[0-9]{1,5}))?/?")
_SAID = (
    (r"argument (\S+): invalid choice: .*?choose from (.*)\)", r"pilihan untuk \1: \2."),
    (r"argument (\S+): expected one argument", r"\1 perlu diisi."),
    (r"argument (\S+): ignored explicit argument .*", r"\1 tidak perlu diisi."),
    (r"argument (\S+): (.*)", r"\1 tidak cocok: \2."),
    (r"the following arguments are required: (.*)", r"yang harus diisi: \1."),
    (r"unrecognized arguments: (.*)", r"yang tidak dikenal: \1."),
)
"""What argparse says, and how it is said here."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        for theirs, ours in _SAID:
            if found := re.fullmatch(theirs, message, re.DOTALL):
                self.exit(2, f"Layar tidak dijalankan, {found.expand(ours)}\n")
        self.exit(2, f"Layar tidak dijalankan, {message}.\n")


def _size(text: str) -> tuple[int, int]:
    sides = re.fullmatch(r"([0-9]{1,5})x([0-9]{1,5})", text)
    if sides is None or not all(int(side) in _SIZES for side in sides.groups()):
        raise argparse.ArgumentTypeError(
            f"tulis lebar x tinggi, {_SIZES.start} sampai {_SIZES.stop - 1} piksel, misalnya 1080x1920"
        )
    return int(sides[1]), int(sides[2])


def _width(text: str) -> float:
    least, most = _WIDTHS_MM
    try:
        width = float(text)
    except ValueError:
        width = math.nan
    if not least <= width <= most:
        raise argparse.ArgumentTypeError(f"tulis lebar {least:.0f} sampai {most:.0f} mm, misalnya 268")
    return width


def _url(text: str) -> str:
    address = _URL.fullmatch(text)
    if address is None or not 0 < int(address["port"] or 80) < 1 << 16:
        raise argparse.ArgumentTypeError("tulis alamat seperti http://127.0.0.1:8080")
    return text


def arguments(argv: list[str]) -> argparse.Namespace:
    """What `argv` says. Leaves with 2 and one sentence on stderr where it says nothing that can be done."""
    parser = _Parser(prog="python -m ui", description="Layar anjungan", allow_abbrev=False)
    parser.add_argument(
        "--office", required=True, type=_url, metavar="URL", help="alamat layanan kantor di mesin ini"
    )
    parser.add_argument("--token-file", required=True, type=Path, metavar="FILE", help="berkas screen.token")
    parser.add_argument("--window", action="store_true", help="tampil dalam jendela, tidak memenuhi layar")
    parser.add_argument("--profile", choices=PROFILES, help="ukuran layar")
    parser.add_argument("--size", type=_size, metavar="LxT", help="ukuran dalam piksel, misalnya 1080x1920")
    parser.add_argument("--mm-width", type=_width, metavar="MM", help="lebar layar dalam milimeter")
    parser.add_argument("--report", action="store_true", help="tulis ukuran waktu sebagai JSON")
    return parser.parse_args(argv)
