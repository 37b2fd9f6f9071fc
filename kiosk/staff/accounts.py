"""Accounts of staff. Leavers are disabled and never deleted, so that what they did keeps its name.

Every change is written down with the account it changed and the account of who changed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kiosk.acts import Act, once
from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.queueing import counters
from kiosk.staff import sessions
from kiosk.staff.errors import AlreadySetUp, BadName, LastSupervisor, NameTaken, UnknownStaff
from kiosk.staff.pins import PinHash
from kiosk.store import Connection, Transaction, audit

Role = Literal["counter", "supervisor", "technician"]
"""Petugas loket, penyelia, teknisi."""
SERVES: Final[frozenset[Role]] = frozenset({"counter", "supervisor"})
"""Sit at counters and help citizens, and so may see their data."""
TENDS: Final[frozenset[Role]] = frozenset({"supervisor", "technician"})
"""Look after the machines: close and open the kiosk, confirm the date."""
MANAGES: Final[frozenset[Role]] = frozenset({"supervisor"})
"""Look after accounts and services."""
LONGEST: Final = 40
"""Letters of a name."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who may sign in. Nothing of the PIN leaves the store."""

    id: str
    """UUIDv7."""
    name: str
    """Unique, without regard to case."""
    role: Role
    """What they may do."""
    created_at: str
    """UTC."""
    disabled_at: str | None
    """UTC; None: active."""


def make_first_supervisor(tx: Transaction, *, act: Act, name: str, pin: PinHash) -> tuple[Account, bool]:
    """The account from which all others come. Raises AlreadySetUp, BadName, KeyReused."""

    def do() -> Account:
        if tx.one("SELECT 1 FROM staff LIMIT 1"):
            raise AlreadySetUp("Penyelia sudah ada. Minta penyelia membuat akun.")
        return _make(tx, act, name, "supervisor", pin)

    return once(tx, act, "staff.made", Account, do)


def make(tx: Transaction, *, act: Act, name: str, role: Role, pin: PinHash) -> tuple[Account, bool]:
    """A supervisor lets somebody in; `act.staff` is the supervisor; none: at the machine itself.

    The act's fingerprint must not cover the PIN. Raises NameTaken, BadName, KeyReused.
    """
    return once(tx, act, "staff.made", Account, lambda: _make(tx, act, name, role, pin))


def reset_pin(tx: Transaction, *, act: Act, id: str, pin: PinHash) -> tuple[Account, bool]:
    """A new PIN; sessions end and a lockout with them. As `make` for the fingerprint.

    Raises UnknownStaff, KeyReused.
    """

    def do() -> Account:
        tx.execute(
            "UPDATE staff SET pin = ?, pin_changed_at = ?, wrong = 0, locked_at = NULL, locked_s = 0"
            " WHERE id = ?",
            (pin, iso(act.now), id),
        )
        return _changed(tx, act, id, "staff.pin_reset")

    return once(tx, act, "staff.pin_reset", Account, do)


def change_role(tx: Transaction, *, act: Act, id: str, role: Role) -> tuple[Account, bool]:
    """Somebody does other work; their sessions end. Raises UnknownStaff, LastSupervisor, KeyReused."""

    def do() -> Account:
        if role != "supervisor":
            _not_the_last(tx, find(tx, id))
        tx.execute("UPDATE staff SET role = ? WHERE id = ?", (role, id))
        if role == "technician":
            counters.vacate(tx, act, id)
        return _changed(tx, act, id, f"staff.role_{role}")

    return once(tx, act, "staff.role_changed", Account, do)


def disable(tx: Transaction, *, act: Act, id: str) -> tuple[Account, bool]:
    """Somebody leaves: sessions end at once, the counter closes.

    Raises UnknownStaff, LastSupervisor, KeyReused.
    """

    def do() -> Account:
        _not_the_last(tx, find(tx, id))
        tx.execute("UPDATE staff SET disabled_at = coalesce(disabled_at, ?) WHERE id = ?", (iso(act.now), id))
        counters.vacate(tx, act, id)
        return _changed(tx, act, id, "staff.disabled")

    return once(tx, act, "staff.disabled", Account, do)


def enable(tx: Transaction, *, act: Act, id: str) -> tuple[Account, bool]:
    """Somebody is back. Raises UnknownStaff, KeyReused."""

    def do() -> Account:
        tx.execute("UPDATE staff SET disabled_at = NULL WHERE id = ?", (id,))
        return _changed(tx, act, id, "staff.enabled")

    return once(tx, act, "staff.enabled", Account, do)


def find(connection: Connection, id: str) -> Account:
    """The account with this id. Raises UnknownStaff."""
    row = connection.one("SELECT id, name, role, created_at, disabled_at FROM staff WHERE id = ?", (id,))
    if row is None:
        raise UnknownStaff("Akun ini tidak ada.")
    return Account(*row)


def everybody(connection: Connection) -> list[Account]:
    """All accounts, active ones first, by name."""
    rows = connection.all(
        "SELECT id, name, role, created_at, disabled_at FROM staff ORDER BY disabled_at IS NOT NULL, name"
    )
    return [Account(*row) for row in rows]


def anybody(connection: Connection) -> bool:
    """Whether somebody can sign in."""
    return connection.one("SELECT 1 FROM staff WHERE disabled_at IS NULL LIMIT 1") is not None


def _not_the_last(connection: Connection, account: Account) -> None:
    others = connection.one(
        "SELECT 1 FROM staff WHERE role = 'supervisor' AND disabled_at IS NULL AND id <> ?", (account.id,)
    )
    if account.role == "supervisor" and others is None:
        raise LastSupervisor("Ini penyelia terakhir. Buat penyelia lain dahulu.")


def _changed(tx: Transaction, act: Act, id: str, event: str) -> Account:
    """The account after a change; whoever had signed in with it must do so again. Raises UnknownStaff."""
    account = find(tx, id)
    sessions.end_all(tx, id)
    audit.record(tx, event=event, subject=id, now=act.now, staff=act.staff)
    return account


def _make(tx: Transaction, act: Act, name: str, role: Role, pin: PinHash) -> Account:
    known_as = " ".join(name.split())
    if not known_as or len(known_as) > LONGEST or not known_as.isprintable():
        raise BadName(f"Tulis nama, paling banyak {LONGEST} huruf.")
    if tx.one("SELECT 1 FROM staff WHERE name = ?", (known_as,)):
        raise NameTaken("Nama ini sudah dipakai.")
    account = Account(uuid7(), known_as, role, iso(act.now), None)
    tx.execute(
        "INSERT INTO staff (id, name, role, pin, created_at, pin_changed_at) VALUES (?, ?, ?, ?, ?, ?)",
        (account.id, account.name, role, pin, account.created_at, account.created_at),
    )
    return _changed(tx, act, account.id, f"staff.made_{role}")
