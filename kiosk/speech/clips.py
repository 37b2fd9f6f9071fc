"""Where each clip comes from: the office's own recording, the cache, or espeak-ng now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from kiosk.office.contract import Language
from kiosk.speech import own, pcm
from kiosk.speech.announcement import Clip, inventory, phrases
from kiosk.speech.chime import chime
from kiosk.speech.errors import Fault, RecordingUnusable, VoiceError
from kiosk.speech.espeak import SPEED, Espeak
from kiosk.speech.wording import WORDINGS
from kiosk.store.files import write_durably

SPOKEN: Final[Language] = "id"
"""What everybody understands."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Stamp:
    """Tells one version of a recording from the next."""

    changed_ns: int
    size: int


class Clips:
    """All clips of one office. For one thread at a time, except `faults` and `stop`."""

    def __init__(self, cache: Path, own_folder: Path | None = None) -> None:
        self._cache = cache
        self._own = own_folder
        self._espeak = Espeak()
        self._recorded: dict[str, tuple[_Stamp, pcm.Samples | None]] = {}
        self._default: dict[Clip, pcm.Samples] = {}
        self._volume = 100
        self._scaled: dict[str, tuple[pcm.Samples, pcm.Samples]] = {}
        self._faults: dict[str, Fault] = {}
        self._unprepared: Iterator[Clip] = (clip for language in WORDINGS for clip in inventory(language))

    def at_volume(self, volume: int) -> None:
        """How loud everything is from now on, 0–100."""
        if volume != self._volume:
            self._volume = volume
            self._scaled.clear()

    def announcement(self, number: str, counter: int, language: Language) -> pcm.Samples:
        """The words that call a ticket, in Indonesian where the language cannot be made.

        Raises CannotSay, VoiceError, Stopped.
        """
        try:
            return self._words(number, counter, language)
        except VoiceError:
            if language == SPOKEN:
                raise
        return self._words(number, counter, SPOKEN)

    def chime(self) -> pcm.Samples:
        """The office's own, or ours."""
        return self._loud(own.CHIME_FILE, self._recording(own.CHIME_FILE) or chime())

    def prepare_one(self) -> bool:
        """Makes the next default clip that was never made; False once all are there.

        Raises VoiceError (the rest is then left to the moment it is needed), Stopped.
        """
        for clip in self._unprepared:
            if self._cached(clip) is None:
                try:
                    self._made(clip)
                except VoiceError:
                    self._unprepared = iter(())
                    raise
                return True
        return False

    def faults(self) -> dict[str, Fault]:
        """The office's recordings that were passed over, by path within its folder."""
        return dict(self._faults)

    def stop(self) -> None:
        """Ends what is being made; further making raises Stopped."""
        self._espeak.stop()

    def _words(self, number: str, counter: int, language: Language) -> pcm.Samples:
        said = phrases(number, counter, language)
        return pcm.joined([[self._clip(clip) for clip in phrase] for phrase in said])

    def _clip(self, clip: Clip) -> pcm.Samples:
        found = self._recording(clip.path) or self._default.get(clip)
        if found is None:
            found = self._default[clip] = self._cached(clip) or self._made(clip)
        return self._loud(clip.path, found)

    def _loud(self, name: str, samples: pcm.Samples) -> pcm.Samples:
        """At the volume of the hour; kept, so that a call costs no arithmetic while screens are told."""
        kept = self._scaled.get(name)
        if kept is None or kept[0] is not samples:
            kept = self._scaled[name] = (samples, pcm.at_volume(samples, self._volume))
        return kept[1]

    def _recording(self, name: str) -> pcm.Samples | None:
        """The office's own; read again when the file has changed."""
        if self._own is None:
            return None
        file = self._own / name
        try:
            about = file.stat()
        except (OSError, ValueError):
            self._recorded.pop(name, None)
            self._faults.pop(name, None)
            return None
        stamp = _Stamp(about.st_mtime_ns, about.st_size)
        known = self._recorded.get(name)
        if known is None or known[0] != stamp:
            known = self._recorded[name] = (stamp, self._loaded(file, name))
        return known[1]

    def _loaded(self, file: Path, name: str) -> pcm.Samples | None:
        try:
            samples = own.load(file)
        except RecordingUnusable as error:
            self._faults[name] = error.fault
            return None
        self._faults.pop(name, None)
        return samples

    def _file(self, clip: Clip) -> Path:
        """Named for what was read as well, so that another wording is never taken for this one."""
        made_of = f"{WORDINGS[clip.language].voice} {SPEED} {pcm.RATE} {clip.read_as}"
        return (
            self._cache
            / clip.language
            / f"{clip.name}-{hashlib.sha256(made_of.encode()).hexdigest()[:8]}.wav"
        )

    def _cached(self, clip: Clip) -> pcm.Samples | None:
        try:
            return pcm.read(self._file(clip).read_bytes())
        except (OSError, RecordingUnusable):
            return None

    def _made(self, clip: Clip) -> pcm.Samples:
        samples = self._espeak.read(clip.read_as, WORDINGS[clip.language].voice)
        file = self._file(clip)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_durably(file, pcm.wav(samples))
        except OSError as error:  # a full disk: it is made again when it is needed again
            log.info("clip_not_kept", error=type(error).__name__)
        return samples
