"""The pages' files: read once, known by the digest of all of them, and kept by browsers for ever under it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from starlette.responses import Response

from kiosk.office import problems

FONTS: Final = ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf")
TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
}
FRESH: Final = {"Cache-Control": "no-store"}
FOR_EVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one page."""

    version: str
    """Digest of all of them: another release, another version."""
    contents: dict[str, bytes]

    def text(self, name: str) -> str:
        """A file that the server fills in."""
        return self.contents[name].decode()

    def answer(self, version: str, name: str) -> Response:
        """A file that the page links to. Raises Refusal for an older page's."""
        type = TYPES.get(name.rpartition(".")[2])
        if version != self.version or type is None or name not in self.contents:
            raise problems.NOT_FOUND()
        return Response(self.contents[name], headers=FOR_EVER, media_type=type)


def load(folder: str, *, fonts: bool = False) -> Files:
    """The files of resources/web/`folder`, and with `fonts` the faces that they are set in."""
    found = {entry.name: entry.read_bytes() for entry in (files("resources") / "web" / folder).iterdir()}
    if fonts:
        found |= {name: (_fonts() / name).read_bytes() for name in FONTS}
    digest = hashlib.sha256()
    for name in sorted(found):
        digest.update(f"{name} {len(found[name])} ".encode() + found[name])
    return Files(digest.hexdigest()[:16], found)


def _fonts() -> Traversable:
    return files("fontpkg_atkinson_hyperlegible") / "files"
