"""A plain contactless reader over PC/SC: it can tell that a card came and went, never whose it is.

A card's UID is no identity (it is no NIK, changes with the card, and can be copied), so it ends here: a
citizen who lays a KTP on such a reader is told to type the NIK.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from kiosk.clock import Clock
from kiosk.devices import reading
from kiosk.devices.pcsc_library import Pcsc, PcscGone, PcscMissing, Slot
from kiosk.devices.ports import SourceThread, Standing
from kiosk.ids import uuid7
from kiosk.office.readings import Card

LOOK_MS: Final = 1000
AGAIN_S: Final = 1.0

READY: Final = "Pembaca nirkontak siap. Alat ini tidak membaca NIK."
UNPLUGGED: Final = "Pembaca nirkontak terlepas. Colokkan kembali kabelnya."
NO_SERVICE: Final = "Layanan pcscd tidak berjalan. Panggil teknisi."
MISSING: Final = "Paket pcscd belum terpasang. Panggil teknisi."


class Contactless(Protocol):
    """What is needed of PC/SC; `pcsc_library.Pcsc` is one. Everything may raise PcscGone."""

    def slots(self) -> list[Slot]: ...
    def changes(self, known: list[Slot], within_ms: int) -> None: ...
    def uid(self, reader: str) -> bytes: ...
    def cancel(self) -> None: ...
    def close(self) -> None: ...


class PcscSource(SourceThread):
    """All PC/SC readers of the machine. `changed` is called, from any thread, when the state is another."""

    def __init__(
        self, clock: Clock, changed: Callable[[], None], connect: Callable[[], Contactless] = Pcsc
    ) -> None:
        super().__init__(Standing("uid", NO_SERVICE, clock, changed), "card-pcsc")
        self._connect = connect
        self._pcsc: Contactless | None = None
        self._reads: dict[str, str] = {}
        """Reader → UUID of the card that lies on it."""

    def _interrupt(self) -> None:
        if self._pcsc is not None:
            self._pcsc.cancel()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._pcsc = self._connect()
                self._watch(self._pcsc)
            except PcscMissing:
                self._standing.set("fault", MISSING)
            except PcscGone:
                if not self._stopping.is_set():
                    self._standing.set("offline", NO_SERVICE)
            finally:
                if self._pcsc is not None:
                    self._pcsc.close()
                    self._pcsc = None
            self._settle(frozenset())
            self._stopping.wait(AGAIN_S)

    def _watch(self, pcsc: Contactless) -> None:
        """Until we stop. Raises PcscGone."""
        while not self._stopping.is_set():
            slots = pcsc.slots()
            self._standing.set(*(("ready", READY) if slots else ("offline", UNPLUGGED)))
            self._settle(frozenset(slot.name for slot in slots if slot.present))
            for slot in slots:
                if slot.present and slot.name not in self._reads:
                    self._greet(pcsc, slot.name)
            pcsc.changes(slots, LOOK_MS)

    def _greet(self, pcsc: Contactless, reader: str) -> None:
        read = self._reads[reader] = uuid7()
        self._happened(Card(read, "in", reading.READING))
        try:
            self._happened(reading.failure(read, "uid_only" if pcsc.uid(reader) else "unreadable"))
        except PcscGone:
            self._happened(reading.failure(read, "removed"))

    def _settle(self, present: frozenset[str]) -> None:
        """Cards that are not there any more have left."""
        for reader in [name for name in self._reads if name not in present]:
            self._happened(Card(self._reads.pop(reader), "out"))
