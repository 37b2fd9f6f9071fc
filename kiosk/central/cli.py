"""Commands of staff at central: `kiosk central` serves, `kiosk central status` moves an application on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kiosk.office.contract import ApplicationState

if TYPE_CHECKING:
    from kiosk.central.house import House
    from kiosk.keys import Keys

Backend = Literal["demo", "secret-service"]

app = typer.Typer(add_completion=False, help="Pusat: menerima catatan dari kantor-kantor.")


@dataclass(frozen=True, slots=True)
class _Where:
    folder: Path
    database: str | None
    backend: Backend

    def keys(self) -> Keys:
        from kiosk.keys import pinned

        return pinned(self.backend, self.folder)


@app.callback(invoke_without_command=True)
def serve(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="Folder data pusat.", file_okay=False)],
    port: Annotated[int, typer.Option(help="Port; 0 memilih sendiri.", min=0, max=65535)] = 8400,
    host: Annotated[str, typer.Option(help="Alamat yang didengarkan.")] = "127.0.0.1",
    database: Annotated[str | None, typer.Option(help="Alamat PostgreSQL; tanpa ini SQLite.")] = None,
    keys: Annotated[Backend, typer.Option(help="Tempat kunci.")] = "secret-service",
) -> None:
    """Jalankan pusat, bila tanpa perintah lain."""
    context.obj = where = _Where(data, database, keys)
    if context.invoked_subcommand is not None:
        return
    from kiosk import logs
    from kiosk.central.serve import serve

    logs.configure()
    with _said_plainly():
        data.mkdir(parents=True, exist_ok=True)
        raise typer.Exit(serve(data, port, database, keys=where.keys(), host=host))


@app.command()
def status(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="Kode permohonan.")],
    state: Annotated[ApplicationState, typer.Argument(help="Status baru.")],
    note: Annotated[str, typer.Option(help="Kalimat untuk warga.")] = "",
    missing: Annotated[list[str] | None, typer.Option(help="Yang masih kurang; boleh berulang.")] = None,
) -> None:
    """Ubah status permohonan. Kantor asalnya langsung diberi tahu."""
    from kiosk.applications.codes import BadCode, read
    from kiosk.central.changes import set_status
    from kiosk.central.errors import UnknownApplication
    from kiosk.clock import SystemClock

    with _said_plainly(), _house(context.obj) as house:
        try:
            canonical = read(code)
        except BadCode as error:
            raise UnknownApplication("Kode itu salah ketik. Periksa kodenya.") from error
        now = SystemClock().now()
        set_status(house.database, house.seal, canonical, state, note, missing or [], now)
    typer.echo(f"{canonical}: {state}")


@app.command("new-epoch")
def new_epoch(context: typer.Context) -> None:
    """Katakan bahwa data dipulihkan dari cadangan. Semua kantor menawarkan ulang catatannya."""
    from kiosk.central.house import begin_epoch

    with _said_plainly(), _house(context.obj) as house:
        begin_epoch(house.database)
    typer.echo("Semua kantor akan mengirim ulang catatannya.")


@contextmanager
def _house(where: _Where) -> Iterator[House]:
    from kiosk.central.house import open_house
    from kiosk.clock import SystemClock

    house = open_house(where.folder, where.database, where.keys(), SystemClock())
    try:
        yield house
    finally:
        house.database.close()


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Ends the command with one sentence where something of ours is wrong."""
    from kiosk.central.errors import CannotStart, CentralError
    from kiosk.keys.errors import KeysError

    try:
        yield
    except (CentralError, KeysError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2 if isinstance(error, CannotStart | KeysError) else 1) from error
