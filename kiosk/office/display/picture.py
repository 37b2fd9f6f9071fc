"""One picture of the folder made fit for the display, in a process of its own.

`python -m kiosk.office.display.picture FROM TO` decodes FROM and writes TO as a JPEG of at most 1920 × 1920,
upright, without any of its metadata (a photo knows where it was taken). Whatever the file does to the
decoder, it does to a process with bounded memory and time that holds no key and no data. Exit status 0, or 1
with a sentence on stdout.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from typing import Final

SIDE: Final = 1920
PIXELS: Final = 50_000_000
"""Largest decoded picture: three bytes each."""
MEMORY: Final = 1 << 30
"""Bytes of address space."""
CPU_S: Final = 10
PATIENCE_S: Final = 30.0
UNREADABLE: Final = "Gambar ini rusak."
TOO_LARGE: Final = "Gambar ini terlalu besar: paling banyak 50 juta titik."
PAPER: Final = (251, 248, 243)
"""What shows through a transparent picture."""


class _TooLarge(Exception):
    """More pixels than PIXELS."""


def prepare(source: Path, target: Path) -> str:
    """Writes the picture for the display; returns why not, Indonesian, or nothing."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk.office.display.picture", str(source), str(target)],
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return UNREADABLE
    return "" if done.returncode == 0 and target.exists() else done.stdout.strip() or UNREADABLE


def _convert(source: Path, target: Path) -> None:
    """Raises whatever a decoder raises."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # our own limit, checked before anything is decoded
    with Image.open(source, formats=("JPEG", "PNG", "WEBP")) as opened:
        if opened.width * opened.height > PIXELS:
            raise _TooLarge
        opened.draft("RGB", (SIDE, SIDE))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((SIDE, SIDE))
        layered = upright.convert("RGBA")
    flat = Image.new("RGBA", layered.size, PAPER)
    flat.alpha_composite(layered)
    fresh = target.with_suffix(".baru")
    flat.convert("RGB").save(fresh, "JPEG", quality=85, progressive=True)
    fresh.rename(target)


def _main(source: str, target: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        _convert(Path(source), Path(target))
    except _TooLarge:
        print(TOO_LARGE)
        return 1
    except Exception:  # any decoder may fail in any way on a hostile file
        print(UNREADABLE)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
