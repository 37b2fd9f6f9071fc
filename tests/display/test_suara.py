"""A display as the voice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.office.display.voices import (
    FORGOTTEN_S,
    FULL,
    MOST,
    MOST_EACH,
    OPEN_S,
    POINTED_S,
    Ask,
    Displays,
    names,
    public,
)
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
    assert room.display.displays.appoint(shown.id)
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
    assert room.display.displays.appoint(shown.id)
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


def test_a_call_whose_end_the_office_did_not_hear_of_is_not_said_again(
    room: WaitingRoom, television: Callable[..., Television]
) -> None:
    display = television()
    display.page.evaluate(HEARD)
    display.page.route("**/selesai", lambda route: route.abort())
    display.page.mouse.click(400, 400)
    until(lambda: any(shown.able for shown in room.display.displays.open()))
    assert room.display.displays.appoint(room.display.displays.open()[0].id)
    room.voice.start()
    until(lambda: room.display.displays.open()[0].voice)
    for counter in (1, 2):
        room.take()
        room.call(counter)
    until(lambda: room.voice.state().waiting == 0, 40)
    assert len(display.page.evaluate("() => window.heard")) == 2
    assert not (room.folder / "terdengar").exists(), "the office machine said nothing"
    assert room.voice.state().notes == []


def secret(number: int) -> str:
    return f"{number:032d}"


def test_a_flood_of_displays_neither_pushes_one_out_nor_keeps_one_from_coming(room: WaitingRoom) -> None:
    now = 0.0
    displays = Displays(room.voice, lambda: now)
    first = displays.ask(Ask(SECRET, able=True), "10.0.0.9")
    for number in range(5 * MOST):
        displays.ask(Ask(secret(number), able=True), f"10.0.0.{number % 5 + 1}")
    assert first.name in [shown.name for shown in displays.open()]
    assert displays.appoint(public(SECRET))
    later = displays.ask(Ask("f" * 32, able=True), "10.0.0.8")
    assert later.name in [shown.name for shown in displays.open()]
    assert len(displays.open()) == 2 + 5 * MOST_EACH <= MOST
    assert displays.ask(Ask(secret(5 * MOST), able=True), "10.0.0.1").name == FULL
    now = FORGOTTEN_S + 1
    assert displays.open() == []
    assert not displays.appoint(public(SECRET))
    assert displays.ask(Ask(SECRET, able=True), "10.0.0.1").lease.voice, "the appointed one always has room"
    assert [shown.name for shown in displays.open()] == [first.name]


def test_no_two_open_displays_have_one_name_and_the_appointed_one_keeps_its_own(room: WaitingRoom) -> None:
    now = 0.0
    displays = Displays(room.voice, lambda: now)

    def first_word(of: str) -> str:
        return next(names(public(of)))

    rogue = next(secret(n) for n in range(100_000) if first_word(secret(n)) == first_word(SECRET))
    real, copy = displays.ask(Ask(SECRET, able=True)), displays.ask(Ask(rogue, able=True))
    assert real.name == first_word(SECRET)
    assert copy.name.startswith(f"{real.name} ")
    assert displays.appoint(public(SECRET))
    assert displays.ask(Ask(SECRET, able=True)).lease.voice
    assert not displays.ask(Ask(rogue, able=True)).lease.voice
    now = FORGOTTEN_S + 1
    assert displays.ask(Ask(rogue, able=True)).name != real.name, "it is kept for whoever staff appointed"
    assert displays.ask(Ask(SECRET, able=True)).name == real.name


def test_a_display_is_open_only_as_long_as_it_asks(
    room: WaitingRoom, television: Callable[..., Television]
) -> None:
    now = 0.0
    displays = Displays(room.voice, lambda: now)
    displays.ask(Ask(SECRET, able=True))
    now = OPEN_S + 0.1
    assert displays.open() == []
    assert not displays.appoint(public(SECRET)), "nobody appoints a dead one"
    assert room.get("/layar/suara", "POST", {"display": SECRET, "able": True}).status == 200
    assert len(room.display.displays.open()) == 1
    assert room.get("/layar/suara/tutup", "POST", {"display": SECRET}).status == 204
    assert room.display.displays.open() == []
    display = television()
    until(lambda: len(room.display.displays.open()) == 1)
    display.page.goto("about:blank")
    until(lambda: room.display.displays.open() == [], OPEN_S + 5)


def test_staff_match_the_name_that_stands_large_on_the_television(room: WaitingRoom) -> None:
    now = 0.0
    displays = Displays(room.voice, lambda: now)
    displays.ask(Ask(SECRET, able=True))
    displays.ask(Ask("f" * 32, able=True))
    assert not displays.point(public("0" * 32))
    assert displays.point(public(SECRET))
    assert displays.ask(Ask(SECRET, able=True)).pointed
    assert not displays.ask(Ask("f" * 32, able=True)).pointed
    now = POINTED_S + 1
    assert not displays.ask(Ask(SECRET, able=True)).pointed


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
    display.wait("() => document.querySelector('#nama-layar').classList.contains('tunjuk')")
    assert display.page.locator("#nama-layar").text_content() == shown.name
    assert room.voice.state().display == "", "not before somebody has looked at the television"
    desk.page.get_by_text("Ya, sama").click()
    until(lambda: room.voice.state().display == shown.name)
    desk.wait("() => document.querySelector('#catatan-suara').textContent.length > 0")
    desk.page.get_by_text("Mesin kantor").click()
    until(lambda: room.voice.state().display == "")
    assert room.get("/suara/api/pilih", "POST", {"display": "0" * 32}).status == 409
    assert room.get("/suara/api/tunjuk", "POST", {"display": "0" * 32}).status == 409


def test_staff_who_try_the_voice_read_how_it_went(
    room: WaitingRoom, television: Callable[..., Television]
) -> None:
    room.voice.start()
    desk = television(path="/layar/atur")
    desk.page.get_by_text("Uji suara").click()
    desk.wait("() => document.querySelector('#antre').textContent === 'Nada sudah dibunyikan.'")
