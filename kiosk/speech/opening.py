"""The voice put together from an office's settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.clock import Clock
from kiosk.speech.announce import AnnouncementQueue
from kiosk.speech.clips import Clips
from kiosk.speech.out import open_out
from kiosk.speech.settings import SpeechSettings
from kiosk.store import Store

CACHE: Final = "suara"
"""Folder of the default clips in the office's data."""


def open_voice(
    folder: Path,
    store: Store,
    settings: SpeechSettings,
    *,
    clock: Clock,
    zone: ZoneInfo,
    on_state: Callable[[], None],
    on_offer: Callable[[], None],
) -> AnnouncementQueue:
    """The voice of the office whose data is in `folder`; silent until `start`."""
    return AnnouncementQueue(
        store,
        Clips(folder / CACHE, settings.folder),
        open_out(settings.device),
        settings,
        clock=clock,
        zone=zone,
        on_state=on_state,
        on_offer=on_offer,
    )
