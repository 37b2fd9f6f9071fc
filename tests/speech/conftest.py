"""A real store, real clips by espeak-ng, and a voice whose sound goes to a folder."""

from __future__ import annotations

import json
import math
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.clock import SystemClock, iso
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.speech import pcm
from kiosk.speech.announce import AnnouncementQueue
from kiosk.speech.clips import Clips
from kiosk.speech.out import JOURNAL, AudioOut, FolderOut
from kiosk.speech.settings import SpeechSettings
from kiosk.store import Store, Transaction

PATIENCE_S = 20.0
ZONE = ZoneInfo("Asia/Jakarta")
PACE = 0.01
"""Of the time that a sound takes."""


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Default clips, made once by the real espeak-ng."""
    return tmp_path_factory.mktemp("suara")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path, pinned("demo", tmp_path), SystemClock())
    yield store
    store.close()


def whistle(seconds: float = 0.4, rate: int = pcm.RATE, loud: int = 12_000) -> pcm.Samples:
    """A recording of somebody's own."""
    return array("h", [round(loud * math.sin(i * 0.1)) for i in range(round(seconds * rate))])


@dataclass
class Room:
    """A waiting room: calls go into its store, its voice into its folder."""

    store: Store
    folder: Path

    def call(self, number: str, counter: int = 3, *, language: str = "id", age_s: float = 0) -> str:
        """Calls a number as a counter does."""
        at = iso(datetime.now(UTC) - timedelta(seconds=age_s))
        call, ticket, series, digits = uuid7(), uuid7(), number[:1], int(number[2:])

        def act(tx: Transaction) -> None:
            tx.execute(
                "INSERT INTO tickets (id, office_day, series, number, service, priority, state, language,"
                " issued_at) VALUES (?, '2026-11-24', ?, ?, 'ktp_el', 'umum', 'called', ?, ?)",
                (ticket, series, digits, language, at),
            )
            tx.execute(
                "INSERT INTO calls (id, queue_day, ticket_id, number, counter, counter_name, language,"
                " ordinal, called_at) VALUES (?, '2026-11-24', ?, ?, ?, ?, ?, 1, ?)",
                (call, ticket, number, counter, f"Loket {counter}", language, at),
            )

        self.store.write(act)
        return call

    def outcomes(self) -> dict[str, str | None]:
        """What became of each call."""
        return dict(self.store.read(lambda c: c.all("SELECT id, speech FROM calls ORDER BY seq")))

    def heard(self) -> list[dict[str, Any]]:
        """The journal of the folder."""
        journal = self.folder / JOURNAL
        return [json.loads(line) for line in journal.read_text().splitlines()] if journal.exists() else []


@pytest.fixture
def room(store: Store, tmp_path: Path) -> Room:
    return Room(store, tmp_path / "heard")


class Voice:
    """A running voice and everything it told."""

    def __init__(self, room: Room, clips: Clips, out: AudioOut, settings: SpeechSettings) -> None:
        self._news = threading.Condition()
        self.offers = 0
        self.told = 0
        self.queue = AnnouncementQueue(
            room.store,
            clips,
            out,
            settings,
            clock=SystemClock(),
            zone=ZONE,
            on_state=self._stir,
            on_offer=self._offer,
        )
        self.queue.start()

    def notes(self) -> list[str]:
        return [note.name for note in self.queue.state().notes]

    def until(self, reached: Callable[[], bool]) -> None:
        """Waits for news that make `reached` true."""
        deadline = time.monotonic() + PATIENCE_S
        while not reached():
            assert time.monotonic() < deadline, f"not reached: {self.queue.state()}"
            with self._news:
                self._news.wait(0.05)

    def _stir(self) -> None:
        with self._news:
            self.told += 1
            self._news.notify_all()

    def _offer(self) -> None:
        with self._news:
            self.offers += 1
            self._news.notify_all()


Start = Callable[..., Voice]


@pytest.fixture
def start(room: Room, cache: Path) -> Iterator[Start]:
    """Starts the voice of the room; stopped at the end."""
    running: list[Voice] = []

    def begin(
        *,
        out: AudioOut | None = None,
        clips: Clips | None = None,
        settings: SpeechSettings | None = None,
    ) -> Voice:
        voice = Voice(
            room,
            clips or Clips(cache),
            out or FolderOut(room.folder, pace=PACE),
            settings or SpeechSettings(volume=100),
        )
        running.append(voice)
        return voice

    yield begin
    for voice in running:
        voice.queue.stop()
