"""The console in a real browser: by keyboard alone, live, and calm about whatever goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.console.conftest import PIN, USAHA, Console, LanOffice, clear
from tests.console.hands import NUMBER, Opened, board, calm, enter, picture, press

CALLS = 5
PAINT_MS = 100
"""From commit to paint, in the middle of several: this machine has other work as well."""


@pytest.fixture(autouse=True)
def nothing_in_hand(office: LanOffice) -> Iterator[None]:
    clear(office)
    yield
    clear(office)


@pytest.fixture(scope="module")
def other(office: LanOffice) -> Console:
    return office.console("Petugas 2", 2)


def test_a_visit_by_keyboard_alone(office: LanOffice, open_page: Opened) -> None:
    first, second = office.ticket()["number"], office.ticket()["number"]
    page = open_page()
    enter(page)
    press(page, "F2", NUMBER)
    assert page.locator(NUMBER).inner_text() == first
    press(page, "F3", ".says p")
    press(page, "F4", "[data-act=finish]")
    press(page, "F4", "dialog[open]")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.locator("[data-act=next].giant").wait_for()
    press(page, "F2", NUMBER)
    assert page.locator(NUMBER).inner_text() == second
    press(page, "F8", "[data-act=next].giant")
    expect(page.locator("[data-act=list-no_shows] b")).to_have_text("1")
    press(page, "N", "dialog[open]")
    page.keyboard.type(second.lower().replace("-", ""))
    page.keyboard.press("Enter")
    expect(page.locator(NUMBER)).to_have_text(second)
    press(page, "T", "dialog[open]")
    page.keyboard.type("Fotokopi")
    page.keyboard.press("Enter")
    expect(page.locator("[data-act=list-parked] b")).to_have_text("1")
    press(page, "J", "dialog[open]")
    page.keyboard.type("Istirahat")
    page.keyboard.press("Enter")
    expect(page.locator(".hand .reason")).to_have_text("Istirahat")
    press(page, "F2", "[data-act=next]")
    press(page, "L", "dialog[open]")
    page.keyboard.press("Enter")
    expect(page.locator(".hand .label")).to_contain_text("Dilayani")


def test_a_number_that_was_called_too_often_leads_to_absent_by_one_key(
    office: LanOffice, open_page: Opened
) -> None:
    number = office.ticket()["number"]
    page = board(office, open_page)
    press(page, "F2", NUMBER)
    for time in range(2, 5):
        press(page, "F3", f".hand .label:has-text('Dipanggil {time}×')")
    expect(page.locator(".hand .spent")).to_have_text("Sudah dipanggil 4 kali, batas kantor ini.")
    expect(page.locator("[data-act=recall]")).to_have_count(0)
    expect(page.locator(".hand .primary")).to_have_text("Tidak hadirF8")
    picture(page, "batas-panggil")
    press(page, "F8", "[data-act=next].giant")
    press(page, "3", ".tab[aria-selected=true]:has-text('Tidak hadir')")
    expect(page.locator(".row")).to_contain_text(number)


def test_a_parked_number_comes_back_by_itself_and_says_why_it_was_away(
    office: LanOffice, open_page: Opened
) -> None:
    first, second = office.ticket(), office.ticket()
    page = board(office, open_page)
    press(page, "F2", NUMBER)
    press(page, "T", "dialog[open]")
    page.keyboard.type("Fotokopi")
    page.locator("input[name=minutes]").fill("15")
    page.keyboard.press("Enter")
    expect(page.locator("[data-act=list-parked] b")).to_have_text("1")
    press(page, "2", ".row")
    expect(page.locator(".row")).to_contain_text(re.compile(r"Fotokopi · kembali \d\d\.\d\d"))
    picture(page, "tunda")
    office.alter(f"UPDATE tickets SET until = issued_at WHERE id = '{first['id']}'")
    expect(page.locator("[data-act=list-parked] b")).to_have_text("0")
    press(page, "1", ".row")
    expect(page.locator(".row b.row-number")).to_have_text([first["number"], second["number"]])
    expect(page.locator(".row").first).to_contain_text("kembali dari tunda: Fotokopi")
    picture(page, "kembali-dari-tunda")


def test_a_double_click_calls_one_number(office: LanOffice, open_page: Opened) -> None:
    first = office.ticket()["number"]
    office.ticket()
    page = board(office, open_page)
    page.locator("[data-act=next].giant").dblclick()
    expect(page.locator(NUMBER)).to_have_text(first)
    expect(page.locator("[data-act=list-waiting] b")).to_have_text("1")
    expect(page.locator(".hand .label")).to_contain_text("Dipanggil 1×")


def test_the_list_lives(office: LanOffice, open_page: Opened, other: Console) -> None:
    page = board(office, open_page)
    taken = office.ticket(priority="hamil")
    row = page.locator(".row", has_text=taken["number"])
    expect(row).to_contain_text("Hamil atau menyusui")
    other.act("/call-next")
    expect(row).to_have_count(0)
    expect(page.locator(".other", has_text="Loket 2").locator("b")).to_have_text(taken["number"])


def test_what_another_console_does_is_painted_within_a_tenth_of_a_second(
    office: LanOffice, open_page: Opened, other: Console
) -> None:
    page = board(office, open_page)
    for _ in range(CALLS):
        office.ticket()
    expect(page.locator(".row")).to_have_count(CALLS)
    page.evaluate("""() => new MutationObserver(() => { document.body.dataset.painted = Date.now(); })
        .observe(document.querySelector(".rows"), { childList: true })""")
    took = []
    for left in reversed(range(CALLS)):
        called = other.act("/call-next")
        expect(page.locator(".row")).to_have_count(left)
        painted = page.locator("body").get_attribute("data-painted")
        took.append(float(painted or 0) - page.evaluate("at => Date.parse(at)", called["changed_at"]))
        other.act(f"/tickets/{called['id']}/no-show")
    assert sorted(took)[CALLS // 2] < PAINT_MS, took


def test_a_stale_console_gets_a_sentence_and_the_right_state(office: LanOffice, open_page: Opened) -> None:
    office.ticket()
    page = board(office, open_page)
    press(page, "F2", NUMBER)
    number = page.locator(NUMBER).inner_text()
    press(page, "F4", "[data-act=finish]")
    press(page, "F4", "dialog[open]")
    twin = office.colleague("Petugas 1")
    held = office.look("SELECT id FROM tickets WHERE state = 'serving'")[0][0]
    twin.act(f"/tickets/{held}/finish")
    page.keyboard.press("Enter")
    expect(page.locator(".says .bad")).to_contain_text(f"Nomor {number} sudah selesai.")
    page.keyboard.press("Escape")
    expect(page.locator(".hand .label")).to_have_text("Siap memanggil")


def test_a_session_that_ended_leads_to_the_login_and_back(office: LanOffice, open_page: Opened) -> None:
    office.ticket()
    page = board(office, open_page)
    press(page, "F2", NUMBER)
    number = page.locator(NUMBER).inner_text()
    supervisor = office.colleague("Penyelia")
    own = next(one for one in supervisor.get("/loket/api/staff").json() if one["name"] == "Petugas 1")
    supervisor.act(f"/staff/{own['id']}/pin", {"pin": PIN})
    office.forget("Petugas 1")
    calm(page)
    page.keyboard.press("F4")
    expect(page.locator(".entry")).to_contain_text("Sesi berakhir")
    enter(page)
    expect(page.locator(NUMBER)).to_have_text(number)


def test_a_console_that_was_cut_off_shows_the_right_state_again(
    office: LanOffice, open_page: Opened, other: Console
) -> None:
    page = board(office, open_page)
    page.context.set_offline(True)
    taken = office.ticket()
    other.act("/call-next")
    page.context.set_offline(False)
    expect(page.locator(".other", has_text="Loket 2").locator("b")).to_have_text(taken["number"])


def test_a_call_for_help_stands_above_everything_until_it_is_answered(
    office: LanOffice, open_page: Opened
) -> None:
    page = board(office, open_page)
    office.screen("POST", "/api/help-calls", {"page": "checklist"})
    expect(page.locator(".call")).to_contain_text("daftar syarat")
    page.keyboard.press("h")
    expect(page.locator(".call")).to_have_count(0)


def test_the_application_opens_beside_its_number(office: LanOffice, open_page: Opened) -> None:
    handed_in = office.screen("POST", "/api/applications", USAHA)
    page = board(office, open_page)
    press(page, "F2", ".file h2")
    expect(page.locator(".file")).to_contain_text("Warung makan")
    expect(page.locator(".file")).not_to_contain_text("360303 410190 0001")
    press(page, "D", ".file .chip.amber")
    expect(page.locator(".file")).to_contain_text("360303 410190 0001")
    for box in page.locator(".needs input").all()[:2]:
        box.check()
    expect(page.locator(".needs input:checked")).to_have_count(2)
    press(page, "Alt+K", "dialog[open]")
    expect(page.locator("dialog input[name=missing]:checked")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".stage")).to_have_text("Perlu dilengkapi")
    status = office.screen("GET", f"/api/applications/{handed_in['code']}")
    assert status["missing"] == ["Surat keterangan usaha dari desa atau kelurahan"]
    page.locator(".needs input").nth(2).check()
    press(page, "Alt+A", ".stage.awaiting_signature")
    press(page, "Alt+S", ".stage.ready")
    press(page, "Alt+B", ".stage.done")
    assert office.screen("GET", f"/api/applications/{handed_in['code']}")["state"] == "done"


def test_a_letter_opens_to_be_printed(office: LanOffice, open_page: Opened) -> None:
    office.screen("POST", "/api/applications", USAHA)
    page = board(office, open_page)
    press(page, "F2", ".file h2")
    press(page, "Alt+R", "dialog[open]")
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    assert re.search(r"/letter\.pdf$|^about:blank$|chrome-extension", opened.value.url) is not None
    expect(page.locator(".file .aside")).to_contain_text("/Kec.Tgr/2026")


def test_a_supervisor_lets_somebody_in_and_closes_a_service(office: LanOffice, open_page: Opened) -> None:
    page = open_page("/loket/#akun", name="Penyelia")
    page.locator("[data-act=add]").click()
    page.locator("input[name=name]").fill("Petugas Magang")
    page.locator("input[name=pin]").fill("395172")
    page.keyboard.press("Enter")
    expect(page.locator(".person", has_text="Petugas Magang")).to_contain_text("Petugas loket")
    assert office.console().sign_in("Petugas Magang", "395172").status_code == 200
    page.locator(".person", has_text="Petugas Magang").locator("button", has_text="Peran").click()
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(page.locator(".person", has_text="Petugas Magang")).to_contain_text("Teknisi")
    picture(page, "akun")
    magang, penyelia = (
        office.look(f"SELECT id FROM staff WHERE name = '{name}'")[0][0]
        for name in ("Petugas Magang", "Penyelia")
    )
    told = office.look(
        f"SELECT event, staff FROM audit WHERE subject = '{magang}' AND staff IS NOT NULL ORDER BY seq"
    )
    assert told == [("staff.made_counter", penyelia), ("staff.role_technician", penyelia)]
    calm(page)
    page.locator("a", has_text="Penutupan").click()
    page.locator("[data-act=close]").click()
    page.locator("select[name=service]").select_option("sktm")
    page.locator("input[name=reason]").fill("Petugas rapat")
    page.keyboard.press("Enter")
    expect(page.locator(".person")).to_contain_text("Petugas rapat")
    calm(page)
    page.locator("button", has_text="Buka lagi").click()
    expect(page.locator(".page")).to_contain_text("Semua layanan buka.")


def test_the_page_of_trust_shows_the_words_and_gives_the_certificate(
    office: LanOffice, open_page: Opened
) -> None:
    page = open_page("/percaya/")
    words = office.console().get("/percaya/api/sidik").json()["words"]
    expect(page.locator(".words li")).to_have_text(words)
    der = office.console().get("/percaya/anjungan-kantor.crt")
    assert der.headers["content-type"] == "application/x-x509-ca-cert"


def test_an_application_whose_code_is_lost_is_found_by_nik(office: LanOffice, open_page: Opened) -> None:
    nik = "3603035203880011"
    filled = USAHA | {"answers": USAHA["answers"] | {"nik": nik}}
    handed_in = [office.screen("POST", "/api/applications", filled) for _ in range(2)]
    page = board(office, open_page)
    press(page, "C", "dialog[open]")
    page.keyboard.type("360303-520388-0099")
    page.keyboard.press("Enter")
    expect(page.locator(".says")).to_contain_text("Tidak ada permohonan dengan NIK ini.")
    page.locator("input[name=wanted]").fill(nik)
    picture(page, "cari-nik")
    page.keyboard.press("Enter")
    page.locator("input[name=id]").first.wait_for()
    expect(page.locator(".says p")).to_have_count(0)
    picture(page, "permohonan-yang-mana")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.locator(".file .code")).to_have_text(handed_in[0]["code"])
    assert nik not in page.locator(".file").inner_text().replace(" ", "")
    assert nik not in page.url


def test_a_scanned_code_opens_its_application(office: LanOffice, open_page: Opened) -> None:
    handed_in = office.screen("POST", "/api/applications", USAHA)
    page = board(office, open_page)
    press(page, "C", "dialog[open]")
    page.keyboard.type(f"ANJUNGAN:PERMOHONAN:{handed_in['code']}")
    page.keyboard.press("Enter")
    expect(page.locator(".file .code")).to_have_text(handed_in["code"])


def test_a_list_too_long_to_be_read_says_how_many_more_wait(office: LanOffice, open_page: Opened) -> None:
    today = office.screen("GET", "/api/status")["office_day"]
    office.alter(
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 10000)"
        " INSERT INTO tickets (id, office_day, series, number, service, priority, state, language, issued_at,"
        f" queue_day, since, changed_at) SELECT 'ramai-' || n, '{today}', 'Y', n, 'sktm', 'umum', 'waiting',"
        f" 'id', '{today}T01:00:00.000Z', '{today}', '{today}T01:00:00.000Z', '{today}T01:00:00.000Z' FROM n"
    )
    try:
        page = board(office, open_page)
        expect(page.locator("[data-act=list-waiting] b")).to_have_text("999+")
        expect(page.locator(".row")).to_have_count(50)
        expect(page.locator(".more")).to_have_text("… dan 9.950 lagi")
        picture(page, "ramai")
        press(page, "N", "dialog[open]")
        page.keyboard.type("y7000")
        page.keyboard.press("Enter")
        expect(page.locator(NUMBER)).to_have_text("Y-7000")
    finally:
        office.alter("UPDATE tickets SET state = 'cancelled' WHERE id LIKE 'ramai-%'")


def test_a_note_is_written_without_moving_the_application(office: LanOffice, open_page: Opened) -> None:
    handed_in = office.screen("POST", "/api/applications", USAHA)
    page = board(office, open_page)
    press(page, "F2", ".file h2")
    press(page, "Alt+T", "dialog[open]")
    page.keyboard.type("Camat kembali hari Kamis.")
    page.keyboard.press("Enter")
    expect(page.locator(".file .note").first).to_have_text("Catatan untuk warga: Camat kembali hari Kamis.")
    expect(page.locator(".stage")).to_have_text("Terkirim")
    picture(page, "catatan")
    seen = office.screen("GET", f"/api/applications/{handed_in['code']}")
    assert seen["note"] == "Camat kembali hari Kamis."


def test_a_technician_closes_the_kiosk_while_the_paper_is_changed(
    office: LanOffice, open_page: Opened
) -> None:
    page = open_page(name="Teknisi")
    page.locator("[data-act=close]").click()
    page.locator("input[name=reason]").fill("Kertas sedang diganti")
    page.keyboard.press("Enter")
    expect(page.locator(".person", has_text="Seluruh anjungan")).to_contain_text("Kertas sedang diganti")
    assert office.screen("GET", "/api/status")["opening"] == "paused"
    calm(page)
    picture(page, "teknisi-tutup")
    page.locator("[data-act=open]").click()
    expect(page.locator(".person", has_text="Seluruh anjungan")).to_have_count(0)
    assert office.screen("GET", "/api/status")["opening"] != "paused"
