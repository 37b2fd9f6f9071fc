"""What stands before everything on the LAN: by which name we are asked, and from which page.

A page of another origin can neither read nor act: its requests that act carry a foreign `Origin` and are
refused, the session's cookie does not travel with them, and no answer may be read or framed elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

from kiosk.office.guard import Check, hostname
from kiosk.office.lan import problems

READS: Final = frozenset({"GET", "HEAD"})
SAME: Final = frozenset({"", "same-origin", "none"})
"""Values of Sec-Fetch-Site that may reach an API; `none` is an address typed by a person."""

CSP: Final = "; ".join(
    (
        "default-src 'self'", "img-src 'self' data: blob:", "media-src 'self'", "object-src 'none'",
        "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
    )
)  # fmt: skip
HEADERS: Final = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
"""With every answer."""


def own_pages_only(hosts: Callable[[], frozenset[str]]) -> Check:
    """The check before the LAN's application; `hosts` are the names of this machine now."""

    def check(scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if hostname(host) not in hosts():
            raise problems.LAN_HOST()
        if scope["method"] not in READS and headers.get("origin", "") != f"https://{host}":
            raise problems.FOREIGN_PAGE()
        if "/api/" in scope["path"] and headers.get("sec-fetch-site", "") not in SAME:
            raise problems.FOREIGN_PAGE()

    return check
