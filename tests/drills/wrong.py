"""Protections taken out, for the positive controls: each drill must notice them."""

from __future__ import annotations

from kiosk.spool.jobs import Job
from printing.live import LivePrinter
from printing.printer import Confirmed, Outcome
from tests.drills.press import Press


class Trusting(LivePrinter):
    """Takes a write that came back for a paper that came out."""

    def wait(self, marker: int, timeout: float) -> Outcome:
        return Confirmed()


def send_again(press: Press, job: Job) -> None:
    """What no spool may do about a paper of which nobody knows."""
    press.store.write(lambda tx: tx.execute("UPDATE print_jobs SET state = 'queued' WHERE id = ?", (job.id,)))
