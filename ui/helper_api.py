"""What assisted mode asks of the office. Loaded when somebody says *Saya petugas*, not before."""

from __future__ import annotations

from kiosk.ids import uuid7
from kiosk.office.assistance import (
    AssistRequest,
    AssistSession,
    AssistStaff,
    ClosingRequest,
    CopyRequest,
    KioskClosure,
    OpeningRequest,
    OpenPapers,
    PaperCopy,
    PriorityRequest,
    TicketPriority,
)
from kiosk.office.contract import Priority
from ui.api import PATIENCE_MS, Api, Flight, Then


class HelperApi:
    """The same office by the same way; `staff` is the token of whoever helps."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def staff(self, then: Then[AssistStaff]) -> Flight:
        return self._api.get("/api/assist/staff", AssistStaff, then)

    def sign_in(self, name: str, pin: str, then: Then[AssistSession]) -> Flight:
        return self._api.post("/api/assist/session", AssistRequest(name, pin), AssistSession, then, uuid7())

    def sign_out(self, staff: str) -> None:
        """Nobody waits for the answer: a session that is not ended here ends by itself."""
        request = self._api.request("/api/assist/session", staff)
        request.setTransferTimeout(PATIENCE_MS)
        Flight(self._api.network.deleteResource(request), lambda reply: None, self._api)

    def set_priority(
        self, staff: str, key: str, ticket: str, priority: Priority, then: Then[TicketPriority]
    ) -> Flight:
        path = f"/api/assist/tickets/{ticket}/priority"
        return self._api.post(path, PriorityRequest(priority), TicketPriority, then, key, staff)

    def copy(self, staff: str, key: str, paper: str, then: Then[PaperCopy]) -> Flight:
        return self._api.post("/api/assist/copies", CopyRequest(paper), PaperCopy, then, key, staff)

    def open_papers(self, staff: str, then: Then[OpenPapers]) -> Flight:
        return self._api.get("/api/assist/papers", OpenPapers, then, staff)

    def closure(self, staff: str, then: Then[KioskClosure]) -> Flight:
        return self._api.get("/api/assist/closure", KioskClosure, then, staff)

    def close(self, staff: str, key: str, reason: str, then: Then[KioskClosure]) -> Flight:
        return self._api.post("/api/assist/closing", ClosingRequest(reason), KioskClosure, then, key, staff)

    def open(self, staff: str, key: str, then: Then[KioskClosure]) -> Flight:
        return self._api.post("/api/assist/opening", OpeningRequest(), KioskClosure, then, key, staff)
