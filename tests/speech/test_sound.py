from __future__ import annotations

import io
import os
import struct
import wave
from array import array
from pathlib import Path

import pytest

from kiosk.office.contract import Language
from kiosk.speech import own, pcm
from kiosk.speech.announcement import Clip
from kiosk.speech.chime import chime
from kiosk.speech.clips import Clips
from kiosk.speech.errors import RecordingUnusable, VoiceMissing
from tests.speech.conftest import whistle

SMALL_STEP = 600
"""Next to silence no sample is louder (-35 dB): a larger step is heard as a click."""


def read_by_the_standard_library(data: bytes) -> tuple[wave._wave_params, array[int]]:
    with wave.open(io.BytesIO(data)) as opened:
        return opened.getparams(), array("h", opened.readframes(opened.getnframes()))


def quiet_stretches(samples: pcm.Samples) -> list[float]:
    """Lengths in seconds of all stretches of digital silence of 20 ms and more."""
    lengths, run = [], 0
    for sample in [*samples, 1]:
        if sample == 0:
            run += 1
            continue
        if run >= pcm.RATE // 50:
            lengths.append(run / pcm.RATE)
        run = 0
    return lengths


@pytest.mark.parametrize(
    ("language", "shortest", "longest"), [("id", 4, 8), ("en", 4, 8), ("su", 4, 8), ("jv", 4, 9)]
)
def test_an_announcement_is_one_plain_wav(
    cache: Path, language: Language, shortest: float, longest: float
) -> None:
    samples = Clips(cache).announcement("A-017", 3, language)
    params, read = read_by_the_standard_library(pcm.wav(samples))
    assert (params.nchannels, params.sampwidth, params.framerate) == (1, 2, pcm.RATE)
    assert read == samples
    assert shortest < pcm.seconds(samples) < longest


def test_an_announcement_is_as_loud_as_it_may_be_and_has_no_long_silence_and_no_click(cache: Path) -> None:
    samples = Clips(cache).announcement("A-017", 3, "id")
    assert pcm.PEAK - 2 <= pcm.peak(samples) <= pcm.PEAK
    gaps = quiet_stretches(samples)
    assert len([gap for gap in gaps if gap < 0.15]) >= 5  # between words
    assert len([gap for gap in gaps if 0.2 < gap < 0.5]) == 1  # before "silakan ke loket"
    assert max(gaps) < 0.5


def test_a_recording_that_begins_and_ends_in_full_sound_does_not_click() -> None:
    abrupt = pcm.clip(array("h", [20_000, 20_000, -20_000, -20_000] * 2_000))
    beside = pcm.joined([[abrupt, abrupt], [abrupt]])
    edges = [i for i in range(1, len(beside)) if 0 in (beside[i], beside[i - 1])]
    assert len(edges) > pcm.RATE * (pcm.WORD_GAP_S + pcm.PHRASE_GAP_S)
    assert max(abs(beside[i] - beside[i - 1]) for i in edges) < SMALL_STEP
    assert abs(beside[0]) < SMALL_STEP
    assert abs(beside[-1]) < SMALL_STEP


def test_words_come_in_their_order(cache: Path) -> None:
    clips = Clips(cache)
    one, two = clips.announcement("A-012", 3, "id"), clips.announcement("A-021", 3, "id")
    assert len(one) == len(two)
    assert one != two
    assert one[: len(one) // 4] == two[: len(two) // 4]


def test_the_chime_is_softer_than_words_and_fades_out() -> None:
    sound = chime()
    assert 1 < pcm.seconds(sound) < 2
    assert 0.3 * pcm.PEAK < pcm.peak(sound) < 0.7 * pcm.PEAK
    assert abs(sound[0]) < 10
    assert abs(sound[-1]) < 10
    assert pcm.peak(sound[-2000:]) < pcm.peak(sound) / 10


def test_volume_scales_and_never_overflows() -> None:
    loud = array("h", [32767, -32768, 100])
    assert pcm.at_volume(loud, 100) == loud
    assert list(pcm.at_volume(loud, 50)) == [8191, -8192, 25]
    assert pcm.peak(pcm.at_volume(loud, 0)) == 0
    assert list(pcm.scaled(loud, 3.0)) == [32767, -32767, 300]


def test_clips_are_made_once_and_kept_whole(tmp_path: Path) -> None:
    first = Clips(tmp_path).announcement("A-017", 3, "id")
    files = sorted(tmp_path.rglob("*"))
    made = [file for file in files if file.suffix == ".wav"]
    assert {file.name.rsplit("-", 1)[0] for file in made} == {
        "nomor_antrean", "huruf_a", "nol", "satu", "tujuh", "silakan_ke_loket", "tiga",
    }  # fmt: skip
    assert [file for file in files if file.is_file() and file.suffix != ".wav"] == []
    stamps = {file: file.stat().st_mtime_ns for file in made}
    assert Clips(tmp_path).announcement("A-017", 3, "id") == first
    assert {file: file.stat().st_mtime_ns for file in made} == stamps


def test_a_clip_that_a_power_cut_left_in_pieces_is_made_again(tmp_path: Path) -> None:
    first = Clips(tmp_path).announcement("A-017", 3, "id")
    for file in tmp_path.rglob("*.wav"):
        file.write_bytes(file.read_bytes()[:30])
    assert Clips(tmp_path).announcement("A-017", 3, "id") == first


def test_clips_are_made_ahead_of_their_need(tmp_path: Path) -> None:
    clips = Clips(tmp_path)
    assert [clips.prepare_one() for _ in range(3)] == [True] * 3
    assert len(list(tmp_path.rglob("*.wav"))) == 3
    assert Clips(tmp_path).prepare_one()
    assert len(list(tmp_path.rglob("*.wav"))) == 4


def test_without_espeak_the_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VoiceMissing):
        Clips(tmp_path).announcement("A-017", 3, "su")


