"""A hostile folder of slides: what is no picture and no film is left out with a reason."""

from __future__ import annotations

import contextlib
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kiosk.office.display import picture as picture_module
from kiosk.office.display import routes as routes_module
from kiosk.office.display import slides as slides_module
from kiosk.office.display.picture import LATER
from kiosk.office.display.slides import AGAIN_S, MOST, SlideFolder
from tests.display.conftest import Television, WaitingRoom, until


def picture(file: Path, size: tuple[int, int] = (320, 180), kind: str = "JPEG", **how: object) -> None:
    Image.new("RGB", size, (11, 79, 74)).save(file, kind, **how)


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4(width: int, height: int) -> bytes:
    tkhd = bytes(76) + struct.pack(">II", width << 16, height << 16)
    return box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", box(b"trak", box(b"tkhd", tkhd)))


def element(id: bytes, body: bytes) -> bytes:
    return id + struct.pack(">Q", 1 << 56 | len(body)) + body


def webm(width: int, height: int) -> bytes:
    video = element(
        b"\xe0", element(b"\xb0", struct.pack(">H", width)) + element(b"\xba", struct.pack(">H", height))
    )
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
    return head + element(b"\x18\x53\x80\x67", element(b"\x16\x54\xae\x6b", element(b"\xae", video)))


