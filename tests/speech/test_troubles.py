"""What goes wrong around the voice: programs that hang, words that are lost, queues that grow."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kiosk.clock import iso
from kiosk.speech import announce, espeak, lease
from kiosk.speech.children import Child, ChildStuck
from kiosk.speech.clips import Clips
from kiosk.speech.out import FolderOut
from kiosk.store.files import write_durably
from tests.speech.conftest import PACE, Room, Start
from tests.speech.test_queue import short_recordings, spoken, take


def test_nothing_is_dropped_however_long_it_waits_while_its_number_is_called(
    room: Room, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = start(out=FolderOut(room.folder, pace=0.05))
    calls = [room.call(f"A-{number:03d}") for number in range(1, 5)]
    gone = room.call("A-005")
    room.store.write(lambda tx: tx.execute("UPDATE tickets SET state = 'serving' WHERE number = 5"))
    monkeypatch.setattr(announce, "LATE", -announce.LATE)
    voice.queue.wake()
    voice.until(lambda: None not in room.outcomes().values())
    assert spoken(room, calls)
    assert room.outcomes()[gone] == "late", "whoever is served already needs no call"


def counting(folder: Path, does: str) -> Path:
    """An espeak-ng that writes a line about each of its runs, and then `does` something."""
    folder.mkdir()
    program = folder / "espeak-ng"
    program.write_text(f"#!/bin/sh\necho run >> {folder}/runs\n{does}\n")
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize("does", ["sleep 1000", "sleep 1000 & wait", "cat /dev/zero"])
def test_an_espeak_that_hangs_or_talks_without_end_costs_one_time_out_and_then_chimes_at_once(
    room: Room, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    folder = counting(tmp_path / "bin", does)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(espeak, "LIMIT_S", 0.3)
    voice = start(clips=Clips(tmp_path / "cache"))
    calls = [room.call("A-001", language="jv"), room.call("A-002"), room.call("A-003", language="su")]
    began = time.monotonic()
    voice.queue.wake()
    voice.until(lambda: spoken(room, calls, "chime"))
    assert (folder / "runs").read_text().count("run") == 1
    assert time.monotonic() - began < 3
    assert voice.notes() == ["espeak_failed"]


def test_after_its_rest_espeak_is_asked_again(
    room: Room, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{counting(tmp_path / 'bin', 'sleep 1000')}:/usr/bin:/bin")
    monkeypatch.setattr(espeak, "LIMIT_S", 0.2)
    monkeypatch.setattr(espeak, "REST_S", 0.0)
    voice = start(clips=Clips(tmp_path / "cache"))
    call = room.call("A-001")
    voice.queue.wake()
    voice.until(lambda: spoken(room, [call], "chime"))
    monkeypatch.undo()
    again = room.call("A-002")
    voice.queue.wake()
    voice.until(lambda: spoken(room, [again]))
    assert voice.notes() == []


def test_a_program_is_read_only_so_far() -> None:
    with pytest.raises(ChildStuck):
        Child().run(["cat", "/dev/zero"], b"", 5.0, most=100_000)
    assert Child().run(["cat"], b"x" * 500_000, 5.0, most=500_000) == b"x" * 500_000


def test_whatever_a_stuck_program_started_ends_with_it(tmp_path: Path) -> None:
    with pytest.raises(ChildStuck):
        Child().run(["sh", "-c", f"sleep 1000 & echo $! > {tmp_path}/pid; wait"], b"", 0.3)
    helper = Path("/proc") / (tmp_path / "pid").read_text().strip()
    end = time.monotonic() + 5
    while helper.exists() and "(sleep) Z" not in (helper / "stat").read_text():
        assert time.monotonic() < end, "it lives on"


def test_a_display_whose_word_of_the_end_was_lost_tells_it_with_its_next_question(
    room: Room, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "BEGIN_S", 0.1)
    voice = start()
    voice.queue.appoint("layar-1", "Layar 1")
    call = room.call("A-001")
    voice.queue.wake()
    assert take(voice, "layar-1") == call
    began = time.monotonic()
    voice.until(lambda: time.monotonic() > began + 0.3)
    assert voice.queue.renew("layar-1", able=True).offer is None, "nothing is begun so late"
    voice.queue.renew("layar-2", able=True, said=call)
    assert room.outcomes() == {call: None}
    voice.queue.renew("layar-1", able=True, said=call)
    voice.until(lambda: spoken(room, [call]))
    assert room.heard() == []
    assert voice.notes() == []


def test_a_display_that_is_cut_off_while_it_speaks_has_its_leases_time_to_come_back(
    room: Room, start: Start, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BEGIN_S", "END_S"):
        monkeypatch.setattr(lease, name, 0.05)
    voice = start(clips=Clips(cache.parent / "none", short_recordings(cache.parent / "kort")))
    voice.queue.appoint("layar-1", "Layar 1")
    call = room.call("A-001")
    voice.queue.wake()
    assert take(voice, "layar-1") == call
    back_at = time.monotonic() + 1.5
    voice.until(lambda: time.monotonic() > back_at)
    assert room.outcomes() == {call: None}
    voice.queue.renew("layar-1", able=True, said=call)
    voice.until(lambda: spoken(room, [call]))
    assert room.heard() == []


def test_a_display_that_said_a_call_after_all_is_trusted_again(
    room: Room, start: Start, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LEASE_S", "BEGIN_S", "END_S"):
        monkeypatch.setattr(lease, name, 0.1)
    voice = start(
        clips=Clips(cache.parent / "none", short_recordings(cache.parent / "kort")),
        out=FolderOut(room.folder, pace=PACE),
    )
    voice.queue.appoint("layar-1", "Layar 1")
    call = room.call("A-001")
    voice.queue.wake()
    assert take(voice, "layar-1") == call
    voice.until(lambda: spoken(room, [call]))
    assert not voice.queue.renew("layar-1", able=True).voice
    assert voice.queue.renew("layar-1", able=True, said=call).voice


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "kata.wav").mkdir()
    with pytest.raises(OSError, match="irectory"):
        write_durably(tmp_path / "kata.wav", b"sound")
    assert [one.name for one in tmp_path.iterdir()] == ["kata.wav"]


def test_a_call_of_the_very_moment_of_the_start_is_not_late(
    room: Room, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = start()
    call = room.call("A-001")
    at = iso(voice.queue._started_at)
    monkeypatch.setattr(announce, "LATE", -announce.LATE)
    room.store.write(lambda tx: tx.execute("UPDATE calls SET called_at = ? WHERE id = ?", (at, call)))
    voice.queue.wake()
    voice.until(lambda: spoken(room, [call]))
