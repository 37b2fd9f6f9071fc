"""The OpenAPI document of the office: what FastAPI cannot know of requests and refusals is added here.

Bodies are read by `bodies.body_of` and refusals are problem+json, so both are declared by these helpers. The
document is made when it is first asked for, not at start-up.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from kiosk.office import assistance, contract, readings, trials
from kiosk.office.bodies import KEY_HEADER
from kiosk.office.problems import BROKEN, HOST, MEDIA, TOKEN, Kind

REQUESTS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        contract.TicketRequest,
        contract.ApplicationRequest,
        contract.HelpRequest,
        contract.PaperOutcome,
        readings.ScanRequest,
        trials.TestPageRequest,
        assistance.AssistRequest,
        assistance.PriorityRequest,
        assistance.CopyRequest,
        assistance.ClosingRequest,
        assistance.OpeningRequest,
        contract.Problem,
    )
}
_REF = "#/components/schemas/"

ABOUT = """\
The office service of one kecamatan, as its screen sees it. It listens on loopback only.

* Every request carries `Authorization: Bearer` with the token of `screen.token` in the office's data folder.
* Every `POST` carries an `Idempotency-Key`: a UUID made at the tap (UUIDv7, it becomes the record's id).
  The same key with the same content gives the same answer and no second effect; with other content, 422.
* Every error is `application/problem+json` with Indonesian sentences: what is wrong, and what to do.
* Nothing personal stands in an address, and no answer may be cached.
"""


def refusals(*kinds: Kind) -> dict[int | str, dict[str, Any]]:
    """`responses=` of a route: its refusals and those of any route, by status."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in (*kinds, TOKEN, HOST, BROKEN):
        media = {"schema": {"$ref": _REF + "Problem"}, "examples": {}}
        shown = found.setdefault(kind.status, {"description": "", "content": {MEDIA: media}})
        shown["description"] = f"{shown['description']} `anjungan:{kind.type}`: {kind.title}".strip()
        problem = kind.problem()
        shown["content"][MEDIA]["examples"][kind.type] = {
            "value": {"type": problem.type, "title": problem.title, "status": kind.status,
                      "detail": problem.detail, "errors": {}}
        }  # fmt: skip
    return found


def act(kind: type[Any], **examples: Any) -> dict[str, Any]:
    """`openapi_extra=` of a route that does something: its body and its key."""
    shown = {name: {"value": value} for name, value in examples.items()}
    media = {"schema": {"$ref": _REF + kind.__name__}, "examples": shown}
    return {
        "requestBody": {"required": True, "content": {"application/json": media}},
        "parameters": [
            {
                "name": KEY_HEADER,
                "in": "header",
                "required": True,
                "description": "UUID of the act, made at the tap.",
                "schema": {"type": "string", "format": "uuid"},
            }
        ],
    }


def document(app: FastAPI) -> dict[str, Any]:
    """The whole document, made once."""
    if app.openapi_schema:
        return app.openapi_schema
    made = get_openapi(
        title=app.title, version=app.version, description=ABOUT, routes=app.routes, tags=app.openapi_tags
    )
    components = made.setdefault("components", {})
    schemas: dict[str, Any] = components.setdefault("schemas", {})
    for name, kind in REQUESTS.items():
        schema = TypeAdapter(kind).json_schema(ref_template=_REF + "{model}")
        schemas.update(schema.pop("$defs", {}))
        schemas[name] = schema
    components["securitySchemes"] = {
        "screen": {"type": "http", "scheme": "bearer", "description": "The token of `screen.token`."}
    }
    made["security"] = [{"screen": []}]
    for path in made["paths"].values():
        for operation in path.values():
            _drop_default_422(operation)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    app.openapi_schema = made
    return made


def _drop_default_422(operation: dict[str, Any]) -> None:
    """FastAPI announces its own form of validation errors, which we never send."""
    shown = operation["responses"].get("422", {}).get("content", {})
    if "application/json" in shown:
        del operation["responses"]["422"]
