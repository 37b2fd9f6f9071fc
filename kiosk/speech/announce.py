"""The voice of the waiting room: one thread, one announcement at a time, in the order of the calls.

It keeps no list: the calls in the database that are not settled are what is still to be said. A restart
therefore says what nobody heard, and nothing twice.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

import structlog

from kiosk.clock import Clock, from_iso, iso, local
from kiosk.ids import uuid7
from kiosk.office.room import CallEvent
from kiosk.speech import pcm, records
from kiosk.speech.clips import Clips
from kiosk.speech.errors import (
    CannotSay,
    DeviceRefused,
    DeviceStuck,
    DisplayFailed,
    PlayerMissing,
    SpeechError,
    Stopped,
    VoiceError,
)
from kiosk.speech.lease import Absence, DisplayVoice
from kiosk.speech.notes import About, Notes
from kiosk.speech.out import AudioOut, Sound
from kiosk.speech.records import Appointed, Outcome
from kiosk.speech.settings import SpeechSettings
from kiosk.speech.state import Lease, Trial, VoiceState
from kiosk.store import Store

LATE: Final = timedelta(minutes=2)
"""A call that is older is marked and not said if the voice was off when it was made, or if its number is no
longer called: whoever it was meant for has read the display. Everything else waits its turn, however long."""
HOLD_S: Final = 10.0
"""Between two tries of a device that refused; calls wait meanwhile."""
LOOK_S: Final = 30.0
WATCH_S: Final = 2.0
"""Between two looks at whether the display that is the voice still lives."""
PREPARE_AFTER_S: Final = 20.0
"""Idle for so long, the thread makes clips ahead of their need."""
BETWEEN_CLIPS_S: Final = 0.3
RETRY_S: Final = 1.5
STOP_S: Final = 5.0
TRIAL_VOLUME: Final = 50
"""Staff who try the voice in a silent hour want to hear something."""

log = structlog.get_logger()


class AnnouncementQueue:
    """Says every call once, through the one voice of the room.

    `on_state` is called from any thread when staff or displays should look at `state` again; `on_offer` when
    the appointed display should ask now whether there is something for it to say.
    """

    def __init__(
        self,
        store: Store,
        clips: Clips,
        out: AudioOut,
        settings: SpeechSettings,
        *,
        clock: Clock,
        zone: ZoneInfo,
        on_state: Callable[[], None],
        on_offer: Callable[[], None],
    ) -> None:
        self._store = store
        self._clips = clips
        self._out = out
        self._settings = settings
        self._clock = clock
        self._zone = zone
        self._on_state = on_state
        self._display = DisplayVoice(on_offer)
        self._chosen = store.read(records.appointed)
        self._started_at = from_iso(iso(clock.now()))  # as precise as calls are kept
        self._notes = Notes()
        self._absence: Absence | None = None
        self._speaking = ""
        self._heard: tuple[CallEvent, Outcome] | None = None
        self._held_until = 0.0
        self._trial = threading.Event()
        self._tried: Trial = ""
        self._work = threading.Event()
        self._stopping = threading.Event()
        self._prepared = not settings.on
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)

    def start(self) -> None:
        """Begins to speak; the display that staff had appointed gets a moment to turn up."""
        self._started_at = from_iso(iso(self._clock.now()))
        self._display.appoint(self._chosen.display if self._chosen else None)
        self._thread.start()

    def wake(self) -> None:
        """Something was called."""
        self._work.set()

    def stop(self) -> None:
        """Ends at once; what is being said counts as not said."""
        self._stopping.set()
        self._work.set()
        self._display.stop()
        self._clips.stop()
        self._out.stop()
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    def state(self) -> VoiceState:
        """The voice as staff see it; blocks on the store."""
        chosen = self._chosen
        return VoiceState(
            speaker="display" if self._display.holds() else "office",
            display=chosen.name if chosen else "",
            display_id=chosen.display if chosen else "",
            volume=self._volume(),
            waiting=self._store.read(records.waiting),
            speaking=self._speaking,
            trial=self._tried,
            notes=self._notes.all(self._volume(), self._display.absence(), self._clips.faults()),
        )

    def try_out(self) -> None:
        """Lets the voice give the chime, so that staff hear it or read in the notes why not."""
        self._tried = "waiting"
        self._trial.set()
        self._held_until = 0.0
        self._work.set()

    def appoint(self, display: str, name: str, staff: str | None = None) -> None:
        """Makes a display the voice, durably; `name` is for staff, `staff` whose account wants it."""
        self._choose(Appointed(display, name), staff)

    def dismiss(self, staff: str | None = None) -> None:
        """Makes the office machine the voice again."""
        self._choose(None, staff)

    def appointed(self) -> Appointed | None:
        """The display that is to speak; does not block."""
        return self._chosen

    def renew(self, display: str, *, able: bool, said: str = "") -> Lease:
        """A display asks, every two seconds and at `on_offer`; `able`: its browser may play sound.

        `said` is the call that it said last: its word of the end may have been lost.
        """
        lease = self._display.renew(display, able=able, said=said)
        self._watch()
        return lease

    def ended(self, display: str, call: str, *, well: bool) -> None:
        """A display has said the call it took, or could not."""
        self._display.ended(display, call, well=well)

    def sound(self, display: str, call: str) -> bytes | None:
        """The WAV of the call that this display has taken."""
        return self._display.sound(display, call)

    def _choose(self, chosen: Appointed | None, staff: str | None) -> None:
        self._store.write(lambda tx: records.appoint(tx, chosen, self._clock.now(), staff))
        self._chosen = chosen
        self._display.appoint(chosen.display if chosen else None)
        self._work.set()
        self._on_state()

    def _volume(self) -> int:
        return self._settings.volume_at(local(self._clock.now(), self._zone))

    def _run(self) -> None:
        idle_since = time.monotonic()
        while not self._stopping.is_set():
            self._work.clear()
            try:
                if self._step():
                    idle_since = time.monotonic()
                    continue
                if not self._prepared and time.monotonic() - idle_since >= PREPARE_AFTER_S:
                    self._prepared = not self._prepare()
            except Stopped:
                return
            except Exception as error:  # one bad call or one bad moment never ends the thread
                log.error("voice_step_failed", error=type(error).__name__)
                self._stopping.wait(RETRY_S)
                continue
            self._watch()
            self._work.wait(self._pause(idle_since))

    def _pause(self, idle_since: float) -> float:
        now = time.monotonic()
        looks = [LOOK_S, self._held_until - now if self._held_until > now else LOOK_S]
        if self._display.holds():
            looks.append(WATCH_S)
        if not self._prepared:
            looks.append(max(BETWEEN_CLIPS_S, idle_since + PREPARE_AFTER_S - now))
        return min(looks)

    def _watch(self) -> None:
        """Tells staff when the appointed display falls silent, and when it is back."""
        absence = self._display.absence()
        if absence != self._absence:
            self._absence = absence
            self._work.set()
            self._on_state()

    def _step(self) -> bool:
        """Settles one call, or several alike; False: nothing to do, or no way to do it now."""
        if self._heard:
            self._record(*self._heard)
        if self._held_until > time.monotonic() and not self._display.holds():
            return False
        if self._trial.is_set():
            self._trial.clear()
            self._clips.at_volume(self._volume() or TRIAL_VOLUME)
            self._tried = "heard" if self._play(uuid7(), self._clips.chime()) == "heard" else "failed"
            return True
        call = self._store.read(records.next_call)
        if call is None:
            return False
        now = self._clock.now()
        if self._volume() == 0:
            self._store.write(lambda tx: records.settle_all(tx, "muted", now))
        elif now - from_iso(call.called_at) > LATE and from_iso(call.called_at) < self._started_at:
            limit = min(now - LATE, self._started_at)
            late = self._store.write(lambda tx: records.settle_all(tx, "late", now, called_before=limit))
            log.info("calls_too_old_to_say", count=late)
        elif now - from_iso(call.called_at) > LATE and not self._still_called(call):
            self._store.write(lambda tx: records.settle(tx, call.id, "late", now))
        else:
            return self._say(call)
        return True

    def _still_called(self, call: CallEvent) -> bool:
        return self._store.read(lambda connection: records.still_called(connection, call.id))

    def _say(self, call: CallEvent) -> bool:
        """False: the device refused, and the call waits."""
        outcome: Outcome
        self._clips.at_volume(self._volume())
        try:
            words = self._clips.announcement(call.number, call.counter, call.language)
            self._note("voice", None)
            phrases, outcome = [[self._clips.chime()], [words]], "spoken"
        except VoiceError as error:
            self._note("voice", error)
            phrases, outcome = [[self._clips.chime()]], "chime"
        except CannotSay:
            self._record(call, "silent")
            return True
        self._speaking = call.id
        self._on_state()
        played = self._play(call.id, pcm.joined(phrases))
        self._speaking = ""
        if played != "refused":
            self._record(call, outcome if played == "heard" else "silent")
        self._on_state()
        return played != "refused"

    def _play(self, id: str, samples: pcm.Samples) -> Literal["heard", "refused", "stuck"]:
        """`refused`: nothing was heard. `stuck`: nobody knows. Raises Stopped."""
        sound = Sound(id, pcm.wav(samples), pcm.seconds(samples))
        if self._display.holds():
            try:
                self._display.play(sound)
                return "heard"
            except DisplayFailed:
                log.info("display_did_not_speak")
                self._on_state()
        try:
            self._out.play(sound)
        except (PlayerMissing, DeviceRefused) as error:
            self._note("device", error)
            self._held_until = time.monotonic() + HOLD_S
            return "refused"
        except DeviceStuck as error:
            self._note("device", error)
            return "stuck"
        self._note("device", None)
        return "heard"

    def _record(self, call: CallEvent, outcome: Outcome) -> None:
        # Kept until it is written: a full disk must not make the voice say one call over and over.
        self._heard = (call, outcome)
        self._store.write(lambda tx: records.settle(tx, call.id, outcome, self._clock.now()))
        self._heard = None

    def _prepare(self) -> bool:
        """Makes one clip ahead of its need; False once there is nothing more to make."""
        self._clips.chime()
        try:
            return self._clips.prepare_one()
        except VoiceError as error:
            self._note("voice", error)
            return False

    def _note(self, about: About, error: SpeechError | None) -> None:
        if self._notes.keep(about, error):
            self._on_state()
