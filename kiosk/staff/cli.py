"""`kiosk staff`: accounts from the office machine itself, while the office service is stopped.

The first supervisor is made here, once; from then on supervisors make accounts in the browser. No PIN is ever
shipped: it is typed, or drawn and printed once.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from kiosk.acts import Act
    from kiosk.staff.accounts import Account, Role
    from kiosk.store import Store

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Akun petugas kantor.")

Data = Annotated[Path, typer.Option(help="Folder data kantor, berisi office.toml.", file_okay=False)]
Name = Annotated[str, typer.Option(help="Nama untuk masuk.")]
Typed = Annotated[bool, typer.Option("--ask-pin", help="Ketik PIN sendiri; tanpa ini PIN dibuatkan.")]

ROLES: Final[dict[Role, str]] = {
    "counter": "petugas loket",
    "supervisor": "penyelia",
    "technician": "teknisi",
}


@app.command()
def first(data: Data, name: Name, ask_pin: Typed = False) -> None:
    """Buat penyelia pertama."""
    from kiosk.staff import accounts, pins

    with _said_plainly(), _store(data) as store:
        pin = _pin(ask_pin)
        kept, act = pins.hashed(pin), _act("staff.first", name)
        store.write(lambda tx: accounts.make_first_supervisor(tx, act=act, name=name, pin=kept))
    _say_pin(name, pin, ask_pin)


@app.command()
def reset(data: Data, name: Name, ask_pin: Typed = False) -> None:
    """Beri PIN baru; sesi petugas itu berakhir."""
    from kiosk.staff import accounts, pins

    with _said_plainly(), _store(data) as store:
        account = _named(store, name)
        pin = _pin(ask_pin)
        kept, act = pins.hashed(pin), _act("staff.reset", account.id)
        store.write(lambda tx: accounts.reset_pin(tx, act=act, id=account.id, pin=kept))
    _say_pin(account.name, pin, ask_pin)


@app.command()
def disable(data: Data, name: Name) -> None:
    """Nonaktifkan akun petugas yang pindah; riwayatnya tetap ada."""
    from kiosk.staff import accounts

    with _said_plainly(), _store(data) as store:
        account = _named(store, name)
        act = _act("staff.disable", account.id)
        store.write(lambda tx: accounts.disable(tx, act=act, id=account.id))
    typer.echo(f"{account.name} tidak bisa masuk lagi.")


@app.command("list")
def show(data: Data) -> None:
    """Tampilkan semua akun."""
    from kiosk.staff import accounts

    with _said_plainly(), _store(data) as store:
        everybody = store.read(accounts.everybody)
    for account in everybody:
        off = "  (nonaktif)" if account.disabled_at else ""
        typer.echo(f"{account.name:<{accounts.LONGEST}}  {ROLES[account.role]}{off}")
    if not everybody:
        typer.echo("Belum ada akun. Buat penyelia pertama: kiosk staff first")


@contextlib.contextmanager
def _store(folder: Path) -> Iterator[Store]:
    from kiosk import config
    from kiosk.clock import SystemClock
    from kiosk.keys import pinned
    from kiosk.office.lock import FolderLock
    from kiosk.store import Store

    settings = config.load(folder)
    with contextlib.closing(FolderLock(folder)):
        store = Store.open(folder, pinned(settings.keys, folder), SystemClock())
        try:
            yield store
        finally:
            store.close()


@contextlib.contextmanager
def _said_plainly() -> Iterator[None]:
    from kiosk.keys.errors import KeysError
    from kiosk.office.errors import OfficeError
    from kiosk.settings import ConfigError
    from kiosk.staff.errors import StaffError
    from kiosk.store import StoreError

    try:
        yield
    except (ConfigError, KeysError, OfficeError, StaffError, StoreError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from None


def _act(kind: str, content: str) -> Act:
    from kiosk.acts import Act, fingerprint
    from kiosk.clock import SystemClock
    from kiosk.ids import uuid7

    return Act(uuid7(), fingerprint((kind, content)), SystemClock().now(), "none")


def _named(store: Store, name: str) -> Account:
    from kiosk.staff import accounts
    from kiosk.staff.errors import UnknownStaff

    wanted = " ".join(name.split()).casefold()
    for account in store.read(accounts.everybody):
        if account.name.casefold() == wanted:
            return account
    raise UnknownStaff("Akun ini tidak ada. Lihat: kiosk staff list")


def _pin(ask: bool) -> str:
    from kiosk.staff import pins

    if not ask:
        return pins.draw()
    typed: str = typer.prompt("PIN (6-12 angka)", hide_input=True, confirmation_prompt="Ulangi PIN")
    return typed


def _say_pin(name: str, pin: str, asked: bool) -> None:
    if asked:
        typer.echo(f"PIN {name} tersimpan.")
    else:
        typer.echo(f"PIN {name}: {pin}")
        typer.echo("Catat sekarang. PIN ini tidak ditampilkan lagi.")
