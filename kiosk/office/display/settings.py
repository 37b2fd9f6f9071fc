"""What an office sets for its display and for phones.

In office.toml, everything with a default, and everything only together with [lan]::

    [display]
    folder = "/srv/layar"                       # gambar dan video untuk layar tunggu

    [follow]                                    # "Pantau dari ponsel"
    public_url = "https://antre.kantor.go.id"   # tanpa ini: karcis tanpa alamat ponsel
    http_port = 8080                            # halaman ponsel tanpa TLS, untuk jaringan tamu
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.settings import Section


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """The waiting room's display."""

    folder: Path | None = None
    """May come and go, like a stick."""


@dataclass(frozen=True, slots=True)
class FollowSettings:
    """One ticket on a phone."""

    public_url: str = ""
    """Where phones reach the office; empty: no slip carries an address."""
    http_port: int = 0
    """0: no listener without TLS."""


def read_display(section: Section) -> DisplaySettings:
    """Raises ConfigError."""
    written = section.text("folder", default="")
    return DisplaySettings(Path(written) if written else None)


def read_follow(section: Section) -> FollowSettings:
    """Raises ConfigError."""
    url = section.text(
        "public_url",
        default="",
        longest=100,
        matching=r"https?://[^\s/?#@]+(/[^\s?#]*)?",
        write='"https://…"',
    )
    return FollowSettings(url.rstrip("/"), section.number("http_port", 0, 65535, default=0))
