"""An office with a past: a database with many earlier tickets, made by the real act."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from kiosk.acts import Act, Office
from kiosk.catalogue.loader import load
from kiosk.catalogue.model import Service
from kiosk.clock import DEFAULT_ZONE, SystemClock
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.queueing.issue import issue
from kiosk.store import Store, Transaction

A_DAY = 250
"""Tickets of one office day."""
SERVICE = "sktm"


def fill(folder: Path, rows: int) -> None:
    """Gives the office of `folder` that many tickets on earlier days, all printed and sent."""
    from kiosk.catalogue.cli import shipped

    service = load(shipped()).service(SERVICE)
    assert service is not None
    store = Store.open(folder, pinned("demo", folder), SystemClock())
    days = -(-rows // A_DAY)
    first = datetime.now(UTC).replace(hour=2) - timedelta(days=days + 1)
    for day in range(days):
        count = min(A_DAY, rows - day * A_DAY)
        at = first + timedelta(days=day)
        store.write(partial(_one_day, service=service, at=at, count=count))
    store.close()


def _one_day(tx: Transaction, service: Service, at: datetime, count: int) -> None:
    office = Office("Kecamatan Tigaraksa", "Kabupaten Tangerang", "", DEFAULT_ZONE, 2, lambda day, _: day)
    for number in range(count):
        act = Act(uuid7(), "bench", at + timedelta(seconds=number), "none")
        issue(tx, act=act, service=service, priority="umum", language="id", office=office)
    tx.execute("UPDATE tickets SET state = 'done' WHERE state = 'waiting'")
    tx.execute("UPDATE print_jobs SET state = 'confirmed', decided_by = 'printer' WHERE state = 'queued'")
    tx.execute("UPDATE outbox SET state = 'sent', server_id = key, sent_at = made_at WHERE state = 'waiting'")
