"""`kiosk catalogue`: for whoever edits the services of an office."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Memeriksa berkas layanan kantor.", no_args_is_help=True)


def shipped() -> Path:
    """The folder of the example services that come with the program."""
    return _resources() / "catalogue"


@app.command("check")
def check_folder(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder katalog; tanpa ini, contoh bawaan.", show_default=False)
    ] = None,
) -> None:
    """Periksa semua berkas layanan: berkas, baris, kesalahan, dan tulisan yang benar."""
    from kiosk.catalogue import sources
    from kiosk.catalogue.check import examine
    from kiosk.catalogue.texts import coverage

    place = shipped() if folder is None else folder
    examination = examine(sources.read(place))
    for finding in examination.findings:
        where = place / finding.file if finding.file else place
        note = "saran: " if finding.severity == "warning" else ""
        typer.echo(f"{where}:{finding.line}: {note}{finding.sentence}")
    catalogue = examination.catalogue
    if catalogue is None:
        errors = sum(finding.severity == "error" for finding in examination.findings)
        typer.echo(f"{errors} kesalahan. Katalog ini tidak dipakai sebelum diperbaiki.", err=True)
        raise typer.Exit(1)
    forms = sum(service.applicable for service in catalogue.services)
    shares = coverage([*catalogue.categories, *catalogue.services])
    translated = ", ".join(f"{language} {share:.0%}" for language, share in shares.items())
    typer.echo(f"Katalog baik: {len(catalogue.services)} layanan, {forms} dengan formulir.")
    typer.echo(f"Terjemahan: {translated}. Sidik jari: {catalogue.sha256[:16]}")


@app.command("schema")
def print_schema(
    publish: Annotated[bool, typer.Option("--publish", help="Tulis ke resources/schema.")] = False,
) -> None:
    """Cetak JSON Schema berkas layanan, atau terbitkan semua skema."""
    from kiosk.catalogue import schema

    if publish:
        for path in schema.publish(_resources() / "schema"):
            typer.echo(f"Ditulis: {path}")
    else:
        typer.echo(schema.published()["layanan.schema.json"], nl=False)


def _resources() -> Path:
    return Path(__file__).resolve().parents[2] / "resources"
