"""Bytes of a serial scanner, or keys of one that types, into frames. Pure: time is an argument.

Standard library only: the screen uses `KeyGuard` in its own process.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import deque
from dataclasses import dataclass
from typing import Final, Literal

LONGEST: Final = 512
"""Bytes of a frame. The longest that means anything to us, a document's code, is some 300."""
SILENCE_S: Final = 0.08
"""Ends a frame without a terminator."""
SETTLE_S: Final = 1.0
"""After a frame that was cut, whatever comes before such a silence is its remainder."""
AGAIN_S: Final = 1.5
"""A scanner in a stand reads the same code as long as it sees it."""
FLOOD: Final = 5
"""New frames in one second that a person can show to a scanner, and more."""

GAP_MS: Final = 35
"""Longest time between two keys of a scanner that types."""
LULL_MS: Final = 200
"""A code is shown after at least so long without a key."""
SHORTEST: Final = 8
"""Keys in a run of such gaps that no person types."""

_TERMINATOR: Final = re.compile(rb"[\r\n]")

BrokenReason = Literal["too_long", "cut", "not_text"]


@dataclass(frozen=True, slots=True, repr=False)
class Frame:
    """What a scanner sent between two terminators or silences; not judged yet."""

    text: str

    def __repr__(self) -> str:
        return "Frame(•)"


@dataclass(frozen=True, slots=True)
class Broken:
    """Bytes that are no frame."""

    reason: BrokenReason


class Assembler:
    """The frames of one serial line, however its bytes are cut.

    A line that ever ended a frame by a terminator always does, so there a silence means that bytes were
    lost: half a document must not pass for a whole one.
    """

    def __init__(self) -> None:
        self._held = bytearray()
        self._latest = 0.0
        self._terminates = False
        self._skipping = False

    @property
    def waits(self) -> bool:
        """Whether silence would change anything: call `quiet` after SILENCE_S."""
        return bool(self._held)

    def feed(self, chunk: bytes, at: float) -> list[Frame | Broken]:
        """What became whole. `at`: monotonic seconds."""
        found = self.quiet(at)
        self._latest = at
        *ended, rest = _TERMINATOR.split(chunk)
        for part in ended:
            self._terminates = True
            found += self._end(part)
        self._hold(rest, found)
        return found

    def quiet(self, at: float) -> list[Frame | Broken]:
        """What the silence up to `at` ended."""
        silence = at - self._latest
        if self._skipping and silence >= SETTLE_S:
            self._skipping = False
        if not self._held or silence < SILENCE_S:
            return []
        if self._terminates:
            self._held.clear()
            self._skipping = silence < SETTLE_S
            return [Broken("cut")]
        return self._end(b"")

    def lost(self) -> None:
        """The line is gone, and with it whatever was under way."""
        self._held.clear()
        self._skipping = False

    def _end(self, part: bytes) -> list[Frame | Broken]:
        if self._skipping:
            self._skipping = False
            return []
        whole = bytes(self._held) + part
        self._held.clear()
        if not whole:
            return []  # CR LF
        if len(whole) > LONGEST:
            return [Broken("too_long")]
        try:
            return [Frame(whole.decode())]
        except UnicodeDecodeError:
            return [Broken("not_text")]

    def _hold(self, rest: bytes, found: list[Frame | Broken]) -> None:
        if self._skipping:
            return
        self._held += rest
        if len(self._held) > LONGEST:
            self._held.clear()
            self._skipping = True
            found.append(Broken("too_long"))


