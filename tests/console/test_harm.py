"""What would hurt a citizen at the counter: a key too many, another's application, a question not asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import SKTM, USAHA, Console, LanOffice, clear
from tests.console.hands import NUMBER, OUTSIDE, SIZES, Opened, board, calm, picture, press, scan


@pytest.fixture(autouse=True)
def nothing_in_hand(office: LanOffice) -> Iterator[None]:
    clear(office)
    yield
    clear(office)


@pytest.fixture
def handed_in(office: LanOffice) -> Any:
    """An application that comes with a number."""
    return office.screen("POST", "/api/applications", USAHA)


@pytest.fixture
def stranger(office: LanOffice) -> Any:
    """Somebody else's, without a number."""
    return office.screen("POST", "/api/applications", SKTM)


def state_of(office: LanOffice, application: Any) -> str:
    state: str = office.screen("GET", f"/api/applications/{application['code']}")["state"]
    return state


def receipt(application: Any) -> str:
    return f"ANJUNGAN:PERMOHONAN:{application['code']}"


def in_hand(page: Page, text: str = "Usaha") -> None:
    """Calls the number whose application opens."""
    press(page, "F2", f".file h2:has-text('{text}')")


def answer_all(page: Page, *left: str) -> None:
    """Answers the calls for help one after another; `left` is what the line says after each but the last."""
    for words in left:
        press(page, "H", f".call:has-text('{words}')")
        expect(page.locator(".call")).to_have_count(1)
    calm(page)
    page.keyboard.press("H")
    expect(page.locator(".call")).to_have_count(0)


def test_a_scanned_receipt_opens_its_application_and_presses_no_key(
    office: LanOffice, open_page: Opened, handed_in: Any, stranger: Any
) -> None:
    page = board(office, open_page)
    in_hand(page)
    calm(page)
    scan(page, receipt(stranger))
    expect(page.locator(".file .code")).to_have_text(stranger["code"])
    expect(page.locator(".foreign")).to_have_text(f"Bukan permohonan nomor {handed_in['ticket']['number']}.")
    expect(page.locator("dialog")).to_have_count(0)
    assert (state_of(office, handed_in), state_of(office, stranger)) == ("received", "received")
    page.keyboard.press("Alt+a")
    page.locator("[data-act=file-close]").click()
    expect(page.locator(".file .code")).to_have_text(handed_in["code"])
    assert (state_of(office, handed_in), state_of(office, stranger)) == ("received", "received")


def test_a_scanner_with_capitals_reversed_and_without_enter_is_understood(
    office: LanOffice, open_page: Opened, stranger: Any
) -> None:
    page = board(office, open_page)
    page.keyboard.type(receipt(stranger).lower(), delay=4)
    expect(page.locator(".file .code")).to_have_text(stranger["code"])


def test_a_code_scanned_into_a_question_answers_nothing(
    office: LanOffice, open_page: Opened, handed_in: Any, stranger: Any
) -> None:
    page = board(office, open_page)
    in_hand(page)
    press(page, "F4", "[data-act=finish]")
    press(page, "F4", "dialog[open]")
    scan(page, receipt(stranger))
    expect(page.locator(".says .bad")).to_contain_text("Jawab atau tutup pertanyaan ini dulu.")
    expect(page.locator("dialog input:checked")).to_have_value("served")
    page.keyboard.press("Escape")
    press(page, "T", "dialog[open]")
    page.keyboard.type("Menunggu")
    scan(page, receipt(stranger))
    expect(page.locator(".says .bad")).to_contain_text("Jawab atau tutup")
    expect(page.locator("dialog input[name=reason]")).to_have_value("Menunggu")
    page.keyboard.press("Escape")
    expect(page.locator(NUMBER)).to_have_text(handed_in["ticket"]["number"])


def test_a_scanned_slip_offers_its_number(office: LanOffice, open_page: Opened) -> None:
    first, second = office.ticket(), office.ticket()
    page = board(office, open_page)
    scan(page, f"ANJUNGAN:ANTREAN:{first['office_day']}:{second['number']}")
    expect(page.locator("dialog input[name=number]")).to_have_value(second["number"])
    page.keyboard.press("Enter")
    expect(page.locator(NUMBER)).to_have_text(second["number"])
    press(page, "F8", ".giant")
    scan(page, f"ANJUNGAN:ANTREAN:2026-01-05:{first['number']}")
    expect(page.locator(".says .bad")).to_contain_text("Karcis ini dari hari lain.")


