"""Words read by espeak-ng, offline: the default for every clip an office has not recorded itself."""

from __future__ import annotations

import time
from typing import Final

from kiosk.speech import pcm
from kiosk.speech.children import Child, ChildFailed, ChildMissing, ChildStuck
from kiosk.speech.errors import RecordingUnusable, VoiceFailed, VoiceMissing
from kiosk.speech.own import LARGEST

SPEED: Final = 150
"""-s 150 was measured at 119 words a minute: calm enough for a waiting room."""
LIMIT_S: Final = 5.0
REST_S: Final = 300.0
"""After it hung once, nobody waits for it again so soon: calls go out with the chime at once."""


class Espeak:
    """The program, one word at a time."""

    def __init__(self) -> None:
        self._child = Child()
        self._rests_until = 0.0

    def read(self, text: str, voice: str) -> pcm.Samples:
        """The text as a clip; 40 ms of work a word. Raises VoiceError, Stopped."""
        if time.monotonic() < self._rests_until:
            raise VoiceFailed(voice)
        command = ["espeak-ng", "-v", voice, "-s", str(SPEED), "--stdout", "--", text]
        try:
            sound = self._child.run(command, b"", LIMIT_S, LARGEST)
            return pcm.clip(pcm.read(sound, streamed=True))
        except ChildMissing as error:
            raise VoiceMissing("espeak-ng") from error
        except ChildStuck as error:
            self._rests_until = time.monotonic() + REST_S
            raise VoiceFailed(voice) from error
        except (ChildFailed, RecordingUnusable) as error:
            raise VoiceFailed(voice) from error

    def stop(self) -> None:
        """Ends what is being read; further calls raise Stopped."""
        self._child.stop()
