"""Printers by URL, as the technician writes them in the configuration.

    tcp://10.0.0.9:9100                  network printer; the port may be left out
    serial:///dev/serial/by-id/usb-…?baud=115200&flow=rtscts
                                         serial, USB-serial or pseudo-terminal; flow: none, rtscts, xonxoff
    usb:///dev/usb/lp0                   USB printer class, the kernel's usblp
    file:///srv/slips.escpos             appended; never confirms

`baud`, `flow` and `marker` (process-id, paper, none) are the profile's where the URL does not say otherwise.
A host should be an address, not a name: looking up a name cannot be interrupted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, get_args
from urllib.parse import parse_qsl, unquote, urlsplit

from printing.errors import BadPrinterAddress
from printing.live import LivePrinter
from printing.printer import Printer
from printing.profiles import MarkerKind, Profile
from printing.transports import BAUDS, AppendedFile, FlowControl, SerialLine, Tcp, Transport, UsbDevice

RAW_PORT = 9100


def open_printer(url: str, profile: Profile) -> Printer:
    """A printer that opens itself at the first use; nothing is tried here. Errors: BadPrinterAddress."""
    make, said = parse(url, profile)
    return LivePrinter(make(), said)


def parse(url: str, profile: Profile) -> tuple[Callable[[], Transport], Profile]:
    """What makes the way to the printer, and its profile with what the URL says instead.

    Errors: BadPrinterAddress.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    known = {"marker", "baud", "flow"} if parts.scheme == "serial" else {"marker"}
    if unknown := options.keys() - known:
        raise BadPrinterAddress(f"unknown option {', '.join(sorted(unknown))}")
    marker: MarkerKind = _one_of("marker", options.get("marker", profile.marker), get_args(MarkerKind))
    flow: FlowControl = _one_of("flow", options.get("flow", profile.flow), get_args(FlowControl))
    baud = int(_one_of("baud", options.get("baud", str(profile.baud)), tuple(map(str, BAUDS))))
    said = replace(profile, marker=marker, flow=flow, baud=baud)
    path = unquote(parts.path)
    match parts.scheme:
        case "tcp":
            return partial(Tcp, *_host(parts.netloc)), said
        case "serial":
            return partial(SerialLine, _path(path), baud, flow), said
        case "usb":
            return partial(UsbDevice, Path(_path(path))), said
        case "file":
            return partial(AppendedFile, Path(_path(path))), said
        case other:
            raise BadPrinterAddress(f'"{other}" is no kind of printer; write tcp, serial, usb or file')


def _host(netloc: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{netloc}")
        port = parts.port
    except ValueError as error:
        raise BadPrinterAddress("the port must be a number from 1 to 65535") from error
    if not parts.hostname:
        raise BadPrinterAddress("write the printer's address after tcp://")
    return parts.hostname, port or RAW_PORT


def _path(path: str) -> str:
    if not path.startswith("/") or path == "/":
        raise BadPrinterAddress("write the whole path, with three slashes: serial:///dev/…")
    return path


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> Any:
    if value not in allowed:
        raise BadPrinterAddress(f"{name} must be one of {', '.join(allowed)}")
    return value
