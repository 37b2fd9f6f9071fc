"""Printers by URL, as the technician writes them in the configuration.

    tcp://10.0.0.9:9100                  network printer; the port may be left out
    serial:///dev/serial/by-id/usb-…?baud=115200&flow=rtscts
                                         serial, USB-serial or pseudo-terminal; flow: none, rtscts, xonxoff
    file:///srv/slips.escpos             appended; never confirms

`marker=process-id` (default), `paper` or `none` says how the model confirms; it is found out at set-up.
A host should be an address, not a name: looking up a name cannot be interrupted.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args
from urllib.parse import parse_qsl, unquote, urlsplit

from printing.errors import BadPrinterAddress
from printing.layout import PaperWidth
from printing.live import LivePrinter, MarkerKind
from printing.printer import Printer
from printing.transports import AppendedFile, FlowControl, SerialLine, Tcp, Transport

RAW_PORT = 9100
BAUD = 9600
BAUDS = (9600, 19200, 38400, 57600, 115200)


def open_printer(url: str, width: PaperWidth) -> Printer:
    """A printer that opens itself at the first use; nothing is tried here. Errors: BadPrinterAddress."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    known = {"marker", "baud", "flow"} if parts.scheme == "serial" else {"marker"}
    if unknown := options.keys() - known:
        raise BadPrinterAddress(f"unknown option {', '.join(sorted(unknown))}")
    marker = _one_of("marker", options.get("marker", "process-id"), get_args(MarkerKind))
    match parts.scheme:
        case "tcp":
            transport: Transport = _tcp(parts.netloc)
        case "serial":
            transport = _serial(unquote(parts.path), options)
        case "file":
            transport = AppendedFile(Path(_path(unquote(parts.path))))
        case other:
            raise BadPrinterAddress(f'"{other}" is no kind of printer; write tcp, serial or file')
    return LivePrinter(transport, width, cast(MarkerKind, marker))


def _tcp(netloc: str) -> Tcp:
    try:
        parts = urlsplit(f"//{netloc}")
        port = parts.port
    except ValueError as error:
        raise BadPrinterAddress("the port must be a number from 1 to 65535") from error
    if not parts.hostname:
        raise BadPrinterAddress("write the printer's address after tcp://")
    return Tcp(parts.hostname, port or RAW_PORT)


def _serial(path: str, options: dict[str, str]) -> SerialLine:
    baud = _one_of("baud", options.get("baud", str(BAUD)), tuple(map(str, BAUDS)))
    flow = _one_of("flow", options.get("flow", "none"), get_args(FlowControl))
    return SerialLine(_path(path), int(baud), cast(FlowControl, flow))


def _path(path: str) -> str:
    if not path.startswith("/") or path == "/":
        raise BadPrinterAddress("write the whole path, with three slashes: serial:///dev/…")
    return path


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise BadPrinterAddress(f"{name} must be one of {', '.join(allowed)}")
    return value
