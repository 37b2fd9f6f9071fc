"""The display's full state: the waiting room as the queue sees it, and what the office shows around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from kiosk.clock import Clock
from kiosk.office.display.pages import Files
from kiosk.office.display.slides import SlideFolder
from kiosk.office.house import House
from kiosk.office.room import DisplayState

Look = Callable[[], DisplayState]
"""The room now, from the store; blocks."""


@dataclass(frozen=True, slots=True)
class Shown(DisplayState):
    """The `display` event: all of DisplayState, `slides` as addresses below /layar/, and the frame."""

    regency_name: str
    """ "Kabupaten Tangerang"."""
    open: bool
    """Numbers are given now."""
    opening_sentence: str
    """ "Buka sampai 15.30"."""
    page: str
    """Version of the page's files; a display that has another one loads itself again."""


class Screen:
    """Makes the state. Blocks on the store: call it off the event loop."""

    def __init__(self, look: Look, house: House, slides: SlideFolder, clock: Clock, files: Files) -> None:
        self._look = look
        self._house = house
        self._slides = slides
        self._clock = clock
        self._files = files

    def shown(self) -> Shown:
        """Everything that a display shows now; never anything personal."""
        room = self._look()
        door = self._house.door(self._clock.now())
        known = {field.name: getattr(room, field.name) for field in fields(DisplayState)}
        known |= {
            "running_text": list(self._house.config.announcements),
            "slides": [f"{slide.kind}/{slide.id}" for slide in self._slides.slides],
        }
        return Shown(
            **known,
            regency_name=self._house.config.regency,
            open=door.gives_tickets,
            opening_sentence=door.sentence,
            page=self._files.version,
        )
