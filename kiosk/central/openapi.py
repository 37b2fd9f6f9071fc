"""Central's OpenAPI, from the same types that encode and decode: nothing is described twice."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from kiosk.sync.contract import (
    DEVICE,
    MARKER,
    MEDIA,
    PROBLEM,
    Batch,
    Changes,
    DeviceState,
    Problem,
    Results,
    Summary,
)

REFERENCE = "#/components/schemas/{name}"
TYPES = (Batch, Results, DeviceState, Changes, Summary, Problem)
ERRORS = {
    400: "Not JSON, not gzip, or no device named",
    401: "The secret is not known",
    413: "More than one request may carry: send smaller batches",
    415: "Media type or encoding not known",
    422: "The request is not what this endpoint takes",
    500: "Central failed: try again later",
    503: "The database is not ready: try again after `Retry-After`",
}
MARKED = {MARKER: {"description": "Marks every answer of central.", "schema": {"type": "string"}}}


def answers(type: type[msgspec.Struct], summary: str) -> dict[str, Any]:
    """Keyword arguments of a route that answers with `type`."""
    return {"summary": summary, "responses": _responses(type, (400, 401, 422, 500, 503))}


def records() -> dict[str, Any]:
    """Keyword arguments of `POST /v1/records`."""
    return {
        "summary": "Take a batch of records",
        "description": "Each record is kept once, or refused with a reason; one never holds up another. All"
        " belong to the device in the header. `Content-Encoding: gzip` is understood.",
        "responses": _responses(Results, tuple(ERRORS)),
        "openapi_extra": {"requestBody": {"required": True, "content": {MEDIA: {"schema": _schema(Batch)}}}},
    }


def describe(app: FastAPI) -> None:
    """Replaces FastAPI's own document by one with our types and our way of proving identity."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign] # FastAPI's documented way


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    _, schemas = msgspec.json.schema_components(TYPES, ref_template=REFERENCE)
    schemas["Envelope"]["properties"]["payload"] = {
        "type": "object",
        "description": "Canonical JSON (RFC 8785) without fractions; `sha256` is the digest of these bytes.",
    }
    document["components"] = {
        "schemas": schemas,
        "securitySchemes": {
            "secret": {"type": "http", "scheme": "bearer"},
            "device": {
                "type": "apiKey",
                "in": "header",
                "name": DEVICE,
                "description": "UUID of the device.",
            },
        },
    }
    document["security"] = [{"secret": [], "device": []}]
    return document


def _schema(type: type[msgspec.Struct]) -> dict[str, str]:
    return {"$ref": REFERENCE.format(name=type.__name__)}


def _responses(type: type[msgspec.Struct], errors: tuple[int, ...]) -> dict[int | str, dict[str, Any]]:
    good = {"description": "Done", "headers": MARKED, "content": {MEDIA: {"schema": _schema(type)}}}
    bad: dict[int | str, dict[str, Any]] = {
        status: {
            "description": ERRORS[status],
            "headers": MARKED,
            "content": {PROBLEM: {"schema": _schema(Problem)}},
        }
        for status in errors
    }
    return {200: good, **bad}