def test_an_application_that_was_looked_up_closes_at_the_next_number(
    office: LanOffice, open_page: Opened, stranger: Any
) -> None:
    taken = office.ticket()
    page = board(office, open_page)
    scan(page, receipt(stranger))
    expect(page.locator(".file .code")).to_have_text(stranger["code"])
    press(page, "F2", NUMBER)
    expect(page.locator(NUMBER)).to_have_text(taken["number"])
    expect(page.locator(".file h2")).to_have_count(0)
    scan(page, receipt(stranger))
    expect(page.locator(".file .code")).to_have_text(stranger["code"])
    expect(page.locator(".foreign")).to_have_count(0)
    press(page, "F8", ".giant")
    expect(page.locator(".file h2")).to_have_count(0)


def test_accepting_with_unseen_originals_asks(office: LanOffice, open_page: Opened, handed_in: Any) -> None:
    page = board(office, open_page)
    in_hand(page)
    press(page, "Alt+A", "dialog[open]")
    expect(page.locator("dialog h2")).to_have_text("3 berkas wajib belum dilihat. Tetap terima?")
    picture(page, "berkas-belum-dilihat")
    page.keyboard.press("Escape")
    assert state_of(office, handed_in) == "received"
    for box in page.locator(".needs input").all()[:3]:
        box.check()
    press(page, "Alt+A", ".stage.awaiting_signature")


def test_a_letter_before_acceptance_asks_for_no_number_unasked(
    office: LanOffice, open_page: Opened, handed_in: Any
) -> None:
    page = board(office, open_page)
    in_hand(page)
    press(page, "Alt+R", "dialog[open]")
    expect(page.locator("dialog h2")).to_contain_text("belum diterima")
    page.keyboard.press("Escape")
    given = office.look(f"SELECT count(*) FROM letters WHERE application_id = '{handed_in['id']}'")
    assert given == [(0,)]


def test_a_step_is_taken_back_as_long_as_it_is_offered(
    office: LanOffice, open_page: Opened, handed_in: Any
) -> None:
    page = board(office, open_page)
    in_hand(page)
    press(page, "Alt+K", "dialog[open]")
    page.keyboard.press("Enter")
    press(page, "Alt+Z", ".stage.received")
    assert state_of(office, handed_in) == "received"
    expect(page.locator(".says")).to_contain_text("kembali ke: terkirim")


def test_another_number_is_not_called_over_one_in_hand_unasked(office: LanOffice, open_page: Opened) -> None:
    first, second = office.ticket()["number"], office.ticket()["number"]
    page = board(office, open_page)
    press(page, "F2", NUMBER)
    for key in ("N", "L"):
        press(page, key, "dialog[open]")
        expect(page.locator("dialog .fate")).to_have_text(
            f"Kalau diteruskan, {first} akan dicatat tidak hadir."
        )
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
    page.locator(".row", has_text=second).hover()
    page.locator(".row-acts .button", has_text="Panggil").click()
    expect(page.locator("dialog .primary")).to_contain_text(f"{first} tidak hadir")
    page.keyboard.press("Escape")
    expect(page.locator(".hand .label")).to_contain_text("Dipanggil 1×")
    press(page, "N", "dialog[open]")
    page.keyboard.press("Enter")
    page.locator("input[name=number]").wait_for()
    page.keyboard.type(second)
    page.keyboard.press("Enter")
    expect(page.locator(NUMBER)).to_have_text(second)
    expect(page.locator("[data-act=list-no_shows] b")).to_have_text("1")


def test_digits_choose_reasons_and_are_none(office: LanOffice, open_page: Opened) -> None:
    taken = office.ticket()
    page = board(office, open_page)
    press(page, "F2", NUMBER)
    press(page, "T", "dialog[open]")
    page.keyboard.press("2")
    expect(page.locator("dialog [aria-pressed=true]")).to_contain_text("Fotokopi")
    page.keyboard.press("Enter")
    expect(page.locator(".says")).to_contain_text(f"{taken['number']} ditunda.")
    assert office.look(f"SELECT reason FROM tickets WHERE id = '{taken['id']}'") == [("Fotokopi",)]
    press(page, "J", "dialog[open]")
    page.locator("input[name=reason]").fill("2")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.keyboard.press("Escape")


