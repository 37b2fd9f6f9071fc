"""What staff see of the voice. Plain frozen dataclasses, like kiosk/office/room.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

NoteName = Literal[
    "muted",
    "no_espeak",
    "espeak_failed",
    "no_aplay",
    "device_refused",
    "device_stuck",
    "own_recording",
    "display_absent",
    "display_blocked",
    "display_failed",
]


Trial = Literal["", "waiting", "heard", "failed"]


@dataclass(frozen=True, slots=True)
class VoiceNote:
    """Something about the voice that staff should know."""

    name: NoteName
    """For programs."""
    sentence: str
    """For staff, Indonesian."""


@dataclass(frozen=True, slots=True)
class VoiceState:
    """The voice of the waiting room now."""

    speaker: Literal["office", "display"]
    """Who says the next call."""
    display: str
    """Name of the appointed display; empty: none."""
    display_id: str
    """Its id."""
    volume: int
    """0–100 at this hour."""
    waiting: int
    """Calls not yet spoken."""
    speaking: str
    """UUID of the call that is being spoken; empty: silence."""
    trial: Trial
    """How the last *Uji suara* went."""
    notes: list[VoiceNote] = field(default_factory=list)
    """Empty: all is well."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A call that the display is to say now."""

    id: str
    """UUID of the call; whoever has just said it reports its end again and says nothing."""
    seconds: float
    """How long it lasts."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The answer to a display that asks whether it is the voice."""

    voice: bool
    """It is, and stays so until `valid_s` have passed since it asked."""
    valid_s: float
    """Ask again well before; without an answer by then, begin nothing more."""
    offer: Offer | None
    """To be begun within `begin_within_s` of asking, once."""
    begin_within_s: float
    """Later than this the office no longer waits for the end."""
