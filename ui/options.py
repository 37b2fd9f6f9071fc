"""What a screen can be told when it starts: sizes in pixels and millimetres, times in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A display. Its height in millimetres follows from the pixels, which are square."""

    width: int
    height: int
    width_mm: float


PROFILES = {
    "portrait-21": Profile(1080, 1920, 268.0),
    "landscape-21": Profile(1920, 1080, 476.0),
    "portrait-15": Profile(1080, 1920, 194.0),
    "landscape-15": Profile(1366, 768, 345.0),
    "desk-17": Profile(1280, 1024, 338.0),
}


def fitting(profile: Profile, width: int, height: int) -> Profile:
    """The same display drawn smaller, so that a window of it fits into `width` × `height` pixels."""
    scale = min(1.0, width / profile.width, height / profile.height)
    return Profile(int(profile.width * scale), int(profile.height * scale), profile.width_mm)


@dataclass(frozen=True, slots=True)
class Timing:
    """The screen's patience. Tests shorten it; citizens never see another one."""

    idle_ms: int = 120_000
    """Without a touch, until *Masih di sana?*"""
    countdown_s: int = 45
    helper_idle_ms: int = 60_000
    """Whoever helps is signed out after so long without a touch."""
    last_idle_ms: int = 20_000
    """The same on the last page of a way, where everything is done."""
    last_countdown_s: int = 10
    second_ms: int = 1_000
    """Length of a second of the countdown."""
    away_ms: int = 600
    """The office may be silent for so long before the screen says so."""
    away_long_ms: int = 20_000
    """After so long a silence the citizen is told what else to do."""
    settle_ms: int = 150
    """A touched choice is seen for so long before the way goes on."""
    give_up_ms: int = 20_000
    """An act that the office, though reachable, has not answered for so long needs the citizen's say."""
    help_seen_ms: int = 30_000
    """*Petugas dipanggil* stays for so long; then the button is there again."""
    double_strike_ms: int = 200
    """A second touch on the same spot within this time is a trembling hand."""
