"""What comes in with a request, checked at the edge: the key of the act and the body."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Final, TypeVar

import pydantic
from fastapi import Depends
from pydantic_core import ErrorDetails
from starlette.requests import Request

from kiosk.office import assistance, contract, problems, readings, trials

T = TypeVar("T")

KEY_HEADER: Final = "Idempotency-Key"
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def strict(kind: type[T]) -> type[T]:
    """A dataclass as pydantic takes it: its docstrings are descriptions, and no unknown fields."""
    kind.__pydantic_config__ = pydantic.ConfigDict(use_attribute_docstrings=True, extra="forbid")  # type: ignore[attr-defined]  # a marker that pydantic reads
    return kind


for _type in (
    value for module in (contract, assistance, readings, trials) for value in vars(module).values()
):
    if isinstance(_type, type) and dataclasses.is_dataclass(_type):
        strict(_type)  # the contract does not import pydantic, so that the screen need not


async def act_key(request: Request) -> str:
    """The key made at the tap. Raises Refusal (400)."""
    key = request.headers.get(KEY_HEADER, "").lower()
    if not _UUID.fullmatch(key):
        raise problems.KEY_MISSING()
    return key


Key = Annotated[str, Depends(act_key)]
"""Of a route that acts."""


def body_of(kind: type[T]) -> Callable[[Request], Awaitable[T]]:
    """A dependency that reads a request of the contract; strict, and no unknown fields.

    Raises Refusal: 415 for another media type, 400 for what is not JSON, 422 with a sentence per field.
    """
    adapter = pydantic.TypeAdapter(kind)

    async def read(request: Request) -> T:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != "application/json":
            raise problems.MEDIA_TYPE()
        body = await request.body()
        try:
            return adapter.validate_json(body, strict=True)
        except pydantic.ValidationError as error:
            details = error.errors(include_url=False, include_context=True, include_input=False)
        if details[0]["type"] == "json_invalid":
            raise problems.NOT_JSON()
        raise problems.INVALID(errors={_field(detail): _sentence(detail) for detail in details})

    return read


def _field(detail: ErrorDetails) -> str:
    return ".".join(str(part) for part in detail["loc"])[:80] or "isi"


def _sentence(detail: ErrorDetails) -> str:
    context: dict[str, Any] = detail.get("ctx", {})
    match detail["type"]:
        case "missing" | "missing_argument":
            return "Harus diisi."
        case "unexpected_keyword_argument" | "extra_forbidden":
            return "Isian ini tidak dikenal. Hapus."
        case "literal_error":
            return f"Pilih salah satu: {context['expected']}."
        case "string_too_short" | "too_short":
            return f"Terlalu pendek, paling sedikit {context['min_length']}."
        case "string_too_long" | "too_long":
            return f"Terlalu panjang, paling banyak {context['max_length']}."
        case "string_type":
            return "Harus berupa teks."
        case "bool_type":
            return "Harus true atau false."
        case "list_type":
            return "Harus berupa daftar."
        case _:
            return "Isian ini tidak cocok."
