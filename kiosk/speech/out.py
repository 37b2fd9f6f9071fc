"""Where sound comes out: a sound card by ALSA, or a folder that shows what would have been heard and when."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from kiosk.clock import Clock, SystemClock, iso
from kiosk.speech.children import Child, ChildFailed, ChildMissing, ChildStuck
from kiosk.speech.errors import DeviceRefused, DeviceStuck, PlayerMissing, Stopped
from kiosk.store.files import write_durably

FOLDER: Final = "folder:"
JOURNAL: Final = "suara.jsonl"
_SLACK_S: Final = 5.0
"""A sound card that has not played a sound this long after its end never will."""
_REFUSAL_S: Final = 1.0
"""A device that cannot be opened says so within this."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Something to be heard."""

    id: str
    """UUID of the call it announces."""
    wav: bytes
    """16 bit, mono, 22,050 Hz."""
    seconds: float


class AudioOut(Protocol):
    """One voice."""

    def play(self, sound: Sound) -> None:
        """Returns when the sound has been heard. Raises OutError, Stopped."""
        ...

    def stop(self) -> None:
        """Ends what is heard, from any thread; further sounds raise Stopped."""
        ...


def open_out(device: str) -> AudioOut:
    """`folder:PATH`, or the name of an ALSA device: "default", "plughw:CARD=PCH,DEV=0"."""
    if device.startswith(FOLDER):
        return FolderOut(Path(device.removeprefix(FOLDER)))
    return AlsaOut(device)


class AlsaOut:
    """A sound card, without a sound server.

    By aplay and not inside this process: a driver that hangs is killed with it, and no word stutters while
    the office is busy. `plughw:` and `default` convert the rate; a bare `hw:` often cannot.
    """

    def __init__(self, device: str) -> None:
        self._device = device
        self._child = Child()

    def play(self, sound: Sound) -> None:
        began = time.monotonic()
        try:
            self._child.run(["aplay", "-q", "-D", self._device, "-"], sound.wav, sound.seconds + _SLACK_S)
        except ChildMissing as error:
            raise PlayerMissing("aplay") from error
        except ChildStuck as error:
            raise DeviceStuck(self._device) from error
        except ChildFailed as error:
            refused = time.monotonic() - began < _REFUSAL_S
            raise (DeviceRefused if refused else DeviceStuck)(self._device) from error

    def stop(self) -> None:
        self._child.stop()


class FolderOut:
    """Keeps every sound as a WAV, and one line about it in `suara.jsonl`: when it began and ended.

    It takes as long as the sound would, times `pace`.
    """

    def __init__(self, folder: Path, *, pace: float = 1.0, clock: Clock | None = None) -> None:
        self._folder = folder
        self._pace = pace
        self._clock = clock or SystemClock()
        self._stopping = threading.Event()

    def play(self, sound: Sound) -> None:
        if self._stopping.is_set():
            raise Stopped
        began = self._clock.now()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = self._folder / f"{sum(1 for _ in self._folder.glob('*.wav')) + 1:04d}.wav"
            write_durably(file, sound.wav)
            if self._stopping.wait(sound.seconds * self._pace):
                raise Stopped
            heard = {
                "file": file.name,
                "call": sound.id,
                "began_at": iso(began),
                "ended_at": iso(self._clock.now()),
                "seconds": round(sound.seconds, 3),
            }
            with (self._folder / JOURNAL).open("a") as journal:
                journal.write(json.dumps(heard) + "\n")
        except OSError as error:
            raise DeviceRefused(FOLDER) from error

    def stop(self) -> None:
        self._stopping.set()
