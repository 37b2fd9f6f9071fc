"""Small files that must survive a power cut whole: written beside, synced, renamed."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_durably(file: Path, content: bytes, mode: int = 0o600) -> None:
    """Replaces `file` by `content`; after a cut it holds the old bytes or the new ones."""
    fresh = file.with_name(file.name + ".new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        fresh.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
