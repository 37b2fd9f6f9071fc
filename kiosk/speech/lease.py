"""The display as the voice: staff appoint it, it renews a lease, and the voice passes back when it dies.

Exactly one voice at any moment: a call is handed to the display only as the answer to its own question, and
once handed over the office stays silent until the latest moment at which the display could still be heard.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from kiosk.speech.errors import DisplayFailed, Stopped
from kiosk.speech.out import Sound
from kiosk.speech.state import Lease, Offer

LEASE_S: Final = 6.0
"""A display asks every two seconds."""
BEGIN_S: Final = 2.0
"""Within this a display that took a call begins to play it."""
END_S: Final = 2.0
"""Its word that a sound has ended may take so long."""
SHUNNED_S: Final = 60.0
"""A display that took a call and was not heard of gets no other for a while."""

Absence = Literal["display_absent", "display_blocked", "display_failed"]


@dataclass(slots=True)
class _Handed:
    """One call on its way through the display."""

    sound: Sound
    taken_at: float | None = None
    taken_by: str = ""
    well: bool | None = None


class DisplayVoice:
    """An `AudioOut` that speaks through the appointed display. Every method from any thread.

    `on_offer` is called when the display should ask now and not only at its next turn.
    """

    def __init__(self, on_offer: Callable[[], None], now: Callable[[], float] = time.monotonic) -> None:
        self._on_offer = on_offer
        self._now = now
        self._news = threading.Condition()
        self._display: str | None = None
        self._until = 0.0
        self._able = True
        self._shunned_until = 0.0
        self._given_up = ""
        self._handed: _Handed | None = None
        self._stopped = False

    def appoint(self, display: str | None) -> None:
        """Makes a display the voice, or the office machine again. It has one lease's time to turn up."""
        with self._news:
            self._display = display
            self._until = self._now() + LEASE_S
            self._able = True
            self._shunned_until = 0.0
            self._news.notify_all()

    def renew(self, display: str, *, able: bool, said: str = "") -> Lease:
        """A display asks; `able`: its browser may play sound. `said`: the call that it said last."""
        with self._news:
            now = self._now()
            if display != self._display:
                return Lease(voice=False, valid_s=LEASE_S, offer=None, begin_within_s=BEGIN_S)
            self._until = now + LEASE_S
            self._able = able
            if said and said == self._given_up:  # it did speak, and only its word was lost
                self._shunned_until = 0.0
            self._end(display, said, well=True)
            self._news.notify_all()
            return Lease(self._holds(now), LEASE_S, self._take(display, now), BEGIN_S)

    def ended(self, display: str, call: str, *, well: bool) -> None:
        """The display has said the call, or could not. Anything else it may say of calls is passed over."""
        with self._news:
            self._end(display, call, well=well)
            self._news.notify_all()

    def sound(self, display: str, call: str) -> bytes | None:
        """The WAV of the call that the display has taken; None for any other."""
        with self._news:
            handed = self._handed
            if handed and handed.sound.id == call and handed.taken_by == display:
                return handed.sound.wav
            return None

    def holds(self) -> bool:
        """Whether the display is the voice now."""
        with self._news:
            return self._holds(self._now())

    def absence(self) -> Absence | None:
        """Why the appointed display is not the voice; None when it is, or none is appointed."""
        with self._news:
            now = self._now()
            if self._display is None or self._holds(now):
                return None
            if now >= self._until:
                return "display_absent"
            return "display_failed" if self._able else "display_blocked"

    def play(self, sound: Sound) -> None:
        """Returns when the display has said it. Raises DisplayFailed, Stopped."""
        handed = _Handed(sound)
        with self._news:
            self._handed = handed
        self._on_offer()
        with self._news:
            try:
                self._wait_for(handed)
            finally:
                self._handed = None
                if handed.taken_at is not None and not handed.well and not self._stopped:
                    self._shunned_until = self._now() + SHUNNED_S
                    self._given_up = sound.id

    def stop(self) -> None:
        """Gives up waiting; further sounds raise Stopped."""
        with self._news:
            self._stopped = True
            self._news.notify_all()

    def _wait_for(self, handed: _Handed) -> None:
        while handed.well is None:
            if self._stopped:
                raise Stopped
            now = self._now()
            if handed.taken_at is not None:
                latest = self._latest(handed.taken_at, handed.sound.seconds)
            else:
                latest = self._until if self._holds(now) else now
            if now >= latest:
                raise DisplayFailed
            self._news.wait(latest - now)
        if not handed.well:
            raise DisplayFailed

    def _latest(self, taken_at: float, seconds: float) -> float:
        """When the display must have said that the sound has ended.

        One that was not heard of since may be cut off for a moment, after it spoke: it has its lease's time.
        """
        over = taken_at + BEGIN_S + seconds
        asked_at = self._until - LEASE_S
        return over + END_S if asked_at >= over else max(over + END_S, self._until)

    def _end(self, display: str, call: str, *, well: bool) -> None:
        handed = self._handed
        if handed and handed.sound.id == call and handed.taken_by == display and handed.well is None:
            handed.well = well

    def _holds(self, now: float) -> bool:
        return self._display is not None and self._able and self._shunned_until <= now < self._until

    def _take(self, display: str, now: float) -> Offer | None:
        handed = self._handed
        if handed is None or not self._holds(now) or handed.taken_by not in ("", display):
            return None
        if handed.taken_at is None:
            handed.taken_at, handed.taken_by = now, display
        elif now > handed.taken_at + BEGIN_S:
            return None
        return Offer(handed.sound.id, handed.sound.seconds)