def test_a_language_that_cannot_be_read_is_said_in_indonesian(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indonesian = Clips(cache).announcement("A-019", 3, "id")
    clips = Clips(tmp_path, tmp_path / "own")
    for name in ("nomor_antrean", "silakan_ke_loket", "huruf_a", "nol", "satu", "sembilan", "tiga"):
        file = tmp_path / "own" / Clip("id", name).path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(next((cache / "id").glob(f"{name}-*.wav")).read_bytes())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert abs(len(clips.announcement("A-019", 3, "jv")) - len(indonesian)) < pcm.RATE // 4


def put(folder: Path, name: str, data: bytes) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def riff(samples: pcm.Samples, *, rate: int = pcm.RATE, channels: int = 1, width: int = 2) -> bytes:
    """A WAV of any kind, by the standard library."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(width)
        made.setframerate(rate)
        made.writeframes(samples.tobytes())
    return kept.getvalue()


def test_a_recording_of_the_office_takes_the_place_of_the_default(cache: Path, tmp_path: Path) -> None:
    put(tmp_path, "id/tujuh.wav", riff(whistle(0.9)))
    clips = Clips(cache, tmp_path)
    default = Clips(cache).announcement("A-017", 3, "id")
    mine = clips.announcement("A-017", 3, "id")
    assert mine != default
    assert pcm.PEAK - 2 <= pcm.peak(mine) <= pcm.PEAK
    assert clips.faults() == {}
    (tmp_path / "id/tujuh.wav").unlink()
    assert clips.announcement("A-017", 3, "id") == default


UNUSABLE = {
    "corrupt": b"RIFF....",
    "rate": riff(whistle(rate=44_100), rate=44_100),
    "channels": riff(whistle(), channels=2),
    "width": riff(whistle(), width=1),
    "too_long": riff(whistle(10.5)),
    "silent": riff(array("h", bytes(20_000))),
}


@pytest.mark.parametrize("fault", UNUSABLE)
def test_an_unusable_recording_is_passed_over_and_told(cache: Path, tmp_path: Path, fault: str) -> None:
    put(tmp_path, "id/tujuh.wav", UNUSABLE[fault])
    clips = Clips(cache, tmp_path)
    assert clips.announcement("A-017", 3, "id") == Clips(cache).announcement("A-017", 3, "id")
    assert clips.faults() == {"id/tujuh.wav": fault}
    put(tmp_path, "id/tujuh.wav", riff(whistle(0.9)))
    clips.announcement("A-017", 3, "id")
    assert clips.faults() == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"RIFF\x00\x00\x00\x00WAVEdata\x04\x00\x00\x00\x01\x00\x01\x00",
        b"RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\xff\xff",
        b"RIFF\x00\x00\x00\x00WAVEfmt \x02\x00\x00\x00\x01\x00",
        riff(whistle())[:-500],
        b"RIFF\x00\x00\x00\x00WAVE" + b"junk\x00\x00\x00\x00" * 1000,
        os.urandom(5000),
    ],
)
def test_bytes_that_are_no_wav_are_refused(data: bytes) -> None:
    with pytest.raises(RecordingUnusable):
        pcm.clip(pcm.read(data))


def test_a_wav_of_a_modern_recorder_is_read() -> None:
    plain = riff(whistle())
    form = struct.pack("<HHIIHH", 0xFFFE, 1, pcm.RATE, pcm.RATE * 2, 2, 16)
    form += struct.pack("<HHI", 22, 16, 4) + struct.pack("<H", 1) + bytes(14)
    listed = b"LIST" + struct.pack("<I", 3) + b"abc\x00"
    data = b"RIFF\x00\x00\x00\x00WAVE" + listed + b"fmt " + struct.pack("<I", 40) + form + plain[36:]
    assert pcm.read(data) == whistle()


def test_a_hostile_folder_is_looked_through_without_harm(tmp_path: Path) -> None:
    with (tmp_path / "nada.wav").open("wb") as huge:
        huge.truncate(5 << 30)
    (tmp_path / "id").mkdir()
    os.mkfifo(tmp_path / "id/satu.wav")
    (tmp_path / "id/dua.wav").mkdir()
    (tmp_path / "id/tiga.wav").symlink_to(tmp_path / "nowhere")
    (tmp_path / "id/empat.wav").symlink_to("/dev/zero")
    (tmp_path / "en").write_text("not a folder")
    put(tmp_path, "id/Satu.WAV", b"")
    found = own.examine(tmp_path, ("id", "en"))
    assert dict(found.unusable) == {
        "nada.wav": "too_long",
        "id/satu.wav": "not_a_file",
        "id/dua.wav": "not_a_file",
        "id/empat.wav": "not_a_file",
    }
    assert found.usable == ()
    assert {"id/tiga.wav", "id/lima.wav", "en/one.wav"} <= set(found.missing)
    assert set(found.unknown) == {"en", "id/Satu.WAV"}


def test_a_link_that_leads_to_itself_is_named_and_stops_no_check(tmp_path: Path) -> None:
    (tmp_path / "putar").symlink_to(tmp_path / "putar")
    assert own.examine(tmp_path, ("id",)).unknown == ("putar",)
