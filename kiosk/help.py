"""*Panggil petugas*: a call from a kiosk, stored and visible to staff until somebody answers it."""

from __future__ import annotations

from kiosk.acts import Act, once
from kiosk.clock import iso
from kiosk.office.contract import HelpCall
from kiosk.store import Connection, Transaction


class UnknownCall(Exception):
    """No call has this id."""


SHOWN = 20
"""Newest open calls that the status carries."""


def call(tx: Transaction, *, act: Act, page: str, kiosk: int | None = None) -> tuple[HelpCall, bool]:
    """The call, from further kiosk number `kiosk` or from this machine's, and whether it was made just now.

    Raises KeyReused.
    """
    return once(tx, act, "help.called", HelpCall, lambda: _store(tx, act, page, kiosk))


def answer(tx: Transaction, *, act: Act, id: str) -> tuple[HelpCall, bool]:
    """Staff go there; answering a call twice changes nothing. Raises UnknownCall, KeyReused."""

    def do() -> HelpCall:
        row = tx.one("SELECT id, page, called_at FROM help_calls WHERE id = ?", (id,))
        if row is None:
            raise UnknownCall(id)
        tx.execute(
            "UPDATE help_calls SET answered_at = ? WHERE id = ? AND answered_at IS NULL", (iso(act.now), id)
        )
        return HelpCall(*row)

    return once(tx, act, "help.answered", HelpCall, do)


def arrived(tx: Transaction, *, act: Act, kiosk: int | None = None) -> bool:
    """Staff stand at the kiosk: whether calls from there were open, which are answered with it.

    Raises KeyReused.
    """

    def do() -> None:
        tx.execute(
            "UPDATE help_calls SET answered_at = ? WHERE answered_at IS NULL AND kiosk IS ?",
            (iso(act.now), kiosk),
        )

    waits = tx.one("SELECT 1 FROM help_calls WHERE answered_at IS NULL AND kiosk IS ? LIMIT 1", (kiosk,))
    return waits is not None and once(tx, act, "help.answered", type(None), do)[1]


def open_calls(connection: Connection) -> list[HelpCall]:
    """Calls that nobody has answered yet, newest first."""
    rows = connection.all(
        "SELECT id, page, called_at FROM help_calls WHERE answered_at IS NULL"
        " ORDER BY called_at DESC LIMIT ?",
        (SHOWN,),
    )
    return [HelpCall(id, page, called_at) for id, page, called_at in rows]


def _store(tx: Transaction, act: Act, page: str, kiosk: int | None) -> HelpCall:
    made = HelpCall(act.key, page, iso(act.now))
    tx.execute(
        "INSERT INTO help_calls (id, page, called_at, kiosk) VALUES (?, ?, ?, ?)",
        (made.id, made.page, made.called_at, kiosk),
    )
    return made
