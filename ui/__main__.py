"""`python -m ui --office URL --token-file FILE`: the screen as a process of its own."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from ui.arguments import arguments
from ui.options import PROFILES, Profile, Timing, fitting
from ui.token import Token, TokenRefused

if TYPE_CHECKING:
    from argparse import Namespace

    from PySide6.QtGui import QGuiApplication

_SETTLED_MS = 1_500
"""After the start; by then Sambutan is painted and the catalogue is there."""


def profile_of(options: Namespace, app: QGuiApplication, full_screen: bool) -> Profile:
    """The display as asked for; where nothing was asked, the one whose shape the screen has."""
    there = app.primaryScreen().availableSize()
    lies = full_screen and there.width() > there.height()
    known = PROFILES[options.profile or ("landscape-21" if lies else "portrait-21")]
    if options.size:
        width, height = options.size
        return Profile(width, height, options.mm_width or known.width_mm * width / known.width)
    asked = Profile(known.width, known.height, options.mm_width or known.width_mm)
    if full_screen or app.platformName() == "offscreen":
        return asked
    return fitting(asked, there.width(), there.height())


def _collect_again() -> None:
    """The garbage collector rests until the first page is painted, and then leaves alone what stands."""
    gc.freeze()
    gc.enable()


def main(argv: list[str] | None = None) -> int:
    options = arguments(sys.argv[1:] if argv is None else argv)
    try:
        token = Token.of(options.token_file)
    except TokenRefused as refused:
        print(refused, file=sys.stderr)
        return 2

    gc.disable()
    from PySide6.QtCore import QTimer

    from ui.application import QuitOnSignal, application

    app = application()
    if options.report:
        from ui.watch import watch_everything

        watch_everything()

    from ui.window import Pane
    from ui.wiring import wire

    timing = Timing()
    wired = wire(options.office, token, timing)
    wired.line.open()
    full_screen = not options.window and app.platformName() != "offscreen"
    pane = Pane(wired, profile_of(options, app, full_screen), timing)
    quitting = QuitOnSignal(app)
    pane.window.frameSwapped.connect(wired.line.want_catalogue_once)
    QTimer.singleShot(_SETTLED_MS, _collect_again)
    if options.report:
        from ui.watch import report_on

        report_on(pane.window, wired)
    pane.show(full_screen=full_screen)
    code = app.exec()
    del quitting
    pane.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
