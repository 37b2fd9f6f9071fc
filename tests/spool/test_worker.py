"""The spool with a real store and a printer behind a socket. `watch` starts it; see conftest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.spool import jobs
from kiosk.spool.absent import Absent
from kiosk.spool.jobs import Moment
from kiosk.store import Store
from printing.printer import Printer
from printing.virtual import VirtualPrinter

Watch = Callable[[Printer | str], Any]
Queue = Callable[[], str]


def test_a_slip_is_confirmed_by_the_printer_itself(
    watch: Watch, queue: Queue, virtual: VirtualPrinter
) -> None:
    watched = watch(virtual.url)
    id = queue()
    watched.spool.wake()
    watched.until_job(id, "confirmed")
    assert watched.states(id) == ["sending", "confirmed"]
    assert watched.job(id).decided_by == "printer"
    assert virtual.slips == 1


def test_what_was_queued_before_the_start_is_printed_in_order(
    watch: Watch, queue: Queue, virtual: VirtualPrinter
) -> None:
    ids = [queue() for _ in range(5)]
    watched = watch(virtual.url)
    watched.until_job(ids[-1], "confirmed")
    assert [job.id for job in watched.said if job.state == "confirmed"] == ids
    assert virtual.slips == 5


def test_a_printer_without_paper_is_known_before_anything_is_sent(
    watch: Watch, queue: Queue, virtual: VirtualPrinter
) -> None:
    virtual.run_out()
    watched = watch(virtual.url)
    watched.until(lambda: watched.spool.printer().state == "no_paper")
    id = queue()
    watched.spool.wake()
    watched.until_job(id, "queued", "no_paper")
    virtual.refill()
    watched.until_job(id, "confirmed")
    assert virtual.slips == 1


def test_paper_that_ends_in_the_middle_of_a_slip_gives_exactly_one_slip(
    watch: Watch, queue: Queue, virtual: VirtualPrinter
) -> None:
    virtual.run_out(after_mm=20)
    watched = watch(virtual.url)
    first, second = queue(), queue()
    watched.spool.wake()
    watched.until_job(first, "in_printer", "no_paper")
    watched.until_job(second, "queued", "no_paper")
    assert watched.spool.printer().sentence == "Kertas habis. Pasang gulungan baru."
    virtual.refill()
    watched.until_job(second, "confirmed")
    assert watched.job(first).state == "confirmed"
    assert virtual.slips == 2


@pytest.mark.parametrize(
    ("breaks", "mends", "condition"),
    [
        (VirtualPrinter.open_cover, VirtualPrinter.close_cover, "cover"),
        (VirtualPrinter.jam, VirtualPrinter.clear, "cutter"),
        (VirtualPrinter.unplug, VirtualPrinter.plug, "offline"),
    ],
)
def test_a_sick_printer_is_seen_while_idle_and_its_slips_wait(
    watch: Watch,
    queue: Queue,
    virtual: VirtualPrinter,
    breaks: Callable[[VirtualPrinter], None],
    mends: Callable[[VirtualPrinter], None],
    condition: str,
) -> None:
    watched = watch(virtual.url)
    watched.until(lambda: watched.spool.printer().state == "ready")
    breaks(virtual)
    watched.until(lambda: watched.spool.printer().state == condition)
    id = queue()
    watched.spool.wake()
    watched.until_job(id, "queued", condition)
    mends(virtual)
    watched.until_job(id, "confirmed")
    assert virtual.slips == 1


def test_silence_is_unknown_and_a_late_marker_confirms(
    watch: Watch, queue: Queue, virtual: VirtualPrinter, impatient: Printer
) -> None:
    watched = watch(impatient)
    watched.until(lambda: watched.spool.printer().state == "ready")
    virtual.run_out(after_mm=20)
    id = queue()
    watched.spool.wake()
    watched.until_job(id, "in_printer", "no_paper")
    virtual.mute()
    watched.until_job(id, "unknown")
    assert watched.job(id).problem == "silent"
    virtual.speak()
    virtual.refill()
    watched.until_job(id, "confirmed")
    assert watched.job(id).decided_by == "printer"


def test_a_late_marker_changes_nothing_once_a_person_has_spoken(
    watch: Watch,
    queue: Queue,
    store: Store,
    virtual: VirtualPrinter,
    impatient: Printer,
    moment: Moment,
) -> None:
    watched = watch(impatient)
    watched.until(lambda: watched.spool.printer().state == "ready")
    virtual.run_out(after_mm=20)
    id = queue()
    watched.spool.wake()
    watched.until_job(id, "in_printer", "no_paper")
    virtual.mute()
    watched.until_job(id, "unknown")
    store.write(lambda tx: jobs.answered(tx, id, came_out=False, at=moment))
    virtual.speak()
    virtual.refill()
    later = queue()
    watched.spool.wake()
    watched.until_job(later, "confirmed")
    assert (watched.job(id).state, watched.job(id).decided_by) == ("failed", "person")


def test_a_restart_in_the_middle_of_a_slip_is_unknown_until_its_marker_comes(
    watch: Watch, queue: Queue, virtual: VirtualPrinter
) -> None:
    virtual.run_out(after_mm=20)
    before = watch(virtual.url)
    id = queue()
    before.spool.wake()
    before.until_job(id, "in_printer", "no_paper")
    before.spool.stop()
    after = watch(virtual.url)
    after.until_job(id, "unknown")
    assert after.job(id).problem == "restarted"
    after.until(lambda: after.spool.printer().state == "no_paper")
    virtual.refill()
    after.until_job(id, "confirmed")
    assert after.states(id) == ["unknown", "confirmed"]
    assert virtual.slips == 1


def test_a_paper_that_cannot_be_drawn_fails_and_the_next_one_is_printed(
    watch: Watch, queue: Queue, store: Store, virtual: VirtualPrinter, expect_log: Callable[[str], None]
) -> None:
    expect_log("paper_cannot_be_drawn")
    bad = queue()
    store.write(lambda tx: tx.execute("UPDATE print_jobs SET document = '{}' WHERE id = ?", (bad,)))
    good = queue()
    watched = watch(virtual.url)
    watched.until_job(good, "confirmed")
    assert (watched.job(bad).state, watched.job(bad).problem) == ("failed", "cannot_draw")
    assert virtual.slips == 1


def test_a_paper_whose_end_cannot_be_written_down_is_left_to_a_person(
    watch: Watch, queue: Queue, store: Store, virtual: VirtualPrinter, expect_log: Callable[[str], None]
) -> None:
    expect_log("spool_step_failed")
    full_disk = "CREATE TRIGGER full BEFORE UPDATE OF state ON print_jobs WHEN new.state = 'confirmed'"
    store.write(lambda tx: tx.execute(f"{full_disk} BEGIN SELECT RAISE(ABORT, 'disk is full'); END"))
    id = queue()
    watched = watch(virtual.url)
    watched.until_job(id, "unknown")
    assert watched.job(id).problem == "broken_off"
    store.write(lambda tx: tx.execute("DROP TRIGGER full"))
    after = queue()
    watched.spool.wake()
    watched.until_job(after, "confirmed")
    assert virtual.slips == 2


def test_a_start_on_a_full_disk_settles_papers_once_there_is_room(
    watch: Watch, queue: Queue, store: Store, moment: Moment, expect_log: Callable[[str], None]
) -> None:
    expect_log("spool_step_failed")
    id = queue()
    store.write(lambda tx: jobs.move(tx, id, "sending", at=moment, marker=7))
    full_disk = "CREATE TRIGGER full BEFORE UPDATE OF state ON print_jobs WHEN new.state = 'unknown'"
    store.write(lambda tx: tx.execute(f"{full_disk} BEGIN SELECT RAISE(ABORT, 'disk is full'); END"))
    watched = watch(Absent())
    assert watched.job(id).state == "sending"
    store.write(lambda tx: tx.execute("DROP TRIGGER full"))
    watched.until_job(id, "unknown")
    assert watched.job(id).problem == "restarted"


def test_an_office_without_a_printer_says_so_and_keeps_the_slips(watch: Watch, queue: Queue) -> None:
    watched = watch(Absent())
    id = queue()
    watched.spool.wake()
    watched.until_job(id, "queued", "offline")
    assert watched.spool.printer().state == "offline"


def test_a_printer_that_never_confirms_leaves_every_slip_to_a_person(
    watch: Watch, queue: Queue, tmp_path: Any
) -> None:
    watched = watch(f"file://{tmp_path}/slips.escpos")
    id = queue()
    watched.spool.wake()
    watched.until_job(id, "unknown")
    assert (tmp_path / "slips.escpos").stat().st_size > 0


def test_the_time_of_printing_is_on_the_slip(
    watch: Watch, queue: Queue, virtual: VirtualPrinter, tmp_path: Any
) -> None:
    watched = watch(virtual.url)
    id = queue()
    watched.spool.wake()
    watched.until_job(id, "confirmed")
    assert virtual.wait_for(1, timeout=5)
    assert b"Dicetak" in (tmp_path / "slips" / "001.escpos").read_bytes()


def test_stopping_never_waits_for_a_stalled_printer(
    watch: Watch, queue: Queue, virtual: VirtualPrinter
) -> None:
    watched = watch(virtual.url)
    watched.until(lambda: watched.spool.printer().state == "ready")
    virtual.mute()
    queue()
    watched.spool.wake()
    started = datetime.now(UTC)
    watched.spool.stop()
    assert (datetime.now(UTC) - started).total_seconds() < 3


def test_markers_of_open_jobs_are_different(store: Store, queue: Queue, moment: Moment) -> None:
    id = queue()
    store.write(lambda tx: jobs.move(tx, id, "sending", at=moment, marker=7))
    found = store.read(lambda connection: jobs.undecided(connection, 7))
    assert found is not None
    assert found.id == id
    assert store.read(lambda connection: jobs.undecided(connection, 8)) is None