def bomb(file: Path) -> None:
    """A PNG of a few KB that says it is 60,000 × 60,000."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1_000_000), 9)
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


@pytest.fixture
def shelf(slides: Path, tmp_path: Path) -> SlideFolder:
    return SlideFolder(slides, tmp_path / "salinan")


def reasons(shelf: SlideFolder) -> dict[str, str]:
    return {note.name: note.reason for note in shelf.notes}


def test_pictures_and_films_are_known_by_their_content_in_the_order_of_their_names(
    slides: Path, shelf: SlideFolder
) -> None:
    picture(slides / "10.txt", kind="PNG")
    picture(slides / "2.exe", kind="WEBP")
    (slides / "3.jpg").write_bytes(mp4(1920, 1080))
    (slides / "4").write_bytes(webm(1280, 720))
    assert shelf.refresh()
    assert [slide.kind for slide in shelf.slides] == ["picture", "film", "film", "picture"]
    types = [served.type for slide in shelf.slides if (served := shelf.find(slide.id))]
    assert types == ["image/jpeg", "video/mp4", "video/webm", "image/jpeg"]
    assert not shelf.notes
    assert not shelf.refresh(), "nothing changed"


def test_everything_else_is_left_out_with_a_reason(slides: Path, shelf: SlideFolder) -> None:
    picture(slides / "baik.jpg")
    (slides / "program.jpg").write_bytes(b"MZ" + bytes(500))
    (slides / "halaman.png").write_bytes(b"<html><script>alert(1)</script>")
    (slides / "gambar.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    (slides / "rusak.jpg").write_bytes(b"\xff\xd8\xff" + os.urandom(5000))
    (slides / "kosong.jpg").write_bytes(b"")
    (slides / "potong.mp4").write_bytes(mp4(640, 480)[:-20])
    (slides / "lebar.mp4").write_bytes(mp4(60_000, 480))
    (slides / "lebar.webm").write_bytes(webm(60_000, 480))
    (slides / "putar.mp4").write_bytes(box(b"ftyp", b"isom") + struct.pack(">I", 0) + b"moov" * 50)
    bomb(slides / "bom.png")
    os.mkfifo(slides / "pipa.jpg")
    (slides / "tautan.jpg").symlink_to("/etc/passwd")
    (slides / "folder").mkdir()
    (slides / ".tersembunyi.jpg").write_bytes(b"x")
    with (slides / "besar.jpg").open("wb") as large:
        picture(slides / "kecil.jpg")
        large.write((slides / "kecil.jpg").read_bytes())
        large.truncate(50 << 20)
    shelf.refresh()
    assert len(shelf.slides) == 2, "baik and kecil"
    told = reasons(shelf)
    assert set(told) == {
        "program.jpg", "halaman.png", "gambar.svg", "rusak.jpg", "kosong.jpg", "potong.mp4", "lebar.mp4",
        "lebar.webm", "putar.mp4", "bom.png", "pipa.jpg", "tautan.jpg", "folder", "besar.jpg",
    }  # fmt: skip
    assert told["bom.png"] == "Gambar ini terlalu besar: paling banyak 50 juta titik."
    assert told["tautan.jpg"] == "Bukan berkas biasa."
    assert all(reason.endswith(".") and "/" not in reason for reason in told.values())


def test_odd_names_do_no_harm_and_stay_out_of_every_address(slides: Path, shelf: SlideFolder) -> None:
    picture(slides / "baik.jpg")
    content = (slides / "baik.jpg").read_bytes()
    for name in (b"<img src=x onerror=alert(1)>.jpg", b"\xff\xfe\n.jpg", "кот 🐈 .jpg".encode(), b"a" * 250):
        Path(os.fsdecode(os.fsencode(slides) + b"/" + name)).write_bytes(content)
    Path(os.fsdecode(os.fsencode(slides) + b"/\xff\x07" + b"x" * 200)).write_bytes(b"no picture")
    shelf.refresh()
    assert len(shelf.slides) == 5
    assert all(len(slide.id) == 32 and slide.id.isalnum() for slide in shelf.slides)
    (note,) = shelf.notes
    assert note.name.isprintable()
    assert len(note.name) <= 60


def test_a_picture_is_shown_small_and_without_its_metadata(slides: Path, shelf: SlideFolder) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "S", 2: (6.0, 16.0, 0.0)}
    picture(slides / "foto.jpg", (4000, 3000), exif=exif)
    assert b"Exif" in (slides / "foto.jpg").read_bytes()
    shelf.refresh()
    served = shelf.find(shelf.slides[0].id)
    assert served is not None
    with Image.open(served.file) as shown:
        assert max(shown.size) == 1920
        assert not shown.getexif()


def test_more_files_than_a_display_can_show_are_cut_with_a_note(
    slides: Path, shelf: SlideFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slides_module, "LOOKED_AT", 80)
    for number in range(90):
        (slides / f"{number}.mp4").write_bytes(mp4(640, 480))
    shelf.refresh()
    assert len(shelf.slides) == MOST
    assert "Folder terlalu penuh: hanya 80 berkas yang dilihat." in reasons(shelf).values()


def test_a_folder_that_comes_and_goes_like_a_stick_is_followed(slides: Path, shelf: SlideFolder) -> None:
    picture(slides / "satu.jpg")
    shelf.refresh()
    copy = shelf.find(shelf.slides[0].id)
    slides.rename(slides.with_name("dicabut"))
    assert shelf.refresh()
    assert shelf.slides == ()
    assert [note.reason for note in shelf.notes] == ["Folder ini tidak terbaca."]
    assert copy
    assert not copy.file.exists(), "no copy of what is gone stays"
    slides.with_name("dicabut").rename(slides)
    shelf.refresh()
    assert len(shelf.slides) == 1


@pytest.mark.parametrize("swap", [os.symlink, os.link], ids=["symlink", "another file"])
def test_a_slide_that_was_swapped_for_a_file_of_the_office_is_not_served(
    room: WaitingRoom, slides: Path, tmp_path: Path, swap: Callable[[Path, Path], None]
) -> None:
    (tmp_path / "kunci").write_text("SECRET KEY")
    (slides / "a.mp4").write_bytes(mp4(640, 480))
    room.display.slides.refresh()
    address = f"/layar/film/{room.display.slides.slides[0].id}"
    assert room.get(address).status == 200
    (slides / "a.mp4").unlink()
    swap(tmp_path / "kunci", slides / "a.mp4")
    answer = room.get(address)
    assert answer.status == 404
    assert b"SECRET" not in answer.body


def test_slides_hold_no_descriptor_once_they_are_sent_and_never_too_many(
    room: WaitingRoom, slides: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (slides / "a.mp4").write_bytes(mp4(640, 480))
    room.display.slides.refresh()
    address = f"/layar/film/{room.display.slides.slides[0].id}"

    def held() -> int:
        found = []
        for one in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):  # closed meanwhile
                found.append(one.readlink().name)
        return found.count("a.mp4")

    for _ in range(5):
        assert room.get(address).status == 200
        assert room.get(address, Range="bytes=0-3").status == 206
    until(lambda: held() == 0)
    monkeypatch.setattr(routes_module, "AT_ONCE", 0)
    assert room.get(address).status == 503


def test_a_picture_for_which_there_was_no_time_is_tried_again(
    slides: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    shelf = SlideFolder(slides, tmp_path / "salinan", lambda: now)
    picture(slides / "foto.jpg")
    with monkeypatch.context() as hurry:
        hurry.setattr(picture_module, "PATIENCE_S", 0.0)
        shelf.refresh()
    assert reasons(shelf) == {"foto.jpg": LATER}
    shelf.refresh()
    assert reasons(shelf) == {"foto.jpg": LATER}, "not over and over"
    now = AGAIN_S
    shelf.refresh()
    assert [slide.kind for slide in shelf.slides] == ["picture"]
    assert reasons(shelf) == {}


def test_a_picture_for_which_there_is_no_room_is_named_so(slides: Path, tmp_path: Path) -> None:
    (tmp_path / "salinan").write_text("in the way")
    shelf = SlideFolder(slides, tmp_path / "salinan")
    picture(slides / "foto.jpg")
    shelf.refresh()
    assert reasons(shelf) == {"foto.jpg": LATER}


def test_the_open_display_shows_what_is_put_into_the_folder_and_passes_over_a_broken_film(
    room: WaitingRoom, slides: Path, television: Callable[..., Television]
) -> None:
    display = television()
    assert not display.page.locator("#media").is_visible()
    (slides / "1.mp4").write_bytes(mp4(640, 480))  # says it is a film and has nothing to play
    picture(slides / "2.jpg")
    room.display.slides.refresh()
    room.display.hub.changed()
    display.wait(
        "() => [...document.querySelectorAll('#media img.tampak')].some(one => one.naturalWidth === 320)"
    )
    address = display.page.eval_on_selector("#media img.tampak", "one => one.getAttribute('src')")
    answer = room.get(address)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in answer.headers["cache-control"]
    assert room.get("/layar/picture/" + "0" * 32).status == 404
    assert room.get("/layar/film/..%2f..%2fetc%2fpasswd").status in (404, 422)
    (slides / "2.jpg").unlink()
    (slides / "1.mp4").unlink()
    room.display.slides.refresh()
    room.display.hub.changed()
    display.wait("() => document.querySelector('#media').hidden")
    until(lambda: room.get(address).status == 404)


RECORD = """async () => {
    const canvas = document.createElement('canvas'), paint = canvas.getContext('2d'), parts = [];
    const drawing = setInterval(() => paint.fillRect(Math.random() * 99, 0, 9, 99), 30);
    const recorder = new MediaRecorder(canvas.captureStream(20), {mimeType: 'video/webm;codecs=vp8'});
    recorder.ondataavailable = event => parts.push(event.data);
    recorder.start();
    await new Promise(done => setTimeout(done, 700));
    await new Promise(done => { recorder.onstop = done; recorder.stop(); });
    clearInterval(drawing);
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())]; }"""


def test_a_real_film_plays_on_the_display_and_is_sent_in_parts(
    room: WaitingRoom, slides: Path, television: Callable[..., Television]
) -> None:
    display = television()
    studio = display.page.context.browser
    assert studio
    page = studio.new_page()
    (slides / "film.webm").write_bytes(bytes(page.evaluate(RECORD)))
    page.close()
    room.display.slides.refresh()
    room.display.hub.changed()
    display.wait("() => document.querySelector('#film').currentTime > 0.1")
    assert "tampak" in (display.page.get_attribute("#film", "class") or "")
    part = room.get(f"/layar/film/{room.display.slides.slides[0].id}", Range="bytes=0-9")
    assert (part.status, len(part.body), part.headers["content-type"]) == (206, 10, "video/webm")
