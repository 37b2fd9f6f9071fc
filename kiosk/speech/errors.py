"""What can go wrong between a call and its being heard.

SpeechError
├── CannotSay            not a number of the queue, or beyond 9999; the call is marked and passed over
├── RecordingUnusable    an office's own recording; the default clip is used and staff are told which
├── VoiceError           words cannot be made; the chime alone is heard and staff are told
│   ├── VoiceMissing     espeak-ng is not installed
│   └── VoiceFailed      espeak-ng gave no sound
├── OutError             the sound went nowhere; the call is marked silent and staff are told
│   ├── PlayerMissing    aplay is not installed
│   ├── DeviceRefused    no such sound card, or another program holds it
│   ├── DeviceStuck      the sound card takes no sound
│   └── DisplayFailed    the appointed display died or may not play; the office machine says it instead
└── Stopped              the office is stopping; the call stays for the next start
"""

from __future__ import annotations

from typing import Literal

Fault = Literal["corrupt", "rate", "channels", "width", "too_long", "silent", "not_a_file"]


class SpeechError(Exception):
    """Anything that keeps an announcement from being heard."""


class CannotSay(SpeechError):
    """What is to be said is no number of the queue."""


class RecordingUnusable(SpeechError):
    """A recording of the office cannot be used as a clip."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


class VoiceError(SpeechError):
    """No clip for a word."""


class VoiceMissing(VoiceError):
    """The program that reads words is not on this machine."""


class VoiceFailed(VoiceError):
    """The program that reads words gave no usable sound."""


class OutError(SpeechError):
    """The sound could not be played."""


class PlayerMissing(OutError):
    """The program that plays sound is not on this machine."""


class DeviceRefused(OutError):
    """The sound device could not be opened."""


class DeviceStuck(OutError):
    """The sound device did not take the sound in its time."""


class DisplayFailed(OutError):
    """The display that is the voice did not say it."""


class Stopped(SpeechError):
    """Speaking ended because the office stops."""
