"""The office's stream of server-sent events: how the screen hears of paper, tiles and the office itself.

Its connection is also the pulse: `reachable` says whether the office is there.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QNetworkReply, QNetworkRequest

from kiosk.office.contract import ApplicationStatus, PrintJob, Status
from ui.api import Api

FIRST_WAIT_MS = 200
LONGEST_WAIT_MS = 2_000
LONGEST_EVENT = 1 << 20
"""Bytes; a status is some 10 kB. A stream that never ends an event is not ours."""
SILENCE_MS = 30_000
"""The office sends at least a comment every few seconds; a stream silent for so long is dead."""

_STATUS = msgspec.json.Decoder(Status)
_PRINT = msgspec.json.Decoder(PrintJob)
_APPLICATION = msgspec.json.Decoder(ApplicationStatus)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    name: str
    data: bytes


class Parser:
    """Turns bytes, cut anywhere, into whole events (the part of WHATWG's format that the office uses)."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """Events that became whole. Raises ValueError when one grows beyond `LONGEST_EVENT`."""
        *whole, self._rest = (self._rest + chunk).replace(b"\r\n", b"\n").split(b"\n\n")
        if len(self._rest) > LONGEST_EVENT:
            raise ValueError("event too long")
        return [event for block in whole if (event := _event(block)) is not None]


def _event(block: bytes) -> ServerSentEvent | None:
    name, data = "message", []
    for line in block.split(b"\n"):
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"event":
            name = value.decode("utf-8", "replace")
        elif field == b"data":
            data.append(value)
    return ServerSentEvent(name, b"\n".join(data)) if data else None


class Events(QObject):
    """Keeps the stream open for ever: reconnects after 0.2 s, then twice as long, at most 2 s."""

    reachable = Signal(bool)
    status = Signal(object)
    paper = Signal(object)
    application = Signal(object)

    def __init__(self, api: Api, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._api = api
        self._parser = Parser()
        self._reply: QNetworkReply | None = None
        self._wait_ms = FIRST_WAIT_MS
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.open)
        self._silence = QTimer(self, singleShot=True, interval=SILENCE_MS)
        self._silence.timeout.connect(self._give_up)

    @Slot()
    def open(self) -> None:
        request = self._api.request("/api/events")
        request.setRawHeader(b"Accept", b"text/event-stream")
        request.setAttribute(
            QNetworkRequest.Attribute.CacheLoadControlAttribute,
            QNetworkRequest.CacheLoadControl.AlwaysNetwork,
        )
        self._parser = Parser()
        self._reply = self._api.network.get(request)
        self._reply.readyRead.connect(self._read)
        self._reply.finished.connect(self._closed)
        self._silence.start()

    def close(self) -> None:
        self._again.stop()
        self._silence.stop()
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.abort()
            reply.deleteLater()

    @Slot()
    def _give_up(self) -> None:
        if self._reply is not None:
            self._reply.abort()

    @Slot()
    def _read(self) -> None:
        reply = self._reply
        if reply is None:
            return
        chunk = bytes(reply.readAll().data())
        if reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) != 200:
            return
        self._silence.start()
        try:
            for event in self._parser.feed(chunk):
                self._tell(event)
        except (ValueError, msgspec.MsgspecError):
            log.warning("office_event_garbled")
            reply.abort()

    def _tell(self, event: ServerSentEvent) -> None:
        if event.name == "status":
            status = _STATUS.decode(event.data)
            self._wait_ms = FIRST_WAIT_MS
            self.status.emit(status)
            self.reachable.emit(True)
        elif event.name == "print":
            self.paper.emit(_PRINT.decode(event.data))
        elif event.name == "application":
            self.application.emit(_APPLICATION.decode(event.data))

    @Slot()
    def _closed(self) -> None:
        reply, self._reply = self._reply, None
        if reply is None:
            return
        self._api.forbids(reply)
        reply.deleteLater()
        self._silence.stop()
        self.reachable.emit(False)
        self._again.start(self._wait_ms)
        self._wait_ms = min(2 * self._wait_ms, LONGEST_WAIT_MS)
