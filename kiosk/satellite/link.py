"""The way to the main office: over TLS that believes its authority alone, and with an end to patience.

Whatever is asked carries a key, so asking again is harmless. `Silent` says that no answer came in time, and
nothing about what the office did.
"""

from __future__ import annotations

from concurrent.futures import CancelledError, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from functools import partial
from typing import Any, Final, TypeVar
from urllib.parse import quote

import msgspec
import urllib3

from kiosk.office import contract, problems
from kiosk.office.bodies import KEY_HEADER
from kiosk.office.errors import Refusal
from kiosk.satellite.contract import (
    PREFIX,
    Beat,
    Filled,
    Office,
    PassedApplication,
    PassedTicket,
    Record,
    bearer,
)
from kiosk.satellite.errors import Silent, Unfit
from kiosk.satellite.membership import Membership

T = TypeVar("T")

WITHIN_S: Final = 1.5
"""A citizen does not wait longer for the main office."""
PATIENT_S: Final = 10.0
"""Nobody waits for beats and records."""
AT_ONCE: Final = 8
"""Requests under way; those that nobody waits for any more end by their own time-outs."""
NOT_KNOWN: Final = frozenset({401, 403})
"""The office does not know this kiosk: as good as silent, until somebody joins it again."""
TO_STAFF: Final = frozenset(
    kind.problem().type for kind in (problems.WRONG_PIN, problems.STAFF_ENDED, problems.ROLE)
)
"""It knows the kiosk, and whoever helps there is told no."""
STAFF_HEADER: Final = "Anjungan-Staff"


class Link:
    """Everything that is asked of the main office. All methods block, and raise Silent."""

    def __init__(self, membership: Membership) -> None:
        self._url = membership.url
        self._headers = {
            "Authorization": bearer(membership.number, membership.secret),
            "Origin": membership.url,
            "Content-Type": "application/json",
        }
        self._pool = urllib3.PoolManager(ssl_context=membership.tls, maxsize=AT_ONCE)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="main-office")

    def beat(self, beat: Beat) -> Office:
        return self._call("POST", "/beat", Office, beat, within=PATIENT_S)

    def catalogue(self) -> bytes:
        """As the office encodes it."""
        return bytes(self._call("GET", "/catalogue", msgspec.Raw, within=PATIENT_S))

    def take_ticket(self, key: str, wanted: contract.TicketRequest, staff: str) -> PassedTicket:
        """`staff`: token of whoever helps, or empty. Raises Refusal."""
        return self._call("POST", "/tickets", PassedTicket, wanted, key, staff=staff)

    def apply(self, key: str, filled: Filled, staff: str) -> PassedApplication:
        """`staff`: token of whoever helps, or empty. Raises Refusal."""
        return self._call("POST", "/applications", PassedApplication, filled, key, staff=staff)

    def call_help(self, key: str, wanted: contract.HelpRequest) -> contract.HelpCall:
        """Raises Refusal."""
        return self._call("POST", "/help-calls", contract.HelpCall, wanted, key)

    def application(self, typed: str) -> contract.ApplicationStatus:
        """Raises Refusal."""
        return self._call("GET", f"/applications/{quote(typed, safe='')}", contract.ApplicationStatus)

    def receipt(self, typed: str) -> str:
        """The document as `kiosk.spool.papers` writes it. Raises Refusal."""
        return bytes(
            self._call("GET", f"/applications/{quote(typed, safe='')}/receipt", msgspec.Raw)
        ).decode()

    def deliver(self, record: Record) -> None:
        """Raises Unfit."""
        try:
            self._call("POST", "/records", msgspec.Raw, record, within=PATIENT_S)
        except Refusal as refused:
            raise Unfit(refused.problem.type) from None

    def assist(
        self,
        method: str,
        path: str,
        answer: type[T],
        content: Any = None,
        key: str | None = None,
        *,
        staff: str = "",
    ) -> T:
        """Something of assisted mode, as the screen asks for it; `path` below `/assist`. Raises Refusal."""
        return self._call(method, f"/assist{path}", answer, content, key, staff=staff)

    def close(self) -> None:
        """Nothing more is asked; what is under way is left."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._pool.clear()

    def _call(
        self,
        method: str,
        path: str,
        answer: type[T],
        content: Any = None,
        key: str | None = None,
        *,
        staff: str = "",
        within: float = WITHIN_S,
    ) -> T:
        body = None if content is None else msgspec.json.encode(content)
        headers = (
            self._headers | ({KEY_HEADER: key} if key else {}) | ({STAFF_HEADER: staff} if staff else {})
        )
        try:
            asked = self._threads.submit(partial(self._ask, method, path, body, headers, within))
            status, said, later = asked.result(within)
        except (TooLate, CancelledError, RuntimeError, urllib3.exceptions.HTTPError) as error:
            raise Silent(type(error).__name__) from None
        return _read(status, said, later, answer)

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], within: float
    ) -> tuple[int, bytes, str]:
        response = self._pool.request(
            method,
            f"{self._url}{PREFIX}{path}",
            body=body,
            headers=headers,
            timeout=within,
            retries=False,
            redirect=False,
        )
        return response.status, response.data, response.headers.get("Retry-After", "")


def _read(status: int, said: bytes, later: str, answer: type[T]) -> T:
    try:
        if status < 300:
            return msgspec.json.decode(said or b"null", type=answer)
        if status < 500:
            problem = msgspec.json.decode(said, type=contract.Problem)
            if status not in NOT_KNOWN or problem.type in TO_STAFF:
                raise Refusal(problem, {"Retry-After": later} if later else None)
    except msgspec.MsgspecError:
        pass
    raise Silent(f"status {status}")
