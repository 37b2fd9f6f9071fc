"""How long each kiosk could be used, of the time in which the office was to be open. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from kiosk.figures.model import Cause, KioskLine, Lost
from kiosk.figures.running import DOORS, OFFICE, Change, Where

MAIN: Final = 1
CAUSES: Final[dict[Cause, str]] = {
    "office": "Layanan kantor mati",
    "doors": "Ditutup petugas",
    "link": "Tidak terhubung",
    "screen": "Layar mati",
    "printer": "Pencetak tidak siap",
    "unknown": "Tidak tercatat",
}
"""In this order: where two are down, the first is told."""

Window = tuple[datetime, datetime]


def lines(
    names: Mapping[int, str],
    used: Mapping[int, tuple[int, int, int]],
    windows: Sequence[Window],
    standing: Mapping[Where, bool],
    changes: Sequence[Change],
) -> tuple[KioskLine, ...]:
    """One line for each kiosk in `names`.

    `used` has numbers, emergency numbers and numbers with a form of each. `windows` is the opening time until
    now, `standing` what worked before the first of them, `changes` what happened since, in order.
    """
    lost = {kiosk: _lost(kiosk, windows, standing, changes) for kiosk in names}
    open_s = sum((end - start).total_seconds() for start, end in windows)
    return tuple(
        KioskLine(
            kiosk=kiosk,
            name=name,
            numbers=used.get(kiosk, (0, 0, 0))[0],
            emergency=used.get(kiosk, (0, 0, 0))[1],
            with_form=used.get(kiosk, (0, 0, 0))[2],
            open_min=round(open_s / 60, 1),
            ready_min=round((open_s - sum(lost[kiosk].values())) / 60, 1),
            lost=tuple(
                Lost(cause, CAUSES[cause], round(lost[kiosk][cause] / 60, 1))
                for cause in CAUSES
                if lost[kiosk][cause] >= 1
            ),
        )
        for kiosk, name in names.items()
    )


def _lost(
    kiosk: int, windows: Sequence[Window], standing: Mapping[Where, bool], changes: Sequence[Change]
) -> dict[Cause, float]:
    """Seconds by cause."""
    lost: defaultdict[Cause, float] = defaultdict(float)
    for start, end, state in _spans(standing, changes, windows):
        if cause := _cause(kiosk, state):
            lost[cause] += (end - start).total_seconds()
    return lost


def _cause(kiosk: int, state: Mapping[Where, bool]) -> Cause | None:
    if OFFICE not in state:
        return "unknown"
    own: tuple[tuple[Cause, Where], ...] = (
        (("screen", (kiosk, "screen")), ("printer", (kiosk, "printer")))
        if kiosk == MAIN
        else (("link", (kiosk, "link")), ("printer", (kiosk, "printer")))
    )
    if kiosk != MAIN and (not state[OFFICE] or (kiosk, "link") not in state):
        return "unknown"  # it goes on alone, and nobody here hears how
    asked: tuple[tuple[Cause, Where], ...] = (("office", OFFICE), ("doors", DOORS), *own)
    return next((cause for cause, where in asked if not state.get(where, True)), None)


def _spans(
    standing: Mapping[Where, bool], changes: Sequence[Change], windows: Iterable[Window]
) -> Iterable[tuple[datetime, datetime, Mapping[Where, bool]]]:
    """The windows, cut where something changed."""
    state = dict(standing)
    ahead = iter([*changes, None])
    change = next(ahead)
    for start, end in windows:
        at = start
        while change is not None and change.at < end:
            if change.at > at:
                yield at, change.at, dict(state)
                at = change.at
            state[change.where] = change.up
            change = next(ahead)
        if at < end:
            yield at, end, dict(state)
