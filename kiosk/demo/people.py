"""Who works in the demo: accounts made in its temporary folder, with PINs drawn anew each time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.acts import Act, fingerprint
from kiosk.clock import SystemClock
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.staff import accounts, pins
from kiosk.store import Store, Transaction

SUPERVISOR = "Penyelia Contoh"
CLERK = "Petugas Contoh"


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody of the demo, with the PIN that only the demo shows."""

    name: str
    role: accounts.Role
    pin: str


def employ(folder: Path, clerks: int = 1) -> list[Employee]:
    """A supervisor and then clerks, in the office of `folder`, which must not be running."""
    names = [CLERK, *(f"{CLERK} {number}" for number in range(2, clerks + 1))]
    staff = [Employee(SUPERVISOR, "supervisor", pins.draw())]
    staff += [Employee(name, "counter", pins.draw()) for name in names]
    store = Store.open(folder, pinned("demo", folder), SystemClock())
    try:
        for one in staff:
            act = Act(uuid7(), fingerprint(one.name), SystemClock().now(), "none")
            store.write(partial(_make, act=act, one=one))
    finally:
        store.close()
    return staff


def _make(tx: Transaction, *, act: Act, one: Employee) -> None:
    pin = pins.hashed(one.pin)
    if one.role == "supervisor":
        accounts.make_first_supervisor(tx, act=act, name=one.name, pin=pin)
    else:
        accounts.make(tx, act=act, name=one.name, role=one.role, pin=pin)
