"""Against guessing of codes: ten wrong ones in ten minutes, and then staff must come."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from typing import Final

WRONG: Final = 10
WINDOW: Final = timedelta(minutes=10)


class Guesses:
    """The wrong codes of one kiosk in the last minutes."""

    def __init__(self) -> None:
        self._wrong: deque[datetime] = deque(maxlen=WRONG)

    def wait(self, now: datetime) -> timedelta | None:
        """How long no code is looked up; None when one may be."""
        if len(self._wrong) < WRONG:
            return None
        left = self._wrong[0] + WINDOW - now
        return left if timedelta() < left <= WINDOW else None

    def wrong(self, now: datetime) -> None:
        self._wrong.append(now)
