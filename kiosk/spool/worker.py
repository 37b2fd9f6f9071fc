"""The spool's worker: one thread for one printer, and no list of its own.

It takes what the table says is queued, one at a time, and follows each paper until the printer has said what
became of it, or nobody can know but a person. Whatever goes wrong with the printer stays in this thread.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from functools import partial
from typing import Final, Literal, assert_never

import structlog

from kiosk.clock import from_iso, iso, local
from kiosk.office import contract
from kiosk.spool import jobs, papers, rolls
from kiosk.spool.errands import Errands, T
from kiosk.spool.jobs import Job, Moment, Place, Subject
from kiosk.store import Store, Transaction
from kiosk.store.connection import DatabaseError
from kiosk.words import clock_words
from printing import escpos
from printing.documents import Document
from printing.errors import NothingSent, PrinterClosed, SentInPart
from printing.printer import MARKERS, Confirmed, Pending, Printer, Silent, Waiting
from printing.profiles import Profile
from printing.status import PrinterStatus

BREATH_S: Final = 0.01
"""Before each paper: the answer to the citizen goes out first, and a run of papers leaves room for others."""
IDLE_S: Final = 1.5
"""Between two looks at an idle printer: whether it can print is known before a citizen starts."""
LOOK_S: Final = 0.5
"""Between two looks at a paper under way."""
QUICK_S: Final = 0.25
"""A healthy printer has answered by then."""
STOP_S: Final = 5.0
SLOW_S: Final = 8.0
"""A printer that is still taking one paper after so long is said to be slow."""
KEPT: Final = timedelta(days=7)
"""What was printed is kept so long for a copy, then only that it was."""
CLEAR_EVERY_S: Final = 3600.0

NAMES: Final[dict[Place, str]] = {
    "first": "Printer karcis",
    "second": "Printer cadangan",
    "a4": "Printer A4",
}

log = structlog.get_logger()


class Spool:
    """The print jobs of one printer.

    `moment` says when something happens; `on_job` and `on_printer` are called from the worker's thread, after
    the change is durable. `takes` says which subjects are this printer's to print just now, and `draw` makes
    its bytes of a document.
    """

    def __init__(
        self,
        store: Store,
        printer: Printer,
        *,
        moment: Callable[[], Moment],
        on_job: Callable[[contract.PrintJob], None],
        on_printer: Callable[[], None],
        place: Place = "first",
        takes: Callable[[], tuple[Subject, ...]] = lambda: jobs.SUBJECTS,
        draw: Callable[[Document, Profile], bytes] = escpos.render,
    ) -> None:
        self._store = store
        self._place: Place = place
        self._takes = takes
        self._render = draw
        self._roll = store.read(partial(rolls.load, place=place))
        self._clear_at = 0.0
        self._sending_since = 0.0
        self._printer = printer
        self._errands = Errands()
        self._moment = moment
        self._on_job = on_job
        self._on_printer = on_printer
        self._status = PrinterStatus("offline")
        self._since = moment().now
        self._lost = ""
        """Why papers under way are no longer followed, until that is written down."""
        self._work = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"spool-{place}", daemon=True)

    def start(self) -> None:
        """Settles what a restart left open and begins to work."""
        try:
            self._lose_track("restarted")
        except DatabaseError as error:  # a full disk; the worker tries again
            log.error("spool_step_failed", error=type(error).__name__)
            self._lost = "restarted"
        self._thread.start()

    def wake(self) -> None:
        """Something was queued."""
        self._work.set()

    def stop(self) -> None:
        """Ends the worker at once; a paper under way is unknown at the next start."""
        self._stopping.set()
        self._work.set()
        self._printer.close()
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    def printer(self) -> contract.Printer:
        """The printer as it last described itself."""
        status, since, profile = self._status, self._since, self._printer.profile
        left = self._roll.papers_left(profile, status.state) if profile.roll_m else None
        return contract.Printer(status.state, iso(since), status.sentence, NAMES[self._place], left)

    def ask(self, act: Callable[[Printer], T]) -> Future[T]:
        """Something that is wanted of the printer between two papers; see `Errands.ask`."""
        future = self._errands.ask(act)
        self._work.set()
        return future

    @property
    def is_able(self) -> bool:
        """Whether it said last that it can print."""
        return self._status.can_print

    def change_roll(self) -> None:
        """Staff have put a new roll in. From any thread; blocks on the store."""
        self._keep_roll(rolls.new(self._moment().now))
        self._on_printer()

    def _run(self) -> None:
        while not self._stopping.wait(BREATH_S):
            self._work.clear()
            try:
                if self._lost:
                    self._lose_track(self._lost)
                    self._lost = ""
                self._errands.do(self._printer)
                found = self._step()
            except PrinterClosed:
                break
            except Exception as error:  # one bad paper or one bad moment never ends the thread
                log.error("spool_step_failed", error=type(error).__name__)
                found = "held up"
                self._lost = self._lost or "broken_off"
            match found:
                case "paper":
                    pass
                case "nothing":
                    self._work.wait(IDLE_S)
                case "held up":
                    # New papers wake nobody here: they are told together, at the next look.
                    self._stopping.wait(IDLE_S)
                case _:
                    assert_never(found)
        self._errands.end()

    def _step(self) -> Literal["paper", "nothing", "held up"]:
        """Prints one paper, or says why not."""
        status = self._printer.status()
        self._seen(status)
        self._hear_late_markers()
        self._clear_old()
        self._hold_queued(_reason(status))
        if not status.can_print:
            return "held up"
        job = self._next()
        if job is None:
            return "nothing"
        self._print(job)
        self._hear_late_markers()
        return "paper"

    def _print(self, job: Job) -> None:
        try:
            data = self._draw(job)
        except Exception as error:  # a document of an earlier release, or text that no printer can show
            log.error("paper_cannot_be_drawn", job=job.id, error=type(error).__name__)
            self._move(job, "failed", problem="cannot_draw")
            return
        marker = self._start_sending(job)
        if marker is None:
            return  # another printer has it
        self._sending_since = time.monotonic()
        try:
            self._printer.send(data, marker, held=partial(self._held, job))
        except NothingSent:
            self._move(job, "failed", problem="nothing_sent")
        except SentInPart:
            self._move(job, "unknown", problem="sent_in_part")
        else:
            if self._printer.profile.roll_m:
                self._roll = self._roll.after(rolls.length_mm(data, self._printer.profile))
            self._follow(job, marker)

    def _next(self) -> Job | None:
        """The paper that has waited longest and is still wanted. A ticket is worth nothing the day after."""
        while subjects := self._takes():
            job = self._store.read(partial(jobs.next_queued, subjects=subjects))
            if job is None or not self._is_stale(job):
                return job
            self._move(job, "failed", problem="out_of_date")
        return None

    def _is_stale(self, job: Job) -> bool:
        at = self._moment()
        made = local(from_iso(job.created_at), at.zone).date()
        return job.subject == "ticket" and made < local(at.now, at.zone).date()

    def _draw(self, job: Job) -> bytes:
        at = self._moment()
        document = papers.printed(papers.from_text(job.document), clock_words(local(at.now, at.zone)))
        return self._render(document, self._printer.profile)

    def _follow(self, job: Job, marker: int) -> None:
        """Waits for the printer's own word, without limit while it reports a condition."""
        outcome = self._printer.wait(marker, QUICK_S)
        if isinstance(outcome, Confirmed):
            # The rule, and both steps in one transaction: a slip costs the disk two commits, not three.
            return self._move(job, "in_printer", "confirmed", decided_by="printer")
        self._move(job, "in_printer")
        while not self._stopping.is_set():
            match outcome:
                case Confirmed():
                    return self._move(job, "confirmed", decided_by="printer")
                case Silent():
                    return self._move(job, "unknown", problem="silent")
                case Waiting(status):
                    self._held(job, status)
                case Pending():
                    self._held(job, self._printer.status())
                case _:
                    assert_never(outcome)
            outcome = self._printer.wait(marker, LOOK_S)
        return None

    def _held(self, job: Job, status: PrinterStatus) -> bool:
        """The printer holds a paper up that is under way; goes on unless the office stops."""
        self._seen(status)
        slow = status.can_print and time.monotonic() - self._sending_since > SLOW_S
        self._hold(job, "slow" if slow else _reason(status))
        self._hold_queued(_reason(status))
        return not self._stopping.is_set()

    def _hear_late_markers(self) -> None:
        for marker in self._printer.late_markers():
            self._store.write(partial(self._confirm_late, marker))

    def _confirm_late(self, marker: int, tx: Transaction) -> None:
        job = jobs.undecided(tx, marker)
        if job and job.state == "unknown":
            self._tell(tx, [jobs.move(tx, job.id, "confirmed", at=self._moment(), decided_by="printer")])

    def _start_sending(self, job: Job) -> int | None:
        """Records that the paper is under way, before its first byte; returns the marker to send with it.

        None: another printer took it first.
        """
        at = self._moment()

        def act(tx: Transaction) -> int | None:
            if jobs.find(tx, job.id).state != "queued":
                return None
            marker = secrets.randbelow(MARKERS)
            while jobs.undecided(tx, marker):
                marker = secrets.randbelow(MARKERS)
            self._tell(tx, [jobs.move(tx, job.id, "sending", at=at, marker=marker, printer=self._place)])
            return marker

        return self._store.write(act)

    def _move(
        self,
        job: Job,
        *steps: contract.PrintState,
        problem: str | None = None,
        decided_by: jobs.Decider | None = None,
    ) -> None:
        at = self._moment()

        def act(tx: Transaction) -> None:
            *passed, last = steps
            for step in passed:
                jobs.move(tx, job.id, step, at=at)
            self._tell(tx, [jobs.move(tx, job.id, last, at=at, problem=problem, decided_by=decided_by)])
            rolls.keep(tx, self._place, self._roll)

        self._store.write(act)

    def _lose_track(self, problem: str) -> None:
        at = self._moment()
        self._store.write(lambda tx: self._tell(tx, jobs.lose_track(tx, self._place, problem=problem, at=at)))

    def _hold(self, job: Job, waits_for: contract.WaitsFor | None) -> None:
        now = self._moment().now
        self._store.write(lambda tx: self._tell(tx, jobs.hold(tx, job.id, waits_for, now=now)))

    def _hold_queued(self, waits_for: contract.WaitsFor | None) -> None:
        subjects = self._takes()
        if not subjects:
            return
        if self._store.read(lambda connection: jobs.misheld(connection, waits_for, subjects)):
            now = self._moment().now
            self._store.write(lambda tx: self._tell(tx, jobs.hold_queued(tx, waits_for, subjects, now=now)))

    def _clear_old(self) -> None:
        if time.monotonic() >= self._clear_at:
            before = self._moment().now - KEPT
            self._store.write(lambda tx: jobs.forget_documents(tx, before))
            self._clear_at = time.monotonic() + CLEAR_EVERY_S

    def _keep_roll(self, roll: rolls.Roll) -> None:
        self._store.write(lambda tx: rolls.keep(tx, self._place, roll))
        self._roll = roll

    def _tell(self, tx: Transaction, changed: list[Job]) -> None:
        for job in changed:
            tx.after(partial(self._on_job, job.shown()))

    def _seen(self, status: PrinterStatus) -> None:
        if status == self._status:
            return
        before, self._status = self._status, status
        if status.state != before.state:
            self._since = self._moment().now
        if rolls.was_changed(before.state, status.state):
            self._keep_roll(rolls.new(self._since))
        self._on_printer()


def _reason(status: PrinterStatus) -> contract.PrinterState | None:
    return None if status.can_print else status.state
