"""*Percaya*: the office's authority for whoever wants to trust it, with its fingerprint to compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

import resources
from kiosk.office.answers import answer
from kiosk.office.lan.authority import Authority

WORDS: Final = 10
"""Of the fingerprint's 32 bytes: 80 bits, more than anybody can search for."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How to recognise the office's authority."""

    name: str
    """As it stands in the PC's list of authorities."""
    sha256: str
    """ "AB:CD:…", as browsers show it."""
    words: list[str]
    """The first bytes as words, for the ear and the eye."""


def fingerprint(authority: Authority) -> Fingerprint:
    """Of the certificate as a whole."""
    digest = authority.digest
    name = authority.certificate.subject.rfc4514_string().removeprefix("CN=")
    return Fingerprint(name, digest.hex(":").upper(), in_words(digest[:WORDS]))


def in_words(some: bytes) -> list[str]:
    """One word for each byte."""
    words = _words()
    return [words[byte] for byte in some]


@cache
def _words() -> Sequence[str]:
    return tuple((Path(resources.__file__).parent / "lan" / "kata.txt").read_text("utf-8").split())


def routes(authority: Authority) -> APIRouter:
    """What the page *Percaya* needs; open to everybody."""
    router = APIRouter(prefix="/percaya")
    shown, der = fingerprint(authority), authority.der

    @router.get("/api/sidik")
    async def sidik() -> Response:
        return answer(shown)

    @router.get("/anjungan-kantor.crt")
    async def certificate() -> Response:
        named = {"Content-Disposition": 'attachment; filename="anjungan-kantor.crt"'}
        return Response(der, headers=named, media_type="application/x-x509-ca-cert")

    return router
