"""The screen's token: whoever can read the office's folder as its user may speak for the screen."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from kiosk.store.files import write_durably

FILE: Final = "screen.token"
_SYMBOLS: Final = 43


def screen_token(folder: Path) -> str:
    """The token in `DIR/screen.token`, made at the first start; readable by its owner alone."""
    file = folder / FILE
    try:
        kept = file.read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        kept = ""
    if len(kept) >= _SYMBOLS and file.stat().st_mode & 0o077 == 0:
        return kept
    fresh = secrets.token_urlsafe(32)
    write_durably(file, fresh.encode())
    return fresh
