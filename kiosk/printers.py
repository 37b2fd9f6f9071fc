"""`kiosk printer`: for whoever sets a printer up or asks why no slip comes out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from kiosk.config import Config
    from kiosk.spool.trial import Tried
    from printing.probe import Probe
    from printing.profiles import Profile

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Pencetak: jenis, pemeriksaan, halaman uji."
)

Url = Annotated[str, typer.Argument(help="tcp://192.168.1.50:9100, usb:///dev/usb/lp0, serial:///dev/…")]
Model = Annotated[str, typer.Option("--profile", help="Jenis pencetak, dari `kiosk printer models`.")]
Folder = Annotated[Path | None, typer.Option(help="Folder jenis buatan kantor.", show_default=False)]

MARKERS: Final = {
    "process-id": "Setiap karcis dipastikan oleh pencetak (GS ( H).",
    "paper": "Setiap karcis dipastikan oleh pencetak (GS r).",
    "none": "Pencetak ini tidak bisa memastikan. Petugas yang menjawab: keluar atau tidak.",
}
LOOK: Final = (
    "Mistar: harus utuh dari tepi kiri sampai tepi kanan.",
    "Huruf: é, ñ, ½ dan √ harus terbaca.",
    "Kode QR: harus bisa dipindai.",
    "Kertas: harus terpotong setelah baris terakhir.",
    "Ada yang salah? Jenis pencetaknya keliru: pilih yang lain dengan --profile.",
)
OUTCOMES: Final = {
    "confirmed": "Halaman uji keluar; pencetak sendiri yang memastikan.",
    "sent": "Halaman uji dikirim, tetapi pencetak tidak memastikan. Lihat kertasnya.",
    "not_ready": "Pencetak belum siap, jadi tidak ada yang dikirim.",
    "lost": "Hubungan ke pencetak putus. Periksa listrik dan kabelnya.",
    "held": "Halaman uji sudah di pencetak, dan keluar bila ini beres.",
}


@app.command()
def models(profiles: Folder = None) -> None:
    """Tampilkan jenis pencetak yang dikenal, dan periksa buatan kantor sendiri."""
    with _said_plainly():
        for model in _known(profiles).values():
            typer.echo(f"{model.id:<18} {model.width} mm  {model.dots} dot  {model.title}")


@app.command()
def probe(url: Url, profile: Model = "generic-80", profiles: Folder = None) -> None:
    """Tanyakan kepada pencetak apa yang dia bisa. Tidak ada kertas yang keluar."""
    from printing import address, probe

    with _said_plainly():
        make, _ = address.parse(url, _model(profile, profiles))
    way = make()
    try:
        found = probe.probe(way)
    finally:
        way.interrupt()
        way.close()
    for line in report(found):
        typer.echo(line)
    if not found.reached:
        raise typer.Exit(1)


@app.command("test")
def try_out(
    url: Annotated[str, typer.Argument(help="Alamat pencetak; kosong: dari office.toml.")] = "",
    data: Annotated[Path | None, typer.Option(help="Folder data kantor.", file_okay=False)] = None,
    profile: Model = "",
    profiles: Folder = None,
    port: Annotated[int, typer.Option(help="Port layanan kantor yang berjalan.")] = 8300,
) -> None:
    """Cetak halaman uji: mistar, huruf, kode QR. Lewat layanan kantor bila sedang berjalan."""
    if bool(url) == bool(data):
        typer.echo("Tulis alamat pencetak, atau --data FOLDER.", err=True)
        raise typer.Exit(2)
    with _said_plainly():
        if data is None:
            tried = _direct(url, _model(profile or "generic-80", profiles))
        else:
            tried = _of_office(data, _model(profile, profiles) if profile else None, port)
    typer.echo(f"{OUTCOMES[tried.outcome]} {tried.sentence}")
    if tried.outcome not in ("confirmed", "sent"):
        raise typer.Exit(1)
    typer.echo(f"Dicetak sebagai {tried.profile}. Bandingkan:")
    for line in LOOK:
        typer.echo(f"- {line}")


def report(found: Probe) -> Iterator[str]:
    """What a technician reads, line by line."""
    if not found.reached:
        yield "Pencetak tidak terjangkau. Periksa alamat, listrik dan kabelnya."
        yield "Layanan kantor sedang memakainya? Hentikan dulu, lalu ulangi."
        return
    yield f"Keadaan   {found.status.sentence}"
    yield f"Status    {len(found.answered)} dari 4 pertanyaan dijawab (DLE EOT)."
    yield f"Jenis     {' '.join(filter(None, (found.maker, found.model))) or 'tidak menyebut nama'}"
    if found.marker is None:
        yield "Bukti     Belum bisa diuji. Bereskan keadaan di atas, lalu ulangi."
    else:
        yield f"Bukti     {MARKERS[found.marker]}"
    yield "Lebar     Tidak bisa ditanyakan. Cetak halaman uji: kiosk printer test"
    yield ""
    yield "Untuk office.toml:"
    yield f'  profile = "{found.likely.id if found.likely else "generic-80"}"'
    if found.marker and found.likely and found.likely.marker != found.marker:
        yield f'  url = "…?marker={found.marker}"'


def _direct(url: str, model: Profile) -> Tried:
    from datetime import datetime

    from kiosk.spool import trial
    from printing.address import open_printer
    from printing.documents import Letterhead

    printer = open_printer(url, model)
    try:
        now = datetime.now().astimezone()
        return trial.try_out(printer, trial.page(Letterhead("Anjungan", "", ""), url, now))
    finally:
        printer.close()


def _of_office(folder: Path, model: Profile | None, port: int) -> Tried:
    """By the running office, which holds the printer; directly where none runs."""
    from kiosk import config
    from kiosk.office.errors import AlreadyRunning
    from kiosk.office.lock import FolderLock

    settings = config.load(folder)
    try:
        lock = FolderLock(folder)
    except AlreadyRunning:
        return _by_office(folder, port)
    try:
        return _direct(_url(settings), model or settings.profile)
    finally:
        lock.close()


def _url(settings: Config) -> str:
    from kiosk.settings import ConfigError

    if settings.printer is None:
        raise ConfigError("printer.url", "Belum ada pencetak. Tulis alamatnya.")
    return settings.printer


def _by_office(folder: Path, port: int) -> Tried:
    import msgspec
    import requests

    from kiosk.ids import uuid7
    from kiosk.office.token import screen_token
    from kiosk.spool.trial import PATIENCE_S, Tried

    try:
        answer = requests.post(
            f"http://127.0.0.1:{port}/api/test-pages",
            json={"place": "first"},
            headers={"Authorization": f"Bearer {screen_token(folder)}", "Idempotency-Key": uuid7()},
            timeout=PATIENCE_S + 10,
        )
        answer.raise_for_status()
    except requests.RequestException:
        typer.echo(f"Layanan kantor berjalan, tetapi tidak menjawab di port {port}. Tulis --port.", err=True)
        raise typer.Exit(1) from None
    return msgspec.json.decode(answer.content, type=Tried)


def _known(folder: Path | None) -> dict[str, Profile]:
    from printing.profiles import load, shipped

    return {**shipped(), **(load(folder) if folder else {})}


def _model(id: str, folder: Path | None) -> Profile:
    known = _known(folder)
    if id not in known:
        typer.echo(f"Jenis ini tidak dikenal: {id}. Pilih dari: kiosk printer models", err=True)
        raise typer.Exit(2)
    return known[id]


@contextmanager
def _said_plainly() -> Iterator[None]:
    from kiosk.settings import ConfigError
    from kiosk.spool.settings import ADDRESS
    from printing.errors import BadPrinterAddress, BadProfile

    try:
        yield
    except BadPrinterAddress:
        typer.echo(ADDRESS, err=True)
    except (BadProfile, ConfigError) as error:
        typer.echo(error, err=True)
    else:
        return
    raise typer.Exit(2)
