from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from kiosk.speech import pcm
from kiosk.speech.errors import DeviceRefused, DeviceStuck, PlayerMissing, Stopped
from kiosk.speech.out import JOURNAL, AlsaOut, FolderOut, Sound, open_out
from tests.speech.conftest import whistle

SOUND = Sound("01", pcm.wav(whistle(0.3)), 0.3)


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The raw file into which the ALSA device "kartu" of this test plays."""
    heard = tmp_path / "heard.raw"
    (tmp_path / ".asoundrc").write_text(
        f'pcm.kartu {{ type file\n slave.pcm "null"\n file "{heard}"\n format "raw" }}'
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    return heard


def script(folder: Path, name: str, body: str) -> None:
    """A program of the machine that behaves badly."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)


def test_a_sound_goes_through_alsa_without_a_sound_server(card: Path) -> None:
    AlsaOut("kartu").play(SOUND)
    heard = card.read_bytes()
    assert heard.startswith(whistle(0.3).tobytes())
    assert set(heard[len(whistle(0.3)) * 2 :]) <= {0}  # ALSA fills its last period


def test_a_device_that_is_not_there_is_named(card: Path) -> None:
    with pytest.raises(DeviceRefused):
        AlsaOut("tidak_ada").play(SOUND)


def test_a_missing_player_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PlayerMissing):
        AlsaOut("default").play(SOUND)


def test_a_device_that_takes_no_sound_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.speech.out._SLACK_S", 0.1)
    script(tmp_path, "aplay", "exec sleep 60")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(DeviceStuck):
        AlsaOut("default").play(SOUND)


def test_stopping_ends_a_sound_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path, "aplay", f"touch {tmp_path}/playing; exec sleep 60")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    out = AlsaOut("default")
    ended: list[type[BaseException]] = []

    def play() -> None:
        try:
            out.play(Sound("01", SOUND.wav, 60))
        except Stopped as error:
            ended.append(type(error))

    thread = threading.Thread(target=play)
    thread.start()
    deadline = time.monotonic() + 10
    while not (tmp_path / "playing").exists():
        assert time.monotonic() < deadline
    out.stop()
    thread.join(5)
    assert ended == [Stopped]
    with pytest.raises(Stopped):
        out.play(SOUND)


def test_the_folder_keeps_sounds_with_their_times(tmp_path: Path) -> None:
    out = FolderOut(tmp_path / "suara", pace=0.1)
    out.play(SOUND)
    out.play(SOUND)
    first, second = (json.loads(line) for line in (tmp_path / "suara" / JOURNAL).read_text().splitlines())
    assert (first["file"], second["file"]) == ("0001.wav", "0002.wav")
    assert first["began_at"] < first["ended_at"] <= second["began_at"] < second["ended_at"]
    assert (tmp_path / "suara" / "0002.wav").read_bytes() == SOUND.wav


def test_a_folder_that_takes_nothing_is_a_device_that_refuses(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeviceRefused):
        open_out(f"folder:{tmp_path}/file").play(SOUND)
