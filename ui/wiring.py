"""Puts the parts of the screen together. Everything is a child of the desk and ends with it."""

from __future__ import annotations

from dataclasses import dataclass

from ui.api import Api
from ui.desk import Desk
from ui.errands import Errands
from ui.helpers import Helpers
from ui.idle import Idle
from ui.line import Line
from ui.models.kiosk import Kiosk
from ui.options import Timing
from ui.token import Token


@dataclass(frozen=True, slots=True)
class Wired:
    desk: Desk
    line: Line
    helpers: Helpers
    idle: Idle
    kiosk: Kiosk


def wire(url: str, token: Token, timing: Timing) -> Wired:
    """A screen without a window, talking to the office at `url` once `line.open()` is called."""
    desk = Desk()
    api = Api(url, token, desk)
    errands = Errands(desk, api, timing, desk)
    helpers = Helpers(desk, api, timing, desk)
    idle = Idle(desk, timing, desk)
    line = Line(desk, api, timing, desk)
    return Wired(desk, line, helpers, idle, Kiosk(desk, errands, helpers, idle, timing))