def test_digits_choose_the_place_while_the_target_is_chosen(office: LanOffice, open_page: Opened) -> None:
    taken = office.ticket()
    page = board(office, open_page)
    press(page, "F2", NUMBER)
    press(page, "P", "dialog[open]")
    page.keyboard.press("2")
    expect(page.locator("dialog input:checked")).to_have_value("first")
    page.keyboard.press("Enter")
    expect(page.locator(".says")).to_contain_text(f"{taken['number']} dipindahkan ke Loket 2.")


def test_a_key_pressed_while_an_act_is_on_its_way_is_kept(office: LanOffice, open_page: Opened) -> None:
    office.ticket()
    page = board(office, open_page)
    calm(page)
    page.keyboard.press("F2")
    page.keyboard.press("F4")
    page.locator("[data-act=finish]").wait_for()


def test_a_resting_control_says_why(office: LanOffice, open_page: Opened) -> None:
    taken = office.ticket()["number"]
    page = board(office, open_page)
    press(page, "F2", NUMBER)
    calm(page)
    for key in ("F2", "U", "J"):
        page.keyboard.press(key)
        expect(page.locator(".says")).to_contain_text(f"Selesaikan dulu {taken}")
        page.keyboard.press("Escape")
    press(page, "F8", ".giant")
    expect(page.locator(".says")).to_contain_text(f"{taken} dicatat tidak hadir.")
    calm(page)
    page.keyboard.press("F2")
    expect(page.locator(".says")).to_contain_text("Tidak ada yang menunggu.")


def test_several_calls_for_help_are_one_line(office: LanOffice, open_page: Opened) -> None:
    page = board(office, open_page)
    for name in ("checklist", "home", "review"):
        office.screen("POST", "/api/help-calls", {"page": name})
    expect(page.locator(".call")).to_contain_text(
        "3 panggilan petugas · yang pertama di anjungan, daftar syarat"
    )
    answer_all(page, "2 panggilan petugas · yang pertama di anjungan, menu utama", "periksa jawaban")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_control_of_a_called_number_is_on_the_screen(
    office: LanOffice, open_page: Opened, handed_in: Any, width: int, height: int
) -> None:
    page = board(office, open_page, width=width, height=height)
    in_hand(page)
    for name in ("checklist", "home", "review"):
        office.screen("POST", "/api/help-calls", {"page": name})
    expect(page.locator(".call")).to_contain_text("3 panggilan")
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("(hand => hand.scrollHeight <= hand.clientHeight)(document.querySelector('.hand'))")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    picture(page, f"dipanggil-dengan-bantuan-{width}")
    answer_all(page, "2 panggilan", "periksa jawaban")


def test_on_a_small_screen_the_list_lies_over_the_application_and_goes_again(
    office: LanOffice, open_page: Opened, handed_in: Any
) -> None:
    page = board(office, open_page, width=1024, height=768)
    in_hand(page)
    waits = office.ticket()["number"]
    calm(page)
    expect(page.locator(".file h2")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator(".row", has_text=waits)).to_be_visible()
    expect(page.locator(".file h2")).to_be_hidden()
    page.keyboard.press("1")
    expect(page.locator(".file h2")).to_be_visible()


def test_a_technician_sees_machines_and_no_counters(office: LanOffice, open_page: Opened) -> None:
    page = open_page(name="Teknisi")
    expect(page.locator("h1")).to_have_text("Keadaan mesin")
    expect(page.locator(".person", has_text="Pencetak anjungan")).to_be_visible()
    expect(page.locator(".chooser")).to_have_count(0)
    picture(page, "teknisi")


def test_whoever_disables_a_clerk_sees_what_they_hold_and_frees_it(
    office: LanOffice, open_page: Opened
) -> None:
    taken = office.ticket()
    supervisor = office.colleague("Penyelia")
    made = supervisor.act("/staff", {"name": "Petugas Pergi", "role": "counter", "pin": "395172"})
    leaving = Console(office)
    assert leaving.sign_in("Petugas Pergi", "395172").status_code == 200
    leaving.sit(3)
    leaving.act("/call-next")
    page = open_page("/loket/#akun", name="Penyelia")
    page.locator(f"[data-act='off-{made['id']}']").click()
    expect(page.locator("dialog .fate")).to_have_text(
        f"Petugas Pergi masih di Loket 3 dengan nomor {taken['number']}."
    )
    page.locator("dialog .primary").click()
    expect(page.locator(".person", has_text="Petugas Pergi")).to_contain_text("tidak aktif")
    assert office.look(f"SELECT state FROM tickets WHERE id = '{taken['id']}'") == [("waiting",)]
    assert office.look("SELECT state FROM desks WHERE number = 3") == [("closed",)]
