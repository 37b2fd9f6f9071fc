from __future__ import annotations

import io
import itertools
import wave
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from kiosk.clock import from_iso
from kiosk.speech import announce, lease, pcm, records
from kiosk.speech.clips import Clips
from kiosk.speech.out import AlsaOut, FolderOut
from kiosk.speech.settings import SpeechSettings
from tests.speech.conftest import PACE, Room, Start, Voice, whistle


def spoken(room: Room, calls: list[str], outcome: str = "spoken") -> bool:
    return all(room.outcomes()[call] == outcome for call in calls)


def seconds(data: bytes) -> float:
    with wave.open(io.BytesIO(data)) as opened:
        return float(opened.getnframes() / opened.getframerate())


def test_calls_are_spoken_in_order_and_never_over_each_other(room: Room, start: Start) -> None:
    voice = start()
    calls = []
    for counter, number in enumerate(["A-001", "B-017", "A-1000", "C-999"], 1):
        calls.append(room.call(number, counter))
        voice.queue.wake()
    voice.until(lambda: spoken(room, calls))
    heard = room.heard()
    assert [line["call"] for line in heard] == calls
    for before, after in itertools.pairwise(heard):
        assert before["ended_at"] <= after["began_at"]
    for line in heard:
        took = from_iso(line["ended_at"]) - from_iso(line["began_at"])
        assert took >= timedelta(seconds=line["seconds"] * PACE * 0.9)
        assert abs(seconds((room.folder / line["file"]).read_bytes()) - line["seconds"]) < 0.01
        assert 5 < line["seconds"] < 12


def test_what_is_heard_begins_with_the_chime_and_is_as_loud_as_the_hour_allows(
    room: Room, start: Start
) -> None:
    hours = dict.fromkeys(range(24), 50)
    voice = start(settings=SpeechSettings(volume=100, hours=hours))
    call = room.call("A-017")
    voice.queue.wake()
    voice.until(lambda: spoken(room, [call]))
    samples = pcm.read((room.folder / "0001.wav").read_bytes())
    chime_peak = pcm.peak(samples[: pcm.RATE])
    assert abs(pcm.peak(samples) - pcm.PEAK / 4) < 5
    assert chime_peak < pcm.peak(samples) * 0.7
    assert voice.queue.state().volume == 50


def test_a_call_in_the_citizens_language_differs_from_indonesian(room: Room, start: Start) -> None:
    voice = start()
    calls = [
        room.call("A-001", language="id"),
        room.call("A-002", language="jv"),
        room.call("A-003", language="su"),
    ]
    voice.queue.wake()
    voice.until(lambda: spoken(room, calls))
    lengths = [line["seconds"] for line in room.heard()]
    assert len(lengths) == 3
    assert lengths[0] != lengths[1]


def test_after_a_restart_fresh_calls_are_said_and_old_ones_are_neither_repeated_nor_late(
    room: Room, start: Start, cache: Path
) -> None:
    first = start()
    said = room.call("A-001")
    first.queue.wake()
    first.until(lambda: spoken(room, [said]))
    first.queue.stop()
    old = room.call("A-002", age_s=121)
    fresh = room.call("A-003", age_s=20)
    second = start()
    second.until(lambda: None not in room.outcomes().values())
    assert room.outcomes() == {said: "spoken", old: "late", fresh: "spoken"}
    assert [line["call"] for line in room.heard()] == [said, fresh]


def test_a_call_that_a_stop_cut_off_is_said_after_the_restart(room: Room, start: Start) -> None:
    slow = start(out=FolderOut(room.folder, pace=100))
    call = room.call("A-001")
    slow.queue.wake()
    slow.until(lambda: slow.queue.state().speaking == call)
    began = datetime.now(UTC)
    slow.queue.stop()
    assert datetime.now(UTC) - began < timedelta(seconds=2)
    assert room.outcomes() == {call: None}
    voice = start()
    voice.until(lambda: spoken(room, [call]))


def test_many_old_calls_are_marked_at_once(room: Room, start: Start) -> None:
    calls = [room.call(f"A-{number:03d}", age_s=3600) for number in range(1, 60)]
    voice = start()
    voice.until(lambda: spoken(room, calls, "late"))
    assert room.heard() == []


