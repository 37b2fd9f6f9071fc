"""A member of staff at their console, as the browser speaks to the office; for bench and whole-day tests."""

from __future__ import annotations

import contextlib
import http.client
import json
import ssl
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from kiosk.demo.people import Employee
from kiosk.ids import uuid7

PATIENCE_S = 30
NOBODY = "anjungan:nobody-waiting"


class Refused(Exception):
    """The office said no; the text is its problem's type."""


class Console:
    """One kept TLS connection, signed in, sitting at a counter. The demo's certificate is not checked."""

    def __init__(self, room_url: str, employee: Employee, counter: int, *, take_over: bool = False) -> None:
        self._room_url = room_url
        self._connection = _connection(room_url)
        self._headers = {"Origin": room_url, "Content-Type": "application/json"}
        self.post("/session", {"name": employee.name, "pin": employee.pin})
        self.post(f"/counters/{counter}/open", {"take_over": take_over})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    @property
    def cookie(self) -> str:
        """What makes another connection of the same browser known."""
        return self._headers["Cookie"]

    def call_next(self) -> dict[str, Any] | None:
        """Ends the number that is served and calls the next; None where nobody waits."""
        try:
            called: dict[str, Any] = self.post("/call-next", {"current": "finish"})
        except Refused as refusal:
            if str(refusal) == NOBODY:
                return None
            raise
        return called

    def serve(self, ticket: str) -> None:
        self.post(f"/tickets/{ticket}/serve")

    def post(self, path: str, body: Any = None) -> Any:
        """An act of staff. Raises Refused."""
        content = self._ask("POST", f"/loket/api{path}", json.dumps(body or {}), {"Idempotency-Key": uuid7()})
        return json.loads(content) if content else None

    def room(self) -> Any:
        """The waiting room as the console shows it now."""
        return first_event(self._room_url, "/loket/api/events", self.cookie)

    def get(self, path: str) -> bytes:
        """Whatever staff may read. Raises Refused."""
        return self._ask("GET", path, None, {})

    def _ask(self, method: str, path: str, body: str | None, more: dict[str, str]) -> bytes:
        try:
            answer = self._send(method, path, body, more)
        except (http.client.RemoteDisconnected, BrokenPipeError):
            answer = self._send(method, path, body, more)  # the office ended an idle connection; same key
        content = answer.read()
        if cookie := answer.headers.get("Set-Cookie"):
            self._headers["Cookie"] = cookie.partition(";")[0]
        if answer.status >= 400:
            raise Refused(json.loads(content)["type"])
        return content

    def _send(
        self, method: str, path: str, body: str | None, more: dict[str, str]
    ) -> http.client.HTTPResponse:
        self._connection.request(method, path, body, self._headers | more)
        return self._connection.getresponse()


def first_event(room_url: str, path: str, cookie: str = "") -> Any:
    """What a page shows as soon as it is opened: the first event of its stream."""
    with contextlib.closing(_connection(room_url)) as connection:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        while not (line := answer.readline()).startswith(b"data:"):
            if not line:
                raise Refused(f"{path} answers {answer.status}")
        return json.loads(line.removeprefix(b"data:"))


def _connection(room_url: str) -> http.client.HTTPSConnection:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(urlsplit(room_url).netloc, timeout=PATIENCE_S, context=context)
