"""What a technician asks of a printer of this kiosk, and is told."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.spool.trial import Place, Tried

__all__ = ["TestPageRequest", "Tried"]


@dataclass(frozen=True, slots=True)
class TestPageRequest:
    """Print a test page."""

    __test__ = False

    place: Place
    """On which of the slip printers."""
