"""How loud the voice of the office is, and where it comes out.

In office.toml, everything with a default::

    [speech]
    on = true
    volume = 80                     # 0-100
    device = "default"              # nama dari `aplay -L`, misalnya "plughw:CARD=PCH,DEV=0"
    folder = "/etc/anjungan/suara"  # rekaman sendiri, periksa dengan `kiosk speech check`

    [speech.hours]                  # jam yang lebih keras atau lebih pelan
    07 = 50
    12 = 0
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kiosk.settings import ConfigError, Section


@dataclass(frozen=True, slots=True)
class SpeechSettings:
    """The voice as the office wants it."""

    on: bool = True
    volume: int = 80
    """0–100."""
    hours: Mapping[int, int] = field(default_factory=dict)
    """Hour of the day, office time → volume in that hour."""
    device: str = "default"
    """An ALSA device, or `folder:PATH`."""
    folder: Path | None = None
    """The office's own recordings; it may come and go."""

    def volume_at(self, wall: datetime) -> int:
        """The volume at an office time, 0–100."""
        return self.hours.get(wall.hour, self.volume) if self.on else 0


def parse(section: Section) -> SpeechSettings:
    """The settings written in `[speech]`. Raises ConfigError."""
    hours = section.section("hours")
    folder = section.text("folder", default="", longest=300)
    return SpeechSettings(
        on=section.flag("on", default=True),
        volume=section.number("volume", 0, 100, default=80),
        hours={_hour(hours, key): hours.number(key, 0, 100, default=0) for key in hours.names()},
        device=section.text("device", default="default", longest=300),
        folder=Path(folder) if folder else None,
    )


def _hour(hours: Section, key: str) -> int:
    if not (key.isascii() and key.isdigit() and len(key) <= 2 and int(key) < 24):
        raise ConfigError(hours.path(key), "Tulis jam = volume, jam dari 00 sampai 23: 12 = 0.")
    return int(key)
