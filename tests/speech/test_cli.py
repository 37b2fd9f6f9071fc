from __future__ import annotations

import wave
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import app
from kiosk.config import ConfigError, parse
from kiosk.speech import pcm
from kiosk.speech.settings import SpeechSettings
from tests.speech.conftest import whistle


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["speech", *map(str, arguments)])


def test_say_writes_what_the_waiting_room_hears(tmp_path: Path) -> None:
    file = tmp_path / "panggilan.wav"
    result = run("say", "A-017", 3, "--out", file)
    assert result.exit_code == 0
    assert result.stdout.startswith("Nomor antrean A nol satu tujuh, silakan ke loket tiga (")
    with wave.open(str(file)) as opened:
        assert opened.getparams()[:3] == (1, 2, pcm.RATE)
        assert 5 < opened.getnframes() / pcm.RATE < 9


def test_say_refuses_what_no_ticket_has(tmp_path: Path) -> None:
    result = run("say", "017", 3, "--out", tmp_path / "x.wav")
    assert (result.exit_code, result.stderr) == (
        1,
        "Tulis nomor seperti A-017 dan loket dari 1 sampai 9999.\n",
    )


def test_say_tells_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("say", "A-017", 3, "--out", tmp_path / "no" / "x.wav").exit_code == 1
    assert run("say", "A-017", 3, "--device", "tidak_ada").stderr.startswith("Suara tidak keluar.")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "espeak-ng" in run("say", "A-017", 3, "--out", tmp_path / "x.wav").stderr


def test_check_without_a_folder_lists_what_to_record() -> None:
    result = run("check", "--language", "jv")
    assert 'jv/selangkung.wav: "selangkung" (terjemahan draf)' in result.stdout
    assert 'jv/huruf_a.wav: "A"' in result.stdout
    assert 'jv/silakan_ke_loket.wav: "sumangga dhateng loket"' in result.stdout


def test_check_tells_what_is_missing_and_what_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "id").mkdir()
    (tmp_path / "id/satu.wav").write_bytes(pcm.wav(whistle()))
    (tmp_path / "id/dua.wav").write_bytes(b"RIFF")
    (tmp_path / "id/duwa.wav").write_bytes(b"")
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert f"{tmp_path}/id/dua.wav: Berkas rusak, bukan WAV." in result.stdout
    assert f"{tmp_path}/id/duwa.wav: nama ini tidak dipakai." in result.stdout
    assert f"{tmp_path}/id/tiga.wav: belum ada, memakai suara bawaan." in result.stdout
    assert "1 dipakai, 45 belum ada, 1 tidak bisa dipakai." in result.stdout
    (tmp_path / "id/dua.wav").unlink()
    assert run("check", tmp_path).exit_code == 0
    assert run("check", tmp_path / "nowhere").exit_code == 1


OFFICE = '[office]\ncode = "36.03.03"\n'


def test_an_office_without_settings_for_its_voice_speaks() -> None:
    assert parse(OFFICE).speech == SpeechSettings()
    assert parse(OFFICE).speech.on


def test_the_voice_is_set_in_office_toml(tmp_path: Path) -> None:
    written = f"""{OFFICE}
[speech]
on = true
volume = 70
device = "plughw:CARD=PCH,DEV=0"
folder = "{tmp_path}"
[speech.hours]
07 = 40
12 = 0
"""
    assert parse(written).speech == SpeechSettings(
        volume=70, hours={7: 40, 12: 0}, device="plughw:CARD=PCH,DEV=0", folder=tmp_path
    )


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("on = 1", "speech.on"),
        ("volume = 101", "speech.volume"),
        ("loud = 5", "speech.loud"),
        ("[speech.hours]\n24 = 5", "speech.hours.24"),
        ("[speech.hours]\nsiang = 5", "speech.hours.siang"),
        ("[speech.hours]\n12 = 101", "speech.hours.12"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_key(written: str, key: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse(f"{OFFICE}[speech]\n{written}")
    assert refused.value.key == key
