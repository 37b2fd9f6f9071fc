"""What staff should know of the voice, in their words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Final, Literal

from kiosk.speech.errors import (
    DeviceRefused,
    DeviceStuck,
    Fault,
    PlayerMissing,
    SpeechError,
    VoiceFailed,
    VoiceMissing,
)
from kiosk.speech.lease import Absence
from kiosk.speech.own import SENTENCES
from kiosk.speech.state import NoteName, VoiceNote

About = Literal["voice", "device"]

_ERRORS: Final[Mapping[type[SpeechError], NoteName]] = {
    VoiceMissing: "no_espeak",
    VoiceFailed: "espeak_failed",
    PlayerMissing: "no_aplay",
    DeviceRefused: "device_refused",
    DeviceStuck: "device_stuck",
}
_SENTENCES: Final[Mapping[NoteName, str]] = {
    "muted": "Suara dimatikan pada jam ini.",
    "no_espeak": "Hanya nada yang terdengar. Pasang paket espeak-ng.",
    "espeak_failed": "Hanya nada yang terdengar. Pembaca kata espeak-ng gagal.",
    "no_aplay": "Suara tidak keluar. Pasang paket alsa-utils.",
    "device_refused": "Suara tidak keluar. Periksa pengeras suara dan [speech] device.",
    "device_stuck": "Perangkat suara macet. Cabut dan pasang lagi pengeras suara.",
    "display_absent": "Layar yang bersuara tidak menjawab. Komputer kantor menggantikan.",
    "display_blocked": "Layar belum boleh bersuara. Sentuh layar itu sekali.",
    "display_failed": "Layar tidak menyuarakan panggilan. Komputer kantor menggantikan.",
}
_RECORDINGS_TOLD: Final = 3
"""`kiosk speech check` tells the rest."""


class Notes:
    """Remembers what is wrong until it works again."""

    def __init__(self) -> None:
        self._wrong: dict[About, NoteName] = {}

    def keep(self, about: About, error: SpeechError | None) -> bool:
        """None: it works. Whether that is news."""
        before = self._wrong.get(about)
        if error is None:
            self._wrong.pop(about, None)
        else:
            self._wrong[about] = _ERRORS[type(error)]
        return self._wrong.get(about) != before

    def all(self, volume: int, absence: Absence | None, faults: Mapping[str, Fault]) -> list[VoiceNote]:
        """Everything that staff should know now."""
        names: list[NoteName] = [*self._wrong.values(), *([absence] if absence else ())]
        if volume == 0:
            names.append("muted")
        told = islice(faults.items(), _RECORDINGS_TOLD)
        return [
            *(VoiceNote(name, _SENTENCES[name]) for name in names),
            *(VoiceNote("own_recording", f"Rekaman {file}: {SENTENCES[fault]}") for file, fault in told),
        ]


def sentence(error: SpeechError) -> str:
    """What staff are told of a VoiceError or an OutError of a device."""
    return _SENTENCES[_ERRORS[type(error)]]
