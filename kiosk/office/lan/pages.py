"""Pages and their parts: plain files of resources/web, which hold nothing of anybody."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import resources
from printing import fonts
from printing.fonts import Face

WEB: Final = Path(resources.__file__).parent / "web"
FOLDERS: Final = ("bersama", "laporan", "loket", "percaya")


class _Files(StaticFiles):
    """Asks whether a file has changed before it is used again: an update must not meet old scripts."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "no-cache"
        return response


def mounts() -> list[Mount]:
    """Each folder under its name, and the typeface."""
    made = [Mount(f"/{name}", _Files(directory=WEB / name, html=True)) for name in FOLDERS]
    return [*made, Mount("/huruf", _Files(directory=fonts.path(Face.REGULAR).parent))]
