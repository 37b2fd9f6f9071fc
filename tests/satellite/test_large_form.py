"""The largest form that a kiosk takes is taken by its office too, at once or after a silence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any, Final

import msgspec
import pytest
import requests
import urllib3

from kiosk.office.guard import LARGEST_BODY
from kiosk.office.wiring import PACKAGED
from tests.satellite.conftest import Pair, pair

NOTES: Final = 6
"""Long notes of one entry."""
LONGEST: Final = 1000
PAGE: Final = """
  - type: page
    id: catatan
    repeat: {name: catatan, min: 1, max: 20, add: {id: Tambah catatan}, summary: Catatan}
    questions:
"""
QUESTION: Final = """
      - type: long_text
        name: isi_%d
        label: {id: Apa catatan ini?}
        required: false
        max_length: 1000
"""
FORM: Final[dict[str, Any]] = {
    "service": "domisili",
    "version": "2026.11.1",
    "answers": {
        "tinggal_di_sini": True,
        "nik": "3603034101900001",
        "nama": "CONTOH PEMOHON",
        "alamat": {"desa": "36.03.03.2002", "rt": "001", "rw": "002", "street": "Jalan Contoh 1"},
        "tinggal_sejak": "2020-01-31",
        "keperluan": "bank",
    },
    "presented": ["ktp", "kk", "surat_pengantar"],
    "declared": True,
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """An office with a service that asks for very much."""
    folder = tmp_path_factory.mktemp("kantor")
    catalogue = folder / "layanan"
    shutil.copytree(PACKAGED, catalogue)
    file = catalogue / "domisili.yaml"
    page = PAGE + "".join(QUESTION % n for n in range(NOTES))
    file.write_text(file.read_text().replace("\ndeclaration:", f"{page}\ndeclaration:", 1))
    made = pair(folder, settings=f'[catalogue]\nfolder = "{catalogue}"\n')
    known = made.main.status()["catalogue_sha256"]
    made.kiosk.until(lambda status: status["catalogue_sha256"] == known)
    yield made
    made.close()


def form(size: int) -> bytes:
    """A filled form of so many bytes, of which every second letter of a note takes two in JSON."""
    entries: list[dict[str, str]] = [{}]
    filled = FORM | {"answers": FORM["answers"] | {"catatan": entries}}
    while (left := size - len(msgspec.json.encode(filled))) > 2 * LONGEST:
        if len(entries[-1]) == NOTES:
            entries.append({})
        entries[-1][f"isi_{len(entries[-1])}"] = 'x"' * (LONGEST // 2)
    for n in range(2):
        entries.append({"isi_0": "x"})
        left = size - len(msgspec.json.encode(filled))
        entries[-1]["isi_0"] = "x" * (1 + (left if n else left // 2))
    encoded = msgspec.json.encode(filled)
    assert len(encoded) == size
    return encoded


def apply(office: Pair, size: int) -> Any:
    return office.kiosk.ask("POST", "/api/applications", form(size))


def test_a_form_at_the_limit_reaches_the_office_at_once(office: Pair) -> None:
    taken = apply(office, LARGEST_BODY)
    assert taken.status_code == 201, taken.text
    assert not taken.json()["ticket"]["number"].startswith("K2-")


def test_a_form_at_the_limit_is_handed_over_after_a_silence(office: Pair) -> None:
    office.line.turn("cut")
    taken = apply(office, LARGEST_BODY)
    assert taken.json()["ticket"]["number"].startswith("K2-")
    office.until_all_is_handed_over()
    assert office.kiosk.status()["central"]["quarantined"] == 0
    assert office.main.ask("GET", f"/api/applications/{taken.json()['code']}").json()["state"] == "received"


def test_a_form_beyond_the_limit_is_refused_at_the_kiosk(office: Pair) -> None:
    refused = apply(office, LARGEST_BODY + 1)
    assert (refused.status_code, refused.json()["type"]) == (413, "anjungan:too-large")


def test_only_kiosks_may_say_so_much(office: Pair) -> None:
    """Who shows no secret is refused before the body is read."""
    urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
    headers = {"Origin": office.room_url, "Content-Type": "application/json"}
    with requests.Session() as session:
        session.trust_env = False
        for path, status in (("/satelit/api/records", 401), ("/loket/api/session", 413)):
            answer = session.post(
                f"{office.room_url}{path}",
                data=form(LARGEST_BODY + 1),
                headers=headers,
                verify=False,
            )
            assert answer.status_code == status
