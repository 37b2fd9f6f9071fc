"""How the office and central stand to each other: what both threads of `Sync` share, and how they wait."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import structlog

log = structlog.get_logger()

Standing = Literal["none", "connected", "unreachable", "refused"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient the office is; seconds."""

    first_pause_s: float = 1.0
    longest_pause_s: float = 300.0
    refused_pause_s: float = 60.0
    greet_every_s: float = 600.0
    hold_s: int = 20
    """How long one request for changes is held open."""

    def pause(self, failures: int) -> float:
        """Full jitter: anything up to a limit that doubles with each failure in a row (from 1)."""
        limit = min(self.longest_pause_s, self.first_pause_s * 2.0 ** min(failures - 1, 30))
        return secrets.SystemRandom().uniform(0, limit)


class Tie:
    """`agreed` means: central was asked what it holds, and nothing has gone wrong since."""

    def __init__(self, standing: Standing, on_change: Callable[[], None]) -> None:
        self.standing: Standing = standing
        self.stopping = False
        self.agreed = False
        self._woken = False
        self._on_change = on_change
        self._turn = threading.Condition()

    def wake(self) -> None:
        """Something new is in the outbox."""
        with self._turn:
            self._woken = True
            self._turn.notify_all()

    def stop(self) -> None:
        """Ends every wait."""
        with self._turn:
            self.stopping = True
            self._turn.notify_all()

    def doubt(self) -> None:
        """Something is odd: the deliverer shall ask central how things stand."""
        with self._turn:
            self.agreed = False
            self._turn.notify_all()

    def connected(self) -> None:
        """Central has answered, and both agree on what it holds."""
        self._stand("connected", agreed=True)

    def lost(self, standing: Standing, reason: str) -> None:
        """Central cannot be reached, or will not have us."""
        if not self.stopping:
            if self.standing != standing:
                log.info("central_lost", state=standing, reason=reason)
            self._stand(standing, agreed=False)

    def changed(self) -> None:
        """Figures of the outbox are other than before."""
        self._on_change()

    def begin_work(self) -> None:
        """What wakes the deliverer from now on is newer than what it is about to look at."""
        self._woken = False

    def wait_for_work(self, seconds: float) -> None:
        """Until something new is in the outbox, or something is odd."""
        with self._turn:
            self._turn.wait_for(lambda: self.stopping or self._woken or not self.agreed, seconds)

    def wait_until_agreed(self) -> bool:
        """False when it is time to end."""
        with self._turn:
            self._turn.wait_for(lambda: self.stopping or self.agreed)
            return not self.stopping

    def pause(self, seconds: float) -> None:
        """Sits trouble out; only `stop` cuts it short."""
        with self._turn:
            self._turn.wait_for(lambda: self.stopping, seconds)

    def _stand(self, standing: Standing, *, agreed: bool) -> None:
        with self._turn:
            other = standing != self.standing
            self.standing = standing
            self.agreed = agreed
            self._turn.notify_all()
        if other:
            self._on_change()
