"""The chime before an announcement: two soft tones, made here."""

from __future__ import annotations

from array import array
from functools import cache
from itertools import zip_longest
from typing import Final

from kiosk.speech import pcm

_TONES: Final = (659.26, 523.25)
"""E and C: a falling third, as a door bell has it."""
_OVERTONES: Final = (1.0, 0.22, 0.06)
_TONE_S: Final = 0.9
_SECOND_AFTER_S: Final = 0.38
_LOUD: Final = 0.55
"""Of a word's loudness."""


@cache
def chime() -> pcm.Samples:
    """About 1.3 seconds."""
    first, second = (pcm.tone(hertz, _TONE_S, _OVERTONES) for hertz in _TONES)
    delayed = [0.0] * round(_SECOND_AFTER_S * pcm.RATE) + second
    mixed = [one + other for one, other in zip_longest(first, delayed, fillvalue=0.0)]
    factor = pcm.PEAK * _LOUD / max(map(abs, mixed))
    return array("h", [round(value * factor) for value in mixed])
