"""`kiosk devices` and `kiosk scanner test`: for whoever sets a kiosk up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Pemindai: uji baca.", no_args_is_help=True)

Data = Annotated[
    Path | None,
    typer.Option(help="Folder data kantor, berisi office.toml.", file_okay=False, show_default=False),
]


def devices(
    data: Data = None,
    port: Annotated[int, typer.Option(help="Port layanan kantor.", min=1, max=65535)] = 8300,
) -> None:
    """Tampilkan perangkat yang terpasang: dikenali sebagai apa, dan keadaannya."""
    from kiosk import config as configuration
    from kiosk.devices import inventory
    from kiosk.devices.inventory import SetUp
    from kiosk.settings import ConfigError

    set_up, office = SetUp(), None
    if data is not None:
        try:
            config = configuration.load(data)
        except ConfigError as error:
            typer.echo(error, err=True)
            raise typer.Exit(1) from None
        printers = tuple(url for url in (config.printer, config.second) if url)
        set_up = SetUp(printers, config.scanner, config.identity)
        office = inventory.office_status(data, port)
    found = inventory.devices(set_up, office)
    for device in found:
        typer.echo(f"{device.place}\n    {device.taken_for}\n    {device.state}")
    if not found:
        typer.echo("Tidak ada perangkat yang terpasang.")
    elif data is not None and office is None:
        typer.echo("Layanan kantor tidak berjalan: keadaan diperiksa langsung.")


@app.command("test")
def scanner_test(
    url: Annotated[
        str | None, typer.Option(help='Port pemindai, "serial:///dev/…".', show_default=False)
    ] = None,
    data: Data = None,
    hid: Annotated[bool, typer.Option("--hid", help="Pemindai yang mengetik di terminal ini.")] = False,
    count: Annotated[int, typer.Option(help="Berhenti sesudah sekian pindaian; 0: terus.", min=0)] = 0,
) -> None:
    """Pindai sesuatu, lalu lihat dikenali sebagai apa. NIK disamarkan, tidak ada yang disimpan."""
    from kiosk.devices import trial
    from kiosk.settings import ConfigError

    try:
        settings, follow_url = trial.settings(data, url)
    except ConfigError as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from None
    if hid:
        trial.typed(follow_url, count)
        return
    if not settings.path:
        typer.echo('Sebutkan port pemindai: --url "serial:///dev/serial/by-id/…".', err=True)
        raise typer.Exit(1)
    if not trial.serial(settings, follow_url, count):
        raise typer.Exit(1)
