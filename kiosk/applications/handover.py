"""Applications that a further kiosk took while this office was silent, stored here as if handed in here.

The kiosk makes the public code from the act's key, so an act that this office had committed after all has the
same code: nothing is stored twice, and the paper in the citizen's hand stays true.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.acts import Act, adopt
from kiosk.applications import submit
from kiosk.clock import iso
from kiosk.store import Transaction, audit

KIND = "application.submitted"


def take_over(
    tx: Transaction,
    *,
    act: Act,
    answer: str,
    title: str,
    record: Mapping[str, Any],
    office_day: str,
) -> bool:
    """Stores the application; False where this office has it already.

    `act` is the citizen's own: its key, content and time. `answer` is what the kiosk told the screen, `title`
    the service's, `record` the payload of `application.submitted`. Raises KeyReused, IntegrityError.
    """
    at = iso(act.now)
    if not adopt(tx, act.key, KIND, fingerprint=act.fingerprint, answer=answer, made_at=at):
        return False
    submit.enter(tx, act=act, title=title, record=record, office_day=office_day)
    audit.record(tx, event=KIND, subject=act.key, now=act.now, staff=act.staff)
    return True
