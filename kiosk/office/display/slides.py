"""Pictures and films of the display's folder: what may be shown now, and why the rest is not.

The folder belongs to the office: anybody may have put anything there. A file is known by what the file system
says of it, never by its name; a picture is shown as a copy made in another process, a film as it is. What was
looked at is what is shown: a file that takes another's place in between is another file.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

import structlog

from kiosk.office.display.media import JPEG, Kind, Media, NotMedia, recognise
from kiosk.office.display.picture import LATER, prepare

MOST: Final = 60
"""Slides that are shown."""
LOOKED_AT: Final = 1000
"""Entries of the folder that are looked at."""
LARGEST: Final[dict[Kind, int]] = {"picture": 40 << 20, "film": 1 << 30}
"""Bytes of a file."""
IGNORED: Final = frozenset({"thumbs.db", "desktop.ini"})
NAME: Final = 60
"""Letters of a file's name in a note."""
UNREAD: Final = "Berkas ini tidak terbaca."
AGAIN_S: Final = 300.0
"""Before another try of a picture for which there was no time or room."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Slide:
    """One thing to show."""

    id: str
    """Changes with the content; part of its address."""
    kind: Kind


@dataclass(frozen=True, slots=True)
class Note:
    """A file that is not shown."""

    name: str
    reason: str
    """What is wrong with it, Indonesian."""


Identity = tuple[int, int, int, int, int]
"""Device, inode, size, time of change and mode of a file: no other has all of them."""


class Changed(OSError):
    """Another file than the one that was looked at."""


@dataclass(frozen=True, slots=True)
class Served:
    """A file that goes to a display, as what."""

    file: Path
    type: str
    identity: Identity

    def open(self) -> int:
        """A descriptor of this very file, to be closed. Raises OSError."""
        return _open(self.file, self.identity)


@dataclass(frozen=True, slots=True)
class _Show:
    """What is shown now, as one value: replaced on one thread, read on others."""

    slides: tuple[Slide, ...] = ()
    notes: tuple[Note, ...] = ()
    served: dict[str, Served] = field(default_factory=dict)


class SlideFolder:
    """The slides of `folder`; None: there are none. `copies` is a folder of our own for prepared pictures."""

    def __init__(self, folder: Path | None, copies: Path, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failed_at: dict[str, float] = {}
        self._folder = folder
        self._copies = copies
        self._known: dict[str, Served | str] = {}
        self._show = _Show()

    @property
    def slides(self) -> tuple[Slide, ...]:
        """In the order of their names."""
        return self._show.slides

    @property
    def notes(self) -> tuple[Note, ...]:
        """For staff: what is not shown, and why."""
        return self._show.notes

    def find(self, id: str) -> Served | None:
        """The file behind a slide, unless it changed since."""
        return self._show.served.get(id)

    def refresh(self) -> bool:
        """Looks at the folder; True when the show changed. Reads and decodes files: off the event loop."""
        before = self._show
        self._show = self._look()
        for copy in self._copies.glob("*") if self._copies.is_dir() else ():
            if copy.stem not in self._known:
                copy.unlink(missing_ok=True)
        self._failed_at = {id: at for id, at in self._failed_at.items() if id in self._known}
        if self._show.notes != before.notes and self._show.notes:
            log.info("slides_left_out", count=len(self._show.notes))
        return self._show != before

    def _look(self) -> _Show:
        before, self._known = self._known, {}
        if self._folder is None:
            return _Show()
        try:
            with os.scandir(self._folder) as entries:
                names = [entry.name for entry in islice(entries, LOOKED_AT + 1)]
        except OSError:
            return _Show(notes=(Note(_printable(str(self._folder)), "Folder ini tidak terbaca."),))
        notes = []
        if len(names) > LOOKED_AT:
            notes.append(Note("…", f"Folder terlalu penuh: hanya {LOOKED_AT} berkas yang dilihat."))
        slides: list[Slide] = []
        served: dict[str, Served] = {}
        for name in sorted(names[:LOOKED_AT], key=_natural):
            if name.startswith(".") or name.lower() in IGNORED:
                continue
            id, found = self._judge(self._folder / name, before)
            self._known[id] = found
            if isinstance(found, str):
                notes.append(Note(_printable(name), found))
            elif len(slides) == MOST:
                notes.append(Note(_printable(name), f"Paling banyak {MOST} gambar dan video."))
            elif id not in served:
                slides.append(Slide(id, "picture" if found.type == JPEG.type else "film"))
                served[id] = found
        return _Show(tuple(slides), tuple(notes), served)

    def _judge(self, file: Path, before: Mapping[str, Served | str]) -> tuple[str, Served | str]:
        try:
            facts = file.lstat()
        except OSError:
            return "", UNREAD
        identity = _identity(facts)
        id = hashlib.sha256(repr(identity).encode()).hexdigest()[:32]
        found = before.get(id)
        if found in (None, UNREAD) or (
            found == LATER and self._now() >= self._failed_at.get(id, 0.0) + AGAIN_S
        ):
            found = self._examine(file, id, identity)
            if found == LATER:
                self._failed_at[id] = self._now()
        return id, found

    def _examine(self, file: Path, id: str, identity: Identity) -> Served | str:
        if not stat.S_ISREG(identity[-1]):
            return "Bukan berkas biasa."
        try:
            handle = _open(file, identity)
        except OSError:
            return UNREAD
        with os.fdopen(handle, "rb") as stream:
            try:
                media = recognise(stream)
            except NotMedia as reason:
                return str(reason)
            except OSError:
                return UNREAD
            if identity[2] > LARGEST[media.kind]:
                return f"Berkas ini terlalu besar: paling banyak {LARGEST[media.kind] >> 20} MB."
            return self._served(file, stream, id, identity, media)

    def _served(
        self, file: Path, stream: BinaryIO, id: str, identity: Identity, media: Media
    ) -> Served | str:
        if media.kind == "film":
            return Served(file, media.type, identity)
        copy = self._copies / f"{id}.jpg"
        try:
            if not copy.exists():
                self._copies.mkdir(mode=0o700, exist_ok=True)
                if reason := prepare(stream, copy):
                    return reason
            return Served(copy, JPEG.type, _identity(copy.stat()))
        except OSError:  # a full disk
            return LATER


def _identity(facts: os.stat_result) -> Identity:
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_mode


def _open(file: Path, identity: Identity) -> int:
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if _identity(os.fstat(handle)) != identity:
        os.close(handle)
        raise Changed
    return handle


def _natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """ "2.jpg" before "10.jpg"."""
    parts = re.findall(r"\d{1,15}|\D+", name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], name


def _printable(name: str) -> str:
    """A name as it can be said to people, whatever bytes it holds."""
    text = name.encode("utf-8", "replace").decode()
    return "".join(letter if letter.isprintable() else "·" for letter in text)[:NAME]
