"""One ticket on a phone."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import ViewportSize

from kiosk.ids import uuid7
from kiosk.office.contract import Language, WaitRange
from kiosk.office.display import follow as follow_page
from kiosk.office.display.follow import ASKS_EACH, Place, place
from kiosk.office.display.phrases import PHRASES
from kiosk.office.room import Followed, TicketState
from kiosk.queueing import follow, handling, views
from kiosk.queueing.errors import UnknownTicket
from kiosk.spool import papers
from printing.documents import TicketSlip
from tests.display.conftest import Television, WaitingRoom

PHONE: ViewportSize = {"width": 320, "height": 568}


def test_a_token_leads_to_its_ticket_and_shows_nothing_of_it(room: WaitingRoom) -> None:
    ids = [uuid7() for _ in range(200)]
    tokens = room.store.read(lambda connection: [follow.token(connection, id) for id in ids])
    back = room.store.read(lambda connection: [follow.ticket_of(connection, token) for token in tokens])
    assert back == ids
    assert len({token[:6] for token in tokens}) == len(tokens), "tickets of one moment share no beginning"
    assert all(len(token) == follow.LETTERS for token in tokens)


def test_a_guessed_token_leads_nowhere(room: WaitingRoom) -> None:
    room.take()
    for token in ("A" * 22, "-" * 22, "!" * 22, "A" * 40, "%2e" * 22):
        answer = room.get(f"/ikuti/{token}")
        assert answer.status in (404, 422)
        assert "B-001" not in answer.text


def test_the_slip_carries_the_address_only_where_phones_can_reach_the_office(room: WaitingRoom) -> None:
    def slip(id: str) -> TicketSlip:
        document = papers.from_text(
            room.store.read(lambda c: c.value("SELECT document FROM print_jobs WHERE subject_id = ?", (id,)))
        )
        assert isinstance(document, TicketSlip)
        return document

    with_phone = room.take()
    assert slip(with_phone.id).qr == f"https://antre.example.go.id/ikuti/{room.token(with_phone.id)}"
    assert slip(with_phone.id).qr == with_phone.follow, "the screen shows the same code"
    assert any("Pantau dari ponsel" in hint for hint in slip(with_phone.id).hints)
    room.house.facts = replace(room.house.facts, follow_url="")
    without = room.take()
    assert without.follow == ""
    assert slip(without.id).qr == f"ANJUNGAN:ANTREAN:{without.office_day}:{without.number}"
    assert not any("ponsel" in hint for hint in slip(without.id).hints)


def test_the_page_follows_a_ticket_from_waiting_to_done(
    room: WaitingRoom, television: Callable[..., Television]
) -> None:
    first, second = room.take(), room.take()
    phone = television(PHONE, f"/ikuti/{room.token(second.id)}")
    headline = phone.page.locator("h1")
    assert headline.text_content() == "1 orang di depan"
    assert phone.page.locator("strong").text_content() == second.number

    def after(seconds: int, words: str) -> None:
        phone.page.clock.run_for(seconds * 1000)
        phone.wait("wanted => document.querySelector('h1').textContent === wanted", words)

    room.call(1)
    after(6, "Giliran Bapak/Ibu berikutnya")
    called = room.call(2)
    assert called.id == second.id
    after(6, "Silakan ke Loket 2")
    assert phone.page.title() == "Silakan ke Loket 2"
    room.move(2, handling.start_serving, ticket=called.id)
    after(6, "Sedang dilayani di Loket 2")
    room.move(2, handling.finish, ticket=called.id)
    after(25, "Pelayanan selesai")
    assert phone.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert first.number != second.number


def test_a_phone_that_loses_the_office_says_so_and_comes_back(
    room: WaitingRoom, television: Callable[..., Television]
) -> None:
    ticket = room.take()
    phone = television(PHONE, f"/ikuti/{room.token(ticket.id)}")
    room.down()
    phone.page.clock.run_for(6_000)
    phone.wait("() => document.querySelector('#kabar').textContent.startsWith('Belum tersambung')")
    assert phone.page.locator("strong").text_content() == ticket.number
    room.up()
    phone.page.clock.run_for(30_000)
    phone.wait("() => document.querySelector('#kabar').textContent.startsWith('Simpan karcis')")


def test_the_page_is_small_whole_without_scripts_and_kept_nowhere(room: WaitingRoom) -> None:
    ticket = room.take()
    page = room.get(f"/ikuti/{room.token(ticket.id)}")
    links = [part.split('"')[0] for part in page.text.split('="/ikuti/')[1:]]
    files = [room.get(f"/ikuti/{link}") for link in links]
    assert len(files) == 2
    assert len(page.body) + sum(len(file.body) for file in files) < 30_000
    assert ticket.number in page.text
    assert "Giliran Bapak/Ibu berikutnya" in page.text
    assert ticket.id not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert all("immutable" in file.headers["cache-control"] for file in files)
    assert "refresh" in page.text


def test_the_listener_for_phones_serves_this_page_and_nothing_else(room: WaitingRoom) -> None:
    page = f"/ikuti/{room.token(room.take().id)}"
    assert room.get(page, port=room.phone_port).status == 200
    for other in ("/layar", "/layar/peristiwa", "/loket/", "/suara/api", "/api/status"):
        assert room.get(other, port=room.phone_port).status == 404
    assert room.get(page, "POST", {}, port=room.phone_port).status == 403


def test_no_token_reaches_a_log(room: WaitingRoom, caplog: pytest.LogCaptureFixture) -> None:
    token = room.token(room.take().id)
    room.get(f"/ikuti/{token}")
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("uvicorn.access")]
    assert token not in "".join(ours)


def test_a_flood_of_phones_costs_the_store_little_and_is_answered_with_what_was_said_last(
    room: WaitingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0
    seen = views.followed

    def counted(*what: Any) -> Followed:
        nonlocal looked
        looked += 1
        return seen(*what)

    monkeypatch.setattr(views, "followed", counted)
    tokens = [room.token(room.take().id) for _ in range(3)]
    statuses = [room.get(f"/ikuti/{token}").status for token in tokens]

    def ask(token: str) -> None:
        statuses.extend(room.get(f"/ikuti/{token}/isi").status for _ in range(40))

    threads = [threading.Thread(target=ask, args=(tokens[n % 3],)) for n in range(12)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    assert room.call(1).number
    for thread in threads:
        thread.join()
    per_s, burst = ASKS_EACH
    assert looked <= burst + per_s * (time.monotonic() - began) + 1
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) > burst, "who was answered a moment ago is told that again"


def test_a_phone_elsewhere_is_told_afresh_while_one_address_asks_without_end(room: WaitingRoom) -> None:
    ticket = room.take()
    path = f"/ikuti/{room.token(ticket.id)}/isi"
    for _ in range(ASKS_EACH[1] + 5):
        room.get(path)
    room.call(1)
    line = HTTPConnection("127.0.0.1", room.port, timeout=10, source_address=("127.0.0.9", 0))
    with closing(line):
        line.request("GET", path)
        assert "Loket 1" in line.getresponse().read().decode()


def test_made_up_tokens_hardly_reach_the_store(room: WaitingRoom) -> None:
    key = room.store.read(follow.key)
    passed = 0
    for number in range(2000):
        token = urlsafe_b64encode(hashlib.sha256(b"%d" % number).digest()[:16]).decode().rstrip("=")
        with contextlib.suppress(UnknownTicket):
            passed += bool(follow.opened(key, token))
    assert passed < 2 * 2000 / 16


OUTSIDE = """() => [...document.querySelectorAll('body *')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && (box.left < -1 || box.right > innerWidth + 1 ||
        one.clientWidth && one.scrollWidth > one.clientWidth + 1);
}).map(one => one.className + one.textContent)"""
WAITING = Followed("B-017", "SKTM", "waiting", people_ahead=9, counter_name="", service="sktm")


STATES: tuple[TicketState, ...] = get_args(TicketState)


def test_the_page_speaks_the_ticket_s_language_and_can_be_switched(
    room: WaitingRoom, television: Callable[..., Television]
) -> None:
    ticket = room.take(language="en")
    phone = television(PHONE, f"/ikuti/{room.token(ticket.id)}")
    assert phone.page.locator("h1").text_content() == "You are next"
    assert phone.page.locator("html").get_attribute("lang") == "en"
    phone.page.get_by_text("Jawa", exact=True).click()
    phone.wait("() => document.documentElement.lang === 'jv'")
    assert phone.page.locator("nav [aria-current]").text_content() == "Jawa"
    room.call(1)
    phone.page.clock.run_for(6_000)
    phone.wait("() => document.querySelector('h1').textContent === 'Sumangga dhateng Loket 1'")
    room.down()
    phone.page.clock.run_for(6_000)
    phone.wait("() => document.querySelector('#kabar').textContent.startsWith('Dèrèng nyambung')")
    room.up()


@pytest.mark.parametrize("language", PHRASES)
@pytest.mark.parametrize("size", [PHONE, {"width": 390, "height": 844}], ids=("320", "390"))
def test_no_word_leaves_the_phone_even_at_twice_the_type(
    language: Language, size: ViewportSize, room: WaitingRoom, television: Callable[..., Television]
) -> None:
    taken = room.take(language=language)
    named = ("K2", 1024, taken.id)
    room.store.write(lambda tx: tx.execute("UPDATE tickets SET series = ?, number = ? WHERE id = ?", named))
    phone = television(size, f"/ikuti/{room.token(taken.id)}")
    for moved, twice in ((False, False), (True, False), (True, True)):
        if moved:
            room.call(1) if not twice else None
            phone.page.reload()
        if twice:
            phone.page.evaluate("() => { document.documentElement.style.fontSize = '225%'; }")
        outside = phone.page.evaluate(OUTSIDE)
        assert outside == []
        small = phone.page.eval_on_selector_all(
            "nav a", "all => all.filter(one => one.getBoundingClientRect().height < 48).length"
        )
        assert small == 0
        if folder := os.environ.get("ANJUNGAN_SHOTS"):
            name = f"ikuti-{size['width']}-{language}-{moved:d}{twice:d}.png"
            phone.page.screenshot(path=Path(folder) / name)


def test_the_page_of_an_old_phone_meets_no_newer_syntax(room: WaitingRoom) -> None:
    page = room.get(f"/ikuti/{room.token(room.take().id)}").text
    script = room.get(page.split('<script src="')[1].split('"')[0]).text
    assert 'type="module"' not in page
    for newer in ("=>", "async ", "await ", "?.", "??", "`", "import ", "const ", "let ", "fetch(", "class "):
        assert newer not in script


@pytest.mark.parametrize("language", PHRASES)
def test_every_state_is_said_in_every_language(language: Language) -> None:
    for state in STATES:
        said = place(replace(WAITING, state=state, counter_name="Loket 3"), WaitRange(20, 35), language)
        sentences = (said.headline, said.detail, said.advice)
        assert said.headline
        assert all(len(sentence.split()) <= 12 for sentence in sentences)
        assert "{" not in "".join(sentences)
        if language != "id":
            indonesian = place(replace(WAITING, state=state, counter_name="Loket 3"), None, "id")
            assert said.headline != indonesian.headline
    assert (
        place(WAITING, WaitRange(0, 10), language).detail
        != place(WAITING, WaitRange(10, 20), language).detail
    )


def test_the_words_of_every_state() -> None:
    def place(followed: Followed, wait: WaitRange | None) -> Place:
        return follow_page.place(followed, wait, "id")

    waiting = place(WAITING, WaitRange(20, 35))
    assert (waiting.headline, waiting.detail) == ("9 orang di depan", "Perkiraan 20–35 menit")
    assert place(replace(WAITING, people_ahead=2), None).advice == "Mohon tunggu di ruang tunggu."
    assert place(replace(WAITING, people_ahead=2), None).again_s < waiting.again_s
    assert place(replace(WAITING, state="no_show"), None).advice == "Segera temui petugas loket."
    assert place(replace(WAITING, state="parked"), None).detail == "Bapak/Ibu akan dipanggil lagi."
    assert place(replace(WAITING, state="cancelled"), None).again_s == 0
