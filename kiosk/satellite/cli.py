"""`kiosk satellite`: further kiosks are added at the main office, and joined where they stand."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kiosk.config import Config
    from kiosk.keys import Keys
    from kiosk.satellite.roster import Roster

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Anjungan tambahan di kantor yang sama.")

Data = Annotated[Path, typer.Option(help="Folder data, berisi office.toml.", file_okay=False)]
Address = Annotated[str, typer.Option(help="Alamat kantor utama di jaringan; kosong: dicari sendiri.")]


@app.command()
def add(name: str, data: Data, address: Address = "") -> None:
    """Daftarkan anjungan di kantor utama, juga selagi layanannya berjalan; hasilnya satu baris."""
    with _said_plainly(), _office(data) as (config, keys, roster):
        from kiosk.satellite.inviting import invite

        line = invite(roster, config, keys, name, address).line()
    typer.echo("Salin baris ini ke anjungan baru, lewat: kiosk satellite join --data FOLDER")
    typer.echo(line)
    typer.echo("Baris ini rahasia dan tidak ditampilkan lagi.")


@app.command()
def join(data: Data) -> None:
    """Ikutkan anjungan ini ke kantor utama; barisnya ditempel saat diminta."""
    from kiosk import config
    from kiosk.keys import pinned
    from kiosk.satellite import membership

    line: str = typer.prompt("Baris dari kantor utama", hide_input=True)
    with _said_plainly():
        settings = config.load(data)
        invitation = membership.read_line(line)
        membership.join(pinned(settings.keys, data), invitation)
    typer.echo(f"Terdaftar sebagai anjungan {invitation.number}.")
    typer.echo(f"Jalankan: kiosk office --of {invitation.url} --data {data}")


@app.command()
def remove(name: str, data: Data) -> None:
    """Cabut anjungan dari kantor utama; rahasianya tidak berlaku lagi."""
    with _said_plainly(), _office(data) as (_, _, roster):
        number = roster.remove(name).number
    typer.echo(f"Anjungan {number} dicabut.")


@app.command("list")
def show(data: Data) -> None:
    """Tampilkan anjungan tambahan kantor ini."""
    from kiosk.satellite.registry import LONGEST

    with _said_plainly(), _office(data) as (_, _, roster):
        kiosks = roster.kiosks()
    for kiosk in kiosks:
        seen = kiosk.seen_at or "belum pernah"
        typer.echo(f"{kiosk.series}  {kiosk.name:<{LONGEST}}  terlihat {seen}  tertunda {kiosk.unsent}")
    if not kiosks:
        typer.echo("Belum ada anjungan tambahan.")


@contextlib.contextmanager
def _office(folder: Path) -> Iterator[tuple[Config, Keys, Roster]]:
    from kiosk import config
    from kiosk.clock import SystemClock
    from kiosk.keys import pinned
    from kiosk.satellite.roster import roster

    settings = config.load(folder)
    keys = pinned(settings.keys, folder)
    with roster(folder, keys, SystemClock()) as kept:
        yield settings, keys, kept


@contextlib.contextmanager
def _said_plainly() -> Iterator[None]:
    from kiosk.keys.errors import KeysError
    from kiosk.office.errors import OfficeError
    from kiosk.settings import ConfigError
    from kiosk.store import StoreError

    try:
        yield
    except (ConfigError, KeysError, OfficeError, StoreError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from None
