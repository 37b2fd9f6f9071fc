"""A spool, its store and a virtual printer under faults, with somebody who looks at the paper."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Lock, Timer
from typing import Self
from zoneinfo import ZoneInfo

from kiosk.clock import SystemClock
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.office.contract import PrintJob
from kiosk.spool import jobs
from kiosk.spool.jobs import Job
from kiosk.spool.worker import Spool
from kiosk.store import Store
from printing.live import LivePrinter
from printing.pen import Drawing
from printing.profiles import GENERIC_80
from printing.transports import Tcp
from printing.virtual import VirtualPrinter
from tests.drills import papers
from tests.drills.papers import FIRST_LINE, LAST_LINE, Paper

PATIENCE_S = 30.0
SILENCE_S = 0.3
"""In place of 15 s: what is drilled is the way, not the waiting."""
COPY = "SALINAN"
LOOK_S = 0.002
UNDER_WAY = ("queued", "sending", "in_printer")
MENDS: dict[str, str] = {
    "unplug": "plug",
    "pull_cable": "plug",
    "run_out": "refill",
    "open_cover": "close_cover",
    "jam": "clear",
    "stall": "go_on",
    "mute": "speak",
    "garble": "clear_up",
    "xoff": "xon",
}
"""Faults of the virtual printer, and what ends each."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that happens to the printer before the print byte `at` of the next paper."""

    what: str
    at: int

    def arm(self, virtual: VirtualPrinter) -> Callable[[], None]:
        """Returns what makes sure that it does not happen any more."""
        virtual.fail_at(self.at, self.what)
        return partial(virtual.fail_at, 0, MENDS[self.what])


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens to the printer so many seconds after the next paper was queued."""

    what: str
    after_s: float

    def arm(self, virtual: VirtualPrinter) -> Callable[[], None]:
        """Returns what waits until it has happened."""
        timer = Timer(self.after_s, getattr(virtual, self.what))
        timer.start()
        return timer.join


class Press:
    """Prints one paper after another, each with a fault, and keeps count of what came out."""

    def __init__(
        self,
        folder: Path,
        printer: type[LivePrinter] = LivePrinter,
        settle: Callable[[Press, Job], None] | None = None,
        bytes_per_s: float | None = None,
    ) -> None:
        """`settle` is what is done about an unknown paper; by default a person looks and answers.

        `bytes_per_s` is the pace at which the printer takes a paper.
        """
        self._bytes_per_s = bytes_per_s
        self._folder = folder
        self._kind = printer
        self._settle = settle or Press.look_and_answer
        self._open = ExitStack()
        self._slips: list[Drawing] = []
        self._guard = Lock()
        self.false_confirmed: list[tuple[str, Fault | Moment]] = []
        self.doubled: list[tuple[str, Fault | Moment]] = []

    def __enter__(self) -> Self:
        self.virtual = self._open.enter_context(
            VirtualPrinter(None, bytes_per_s=self._bytes_per_s, on_slip=self._fell)
        )
        self.store = Store.open(self._folder, pinned("demo", self._folder), SystemClock())
        self._open.callback(self.store.close)
        host, port = self.virtual.url.removeprefix("tcp://").split(":")
        self._spool = Spool(
            self.store,
            self._kind(Tcp(host, int(port)), GENERIC_80, silence=SILENCE_S),
            moment=self._moment,
            on_job=lambda _: None,
            on_printer=lambda: None,
        )
        self._spool.start()
        self._open.callback(self._spool.stop)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def trial(self, paper: Paper, fault: Fault | Moment) -> None:
        """One paper with one fault, mended, decided, and copied where it did not come out."""
        self._until(lambda: self._spool.printer().state in ("ready", "low"), "the printer is ready")
        name = papers.name(paper)
        disarm = fault.arm(self.virtual)
        id = self._queue(paper)
        self._until(lambda: self._is_held(id), "the paper ends or waits for something")
        disarm()
        getattr(self.virtual, MENDS[fault.what])()
        self._until(lambda: self.job(id).state not in UNDER_WAY, "the paper ends or is unknown")
        if self.job(id).state == "unknown":
            self._settle(self, self.job(id))
            self._until(lambda: self.job(id).state not in (*UNDER_WAY, "unknown"), "it is decided")
        job = self.job(id)
        if (job.state, job.decided_by) == ("confirmed", "printer") and not self.came_out(paper):
            self.false_confirmed.append((name, fault))
        if job.state == "failed":
            copy = self._queue(replace(paper, copy=1), of=job)
            self._until(lambda: self.job(copy).state == "confirmed", "the copy is printed")
        if self._originals(name) > 1:
            self.doubled.append((name, fault))
        self._slips.clear()

    def look_and_answer(self, job: Job) -> None:
        """A person sees whether it lies in the tray; the printer may confirm it before they have spoken."""
        came_out = self._lies_in_tray(job.subject_id)

        def answer() -> None:
            self.store.write(lambda tx: jobs.answered(tx, job.id, came_out=came_out, at=self._moment()))

        if self.job(job.id).state == "unknown":
            answer()

    def came_out(self, paper: Paper) -> bool:
        """Whether the whole paper was cut as an original."""
        return self._lies_in_tray(papers.name(paper))

    def job(self, id: str) -> Job:
        return self.store.read(partial(jobs.find, id=id))

    def _lies_in_tray(self, name: str) -> bool:
        with self._guard:
            return any(name in slip.words and slip.words[-1] == LAST_LINE for slip in self._slips)

    def _originals(self, name: str) -> int:
        """How many papers carry the number and no word of a copy, whole or not."""
        with self._guard:
            lines = [line for slip in self._slips for line in slip.words]
        lines += self.virtual.on_paper().words
        starts = [n for n, line in enumerate(lines) if line == FIRST_LINE]
        printed = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
        return sum(name in paper and not any(COPY in line for line in paper) for paper in printed)

    def _queue(self, paper: Paper, of: Job | None = None) -> str:
        made: PrintJob = self.store.write(
            lambda tx: jobs.enqueue(
                tx,
                id=uuid7(),
                document=paper,
                subject="ticket",
                subject_id=of.subject_id if of else papers.name(paper),
                now=datetime.now(UTC),
            )
        )
        self._spool.wake()
        return made.id

    def _is_held(self, id: str) -> bool:
        job = self.job(id)
        return job.state not in UNDER_WAY or job.waits_for is not None

    def _until(self, reached: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not reached():
            assert time.monotonic() < end, f"not within {PATIENCE_S} s: {what}"
            time.sleep(LOOK_S)

    def _fell(self, slip: Drawing) -> None:
        with self._guard:
            self._slips.append(slip)

    @staticmethod
    def _moment() -> jobs.Moment:
        return jobs.Moment(datetime.now(UTC), ZoneInfo("Asia/Jakarta"), "none")
