"""A real store, a virtual printer, and a spool between them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.clock import SystemClock
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.office.contract import PrintJob
from kiosk.spool import jobs, worker
from kiosk.spool.jobs import Moment
from kiosk.spool.worker import Spool
from kiosk.store import Store
from printing.address import open_printer
from printing.documents import Letterhead, TicketSlip
from printing.live import LivePrinter
from printing.printer import Printer
from printing.profiles import GENERIC_80
from printing.transports import Tcp
from printing.virtual import VirtualPrinter

PATIENCE_S = 10.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path, pinned("demo", tmp_path), SystemClock())
    yield store
    store.close()


@pytest.fixture
def moment() -> Moment:
    return Moment(datetime(2026, 11, 24, 2, 0, tzinfo=UTC), ZoneInfo("Asia/Jakarta"), "none")


@pytest.fixture
def slip() -> TicketSlip:
    return TicketSlip(
        head=Letterhead("Kecamatan Tigaraksa", "Kabupaten Tangerang", ""),
        number="B-017",
        service="Surat Keterangan Tidak Mampu",
        priority="",
        people_ahead="5 orang di depan",
        wait="Perkiraan 15–25 menit",
        made_at="Selasa, 24 November 2026, 09.00",
        printed_at="",
        qr="ANJUNGAN:ANTREAN:2026-11-24:B-017",
        hints=("Simpan karcis ini.",),
    )


@pytest.fixture
def queue(store: Store, slip: TicketSlip) -> Callable[[], str]:
    """Queues one slip and returns the id of its job."""

    def add() -> str:
        made = store.write(
            lambda tx: jobs.enqueue(
                tx,
                id=uuid7(),
                document=slip,
                subject="ticket",
                subject_id=uuid7(),
                now=datetime.now(UTC),
            )
        )
        return made.id

    return add


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualPrinter]:
    with VirtualPrinter(tmp_path / "slips", draw=False) as printer:
        yield printer


@pytest.fixture
def impatient(virtual: VirtualPrinter) -> Printer:
    """The real printer of the virtual one's line, to which one second is silence."""
    host, port = virtual.url.removeprefix("tcp://").split(":")
    return LivePrinter(Tcp(host, int(port)), GENERIC_80, silence=1.0)


class Watched:
    """A running spool and everything it said."""

    def __init__(self, store: Store, printer: Printer) -> None:
        self.said: list[PrintJob] = []
        self._news = threading.Condition()
        self._store = store
        zone = ZoneInfo("Asia/Jakarta")
        self.spool = Spool(
            store,
            printer,
            moment=lambda: Moment(datetime.now(UTC), zone, "none"),
            on_job=self._hear,
            on_printer=self._stir,
        )
        self.spool.start()

    def until(self, reached: Callable[[], bool]) -> None:
        """Waits for news that make `reached` true."""
        deadline = time.monotonic() + PATIENCE_S
        with self._news:
            while not reached():
                left = deadline - time.monotonic()
                assert left > 0, f"not reached; said {self.said}, printer {self.spool.printer()}"
                self._news.wait(left)

    def until_job(self, id: str, state: str, waits_for: str | None = None) -> None:
        def reached() -> bool:
            last = next((job for job in reversed(self.said) if job.id == id), None)
            return last is not None and (last.state, last.waits_for) == (state, waits_for)

        self.until(reached)

    def job(self, id: str) -> jobs.Job:
        return self._store.read(lambda connection: jobs.find(connection, id))

    def states(self, id: str) -> list[str]:
        return [job.state for job in self.said if job.id == id]

    def _hear(self, job: PrintJob) -> None:
        with self._news:
            self.said.append(job)
            self._news.notify_all()

    def _stir(self) -> None:
        with self._news:
            self._news.notify_all()


@pytest.fixture
def watch(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Printer | str], Watched]]:
    """Starts a spool on a printer or the URL of one; stopped at the end."""
    monkeypatch.setattr(worker, "IDLE_S", 0.1)
    running: list[Watched] = []

    def start(printer: Printer | str) -> Watched:
        opened = open_printer(printer, GENERIC_80) if isinstance(printer, str) else printer
        running.append(Watched(store, opened))
        return running[-1]

    yield start
    for watched in running:
        watched.spool.stop()
