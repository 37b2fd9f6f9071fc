"""Takes the pictures that the documents show, with the real screen: `make pictures`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

PLACE = Path(__file__).parents[1] / "docs" / "pictures"
WIDTH = 540
SHOWN = {
    "sambutan": "*-welcome.png",
    "beranda": "*-home.png",
    "syarat": "*-checklist.png",
    "nik": "*-question-nik.png",
    "periksa": "*-review.png",
    "karcis": "*-ticket-ready.png",
}


def small(source: Path, target: Path, width: int) -> None:
    """A copy that weighs little: narrower, in 128 colours."""
    picture = Image.open(source).convert("RGB")
    picture.thumbnail((width, width * 2), Image.Resampling.LANCZOS)
    picture.quantize(128).save(target, optimize=True)


def main() -> None:
    PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        subprocess.run([sys.executable, "-m", "kiosk.cli", "tour", "--out", folder], check=True)
        for name, pattern in SHOWN.items():
            small(min((out / "screens").glob(pattern)), PLACE / f"{name}.png", WIDTH)
        small(out / "ticket.png", PLACE / "slip.png", WIDTH)
        small(out / "receipt.png", PLACE / "tanda-terima.png", WIDTH)


if __name__ == "__main__":
    main()
