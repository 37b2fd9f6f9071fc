"""An application at the counter: masked, ticked, moved on, printed, and followed by its citizen."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any

import msgspec
import pypdf
import pytest

from kiosk.applications.handling import SEARCH
from kiosk.ids import uuid7
from kiosk.sync.contract import ApplicationMoved
from tests.console.conftest import SKTM, USAHA, Console, LanOffice

NIK = "360303 410190 0001"


@pytest.fixture(scope="module")
def clerk(office: LanOffice) -> Console:
    return office.console("Petugas 1", 1)


@pytest.fixture
def application(office: LanOffice) -> Any:
    return office.screen("POST", "/api/applications", SKTM)


def answered(filled: dict[str, Any], **answers: Any) -> dict[str, Any]:
    """The same form with other answers."""
    return filled | {"answers": filled["answers"] | answers}


def value_of(file: Any, label: str) -> str:
    found: str = next(row["value"] for row in file["rows"] if label in row["label"])
    return found


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def test_the_called_number_leads_to_its_application(office: LanOffice, clerk: Console) -> None:
    handed_in = office.screen("POST", "/api/applications", USAHA)
    called = clerk.act("/call-number", {"number": handed_in["ticket"]["number"]})
    assert called["application_id"] == handed_in["id"]
    file = clerk.get(f"/loket/api/applications/{called['application_id']}").json()
    assert (file["code"], file["state"]) == (handed_in["code"], "received")
    assert value_of(file, "Jenis usaha") == "Warung makan"
    clerk.act(f"/tickets/{called['id']}/no-show")


def test_a_nik_is_masked_until_it_is_shown_and_that_is_written_down(clerk: Console, application: Any) -> None:
    path = f"/loket/api/applications/{application['id']}"
    masked = clerk.get(path)
    assert "3603034101900001" not in masked.text.replace(" ", "")
    assert next(row for row in masked.json()["rows"] if "NIK" in row["label"])["masked"]
    shown = clerk.act(f"/applications/{application['id']}/reveal")
    assert value_of(shown, "NIK") == NIK
    assert not clerk.get(path).json()["revealed"]


def test_a_note_reaches_the_citizen_without_moving_the_application(
    office: LanOffice, clerk: Console, application: Any
) -> None:
    noted = clerk.act(f"/applications/{application['id']}/note", {"note": "  Camat kembali   hari Kamis. "})
    assert (noted["state"], noted["note"]) == ("received", "Camat kembali hari Kamis.")
    seen = office.screen("GET", f"/api/applications/{application['code']}")
    assert (seen["state"], seen["note"]) == ("received", "Camat kembali hari Kamis.")
    record = office.look(
        "SELECT payload FROM outbox WHERE kind = 'application.status' ORDER BY seq DESC LIMIT 1"
    )
    told = msgspec.json.decode(record[0][0], type=ApplicationMoved)
    assert (told.state, told.note) == ("received", "Camat kembali hari Kamis.")
    assert clerk.act(f"/applications/{application['id']}/note", {"note": ""})["note"] == ""


def test_what_has_ended_takes_no_note(clerk: Console, application: Any) -> None:
    clerk.act(f"/applications/{application['id']}/state", {"to": "cancelled", "note": "Pemohon pulang"})
    refused = clerk.post(f"/loket/api/applications/{application['id']}/note", {"note": "Terlambat"})
    assert (refused.status_code, refused.json()["type"]) == (409, "anjungan:illegal-change")


def test_whoever_lost_the_code_is_found_by_nik_and_the_nik_is_written_nowhere(
    office: LanOffice, clerk: Console
) -> None:
    nik = "3603035203880007"
    ours = [office.screen("POST", "/api/applications", answered(SKTM, nik=nik))["id"] for _ in range(2)]
    office.screen("POST", "/api/applications", SKTM)
    found = clerk.post("/loket/api/applications/search", {"nik": "360303 520388 0007"})
    assert [one["id"] for one in found.json()] == ours[::-1]
    assert found.headers["cache-control"] == "no-store"
    me = office.look("SELECT id FROM staff WHERE name = 'Petugas 1'")[0][0]
    looked = f"SELECT subject FROM audit WHERE event = 'application.found' AND staff = '{me}' ORDER BY seq"
    assert [id for (id,) in office.look(looked)][-2:] == ours[::-1]
    missed = clerk.post("/loket/api/applications/search", {"nik": "3603035203880008"})
    assert missed.json() == []
    assert office.look("SELECT event, staff FROM audit ORDER BY seq DESC LIMIT 1") == [
        ("application.sought", me)
    ]
    said = found.text + found.url + missed.text + missed.url + office.log()
    said += repr(office.look("SELECT * FROM audit")) + repr(office.look("SELECT key, fingerprint FROM acts"))
    said += repr(office.look("SELECT payload FROM outbox WHERE kind <> 'application.submitted'"))
    files = b"".join(one.read_bytes() for one in office.folder.rglob("*") if one.is_file())
    for digits in (nik, "3603035203880008", "360303 520388 0007"):
        assert digits not in said
        assert digits.encode() not in files
        assert sha256(digits.encode()).hexdigest() not in said


def test_a_nik_is_looked_up_by_those_who_serve_alone_and_not_often(office: LanOffice) -> None:
    technician, supervisor = office.colleague("Teknisi"), office.colleague("Penyelia")
    path, body = "/loket/api/applications/search", {"nik": "3603035203880009"}
    assert technician.post(path, body).json()["type"] == "anjungan:role"
    wrong = supervisor.post(path, {"nik": "3603039999880009"})
    assert (wrong.status_code, wrong.json()["type"]) == (422, "anjungan:bad-nik")
    assert "9999" not in wrong.text
    answers = [supervisor.post(path, body) for _ in range(10)]
    assert [one.status_code for one in answers] == [200] * 9 + [429]
    assert answers[-1].json()["type"] == "anjungan:too-many-searches"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 601


def test_a_nik_is_found_by_index_however_many_applications_there_are(office: LanOffice) -> None:
    plan = office.look("EXPLAIN QUERY PLAN " + SEARCH.replace("?1", "'3'").replace("?2", "20"))
    told = " ".join(str(row[-1]) for row in plan)
    assert "applications_applicant" in told
    assert "applications_concerned" in told
    assert "SCAN applications" not in told


def test_an_application_is_found_by_its_code_as_it_is_typed(clerk: Console, application: Any) -> None:
    found = clerk.act("/applications/find", {"code": application["code"].lower().replace("-", " ")})
    assert found["id"] == application["id"]
    for code in ("0000-0000-0000-0", "apa ini"):
        assert clerk.post("/loket/api/applications/find", {"code": code}).status_code == 404


def test_originals_are_ticked_and_unticked(clerk: Console, application: Any) -> None:
    path = f"/applications/{application['id']}/requirements"
    seen = clerk.act(path, {"requirement": "ktp", "seen": True})
    assert [need["id"] for need in seen["needs"] if need["seen"]] == ["ktp"]
    assert [need["id"] for need in seen["needs"] if need["presented"]] == ["ktp", "kk"]
    again = clerk.act(path, {"requirement": "ktp", "seen": False})
    assert not any(need["seen"] for need in again["needs"])
    unknown = clerk.post(f"/loket/api{path}", {"requirement": "paspor", "seen": True})
    assert unknown.json()["type"] == "anjungan:unknown-requirement"


def test_the_citizen_sees_what_is_missing_and_when_it_is_ready(
    office: LanOffice, clerk: Console, application: Any
) -> None:
    path = f"/applications/{application['id']}/state"

    def seen() -> Any:
        return office.screen("GET", f"/api/applications/{application['code']}")

    missing = ["Surat pengantar desa atau kelurahan"]
    clerk.act(path, {"to": "needs_completion", "note": "Bawa besok pagi.", "missing": missing})
    assert (seen()["state"], seen()["missing"], seen()["note"]) == (
        "needs_completion",
        missing,
        "Bawa besok pagi.",
    )
    clerk.act(path, {"to": "awaiting_signature"})
    assert (seen()["state"], seen()["missing"], seen()["note"]) == ("awaiting_signature", [], "")
    clerk.act(path, {"to": "ready"})
    done = clerk.act(path, {"to": "done"})
    assert seen()["state"] == "done"
    assert done["onward"] == []


def test_a_step_that_does_not_exist_is_refused(clerk: Console, application: Any) -> None:
    path = f"/loket/api/applications/{application['id']}/state"
    assert clerk.post(path, {"to": "done"}).json()["type"] == "anjungan:illegal-change"
    assert clerk.post(path, {"to": "needs_completion"}).json()["type"] == "anjungan:missing-needed"
    assert clerk.post(path, {"to": "rejected", "note": "  "}).json()["type"] == "anjungan:note-needed"
    assert clerk.get(f"/loket/api/applications/{uuid7()}").json()["type"] == "anjungan:unknown-application"


def test_a_step_is_taken_once_however_often_it_is_sent(clerk: Console, application: Any) -> None:
    key, path = uuid7(), f"/loket/api/applications/{application['id']}/state"
    answers = [clerk.post(path, {"to": "awaiting_signature"}, key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1].json()["state"] == "awaiting_signature"


def test_the_form_is_printed_whole(clerk: Console, application: Any) -> None:
    answer = clerk.get(f"/loket/api/applications/{application['id']}/form.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    text = text_of(answer.content)
    for words in ("Lembar permohonan", application["code"], NIK, "CONTOH PEMOHON", "Rp 1.500.000", "Pemohon"):
        assert words in text


def test_a_letter_gets_its_number_once_and_says_that_it_is_a_draft(
    office: LanOffice, clerk: Console, application: Any
) -> None:
    path = f"/applications/{application['id']}"
    assert clerk.get(f"/loket/api{path}/letter.pdf").json()["type"] == "anjungan:no-letter"
    numbers = {clerk.act(f"{path}/letter")["number"] for _ in range(3)}
    assert len(numbers) == 1
    number = numbers.pop()
    assert number.startswith("460/")
    assert number.endswith("/Kec.Tgr/2026")
    other = office.screen("POST", "/api/applications", SKTM)
    assert clerk.act(f"/applications/{other['id']}/letter")["number"] != number
    text = text_of(clerk.get(f"/loket/api{path}/letter.pdf").content)
    for words in ("KONSEP", "SURAT KETERANGAN TIDAK MAMPU", number, "CONTOH PEMOHON", NIK, "Camat Tigaraksa"):
        assert words in text


def test_a_letter_counts_as_printed_once_it_is_and_not_where_it_was_refused(
    office: LanOffice, clerk: Console, application: Any
) -> None:
    id = application["id"]
    printed = f"SELECT count(*) FROM audit WHERE subject = '{id}' AND event = 'letter.printed'"
    refused = clerk.get(f"/loket/api/applications/{id}/letter.pdf")
    assert refused.json()["type"] == "anjungan:no-letter"
    assert office.look(printed) == [(0,)]
    clerk.act(f"/applications/{id}/letter")
    assert clerk.get(f"/loket/api/applications/{id}/letter.pdf").status_code == 200
    assert office.look(printed) == [(1,)]


def test_a_letter_bears_the_date_of_the_office_day_while_the_clock_is_doubted(
    office: LanOffice, clerk: Console, application: Any
) -> None:
    kept = dict(office.look("SELECT name, value FROM meta WHERE name IN ('trusted_at', 'office_day')"))
    id = application["id"]
    clerk.act(f"/applications/{id}/letter")
    doubted = {"trusted_at": "2026-01-05T02:00:00.000Z", "office_day": "2026-01-05"}
    try:
        for name, value in doubted.items():
            office.alter(f"UPDATE meta SET value = '{value}' WHERE name = '{name}'")
        text = text_of(clerk.get(f"/loket/api/applications/{id}/letter.pdf").content)
        assert "Tigaraksa, 5 Januari 2026" in text
    finally:
        for name, value in kept.items():
            office.alter(f"UPDATE meta SET value = '{value}' WHERE name = '{name}'")


def test_a_service_without_a_template_says_so(office: LanOffice, clerk: Console) -> None:
    kia = next(one for one in office.screen("GET", "/api/catalogue")["services"] if one["id"] == "kia")
    born = "2024-05-17"
    answers = {
        "tanggal_lahir": born,
        "nik_anak": "3603031705240001",
        "nama_anak": "CONTOH ANAK",
        "nomor_kk": "3603030101200001",
        "alasan": "baru",
        "nik": "3603034101900001",
        "nama": "CONTOH PEMOHON",
    }
    body = {
        "service": "kia",
        "version": kia["version"],
        "answers": answers,
        "presented": [],
        "declared": True,
    }
    handed_in = office.screen("POST", "/api/applications", body)
    file = clerk.get(f"/loket/api/applications/{handed_in['id']}").json()
    assert file["letter_problem"] == "Belum ada contoh surat untuk layanan ini."
    refused = clerk.post(f"/loket/api/applications/{handed_in['id']}/letter")
    assert refused.json()["type"] == "anjungan:no-letter"


def test_every_act_is_audited_and_told_to_central_in_a_form_that_it_reads(
    office: LanOffice, clerk: Console, application: Any
) -> None:
    id = application["id"]
    me = office.look("SELECT id FROM staff WHERE name = 'Petugas 1'")[0][0]
    clerk.act(f"/applications/{id}/requirements", {"requirement": "ktp", "seen": True})
    clerk.act(f"/applications/{id}/reveal")
    clerk.act(f"/applications/{id}/state", {"to": "awaiting_signature"})
    clerk.act(f"/applications/{id}/letter")
    told = office.look(f"SELECT kind, payload, made_at FROM outbox WHERE payload LIKE '%{id}%' ORDER BY seq")
    assert [kind for kind, *_ in told if not kind.startswith("print.")] == [
        "application.checked",
        "application.status",
        "application.status",
        "letter.numbered",
    ]
    moves = [(payload, at) for kind, payload, at in told if kind == "application.status"]
    reader = msgspec.json.Decoder(ApplicationMoved)
    assert [reader.decode(payload).state for payload, _ in moves] == ["in_review", "awaiting_signature"]
    assert moves[0][1] < moves[1][1]
    about = office.look(f"SELECT event FROM audit WHERE subject = '{id}' AND staff = '{me}' ORDER BY seq")
    assert [event for (event,) in about] == [
        "original.seen",
        "application.revealed",
        "application.in_review",
        "application.awaiting_signature",
    ]


def test_nothing_of_a_person_is_in_the_log_or_the_audit(
    office: LanOffice, clerk: Console, application: Any
) -> None:
    clerk.act(f"/applications/{application['id']}/reveal")
    clerk.get(f"/loket/api/applications/{application['id']}/form.pdf")
    written = office.log() + str(office.look("SELECT * FROM audit"))
    assert "CONTOH" not in written
    assert "3603034101900001" not in written
