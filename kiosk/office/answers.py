"""Values as HTTP answers: encoded once by msgspec, validated nowhere again."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

from kiosk.office import problems
from kiosk.office.errors import Refusal

_encode = msgspec.json.Encoder().encode

PRIVATE = {"Cache-Control": "no-store"}
"""No answer may stay in a cache: it can hold what a citizen entered."""


def answer(value: Any, status: int = 200) -> Response:
    """A dataclass of the contract as JSON."""
    return Response(_encode(value), status, PRIVATE, "application/json")


def refusal(error: Refusal) -> Response:
    """A refusal as problem+json."""
    return Response(_encode(error.problem), error.problem.status, PRIVATE | error.headers, problems.MEDIA)
