"""A vendor's card reader as a service on loopback, asked by long polling: see docs/identity-middleware.md."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from typing import Final
from urllib.parse import urlsplit

from kiosk.clock import Clock
from kiosk.devices import messages, plate
from kiosk.devices.messages import Answer, BadMessage
from kiosk.devices.plate import Lost, Plate
from kiosk.devices.ports import SourceThread, Standing
from kiosk.devices.reading import Contradiction

WAIT_MS: Final = 500
"""How long the service may hold a question to which nothing happened."""
WITHIN_S: Final = 1.5
"""For its answer; then it counts as silent."""
AGAIN_S: Final = 0.5
"""Before it is asked again after a failure."""
BREATH_S: Final = 0.02
"""Between two questions, should it not hold them."""
LARGEST: Final = 64 * 1024
"""Bytes of an answer."""


class HttpSource(SourceThread):
    """The service at `url`. `changed` is called, from any thread, when its state is another."""

    def __init__(self, url: str, clock: Clock, changed: Callable[[], None]) -> None:
        parts = urlsplit(url)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=WITHIN_S)
        super().__init__(Standing("card", plate.NOT_STARTED.sentence, clock, changed), "card-service")
        self._boot: str | None = None
        self._after = 0

    def _interrupt(self) -> None:
        way = self._connection.sock
        if way is not None:
            with contextlib.suppress(OSError):
                way.shutdown(socket.SHUT_RDWR)

    def _run(self) -> None:
        lies = Plate(self._happened)
        try:
            while not self._stopping.is_set():
                try:
                    self._take(self._ask(), lies)
                    pause = BREATH_S
                except Lost as lost:
                    self._connection.close()
                    if self._stopping.is_set():
                        return
                    lies.clear()
                    self._boot = None
                    self._standing.set(lost.trouble.state, lost.trouble.sentence)
                    pause = AGAIN_S
                lies.tick()
                self._stopping.wait(pause)
        finally:
            self._connection.close()

    def _ask(self) -> Answer:
        """Raises Lost."""
        # Without `after` the service tells where it stands, and nothing of what happened before we came.
        after = f"after={self._after}&" if self._boot is not None else ""
        began = time.monotonic()
        try:
            self._connection.request("GET", f"/v1/events?{after}wait_ms={WAIT_MS}")
            response = self._connection.getresponse()
            body = _within(response.read1, began + WITHIN_S)
            response.close()  # `read1` leaves it open, and with it the connection busy
        except (OSError, HTTPException):
            raise Lost(plate.SILENT) from None
        if response.status != 200:
            raise Lost(plate.GARBLED)
        try:
            answer = messages.answer(body)
        except BadMessage:
            raise Lost(plate.GARBLED) from None
        if answer.protocol != messages.PROTOCOL:
            raise Lost(plate.OTHER_VERSION)
        return answer

    def _take(self, answer: Answer, lies: Plate) -> None:
        """Raises Lost."""
        if answer.boot != self._boot:
            lies.clear()
            self._boot, self._after = answer.boot, answer.last
        else:
            self._take_events(answer, lies)
        if answer.state != "ready":
            lies.lift()
        self._standing.set(*plate.standing(answer.state))

    def _take_events(self, answer: Answer, lies: Plate) -> None:
        for one in answer.events:
            if one.seq <= self._after:
                continue
            if one.seq != self._after + 1:
                lies.lift()  # something was missed, perhaps that the card left
            self._after = one.seq
            try:
                lies.said(one.event)
            except Contradiction:
                raise Lost(plate.GARBLED) from None


def _within(read: Callable[[int], bytes], until: float) -> bytes:
    """The whole body. Raises Lost: too large, or too slow by small steps."""
    body = b""
    while part := read(LARGEST):
        body += part
        if len(body) > LARGEST:
            raise Lost(plate.GARBLED)
        if time.monotonic() > until:
            raise Lost(plate.SILENT)
    return body
