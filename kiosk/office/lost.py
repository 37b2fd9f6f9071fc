"""A refusal as a page, for somebody who opened an address in a browser."""

from __future__ import annotations

from html import escape
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from kiosk.office.answers import PRIVATE
from kiosk.office.errors import Refusal

_PAGE: Final = """<!doctype html>
<html lang="id">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/bersama/dasar.css">
<main class="lost">
<h1>{title}</h1>
<p>{detail}</p>
</main>
</html>
"""


def is_wanted(scope: Scope) -> bool:
    """Whether a browser's address bar asks, and not a program of ours."""
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")


def page(error: Refusal) -> Response:
    """The refusal's own two sentences."""
    problem = error.problem
    content = _PAGE.format(title=escape(problem.title), detail=escape(problem.detail))
    return HTMLResponse(content, problem.status, PRIVATE | error.headers)
