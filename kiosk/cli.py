"""The `kiosk` command. Every subcommand imports what it needs when it is called."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kiosk.catalogue.cli import app as catalogue_app
from kiosk.central.cli import app as central_app
from kiosk.devices.cli import app as scanner_app
from kiosk.devices.cli import devices
from kiosk.office.lan.cli import app as lan_app
from kiosk.printers import app as printer_app
from kiosk.queueing.cli import app as queue_app
from kiosk.satellite.cli import app as satellite_app
from kiosk.speech.cli import app as speech_app
from kiosk.staff.cli import app as staff_app

Profile = Literal["portrait-21", "landscape-21", "portrait-15", "landscape-15", "desk-17"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Anjungan: layanan kantor, layar, pusat, dan alat-alatnya.",
)
app.add_typer(catalogue_app, name="catalogue")
app.add_typer(central_app, name="central")
app.add_typer(lan_app, name="lan")
app.add_typer(printer_app, name="printer")
app.add_typer(queue_app, name="queue")
app.add_typer(satellite_app, name="satellite")
app.add_typer(scanner_app, name="scanner")
app.add_typer(speech_app, name="speech")
app.add_typer(staff_app, name="staff")
app.command()(devices)


@app.command()
def office(
    data: Annotated[Path, typer.Option(help="Folder data kantor, berisi office.toml.", file_okay=False)],
    port: Annotated[int, typer.Option(help="Port; 0 memilih sendiri.", min=0, max=65535)] = 8300,
    printer: Annotated[str | None, typer.Option(help="Alamat printer, mengganti office.toml.")] = None,
    central: Annotated[str | None, typer.Option(help="Alamat pusat, mengganti office.toml.")] = None,
    of: Annotated[str | None, typer.Option(help="Alamat kantor utama: ini anjungan tambahannya.")] = None,
) -> None:
    """Jalankan layanan kantor, atau anjungan tambahan dengan --of."""
    from kiosk import logs
    from kiosk.office.serve import serve

    logs.configure()
    data.mkdir(parents=True, exist_ok=True)
    serve(data, port, printer=printer, central=central, of=of)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def ui(context: typer.Context) -> None:
    """Jalankan layar; pilihannya: `kiosk ui --help`."""
    os.execv(sys.executable, [sys.executable, "-m", "ui", *context.args])  # noqa: S606 our own module


@app.command()
def demo(
    profile: Annotated[Profile, typer.Option(help="Ukuran layar.")] = "portrait-21",
    width: Annotated[int, typer.Option(help="Lebar kertas, mm: 58 atau 80.")] = 80,
    kiosks: Annotated[int, typer.Option(help="Banyak anjungan di kantor ini.", min=1, max=9)] = 1,
    display: Annotated[bool, typer.Option("--display", help="Buka layar ruang tunggu di peramban.")] = False,
) -> None:
    """Jalankan semuanya di folder sementara: pusat, kantor, printer maya dan layar."""
    from kiosk.demo.live import demo

    raise typer.Exit(demo(profile, width, kiosks=kiosks, display=display))


@app.command()
def tour(
    out: Annotated[Path, typer.Option(help="Folder hasil.", file_okay=False)],
    profile: Annotated[Profile, typer.Option(help="Ukuran layar.")] = "portrait-21",
    service: Annotated[str, typer.Option(help="Layanan yang diajukan.")] = "sktm",
    offline: Annotated[bool, typer.Option("--offline", help="Pusat baru menyala sesudahnya.")] = False,
    width: Annotated[int, typer.Option(help="Lebar kertas, mm: 58 atau 80.")] = 80,
) -> None:
    """Jalani karcis dan permohonan dengan jari sungguhan, lalu simpan gambar dan ringkasan."""
    from kiosk.demo.tour import tour

    raise typer.Exit(tour(out, profile, service, offline=offline, width_mm=width))


@app.command()
def bench(
    json: Annotated[Path, typer.Option(help="Berkas hasil.", dir_okay=False)],
    rows: Annotated[str, typer.Option(help="Banyak karcis terdahulu, dipisah koma.")] = "0,100000",
    runs: Annotated[int, typer.Option(help="Ulangan; hasilnya median.", min=1)] = 3,
) -> None:
    """Ukur kecepatan dan ingatan."""
    from kiosk.bench import bench

    raise typer.Exit(bench(json, [int(count) for count in rows.split(",")], runs))


def main() -> None:
    """Entry point of the `kiosk` command."""
    app()


if __name__ == "__main__":
    main()
