"""The catalogue in use: the folder's, or the last good one while the folder is broken.

The last good catalogue is kept as one JSON file beside the office's data, with the digest of the files it
was made from. As long as those files and these rules are the same, it is loaded without reading YAML.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec
import structlog

from kiosk.catalogue import sources
from kiosk.catalogue.errors import CatalogueRejected, Finding
from kiosk.catalogue.model import Catalogue

MAX_KEPT = 8 * 1024 * 1024
"""Bytes of the kept file that are read at most."""

_log = structlog.get_logger()


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The kept file. `sha256` is of the bytes of `catalogue`, to notice a damaged file."""

    format: int
    made_from: str
    sha256: str
    catalogue: msgspec.Raw


def current(folder: Path, kept: Path) -> tuple[Catalogue, str | None]:
    """The catalogue to use now, and an Indonesian sentence when it is not the folder's.

    `kept`: where the last good catalogue lives (`DIR/catalogue.json`); written when the folder has changed.
    Raises CatalogueRejected when the folder is broken and there is no last good one.
    """
    read = sources.read(folder)
    made_from = f"{_rules()}:{read.digest}"
    last = _read_kept(kept)
    if last is not None and last[0] == made_from and not read.findings:
        return last[1], None
    from kiosk.catalogue.loader import load_sources  # an unchanged catalogue does without it

    try:
        catalogue = load_sources(read)
    except CatalogueRejected as rejected:
        if last is None:
            raise
        _log.warning("catalogue_rejected", count=len(rejected.findings))
        return last[1], _sentence(rejected.findings)
    try:
        _keep(kept, made_from, catalogue)
    except OSError as error:
        _log.warning("catalogue_not_kept", error=type(error).__name__)
        return catalogue, "Katalog baru dipakai, tetapi cadangannya gagal disimpan. Periksa ruang cakram."
    return catalogue, None


class Watch:
    """Tells whether a folder has changed since it was last asked; cheap enough for every few seconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = sources.fingerprint(folder)

    def changed(self) -> bool:
        """Whether names, sizes or times differ from those at the last call."""
        now = sources.fingerprint(self._folder)
        changed = now != self._seen
        self._seen = now
        return changed


def _sentence(findings: tuple[Finding, ...]) -> str:
    errors = [finding for finding in findings if finding.severity == "error"]
    first = errors[0]
    place = f"{first.file} baris {first.line}: " if first.file else ""
    more = f" (dan {len(errors) - 1} lagi)" if len(errors) > 1 else ""
    return f"Katalog baru ditolak, katalog lama tetap dipakai. {place}{first.sentence}{more}."


def _read_kept(path: Path) -> tuple[str, Catalogue] | None:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_KEPT)
        kept = msgspec.json.decode(data, type=_Kept)
        whole = bytes(kept.catalogue)
        if kept.format != 1 or hashlib.sha256(whole).hexdigest() != kept.sha256:
            return None
        return kept.made_from, msgspec.json.decode(whole, type=Catalogue)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        _log.warning("kept_catalogue_unusable", error=type(error).__name__)
        return None


def _keep(path: Path, made_from: str, catalogue: Catalogue) -> None:
    """Replace the kept file in one step: a power cut leaves the old one or the new one."""
    whole = msgspec.json.encode(catalogue)
    kept = _Kept(1, made_from, hashlib.sha256(whole).hexdigest(), msgspec.Raw(whole))
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(msgspec.json.encode(kept))
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except OSError:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@cache
def _rules() -> str:
    """A mark of the code that judged a catalogue: after an update, an unchanged folder is judged again."""
    package = Path(__file__).parent
    modules = [*package.glob("*.py"), package.parent / "forms" / "conditions.py"]
    marks = sorted(f"{module.name} {module.stat().st_size} {module.stat().st_mtime_ns}" for module in modules)
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:16]
