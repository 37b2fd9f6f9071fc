"""`kiosk speech`: for whoever records an office's own voice, or wants to hear what is said."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.office.contract import Language

app = typer.Typer(help="Suara panggilan: rekaman sendiri dan uji dengar.", no_args_is_help=True)


@app.command("check")
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Folder rekaman; tanpa ini, daftar yang perlu direkam.", show_default=False),
    ] = None,
    language: Annotated[Language, typer.Option(help="Bahasa rekaman.")] = "id",
) -> None:
    """Periksa rekaman kantor: yang belum ada, dan yang tidak bisa dipakai."""
    from kiosk.speech import own

    if folder is None:
        _script(language)
        return
    if not folder.is_dir():
        typer.echo(f"{folder}: folder ini tidak ada.", err=True)
        raise typer.Exit(1)
    found = own.examine(folder, (language,))
    for name, fault in found.unusable:
        typer.echo(f"{folder / name}: {own.SENTENCES[fault]}")
    for name in found.unknown:
        typer.echo(f"{folder / name}: nama ini tidak dipakai.")
    for name in found.missing:
        typer.echo(f"{folder / name}: belum ada, memakai suara bawaan.")
    typer.echo(
        f"{len(found.usable)} dipakai, {len(found.missing)} belum ada, "
        f"{len(found.unusable)} tidak bisa dipakai."
    )
    if found.unusable:
        raise typer.Exit(1)


@app.command("say")
def say(
    number: Annotated[str, typer.Argument(help="Nomor antrean, misalnya A-017.")],
    counter: Annotated[int, typer.Argument(help="Nomor loket.", min=1, max=9999)],
    out: Annotated[Path | None, typer.Option(help="Simpan sebagai WAV.", dir_okay=False)] = None,
    language: Annotated[Language, typer.Option(help="Bahasa.")] = "id",
    folder: Annotated[Path | None, typer.Option(help="Folder rekaman sendiri.", show_default=False)] = None,
    device: Annotated[str, typer.Option(help="Perangkat ALSA.")] = "default",
) -> None:
    """Ucapkan satu panggilan, atau simpan ke berkas."""
    import tempfile

    from kiosk.speech import announcement, pcm
    from kiosk.speech.clips import Clips
    from kiosk.speech.errors import CannotSay, OutError, VoiceError
    from kiosk.speech.notes import sentence
    from kiosk.speech.out import Sound, open_out

    with tempfile.TemporaryDirectory(prefix="anjungan-suara-") as cache:
        clips = Clips(Path(cache), folder)
        try:
            samples = pcm.joined([[clips.chime()], [clips.announcement(number, counter, language)]])
            if out is None:
                open_out(device).play(Sound("", pcm.wav(samples), pcm.seconds(samples)))
            else:
                out.write_bytes(pcm.wav(samples))
        except CannotSay:
            typer.echo("Tulis nomor seperti A-017 dan loket dari 1 sampai 9999.", err=True)
            raise typer.Exit(1) from None
        except (VoiceError, OutError) as error:
            typer.echo(sentence(error), err=True)
            raise typer.Exit(1) from None
        except OSError:
            typer.echo(f"{out}: tidak bisa ditulis.", err=True)
            raise typer.Exit(1) from None
    typer.echo(f"{announcement.sentence(number, counter, language)} ({pcm.seconds(samples):.1f} detik)")


def _script(language: Language) -> None:
    """What to record, under which name."""
    from kiosk.speech.announcement import inventory
    from kiosk.speech.own import CHIME_FILE
    from kiosk.speech.wording import WORDINGS

    typer.echo("WAV, PCM 16 bit, mono, 22050 Hz, paling lama 10 detik.")
    typer.echo(f"{CHIME_FILE}: nada sebelum panggilan")
    draft = " (terjemahan draf)" if WORDINGS[language].state == "draft" else ""
    for clip in inventory(language):
        typer.echo(f'{clip.path}: "{clip.text}"{draft}')