class Turnstile:
    """Lets a frame through once, and no more frames than a person can show. Keeps no text, only a digest."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._last = b""
        self._seen_at = 0.0
        self._passed: deque[float] = deque(maxlen=FLOOD)

    def admit(self, text: str, at: float) -> Literal["new", "again", "flood"]:
        """`at`: monotonic seconds."""
        digest = hashlib.blake2b(
            text.encode("utf-8", "surrogatepass"), key=self._key, digest_size=16
        ).digest()
        again = digest == self._last and at - self._seen_at < AGAIN_S
        self._last, self._seen_at = digest, at
        if again:
            return "again"
        if len(self._passed) == FLOOD and at - self._passed[0] < 1.0:
            return "flood"
        self._passed.append(at)
        return "new"


@dataclass(frozen=True, slots=True, repr=False)
class Verdict:
    """What the screen does with a key. `release` comes first."""

    take: bool = False
    """Nobody else may see this key, neither its press nor its release."""
    frame: str = ""
    """A whole frame: ask the office what it is."""
    release: str = ""
    """Keys of a person that were held back: type them now."""

    def __repr__(self) -> str:
        return f"Verdict(take={self.take}, {len(self.frame)} frame, {len(self.release)} release)"


_TAKE: Final = Verdict(take=True)


class KeyGuard:
    """Tells a scanner that types from a person who types, by the time between keys.

    A *run* is keys with gaps of at most GAP_MS. A run of SHORTEST or more that follows a lull and ends by
    Enter or Tab is a frame. A run so long that ends otherwise lost keys: it is dropped, with whatever follows
    before the next lull. Shorter runs are a person's, and are typed at most GAP_MS late.
    """

    def __init__(self) -> None:
        self._held = ""
        self._run = 0
        """Keys of the run, those that were not held included."""
        self._whole = False
        """The run followed a lull and all of it is held."""
        self._dropping = False
        self._latest = -LULL_MS

    def key(self, text: str, at_ms: int, *, editing: bool, repeated: bool = False) -> Verdict:
        """One key press.

        `text` as Qt has it, "" for Shift and the like; `at_ms` the event's own time, since a busy screen sees
        keys late; `editing`: a text is being typed on the page; `repeated`: a key held down.
        """
        release = self.expire(at_ms)
        in_run = self._run > 0
        if not text:
            return Verdict(take=in_run and self._run >= 2, release=release)
        if repeated:
            release += self._end_run()
            self._latest = at_ms
            return Verdict(release=release)
        lull = at_ms - self._latest
        self._latest = at_ms
        self._dropping = self._dropping and lull < LULL_MS
        if text in ("\r", "\n", "\t"):
            return self._terminator(release, in_run=in_run, editing=editing)
        if not text.isprintable():
            if not in_run:
                return Verdict(release=release)
            self._whole = False
            self._run += 1
            return _TAKE
        if in_run:
            self._hold(text)
            return _TAKE
        if self._dropping:
            return _TAKE
        self._run = 1
        self._whole = lull >= LULL_MS and text != " "  # a lone space presses a button
        if not self._whole:
            return Verdict(release=release)
        self._held = text
        return Verdict(take=True, release=release)

    @property
    def waits(self) -> bool:
        """Whether keys are held: call `expire` GAP_MS after the last key."""
        return bool(self._held)

    def expire(self, at_ms: int) -> str:
        """Keys of a person that need be held no longer."""
        if self._run == 0 or at_ms - self._latest <= GAP_MS:
            return ""
        return self._end_run()

    def reset(self) -> None:
        """The page is another one: what is held is nobody's."""
        self._held, self._run, self._whole, self._dropping = "", 0, False, False

    def _hold(self, text: str) -> None:
        self._run += 1
        if len(self._held) + len(text) > LONGEST:
            self._held, self._whole = "", False
        else:
            self._held += text

    def _terminator(self, release: str, *, in_run: bool, editing: bool) -> Verdict:
        if not in_run:
            return Verdict(take=self._dropping, release=release)
        if self._run >= SHORTEST:
            frame = self._held if self._whole else ""
            self.reset()
            return Verdict(take=True, frame=frame)
        fast = self._run >= 2
        return Verdict(take=fast and not editing, release=release + self._end_run())

    def _end_run(self) -> str:
        held, machine = self._held, self._run >= SHORTEST
        self._held, self._run, self._whole = "", 0, False
        if machine:
            self._dropping = True
            return ""
        return held
