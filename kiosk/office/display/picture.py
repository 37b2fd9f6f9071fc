"""One picture of the folder made fit for the display, in a process of its own.

`python -m kiosk.office.display.picture TO` decodes its stdin and writes TO as a JPEG of at most 1920 × 1920,
upright, without any of its metadata (a photo knows where it was taken). Whatever the file does to the
decoder, it does to a process with bounded memory and time that holds no key and no data. Exit status 0, or 1
with a sentence on stdout, or NO_ROOM where another day may be better.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE: Final = 1920
PIXELS: Final = 50_000_000
"""Largest decoded picture: three bytes each."""
MEMORY: Final = 1 << 30
"""Bytes of address space."""
CPU_S: Final = 10
PATIENCE_S: Final = 30.0
NO_ROOM: Final = os.EX_TEMPFAIL
LATER: Final = "Gambar ini belum sempat disiapkan. Akan dicoba lagi."
UNREADABLE: Final = "Gambar ini rusak."
TOO_LARGE: Final = "Gambar ini terlalu besar: paling banyak 50 juta titik."
PAPER: Final = (251, 248, 243)
"""What shows through a transparent picture."""


class _TooLarge(Exception):
    """More pixels than PIXELS."""


def prepare(source: BinaryIO, target: Path) -> str:
    """Writes the picture for the display; returns why not, Indonesian, or nothing.

    LATER: there was no time or room for it, which says nothing of the picture.
    """
    source.seek(0)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk.office.display.picture", str(target)],
            capture_output=True,
            text=True,
            errors="replace",
            stdin=source,
            timeout=PATIENCE_S,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return LATER
    if done.returncode in (NO_ROOM, -signal.SIGKILL):
        return LATER
    return "" if done.returncode == 0 and target.exists() else done.stdout.strip() or UNREADABLE


def _converted(source: BinaryIO) -> Image:
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
    return flat.convert("RGB")


def _main(target: Path) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        picture = _converted(sys.stdin.buffer)
    except _TooLarge:
        print(TOO_LARGE)
        return 1
    except Exception:  # any decoder may fail in any way on a hostile file
        print(UNREADABLE)
        return 1
    fresh = target.with_suffix(".baru")
    try:
        picture.save(fresh, "JPEG", quality=85, progressive=True)
        fresh.rename(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        return NO_ROOM
    return 0


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
