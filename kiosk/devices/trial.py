"""`kiosk scanner test`: what a scan is taken for. Of what is refused nothing is shown but its length."""

from __future__ import annotations

import queue
import sys
from pathlib import Path
from typing import Final, assert_never

import typer

from kiosk.clock import SystemClock
from kiosk.devices import grammar
from kiosk.devices.frames import Broken, Frame
from kiosk.devices.grammar import ApplicationCode, DocumentNik, FollowedTicket, Refused, TicketCode
from kiosk.devices.serial_scanner import READY, SerialScanner
from kiosk.devices.settings import ScannerSettings, read_scanner
from kiosk.settings import Section

START_S: Final = 3.0
"""For the port to open."""
BROKEN: Final = {
    "too_long": "Ditolak: terlalu panjang, tidak ada akhirnya.",
    "cut": "Ditolak: terputus di tengah. Periksa kabel.",
    "not_text": "Ditolak: bukan teks. Periksa kecepatan (baud) port.",
}
REFUSED: Final = {
    "too_long": "terlalu panjang",
    "control": "memuat karakter kendali",
    "empty": "kosong",
    "foreign": "bukan karcis, permohonan, atau NIK",
    "damaged": "kode kita, tetapi tidak utuh",
    "ambiguous": "lebih dari satu nomor, atau nomor KK",
}


def settings(data: Path | None, url: str | None) -> tuple[ScannerSettings, str]:
    """Which scanner, and the address below which tickets are followed. Raises ConfigError."""
    from kiosk import config as configuration

    config = configuration.load(data) if data else None
    if url is not None:
        return read_scanner(Section("scanner", {"url": url})), config.follow.public_url if config else ""
    return (config.scanner, config.follow.public_url) if config else (ScannerSettings(), "")


def in_words(frame: Frame | Broken, follow_url: str) -> str:
    """One line, Indonesian; a NIK is masked."""
    match frame:
        case Broken(reason):
            return BROKEN[reason]
        case Frame(text):
            pass
        case _:
            assert_never(frame)
    match grammar.understand(text, follow_url):
        case TicketCode(day, number):
            return f"Karcis {number}, tanggal {day}."
        case FollowedTicket():
            return "Karcis dengan alamat ponsel."
        case ApplicationCode(code):
            return f"Permohonan {code}."
        case DocumentNik(nik):
            return f"NIK {nik.masked}."
        case Refused() as refused:
            return f"Ditolak ({len(text)} huruf): {REFUSED[refused.reason]}."
        case _ as never:
            assert_never(never)


def serial(which: ScannerSettings, follow_url: str, count: int) -> bool:
    """Until `count` scans, or Ctrl-C. False: the port does not open."""
    heard: queue.SimpleQueue[Frame | Broken | None] = queue.SimpleQueue()
    scanner = SerialScanner(which.path, which.baud, SystemClock(), lambda: heard.put(None))
    scanner.start(heard.put)
    seen = 0
    try:
        try:
            heard.get(timeout=START_S)
        except queue.Empty:
            typer.echo(scanner.reader().sentence, err=True)
            return False
        typer.echo(scanner.reader().sentence)
        if scanner.reader().sentence != READY:
            typer.echo("Bila layanan kantor memakainya, hentikan dulu layanan itu.", err=True)
            return False
        typer.echo("Pindai sekarang. Tekan Ctrl-C untuk berhenti.")
        while not count or seen < count:
            frame = heard.get()
            if frame is None:
                typer.echo(scanner.reader().sentence)
            else:
                typer.echo(in_words(frame, follow_url))
                seen += 1
    except KeyboardInterrupt:
        pass
    finally:
        scanner.stop()
    return True


def typed(follow_url: str, count: int) -> None:
    """Lines of this terminal, into which a keyboard scanner types."""
    typer.echo("Pindai sekarang. Tekan Ctrl-C untuk berhenti.")
    try:
        for seen, line in enumerate(sys.stdin, start=1):
            typer.echo(in_words(Frame(line.rstrip("\r\n")), follow_url))
            if seen == count:
                return
    except KeyboardInterrupt:
        pass