def test_without_espeak_the_chime_is_heard_and_staff_are_told(
    room: Room, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    voice = start(clips=Clips(tmp_path / "cache"))
    call = room.call("A-017")
    voice.queue.wake()
    voice.until(lambda: spoken(room, [call], "chime"))
    assert room.heard()[0]["seconds"] < 2
    assert voice.notes() == ["no_espeak"]
    assert voice.queue.state().notes[0].sentence == "Hanya nada yang terdengar. Pasang paket espeak-ng."
    monkeypatch.undo()
    again = room.call("A-018")
    voice.queue.wake()
    voice.until(lambda: spoken(room, [again]))
    assert voice.notes() == []


def test_a_device_that_comes_back_says_what_waited_for_it(
    room: Room, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announce, "HOLD_S", 0.1)
    room.folder.write_text("in the way")
    voice = start()
    call = room.call("A-017")
    voice.queue.wake()
    voice.until(lambda: voice.notes() == ["device_refused"])
    assert room.outcomes() == {call: None}
    assert voice.queue.state().waiting == 1
    room.folder.unlink()
    voice.until(lambda: spoken(room, [call]))
    assert voice.notes() == []


def test_a_missing_player_is_told_and_stops_nothing(
    room: Room, start: Start, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clips = Clips(cache)
    clips.announcement("A-017", 3, "id")
    monkeypatch.setenv("PATH", str(tmp_path))
    voice = start(clips=clips, out=AlsaOut("default"))
    room.call("A-017")
    voice.queue.wake()
    voice.until(lambda: voice.notes() == ["no_aplay"])
    assert voice.queue.state().notes[0].sentence == "Suara tidak keluar. Pasang paket alsa-utils."


def test_a_corrupt_recording_gives_way_to_the_default_and_is_told(
    room: Room, start: Start, cache: Path, tmp_path: Path
) -> None:
    (tmp_path / "own/id").mkdir(parents=True)
    (tmp_path / "own/id/tujuh.wav").write_bytes(b"no sound")
    voice = start(clips=Clips(cache, tmp_path / "own"))
    call = room.call("A-017")
    voice.queue.wake()
    voice.until(lambda: spoken(room, [call]))
    (note,) = voice.queue.state().notes
    assert (note.name, note.sentence) == ("own_recording", "Rekaman id/tujuh.wav: Berkas rusak, bukan WAV.")


@pytest.mark.parametrize("settings", [SpeechSettings(on=False), SpeechSettings(volume=0)])
def test_a_voice_that_is_off_marks_calls_and_says_nothing(
    room: Room, start: Start, settings: SpeechSettings
) -> None:
    voice = start(settings=settings)
    calls = [room.call("A-001"), room.call("A-002")]
    voice.queue.wake()
    voice.until(lambda: spoken(room, calls, "muted"))
    assert room.heard() == []
    assert voice.notes() == ["muted"]


def test_a_number_that_cannot_be_said_holds_nobody_up(room: Room, start: Start) -> None:
    strange, foreign, good = room.call("?-1"), room.call("A-001", language="fr"), room.call("A-002")
    voice = start()
    voice.until(lambda: spoken(room, [good]))
    assert room.outcomes() == {strange: "silent", foreign: "silent", good: "spoken"}


def test_staff_can_try_the_voice(room: Room, start: Start) -> None:
    voice = start(settings=SpeechSettings(volume=0))
    voice.queue.try_out()
    voice.until(lambda: len(room.heard()) == 1)
    assert room.heard()[0]["seconds"] < 2


def test_clips_are_made_ahead_while_nobody_is_called(
    room: Room, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announce, "PREPARE_AFTER_S", 0.0)
    monkeypatch.setattr(announce, "BETWEEN_CLIPS_S", 0.01)
    voice = start(clips=Clips(tmp_path / "cache"))
    voice.until(lambda: len(list((tmp_path / "cache").rglob("*.wav"))) >= 3)
    call = room.call("A-017")
    voice.queue.wake()
    voice.until(lambda: spoken(room, [call]))


def take(voice: Voice, display: str) -> str:
    """What a display does when it is told to ask."""
    seen: list[str] = []

    def asked() -> bool:
        offer = voice.queue.renew(display, able=True).offer
        if offer:
            seen.append(offer.id)
        return bool(seen)

    voice.until(asked)
    return seen[0]


def test_an_appointed_display_is_the_one_voice(room: Room, start: Start) -> None:
    voice = start()
    voice.queue.appoint("layar-1", "Layar 1")
    assert voice.queue.renew("layar-1", able=True).voice
    assert not voice.queue.renew("layar-2", able=True).voice
    calls = [room.call("A-001"), room.call("A-002")]
    voice.queue.wake()
    for call in calls:
        assert take(voice, "layar-1") == call
        assert voice.queue.renew("layar-2", able=True).offer is None
        assert voice.queue.sound("layar-2", call) is None
        sound = voice.queue.sound("layar-1", call)
        assert sound is not None
        assert 5 < seconds(sound) < 12
        voice.queue.ended("layar-2", call, well=True)
        assert room.outcomes()[call] is None
        voice.queue.ended("layar-1", call, well=True)
        voice.until(partial(spoken, room, [call]))
    assert voice.offers >= 2
    assert room.heard() == []
    assert (voice.queue.state().speaker, voice.queue.state().display) == ("display", "Layar 1")


def test_the_voice_passes_back_when_the_display_dies(
    room: Room, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LEASE_S", 0.3)
    voice = start()
    voice.queue.appoint("layar-1", "Layar 1")
    voice.queue.renew("layar-1", able=True)
    call = room.call("A-001")
    voice.queue.wake()
    voice.until(lambda: spoken(room, [call]))
    assert [line["call"] for line in room.heard()] == [call]
    assert voice.notes() == ["display_absent"]
    assert voice.queue.state().speaker == "office"


def test_staff_are_told_that_the_display_died_before_anybody_is_called(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LEASE_S", 0.2)
    monkeypatch.setattr(announce, "WATCH_S", 0.05)
    voice = start()
    voice.queue.appoint("layar-1", "Layar 1")
    told_before = voice.told
    voice.until(lambda: voice.told > told_before)
    voice.until(lambda: voice.notes() == ["display_absent"])


def test_the_office_waits_for_a_display_that_took_a_call_before_it_says_it_itself(
    room: Room, start: Start, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LEASE_S", "BEGIN_S", "END_S"):
        monkeypatch.setattr(lease, name, 0.2)
    voice = start(clips=Clips(cache.parent / "none", short_recordings(cache.parent / "short")))
    voice.queue.appoint("layar-1", "Layar 1")
    call = room.call("A-001")
    voice.queue.wake()
    taken_at = datetime.now(UTC)
    assert take(voice, "layar-1") == call
    voice.until(lambda: spoken(room, [call]))
    (line,) = room.heard()
    assert from_iso(line["began_at"]) > taken_at + timedelta(seconds=line["seconds"] + 0.3)
    voice.queue.renew("layar-1", able=True)
    assert voice.notes() == ["display_failed"]


def short_recordings(folder: Path) -> Path:
    """Recordings so short that a test may wait for them."""
    blip = pcm.wav(whistle(0.02))
    names = ("nomor_antrean", "silakan_ke_loket", "huruf_a", "nol", "satu", "tiga")
    for name in ("nada.wav", *(f"id/{name}.wav" for name in names)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(blip)
    return folder


def test_a_browser_that_may_not_play_is_no_voice_and_staff_are_told(room: Room, start: Start) -> None:
    voice = start()
    voice.queue.appoint("layar-1", "Layar 1")
    assert not voice.queue.renew("layar-1", able=False).voice
    call = room.call("A-001")
    voice.queue.wake()
    voice.until(lambda: spoken(room, [call]))
    assert len(room.heard()) == 1
    assert voice.notes() == ["display_blocked"]
    assert voice.queue.renew("layar-1", able=True).voice
    assert voice.notes() == []


def test_the_appointment_survives_a_restart_and_can_be_taken_back(room: Room, start: Start) -> None:
    start().queue.appoint("layar-1", "Layar 1")
    voice = start()
    assert voice.queue.renew("layar-1", able=True).voice
    voice.queue.dismiss()
    assert not voice.queue.renew("layar-1", able=True).voice
    assert room.store.read(records.appointed) is None
    events = room.store.read(lambda c: c.all("SELECT event, subject FROM audit ORDER BY seq"))
    assert events == [("voice_appointed", "layar-1"), ("voice_appointed", "office")]
