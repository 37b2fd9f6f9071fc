"""One place of the demo at which a citizen can stand: the service there, its folder and its papers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Seat:
    """The main office's own screen, or that of a further kiosk."""

    folder: Path
    """Data of the service."""
    port: int
    """Of the screen's API, on loopback."""
    slips: Path
    """Where the papers come out."""
    panel: str = ""
    """Address of its printer's page."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def token_file(self) -> Path:
        return self.folder / "screen.token"

    @property
    def screen_arguments(self) -> tuple[str, ...]:
        """How a screen finds its service."""
        return ("--office", self.url, "--token-file", str(self.token_file))
