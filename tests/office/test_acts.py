"""Acts over HTTP: once for one key, distinct numbers, one transaction."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.ids import uuid7
from kiosk.words import moment_words


def test_a_ticket_is_issued_and_stands_in_the_queue(office: Any) -> None:
    before = office.waiting()
    answer = office.ticket(priority="lansia", language="su")
    assert answer.status == 201
    ticket = answer.json
    assert ticket["number"].startswith("B-")
    assert ticket["print"]["state"] == "queued"
    assert ticket["priority"] == "lansia"
    assert office.waiting() == before + 1


def test_the_same_key_gives_the_same_answer_and_no_second_ticket(office: Any) -> None:
    key = uuid7()
    first = office.ticket(key)
    before = office.waiting()
    again = office.ticket(key)
    assert (again.status, again.body) == (first.status, first.body)
    assert office.waiting() == before


def test_the_same_key_with_other_content_is_refused(office: Any) -> None:
    key = uuid7()
    office.ticket(key)
    before = office.waiting()
    for other in (office.ticket(key, priority="lansia"), office.apply(key)):
        assert other.is_problem
        assert (other.status, other.json["type"]) == (422, "anjungan:key-reused")
    assert office.waiting() == before


def test_twenty_parallel_posts_of_one_key_are_one_ticket(office: Any) -> None:
    key = uuid7()
    before = office.waiting()
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: office.ticket(key), range(20)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body for answer in answers}) == 1
    assert office.waiting() == before + 1


def test_eight_clients_never_get_the_same_number(office: Any) -> None:
    def fifty(_: int) -> list[str]:
        return [office.ticket().json["number"] for _ in range(50)]

    with ThreadPoolExecutor(8) as pool:
        numbers = [number for some in pool.map(fifty, range(8)) for number in some]
    assert len(set(numbers)) == len(numbers) == 400


def test_an_application_brings_a_ticket_where_the_counter_must_see_the_originals(office: Any) -> None:
    before = office.waiting()
    answer = office.apply_with_ticket()
    assert answer.status == 201
    ticket = answer.json["ticket"]
    assert ticket["number"][0].isalpha()
    assert ticket["print"]["id"] != answer.json["print"]["id"]
    assert office.waiting() == before + 1


def test_an_application_is_stored_and_found_by_its_code(office: Any) -> None:
    answer = office.apply()
    assert answer.status == 201
    application = answer.json
    assert application["missing"] == [
        "Surat pengantar desa atau kelurahan",
        "Surat pernyataan tidak mampu bermeterai",
    ]
    assert application["ready_on"]
    typed = application["code"].lower().replace("0", "o").replace("-", "%20")
    found = office.get(f"/api/applications/{typed}")
    assert found.status == 200
    status = found.json
    assert (status["code"], status["state"], status["record"]) == (
        application["code"],
        "received",
        "at_office",
    )


def test_an_application_sent_twice_is_one_application(office: Any) -> None:
    key = uuid7()
    first, again = office.apply(key), office.apply(key)
    assert (first.status, first.body) == (again.status, again.body)


@pytest.mark.parametrize(("paper", "width_mm"), [("a4", 210), ("80mm", 80)])
def test_the_receipt_comes_as_pdf_in_both_sizes(office: Any, paper: str, width_mm: int) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    application = office.apply().json
    before = datetime.now(ZoneInfo("Asia/Jakarta"))
    answer = office.get(f"/api/applications/{application['code']}/receipt.pdf?paper={paper}")
    after = datetime.now(ZoneInfo("Asia/Jakarta"))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    page = PdfReader(BytesIO(answer.body)).pages[0]
    assert round(float(page.mediabox.width) / 72 * 25.4) == width_mm
    text = " ".join(page.extract_text().split())
    assert application["code"] in text
    assert any(f"Dicetak {moment_words(at)}" in text for at in (before, after))


def test_a_call_for_staff_is_seen_in_the_status(office: Any) -> None:
    key = uuid7()
    made = office.post("/api/help-calls", {"page": "sambutan"}, key)
    assert made.status == 201
    assert office.post("/api/help-calls", {"page": "sambutan"}, key).body == made.body
    calls = office.get("/api/status").json["help_calls"]
    assert [call for call in calls if call["id"] == key] == [made.json]


def test_the_catalogue_is_sent_once_and_then_known_by_its_tag(office: Any) -> None:
    first = office.get("/api/catalogue")
    assert first.status == 200
    assert len(first.json["services"]) >= 15
    tag = first.headers["etag"]
    assert office.get("/api/catalogue", **{"If-None-Match": tag}).status == 304
    assert office.get("/api/catalogue", **{"If-None-Match": '"other"'}).status == 200
    assert office.get("/api/status").json["catalogue_sha256"] == tag.strip('"')


def test_no_answer_about_a_citizen_may_stay_in_a_cache(office: Any) -> None:
    code = office.apply().json["code"]
    for path in (f"/api/applications/{code}", f"/api/applications/{code}/receipt.pdf", "/api/status"):
        assert office.get(path).headers["cache-control"] == "no-store"


def test_the_status_names_the_office_and_its_villages(office: Any) -> None:
    status = office.get("/api/status").json
    assert (status["office_name"], status["regency_name"]) == ("Kecamatan Tigaraksa", "Kabupaten Tangerang")
    assert {"desa", "kelurahan"} == {village["kind"] for village in status["villages"]}
    assert status["printer"]["state"] == "offline"
    assert status["central"]["state"] == "none"
    assert status["now"].endswith("+07:00")
