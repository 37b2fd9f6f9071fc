"""Why the waiting room says no. Nothing was changed; the text is one Indonesian sentence for staff.

QueueError
├── UnknownTicket      no ticket of today has this id or number
├── IllegalTransition  the ticket is in another state than the move needs: look again
├── NotYours           another counter has the ticket
├── NobodyWaiting      nobody whom this counter serves is waiting
├── LimitReached       the number was called as often as the office allows
├── UnknownCounter     the office has no counter of this number
├── CounterClosed      the counter is not open, or rests
├── CounterTaken       somebody else sits at the counter
├── CounterBusy        the counter has a ticket in hand that must be settled first
├── StaffElsewhere     this person sits at another counter
├── BadTarget          the service, counter or person does not exist or cannot take the ticket
├── OtherDate          the clock does not show the date that staff confirm
└── QuotaReached       all numbers of the service are given for today
"""

from __future__ import annotations


class QueueError(Exception):
    """The text may be shown to staff."""


class UnknownTicket(QueueError):
    """No such ticket today."""


class IllegalTransition(QueueError):
    """The table of states has no such move from here."""


class NotYours(QueueError):
    """Another counter holds the ticket."""


class NobodyWaiting(QueueError):
    """The pool of this counter is empty."""


class LimitReached(QueueError):
    """No further recall is allowed."""


class UnknownCounter(QueueError):
    """Not among the office's counters."""


class CounterClosed(QueueError):
    """Open the counter, or end the pause."""


class CounterTaken(QueueError):
    """Held by another member of staff."""


class CounterBusy(QueueError):
    """A called or served ticket is in hand."""


class StaffElsewhere(QueueError):
    """One person sits at one counter."""


class BadTarget(QueueError):
    """Nobody there could call the ticket."""


class OtherDate(QueueError):
    """Look at the dates again."""


class QuotaReached(QueueError):
    """Come again tomorrow."""
