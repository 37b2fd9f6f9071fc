"""A display as the voice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.office.display.voices import FORGOTTEN_S, MOST, Ask, Displays
from tests.display.conftest import Television, WaitingRoom, until

SECRET = "0123456789abcdef" * 2
HEARD = """() => { window.heard = []; const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function () {
        window.heard.push([performance.now(), this.buffer.duration]);
        return start.apply(this, arguments); }; }"""


def test_a_display_that_may_not_play_asks_for_one_touch_and_staff_see_it(
    room: WaitingRoom, television: Callable[..., Television]
) -> None:
    display = television()
    until(lambda: len(room.display.displays.open()) == 1)
    (shown,) = room.display.displays.open()
    assert not shown.able
    display.wait("name => document.querySelector('#nama-layar').textContent === name", shown.name)
    assert not display.page.locator("#sentuh").is_visible(), "only the voice needs sound"
    assert room.display.displays.appoint(shown.name)
    display.page.clock.run_for(2_100)
    display.wait("() => !document.querySelector('#sentuh').hidden")
    assert display.page.locator("#sentuh").text_content() == "Sentuh sekali untuk suara"
    assert [note.name for note in room.voice.state().notes] == ["display_blocked"]
    display.page.mouse.click(400, 400)
    display.wait("() => document.querySelector('#sentuh').hidden")
    until(lambda: room.display.displays.open()[0].able)


def test_the_appointed_display_speaks_every_call_once_in_order_and_none_over_another(
    room: WaitingRoom, television: Callable[..., Television]
) -> None:
    display = television()
    display.page.evaluate(HEARD)
    display.page.mouse.click(400, 400)
    until(lambda: any(shown.able for shown in room.display.displays.open()))
    (shown,) = room.display.displays.open()
    assert room.display.displays.appoint(shown.name)
    room.voice.start()
    until(lambda: room.display.displays.open()[0].voice)
    for counter in (1, 2):
        room.take()
        room.call(counter)
    until(lambda: room.voice.state().waiting == 0, 40)
    heard = display.page.evaluate("() => window.heard")
    assert len(heard) == 2
    assert heard[1][0] >= heard[0][0] + 1000 * heard[0][1]


def test_only_who_holds_the_secret_hears_and_ends_a_call(room: WaitingRoom) -> None:
    asked = room.get("/layar/suara", "POST", {"display": SECRET, "able": True})
    assert asked.status == 200
    assert b'"voice":false' in asked.body
    call = "01931234-0000-7000-8000-000000000001"
    assert room.get(f"/layar/suara/{call}.wav", X_Layar=SECRET).status == 404
    assert room.get(f"/layar/suara/{call}.wav").status == 422
    assert room.get("/layar/suara", "POST", {"display": "x", "able": True}).status == 422
    assert room.get("/layar/suara", "POST", {"display": SECRET, "able": "ya"}).status == 422
    assert SECRET not in str(room.display.displays.open())


def test_displays_are_forgotten_and_never_more_than_a_handful(room: WaitingRoom) -> None:
    now = 0.0
    displays = Displays(room.voice, lambda: now)
    for number in range(MOST + 20):
        displays.ask(Ask(f"{number:032d}", True))
    assert len(displays.open()) == MOST
    now = FORGOTTEN_S + 1
    assert displays.open() == []
    assert not displays.appoint("Layar 0000")


def test_staff_choose_who_speaks_and_read_what_is_not_shown(
    room: WaitingRoom, slides: Path, television: Callable[..., Television]
) -> None:
    (slides / "surat.pdf").write_bytes(b"%PDF-1.7")
    room.display.slides.refresh()
    display = television()
    until(lambda: len(room.display.displays.open()) == 1)
    (shown,) = room.display.displays.open()
    desk = television(path="/layar/atur")
    desk.wait("name => document.querySelector('#pilihan').textContent.includes(name)", shown.name)
    notes = desk.page.locator("#catatan-gambar").text_content()
    assert notes == "surat.pdf: Bukan gambar JPEG, PNG, WebP atau video MP4, WebM."
    desk.page.get_by_text(shown.name, exact=True).click()
    until(lambda: room.voice.state().display == shown.name)
    desk.wait("() => document.querySelector('#catatan-suara').textContent.length > 0")
    desk.page.get_by_text("Mesin kantor").click()
    until(lambda: room.voice.state().display == "")
    assert room.get("/suara/api/pilih", "POST", {"display": "Layar XXXX"}).status == 409
    assert display.page.locator("#nama-layar").text_content() == shown.name
