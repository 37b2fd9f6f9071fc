"""Words read by espeak-ng, offline: the default for every clip an office has not recorded itself."""

from __future__ import annotations

from typing import Final

from kiosk.speech import pcm
from kiosk.speech.children import Child, ChildFailed, ChildMissing, ChildStuck
from kiosk.speech.errors import RecordingUnusable, VoiceFailed, VoiceMissing

SPEED: Final = 150
"""-s 150 was measured at 119 words a minute: calm enough for a waiting room."""
LIMIT_S: Final = 10.0


class Espeak:
    """The program, one word at a time."""

    def __init__(self) -> None:
        self._child = Child()

    def read(self, text: str, voice: str) -> pcm.Samples:
        """The text as a clip; 40 ms of work a word. Raises VoiceError, Stopped."""
        command = ["espeak-ng", "-v", voice, "-s", str(SPEED), "--stdout", "--", text]
        try:
            sound = self._child.run(command, b"", LIMIT_S)
            return pcm.clip(pcm.read(sound, streamed=True))
        except ChildMissing as error:
            raise VoiceMissing("espeak-ng") from error
        except (ChildFailed, ChildStuck, RecordingUnusable) as error:
            raise VoiceFailed(voice) from error

    def stop(self) -> None:
        """Ends what is being read; further calls raise Stopped."""
        self._child.stop()
