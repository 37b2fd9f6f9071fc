"""Sound as samples: 16-bit, mono, 22,050 a second, from the standard library alone."""

from __future__ import annotations

import math
import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from kiosk.speech.errors import RecordingUnusable

RATE: Final = 22_050
"""Samples a second: what espeak-ng gives."""
FULL: Final = 32_767
PEAK: Final = round(FULL * 0.89)
"""The loudest sample of a clip, 1 dB below full."""
SILENT: Final = 300
"""A recording that is never louder holds no word (-41 dB)."""
LONGEST_S: Final = 10.0
WORD_GAP_S: Final = 0.05
PHRASE_GAP_S: Final = 0.28

_QUIET: Final = 50
"""Below this part of the peak nothing is heard yet: 1/50 is -34 dB."""
_LEAD: Final = RATE // 100
_TAIL: Final = RATE // 25
"""Kept around what is heard: a soft consonant begins and ends below the threshold."""
_FADE: Final = RATE // 200
_RISE: Final = RATE // 60
"""A tone reaches its full strength in 17 ms, without a click."""
_PCM: Final = 1
_EXTENSIBLE: Final = 0xFFFE

Samples: TypeAlias = "array[int]"
"""Of type "h"."""


def read(data: bytes, *, streamed: bool = False) -> Samples:
    """The samples of a WAV file. Raises RecordingUnusable.

    `streamed`: written to a pipe, so its length is not in its header.
    """
    if len(data) < 12 or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise RecordingUnusable("corrupt")
    form: bytes | None = None
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + size]
        if kind == b"data":
            if form is None or (len(body) < size and not streamed):
                raise RecordingUnusable("corrupt")
            return _samples(form, body)
        if len(body) < size:
            break
        if kind == b"fmt ":
            form = body
        at += 8 + size + size % 2
    raise RecordingUnusable("corrupt")


def wav(samples: Samples) -> bytes:
    """The samples as a WAV file."""
    form = struct.pack("<HHIIHH", _PCM, 1, RATE, RATE * 2, 2, 16)
    chunks = b"WAVE" + _chunk(b"fmt ", form) + _chunk(b"data", _little(samples).tobytes())
    return _chunk(b"RIFF", chunks)


def seconds(samples: Sequence[int]) -> float:
    """How long they last."""
    return len(samples) / RATE


def peak(samples: Samples) -> int:
    """The loudest sample, 0–32768."""
    return max(max(samples), -min(samples)) if samples else 0


def clip(samples: Samples) -> Samples:
    """A recording made ready to stand beside others: trimmed, as loud as they are, its edges soft.

    Raises RecordingUnusable.
    """
    loudest = peak(samples)
    if loudest < SILENT:
        raise RecordingUnusable("silent")
    heard = _trimmed(samples, loudest // _QUIET)
    if seconds(heard) > LONGEST_S:
        raise RecordingUnusable("too_long")
    return _softened(scaled(heard, PEAK / loudest))


def scaled(samples: Samples, factor: float) -> Samples:
    """Louder or softer."""
    if factor <= 1:
        return array("h", [int(sample * factor) for sample in samples])
    return array("h", [max(-FULL, min(FULL, int(sample * factor))) for sample in samples])


def at_volume(samples: Samples, volume: int) -> Samples:
    """At a volume from 0 to 100; squared, because ears hear the steps of a linear scale unevenly."""
    return samples if volume >= 100 else scaled(samples, (volume / 100) ** 2)


def joined(phrases: Iterable[Sequence[Samples]]) -> Samples:
    """Clips one after another: short gaps in a phrase, longer ones between phrases."""
    whole = array("h")
    for phrase in phrases:
        for place, samples in enumerate(phrase):
            if whole:
                whole.extend(_silence(WORD_GAP_S if place else PHRASE_GAP_S))
            whole.extend(samples)
    return whole


def tone(hertz: float, length_s: float, overtones: Sequence[float] = (1.0,)) -> list[float]:
    """A struck tone that dies away; `overtones`: strength of each partial from the first."""
    count = round(length_s * RATE)
    swing = [0.0] * count
    for partial, strength in enumerate(overtones, 1):
        turn = 2 * math.pi * hertz * partial / RATE
        swing = [sum_ + strength * math.sin(turn * index) for index, sum_ in enumerate(swing)]
    # Squared, the straight line reaches zero without a step.
    decay = [math.exp(-3.5 * index / count) * (1 - index / count) ** 2 for index in range(count)]
    rise = [0.5 - 0.5 * math.cos(math.pi * index / _RISE) for index in range(_RISE)] + [1.0] * (count - _RISE)
    return [value * up * down for value, up, down in zip(swing, rise, decay, strict=True)]


def _little(samples: Samples) -> Samples:
    """Little-endian, as WAV has it; the same again turns back."""
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body


def _samples(form: bytes, body: bytes) -> Samples:
    if len(form) < 16:
        raise RecordingUnusable("corrupt")
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if kind == _EXTENSIBLE and len(form) >= 26:
        (kind,) = struct.unpack_from("<H", form, 24)
    if kind != _PCM or bits != 16:
        raise RecordingUnusable("width")
    if channels != 1:
        raise RecordingUnusable("channels")
    if rate != RATE:
        raise RecordingUnusable("rate")
    return _little(array("h", body[: len(body) // 2 * 2]))


def _trimmed(samples: Samples, threshold: int) -> Samples:
    first = next(index for index, sample in enumerate(samples) if abs(sample) > threshold)
    last = next(index for index in range(len(samples) - 1, -1, -1) if abs(samples[index]) > threshold)
    return samples[max(0, first - _LEAD) : last + 1 + _TAIL]


def _softened(samples: Samples) -> Samples:
    """Its first and last 5 ms rise from and fall to nothing, so that no edge clicks."""
    steps = min(_FADE, len(samples) // 2)
    for step in range(steps):
        samples[step] = samples[step] * step // steps
        samples[-1 - step] = samples[-1 - step] * step // steps
    return samples


def _silence(length_s: float) -> Samples:
    return array("h", bytes(2 * round(length_s * RATE)))
