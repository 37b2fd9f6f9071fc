"""The plate of a card reader while its middleware speaks: `reading` with its clock running."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, assert_never

from kiosk.devices import reading
from kiosk.devices.messages import MachineState
from kiosk.devices.ports import Happening
from kiosk.devices.reading import Said, Table
from kiosk.ids import uuid7
from kiosk.office.readings import ReaderState


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a reader does not work, as it is shown to staff."""

    state: ReaderState
    sentence: str


class Lost(Exception):
    """The middleware is of no use any more; it is started or asked anew after a pause."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.sentence)
        self.trouble = trouble


WITHOUT_PROGRAM: Final = Trouble("fault", "Program pembaca KTP tidak ada. Panggil teknisi.")
NOT_STARTED: Final = Trouble("offline", "Pembaca KTP sedang disiapkan.")
ENDED: Final = Trouble("offline", "Program pembaca KTP berhenti. Dijalankan lagi sendiri.")
SILENT: Final = Trouble("offline", "Program pembaca KTP tidak menjawab. Dicoba lagi sendiri.")
OTHER_VERSION: Final = Trouble("fault", "Program pembaca KTP memakai versi lain. Panggil teknisi.")
GARBLED: Final = Trouble("fault", "Program pembaca KTP mengirim pesan rusak. Panggil teknisi.")


def standing(state: MachineState) -> tuple[ReaderState, str]:
    """How the reader stands, by its own word."""
    match state:
        case "ready":
            return "ready", "Pembaca KTP siap."
        case "no_reader":
            return "offline", "Pembaca KTP terlepas. Colokkan kembali kabelnya."
        case "no_sam":
            return "fault", "Kartu SAM pembaca KTP tidak ada. Panggil teknisi."
        case "fault":
            return "fault", "Pembaca KTP rusak. Panggil teknisi."
        case _:
            assert_never(state)


class Plate:
    """What lies on the reader. For one thread."""

    def __init__(self, happened: Callable[[Happening], None]) -> None:
        self._happened = happened
        self._table = Table()
        self._until = 0.0

    @property
    def reading(self) -> bool:
        """A card is being read, which may keep its middleware busy."""
        return self._table.read is not None and self._table.phase == "reading"

    def said(self, message: Said) -> None:
        """The middleware speaks of a card. Raises Contradiction."""
        before = self._table.read
        self._take(reading.step(self._table, message, uuid7))
        if self._table.read != before:
            self._until = time.monotonic() + reading.READ_S

    def tick(self) -> None:
        """Time passes: a card that says nothing ends its read."""
        if self.reading and time.monotonic() >= self._until:
            self._take(reading.tire(self._table))

    def lift(self) -> None:
        """The reader is lost, and its card with it; its numbers go on."""
        self._take(reading.lift(self._table))

    def clear(self) -> None:
        """The middleware is lost: the next one counts anew."""
        self.lift()
        self._table = Table()

    def _take(self, outcome: tuple[Table, list[Happening]]) -> None:
        self._table, happened = outcome
        for one in happened:
            self._happened(one)
