"""Stored answers as staff see them, when the catalogue has moved on since."""

from __future__ import annotations

from typing import Any

from kiosk.applications import answers
from kiosk.applications.handling import Held
from kiosk.forms.wording import HIDDEN

FILLED: dict[str, Any] = {
    "nik": "3603034101900001",
    "kk": "3603 0341 0190 0001",
    "penyakit": "TBC",
    "paspor": "C1234567",
    "hamil": True,
    "anggota": [{"nama": "CONTOH PEMOHON", "penghasilan": 900_000}],
}


def held(**filled: Any) -> Held:
    """An application whose service the catalogue has in another version, or not any more."""
    return Held(
        id="a",
        code="C",
        service="sktm",
        service_title="SKTM",
        version="2025.1.1",
        language="id",
        state="received",
        answers=filled,
        presented=[],
        missing=[],
        for_staff=[],
        note="",
        submitted_at="2026-11-24T02:00:00.000Z",
        changed_at="2026-11-24T02:00:00.000Z",
        ready_on=None,
        seen=frozenset(),
    )


def test_nothing_of_an_older_form_shows_before_somebody_asks_for_it() -> None:
    rows = answers.told(None, held(**FILLED), (), masked=True)
    assert {(row.value, row.masked) for row in rows} == {(HIDDEN, True)}
    assert len(rows) == 7


def test_all_of_an_older_form_is_told_to_whoever_asks() -> None:
    rows = answers.told(None, held(**FILLED), (), masked=False)
    assert [(row.label, row.value) for row in rows][1:5] == [
        ("KK", "3603 0341 0190 0001"),
        ("Penyakit", "TBC"),
        ("Paspor", "C1234567"),
        ("Hamil", "Ya"),
    ]
    assert not any(row.masked for row in rows)


def test_what_was_never_given_is_no_secret() -> None:
    (row,) = answers.told(None, held(nik={"unknown": True}), (), masked=True)
    assert (row.value, row.masked) == ("Tidak tahu / belum punya NIK", False)
