"""The readers that office.toml names; what is not named is not even loaded."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.clock import Clock
from kiosk.devices.ports import IdentitySource, Scanner
from kiosk.devices.readers import FindTicket, Publish, Readers
from kiosk.devices.settings import IdentitySettings, ScannerSettings


def open_readers(
    scanner: ScannerSettings,
    identity: IdentitySettings,
    *,
    follow_url: str,
    clock: Clock,
    publish: Publish,
    changed: Callable[[], None],
    find_ticket: FindTicket,
) -> Readers:
    """Nothing is opened before `Readers.start`. `changed`: some reader's state is another."""
    return Readers(
        scanners(scanner, clock, changed),
        sources(identity, clock, changed),
        hid=scanner.hid,
        follow_url=follow_url,
        clock=clock,
        publish=publish,
        find_ticket=find_ticket,
    )


def scanners(settings: ScannerSettings, clock: Clock, changed: Callable[[], None]) -> list[Scanner]:
    """The serial scanner, if there is one."""
    if not settings.path:
        return []
    from kiosk.devices.serial_scanner import SerialScanner

    return [SerialScanner(settings.path, settings.baud, clock, changed)]


def sources(settings: IdentitySettings, clock: Clock, changed: Callable[[], None]) -> list[IdentitySource]:
    """The card readers."""
    found: list[IdentitySource] = []
    if settings.command:
        from kiosk.devices.program_source import ProgramSource

        found.append(ProgramSource(settings.command, clock, changed))
    if settings.url:
        from kiosk.devices.http_source import HttpSource

        found.append(HttpSource(settings.url, clock, changed))
    if settings.pcsc:
        from kiosk.devices.pcsc_source import PcscSource

        found.append(PcscSource(clock, changed))
    return found
