"""A printer as the spool sees it.

The way of one job, in the spool's worker (one thread per printer, and that thread only)::

    status = printer.status()                      # before "sending", and every 2 s or so when idle
    if not status.can_print: ...                   # stays queued, waits_for = status.state
    try:
        printer.send(data, marker, held=say)       # row says "sending"; comes back when all bytes left us
    except NothingSent: ...                        # no slip can have come out
    except SentInPart: ...                         # unknown
    while True:                                    # row says "in_printer"
        match printer.wait(marker, timeout=0.5):
            case Confirmed(): ...; break           # the slip is on paper
            case Waiting(status): ...              # reported condition: without limit, say so; go on
            case Pending(): pass                   # nothing yet; look at your stop event; go on
            case Silent(): ...; break              # unknown; a later answer comes by late_markers()
    for marker in printer.late_markers(): ...      # after any call: unknown becomes confirmed

`printing.address.open_printer` makes one of a URL; `printing.escpos.render` makes the data.

No call sleeps: each returns as soon as the printer answers. `close()` may come from any thread and ends
whatever call is under way with PrinterClosed at once, so a worker can be stopped at any moment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from printing.profiles import Profile
from printing.status import PrinterStatus

SILENCE_S = 15.0
"""After so long without the marker and without a reported condition, a slip is unknown."""

MARKERS = 95**4
"""A marker is an int in range(MARKERS); the spool must not use one again while it is undecided."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The printer's own answer: everything up to the marker is on paper."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The printer reports a condition (paper, cover, …) and will go on by itself once it is gone."""

    status: PrinterStatus


@dataclass(frozen=True, slots=True)
class Pending:
    """Not answered yet, and no condition is reported."""


@dataclass(frozen=True, slots=True)
class Silent:
    """15 s without the marker and without a reported condition, or this printer cannot answer at all."""


Outcome = Confirmed | Waiting | Pending | Silent


class Printer(Protocol):
    """One printer. It opens itself at the first use and again after every loss."""

    @property
    def profile(self) -> Profile:
        """Its model, for `escpos.render`."""
        ...

    @property
    def confirms(self) -> bool:
        """False: this printer never answers a marker (a file); every slip ends as unknown."""
        ...

    def status(self) -> PrinterStatus:
        """Ask now. About 5 ms when it answers; a silent printer costs ≤ 0.4 s, an absent one ≤ 0.5 s.

        Never fails: whatever cannot be reached is offline. Errors: PrinterClosed only.
        """
        ...

    def send(self, data: bytes, marker: int, held: Callable[[PrinterStatus], bool] = lambda _: True) -> None:
        """Write all of `data` and the marker, in bands of whole commands with a look at the status between.

        A slip is one band and takes a millisecond. When the printer stops taking bytes or reports a
        condition between bands, `held` is called about twice a second with what it says; False gives up.
        Errors: NothingSent, SentInPart (also when the printer takes nothing and says nothing for 15 s),
        PrinterClosed.
        """
        ...

    def wait(self, marker: int, timeout: float) -> Outcome:
        """Wait up to `timeout` seconds for the answer to the last marker sent.

        Returns at once when it comes (Confirmed) or when the reported condition changes (Waiting), else
        at the time-out, which the poll of a silent printer may overrun by 0.5 s. Silence is counted from
        the end of `send` or from the last reported condition, over all calls. Errors: PrinterClosed; a
        lost connection is silence, and is opened again.
        """
        ...

    def late_markers(self) -> frozenset[int]:
        """Markers heard after their `wait` had ended as Silent (or was left), each once."""
        ...

    def close(self) -> None:
        """From any thread, any number of times."""
        ...
