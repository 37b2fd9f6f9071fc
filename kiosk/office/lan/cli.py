"""`kiosk lan`: what a technician needs at the office machine so that others can trust it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Jaringan kantor.")

Data = Annotated[Path, typer.Option(help="Folder data kantor, berisi office.toml.", file_okay=False)]


@app.callback()
def lan() -> None:
    """Jaringan kantor."""


@app.command()
def sidik(data: Data) -> None:
    """Tampilkan sidik CA kantor, untuk dicocokkan di halaman /percaya."""
    from kiosk import config
    from kiosk.keys import pinned
    from kiosk.keys.errors import KeysError
    from kiosk.office.errors import OfficeError
    from kiosk.office.lan import trust
    from kiosk.office.lan.authority import kept_authority
    from kiosk.settings import ConfigError

    try:
        settings = config.load(data)
        authority = kept_authority(pinned(settings.keys, data))
    except (ConfigError, KeysError, OfficeError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from None
    if authority is None:
        print("CA kantor belum dibuat. Isi [lan] port, lalu jalankan kiosk office sekali.", file=sys.stderr)
        raise typer.Exit(2)
    shown = trust.fingerprint(authority)
    typer.echo(shown.name)
    typer.echo(" ".join(f"{at}.{word}" for at, word in enumerate(shown.words, 1)))
    typer.echo(f"SHA-256 {shown.sha256}")
    typer.echo(f"Berlaku sampai {authority.certificate.not_valid_after_utc:%Y-%m-%d}")
