"""`kiosk queue`: for whoever wants to know how good the estimated wait is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kiosk.queueing.replay import Figures, Quality

app = typer.Typer(help="Memeriksa antrean.", no_args_is_help=True)


@app.callback()
def queue() -> None:
    """Memeriksa antrean."""


@app.command("replay")
def replay_days(
    days: Annotated[int, typer.Option(help="Hari yang diukur.", min=1, max=2000)] = 40,
    seed: Annotated[int, typer.Option(help="Hari-hari yang mana; angka sama, hari sama.", min=0)] = 1,
    json: Annotated[Path | None, typer.Option(help="Berkas hasil.", dir_okay=False)] = None,
) -> None:
    """Ukur kejujuran perkiraan waktu tunggu pada hari-hari buatan."""
    import msgspec

    from kiosk.queueing.replay import replay

    report = replay(days, seed)
    typer.echo(f"{days} hari buatan, benih {seed}. Sasaran: di dalam 80–95 %, lebar paling banyak 60 %.")
    _show("Semua nomor", report.every)
    _show("Yang harus antre", report.queued)
    if json:
        json.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1))


def _show(title: str, figures: Figures) -> None:
    typer.echo(f"\n{title}: {figures.tickets} nomor, tunggu median {_decimal(figures.median_wait)} menit")
    typer.echo("                      di dalam  lebih cepat  lebih lama  lebar median  lebar : tunggu")
    for name, quality in (
        ("simulasi", figures.estimate),
        ("rentang tetap", figures.constant),
        ("rata-rata ± tetap", figures.mean_and_margin),
    ):
        typer.echo(f"  {name:<20}{_figures(quality)}")


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _share(value: float) -> str:
    return f"{_decimal(100 * value)} %"


def _figures(quality: Quality) -> str:
    return (
        f"{_share(quality.inside_share):>9} {_share(quality.sooner_share):>12}"
        f" {_share(quality.later_share):>11} {quality.median_width:>9.0f} mnt"
        f" {_share(quality.width_ratio):>15}"
    )
