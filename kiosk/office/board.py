"""What can be asked of the office: its status, an application by its code, a paper, a receipt.

All methods block on the store: call them off the event loop.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from kiosk import help, officeday
from kiosk.applications import codes, status
from kiosk.applications.errors import UnknownCode
from kiosk.calendar import closed_door
from kiosk.clock import Clock, local
from kiosk.office import contract, problems
from kiosk.office.health import ailments
from kiosk.office.house import House
from kiosk.office.limit import Guesses
from kiosk.office.readings import Reader
from kiosk.queueing import closures, wait
from kiosk.spool import jobs, papers
from kiosk.spool.errors import JobUnknown
from kiosk.spool.presses import Presses
from kiosk.staff import accounts
from kiosk.store import Connection, Store
from kiosk.words import moment_words
from printing.documents import ApplicationReceipt

T = TypeVar("T")

Central = Callable[[], contract.Central]
Readers = Callable[[], list[Reader]]


class Board:
    """Answers from the store; changes nothing."""

    def __init__(
        self,
        store: Store,
        house: House,
        clock: Clock,
        *,
        printers: Presses,
        central: Central,
        readers: Readers = list,
    ) -> None:
        self._store = store
        self._house = house
        self._clock = clock
        self._printers = printers
        self._central = central
        self._readers = readers
        self._guesses: defaultdict[int | None, Guesses] = defaultdict(Guesses)

    def status(self) -> contract.Status:
        """Everything that a screen needs to know of its office."""
        now = self._clock.now()
        wall = local(now, self._house.config.zone)

        config, stock = self._house.config, self._house.shelf.stock
        rules = self._house.facts.room

        def look(
            connection: Connection,
        ) -> tuple[str, int, list[contract.HelpCall], bool, dict[str, str], bool]:
            day = officeday.shown(connection, now, config.zone)
            calls = help.open_calls(connection)
            closed = closures.unavailable(connection, day, rules)
            doubtful = officeday.doubtful(connection, now)
            return day, wait.waiting(connection, day), calls, doubtful, closed, accounts.anybody(connection)

        day, waiting, calls, doubtful, closed, staffed = self._store.read(look)
        door = closed_door(self._house.door(now), closed.pop(closures.KIOSK, None))
        return contract.Status(
            office_code=config.code,
            office_name=config.name,
            regency_name=config.regency,
            now=wall.isoformat(timespec="seconds"),
            office_day=day,
            opening=door.opening,
            opening_sentence=door.sentence,
            waiting=waiting,
            services=self._house.closed_services(closed),
            announcements=list(config.announcements),
            printer=self._printers.printer(),
            central=self._central(),
            help_calls=calls,
            catalogue_sha256=stock.catalogue.sha256,
            catalogue_problem=stock.problem,
            villages=self._house.villages,
            ailments=ailments(
                self._store.folder, store_in_place=self._store.in_place(), clock_doubtful=doubtful
            ),
            assisting=staffed,
            printers=self._printers.printers(),
            readers=self._readers(),
        )

    def paper(self, id: str) -> contract.PrintJob:
        """The state of a paper. Raises Refusal."""
        try:
            return self._store.read(lambda connection: jobs.find(connection, id)).shown()
        except JobUnknown:
            raise problems.UNKNOWN_PRINT() from None

    def application(self, typed: str, kiosk: int | None = None) -> contract.ApplicationStatus:
        """What the holder of a code may know. Raises Refusal, also after too many wrong codes.

        `kiosk`: the further kiosk at which it was typed; none: this machine's.
        """
        return self._by_code(typed, status.status, kiosk)

    def receipt(self, typed: str, kiosk: int | None = None) -> ApplicationReceipt:
        """The receipt of the application with this code, printed now. As `application`."""
        document = papers.from_text(self._by_code(typed, _receipt, kiosk))
        assert isinstance(document, ApplicationReceipt)
        printed = moment_words(local(self._clock.now(), self._house.config.zone))
        return dataclasses.replace(document, printed_at=printed)

    def _by_code(self, typed: str, look: Callable[[Connection, str], T], kiosk: int | None) -> T:
        now, guesses = self._clock.now(), self._guesses[kiosk]
        if left := guesses.wait(now):
            raise problems.TOO_MANY_CODES(headers={"Retry-After": str(int(left.total_seconds()) + 1)})
        try:
            code = codes.read(typed)
            return self._store.read(lambda connection: look(connection, code))
        except (codes.BadCode, UnknownCode):
            guesses.wrong(now)
            raise problems.UNKNOWN_CODE() from None


def _receipt(connection: Connection, code: str) -> str:
    row = connection.one(
        "SELECT j.document FROM applications a JOIN print_jobs j"
        " ON j.subject = 'receipt' AND j.subject_id = a.id AND j.copy = 0 WHERE a.code = ?",
        (code,),
    )
    if row is None:
        raise UnknownCode
    return str(row[0])
