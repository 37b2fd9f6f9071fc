"""The printers that office.toml names, with their workers."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.config import Config
from kiosk.office import contract
from kiosk.settings import ConfigError
from kiosk.spool.absent import Absent
from kiosk.spool.jobs import Moment, Place
from kiosk.spool.presses import Installed, Presses
from kiosk.spool.settings import ADDRESS
from kiosk.store import Store
from printing import escpos
from printing.address import open_printer
from printing.errors import BadPrinterAddress
from printing.profiles import Profile


def open_presses(
    store: Store,
    config: Config,
    *,
    moment: Callable[[], Moment],
    on_job: Callable[[contract.PrintJob], None],
    on_printer: Callable[[], None],
) -> Presses:
    """Nothing prints before `start`. Blocks on the store. Raises ConfigError."""
    installed = [_slips("first", "printer.url", config.printer, config.profile)]
    if config.second:
        installed.append(_slips("second", "printer.second", config.second, config.second_profile))
    return Presses(store, installed, moment=moment, on_job=on_job, on_printer=on_printer)


def _slips(place: Place, key: str, url: str | None, profile: Profile) -> Installed:
    if url is None:
        return Installed(place, "", Absent(), escpos.render)
    try:
        return Installed(place, url, open_printer(url, profile), escpos.render)
    except BadPrinterAddress:
        raise ConfigError(key, ADDRESS) from None
