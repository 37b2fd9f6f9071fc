"""Against guessing: so many wrong tries in so many minutes, and then a pause."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from typing import Final

WRONG: Final = 10
WINDOW: Final = timedelta(minutes=10)
"""Of codes: then staff must come."""


class Guesses:
    """The wrong tries of one place. A clock that was set back forgets them."""

    def __init__(self, most: int = WRONG, window: timedelta = WINDOW) -> None:
        self._window = window
        self._wrong: deque[datetime] = deque(maxlen=most)

    def wait(self, now: datetime) -> timedelta | None:
        """How long no try is taken; None when one may be."""
        if len(self._wrong) < (self._wrong.maxlen or 0):
            return None
        left = self._wrong[0] + self._window - now
        return left if timedelta() < left <= self._window else None

    def wrong(self, now: datetime) -> None:
        """One more."""
        self._wrong.append(now)

    def right(self) -> None:
        """The last one was none, after all."""
        self._wrong.pop()

    def idle(self, now: datetime) -> bool:
        """Nothing of the last minutes has to be remembered."""
        return not self._wrong or not timedelta() <= now - self._wrong[-1] < self._window
