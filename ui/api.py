"""The office's HTTP API as typed calls, on Qt's own network classes: no thread, nothing blocks.

Each call ends in exactly one `Outcome`, unless its `Flight` was left before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from PySide6.QtCore import QByteArray, QObject, QUrl, Slot
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkProxy, QNetworkReply, QNetworkRequest

from kiosk.catalogue.model import Catalogue
from kiosk.ids import uuid7
from kiosk.office.contract import (
    Application,
    ApplicationRequest,
    ApplicationStatus,
    HelpCall,
    HelpRequest,
    PaperOutcome,
    PrintJob,
    Problem,
    Ticket,
    TicketRequest,
)
from ui.outcome import Answered, Outcome, Refused, Unanswered
from ui.token import Token

T = TypeVar("T")
Then = Callable[[Outcome[T]], None]

PATIENCE_MS = 4_000
"""An office on the same machine answers in milliseconds; longer than this and it is not there."""
_PROBLEM = msgspec.json.Decoder(Problem)
LONGEST_ANSWER = 4 << 20
"""Bytes. The catalogue is the largest answer, some 200 kB."""


class Flight(QObject):
    """One request under way. `leave()` forgets it: its answer will not be heard.

    A child of the Api and not of the reply: Python forgets the reply's wrapper, and with it its children's.
    """

    def __init__(self, reply: QNetworkReply, arrived: Callable[[QNetworkReply], None], api: Api) -> None:
        super().__init__(api)
        self._reply = reply
        self._arrived: Callable[[QNetworkReply], None] | None = arrived
        reply.downloadProgress.connect(self._measure)
        reply.finished.connect(self._land)

    def leave(self) -> None:
        if self._arrived is not None:
            self._arrived = None
            self._reply.abort()

    @Slot("qint64", "qint64")
    def _measure(self, received: int, _total: int) -> None:
        if received > LONGEST_ANSWER:
            self._reply.abort()

    @Slot()
    def _land(self) -> None:
        arrived, self._arrived = self._arrived, None
        if arrived is not None:
            arrived(self._reply)
        self._reply.deleteLater()
        self.deleteLater()


class Api(QObject):
    """All that the screen asks of the office at `url`, showing `token`."""

    def __init__(self, url: str, token: Token, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._url = url.rstrip("/")
        self._token = token
        self.network = QNetworkAccessManager(self)
        self.network.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        self.network.setRedirectPolicy(QNetworkRequest.RedirectPolicy.ManualRedirectPolicy)

    def request(self, path: str, staff: str = "") -> QNetworkRequest:
        request = QNetworkRequest(QUrl(self._url + path))
        request.setRawHeader(b"Authorization", f"Bearer {self._token.value}".encode())
        if staff:
            request.setRawHeader(b"Anjungan-Staff", staff.encode())
        return request

    def catalogue(self, then: Then[Catalogue]) -> Flight:
        return self.get("/api/catalogue", Catalogue, then)

    def application_status(self, code: str, then: Then[ApplicationStatus]) -> Flight:
        return self.get(f"/api/applications/{code}", ApplicationStatus, then)

    def take_ticket(self, key: str, wanted: TicketRequest, then: Then[Ticket], staff: str = "") -> Flight:
        """`staff`: token of whoever helps; so in all that follows."""
        return self.post(_assisted("/tickets", staff), wanted, Ticket, then, key, staff)

    def apply(self, key: str, filled: ApplicationRequest, then: Then[Application], staff: str = "") -> Flight:
        return self.post(_assisted("/applications", staff), filled, Application, then, key, staff)

    def call_help(self, page: str, then: Then[HelpCall]) -> Flight:
        return self.post("/api/help-calls", HelpRequest(page), HelpCall, then, uuid7())

    def paper_came_out(
        self, job: str, came_out: bool, then: Then[PrintJob], staff: str = "", key: str = ""
    ) -> Flight:
        path = f"/api/assist/papers/{job}/outcome" if staff else f"/api/prints/{job}/outcome"
        return self.post(path, PaperOutcome(came_out), PrintJob, then, key or uuid7(), staff)

    def print_job(self, job: str, then: Then[PrintJob]) -> Flight:
        return self.get(f"/api/prints/{job}", PrintJob, then)

    def forbids(self, reply: QNetworkReply) -> bool:
        """Whether the office did not know the token; the next request then shows the one it has written."""
        forbidden = bool(reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) == 401)
        if forbidden:
            self._token.renew()
        return forbidden

    def get(self, path: str, kind: type[T], then: Then[T], staff: str = "") -> Flight:
        request = self.request(path, staff)
        request.setTransferTimeout(PATIENCE_MS)
        decoder = _decoder(kind)
        return Flight(self.network.get(request), lambda reply: then(self._outcome(reply, decoder)), self)

    def post(self, path: str, body: Any, kind: type[T], then: Then[T], key: str, staff: str = "") -> Flight:
        request = self.request(path, staff)
        request.setTransferTimeout(PATIENCE_MS)
        request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/json")
        request.setRawHeader(b"Idempotency-Key", key.encode())
        sent = self.network.post(request, QByteArray(msgspec.json.encode(body)))
        decoder = _decoder(kind)
        return Flight(sent, lambda reply: then(self._outcome(reply, decoder)), self)

    def _outcome(self, reply: QNetworkReply, decoder: msgspec.json.Decoder[T]) -> Outcome[T]:
        return Unanswered("token") if self.forbids(reply) else _outcome(reply, decoder)


def _assisted(path: str, staff: str) -> str:
    return ("/api/assist" if staff else "/api") + path


_DECODERS: dict[type[Any], msgspec.json.Decoder[Any]] = {}


def _decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    """Made while the request is under way: making one takes longer than using it."""
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.json.Decoder(kind)
    return _DECODERS[kind]


def _outcome(reply: QNetworkReply, decoder: msgspec.json.Decoder[T]) -> Outcome[T]:
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    if not isinstance(status, int):
        return Unanswered(reply.error().name)
    body = reply.readAll().data()
    try:
        if status < 300:
            return Answered(decoder.decode(body))
        problem = _PROBLEM.decode(body)
    except msgspec.MsgspecError:
        return Unanswered("garbled")
    # 5xx and 429 say "not now": the act may be sent again under its key.
    return Unanswered(problem.type) if status >= 500 else Refused(problem)
