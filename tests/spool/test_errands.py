from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError
from datetime import datetime

import pytest

from kiosk.spool.trial import Tried, page, try_out
from printing.documents import Letterhead
from printing.printer import Printer
from printing.profiles import GENERIC_80
from printing.virtual import VirtualPrinter
from tests.spool.conftest import Watched

HEAD = Letterhead("Kecamatan Tigaraksa", "Kabupaten Tangerang", "")
PAGE = page(HEAD, "first", datetime(2026, 11, 24, 9, 41))
Watch = Callable[[Printer | str], Watched]


def test_a_test_page_is_printed_by_the_worker_between_two_papers(
    watch: Watch, virtual: VirtualPrinter, queue: Callable[[], str]
) -> None:
    watched = watch(virtual.url)
    first = queue()
    watched.spool.wake()
    tried = watched.spool.ask(lambda printer: try_out(printer, PAGE)).result(10)
    watched.until_job(first, "confirmed")

    assert tried == Tried("confirmed", "Pencetak siap.", GENERIC_80.title)
    assert virtual.slips == 2


def test_what_goes_wrong_is_told_to_whoever_asked_and_the_worker_goes_on(
    watch: Watch, virtual: VirtualPrinter
) -> None:
    watched = watch(virtual.url)

    with pytest.raises(ZeroDivisionError):
        watched.spool.ask(lambda _: 1 // 0).result(10)
    assert watched.spool.ask(lambda printer: printer.confirms).result(10)


def test_nobody_waits_for_a_worker_that_has_ended(watch: Watch, virtual: VirtualPrinter) -> None:
    watched = watch(virtual.url)
    watched.spool.stop()

    with pytest.raises(CancelledError):
        watched.spool.ask(lambda printer: printer.confirms).result(10)
