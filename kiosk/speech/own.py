"""An office's own recordings: a folder of WAV files that take the place of the default clips.

    suara/
      nada.wav             bunyi sebelum panggilan
      id/satu.wav          satu kata satu berkas, dengan nama dari `kiosk speech check`
      id/huruf_a.wav

Nothing in it is trusted: files may be huge, broken, or no files at all.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from kiosk import smallfile
from kiosk.office.contract import Language
from kiosk.speech import pcm
from kiosk.speech.announcement import CHIME, inventory
from kiosk.speech.errors import Fault, RecordingUnusable

CHIME_FILE: Final = f"{CHIME}.wav"
LARGEST: Final = round(pcm.LONGEST_S * pcm.RATE) * 2 + 65_536
"""Bytes: the longest clip, and room for what recorders write beside it."""
_LOOKED_AT: Final = 2_000
"""Entries of one folder."""

SENTENCES: Final[Mapping[Fault, str]] = {
    "corrupt": "Berkas rusak, bukan WAV.",
    "rate": "Laju bukan 22050 Hz. Simpan ulang dengan 22050 Hz.",
    "channels": "Bukan mono. Simpan ulang dengan satu kanal.",
    "width": "Bukan PCM 16 bit. Simpan ulang sebagai WAV 16 bit.",
    "too_long": "Lebih panjang dari 10 detik. Rekam satu kata saja.",
    "silent": "Tidak ada suara di dalamnya. Rekam ulang.",
    "not_a_file": "Bukan berkas yang bisa dibaca.",
}


@dataclass(frozen=True, slots=True)
class Examination:
    """What a folder of recordings holds, by path within it."""

    usable: tuple[str, ...]
    missing: tuple[str, ...]
    """The default clip is used."""
    unusable: tuple[tuple[str, Fault], ...]
    """The default clip is used."""
    unknown: tuple[str, ...]
    """Names that no announcement asks for."""


def load(file: Path) -> pcm.Samples | None:
    """The recording as a clip; None where there is no such file. Raises RecordingUnusable."""
    try:
        data = smallfile.read(file, LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise RecordingUnusable("too_long" if error.errno == errno.EFBIG else "not_a_file") from error
    return pcm.clip(pcm.read(data))


def names(languages: tuple[Language, ...]) -> tuple[str, ...]:
    """Paths of everything that can be recorded."""
    return (CHIME_FILE, *(clip.path for language in languages for clip in inventory(language)))


def examine(folder: Path, languages: tuple[Language, ...]) -> Examination:
    """Looks at everything in the folder."""
    usable: list[str] = []
    missing: list[str] = []
    unusable: list[tuple[str, Fault]] = []
    wanted = names(languages)
    for name in wanted:
        try:
            found = load(folder / name)
        except RecordingUnusable as error:
            unusable.append((name, error.fault))
        else:
            (missing if found is None else usable).append(name)
    known = {CHIME_FILE, *names(("id", "en", "su", "jv"))}
    unknown = sorted(name for name in _entries(folder) if name not in known)
    return Examination(tuple(usable), tuple(missing), tuple(unusable), tuple(unknown))


def _entries(folder: Path) -> Iterator[str]:
    """Paths of the files in the folder and one level below, as far as anyone would read."""
    for entry in _listed(folder):
        if _is_folder(entry):
            yield from (f"{entry.name}/{inner.name}" for inner in _listed(Path(entry.path)))
        else:
            yield entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(islice(entries, _LOOKED_AT))
    except OSError:
        return []
