"""The agenda: one number for each letter, given once, counted in its year."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk import officeday
from kiosk.acts import Act, fingerprint
from kiosk.clock import iso
from kiosk.ids import uuid7
from kiosk.letters import agenda
from kiosk.letters.template import Template
from kiosk.store import IntegrityError, Store
from tests.letters.conftest import NOW

TEMPLATE = Template("sktm", "Surat", "470/{nomor}/{kode}/{tahun}", "Camat", ("Isi.",))
ZONE = ZoneInfo("Asia/Jakarta")


def handed_in(store: Store, name: str) -> str:
    """An application, as far as the agenda is concerned."""
    store.write(
        lambda tx: tx.execute(
            "INSERT INTO applications (id, code, service, service_title, version, language, state, answers,"
            " applicant, concerned, presented, missing, for_staff, submitted_at, changed_at)"
            " VALUES (?, ?, 'sktm', 'SKTM', '2026.11.1', 'id', 'received', '{}', '{}', '{}', '[]', '[]',"
            " '[]', ?, ?)",
            (name, name, iso(NOW), iso(NOW)),
        )
    )
    return name


def number(store: Store, application: str, days: int = 0) -> str:
    act = Act(uuid7(), fingerprint(application), NOW + timedelta(days=days), "ntp")
    numbered, _ = store.write(
        lambda tx: agenda.give(
            tx, act=act, application_id=application, template=TEMPLATE, code="K", staff="p", zone=ZONE
        )
    )
    return numbered.number


def test_numbers_follow_each_other_and_begin_again_with_the_year(store: Store) -> None:
    one, two, three = (handed_in(store, name) for name in ("satu", "dua", "tiga"))
    assert number(store, one) == "470/001/K/2026"
    assert number(store, two) == "470/002/K/2026"
    assert number(store, three, days=60) == "470/001/K/2027"


def test_a_letter_keeps_its_number_whoever_asks_again(store: Store) -> None:
    one = handed_in(store, "satu")
    assert {number(store, one, days) for days in (0, 1, 60)} == {"470/001/K/2026"}
    assert store.read(lambda c: c.value("SELECT count(*) FROM outbox WHERE kind = 'letter.numbered'")) == 1


def test_the_year_is_the_one_of_the_office(store: Store) -> None:
    new_year_in_jakarta = 37  # 31 December 2026, 20.00 UTC
    late = Act(uuid7(), "x", NOW + timedelta(days=new_year_in_jakarta, hours=17), "ntp")
    one = handed_in(store, "satu")
    numbered, _ = store.write(
        lambda tx: agenda.give(
            tx, act=late, application_id=one, template=TEMPLATE, code="K", staff="p", zone=ZONE
        )
    )
    assert numbered.number.endswith("/2027")


def test_a_clock_that_nobody_believes_opens_no_year(store: Store) -> None:
    store.write(lambda tx: officeday.trust(tx, NOW, confirmed=True))
    store.write(lambda tx: officeday.office_day(tx, NOW, ZONE))
    one, two = handed_in(store, "satu"), handed_in(store, "dua")
    assert number(store, one, days=5 * 366) == "470/001/K/2026"
    assert number(store, two) == "470/002/K/2026"


def test_the_database_itself_gives_no_number_twice(store: Store) -> None:
    one, two = handed_in(store, "satu"), handed_in(store, "dua")
    number(store, one)
    with pytest.raises(IntegrityError):
        store.write(
            lambda tx: tx.execute(
                "INSERT INTO letters SELECT ?, year, agenda, number, template, made_at, staff FROM letters",
                (two,),
            )
        )
