"""What a frame may mean, and that nothing else means anything."""

from __future__ import annotations

import statistics
import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.applications import codes
from kiosk.devices import grammar
from kiosk.devices.frames import LONGEST
from kiosk.devices.grammar import ApplicationCode, DocumentNik, FollowedTicket, Refused, TicketCode
from kiosk.people.nik import Nik
from tests.devices.conftest import NIK, OTHER_NIK

SITE = "https://antre.contoh.go.id"
TOKEN = "aB3_-" * 4 + "xy"
CODE = codes.draw()


def understood(text: str) -> object:
    return grammar.understand(text, SITE)


def test_our_ticket_by_day_and_number() -> None:
    assert understood("ANJUNGAN:ANTREAN:2026-11-24:B-017") == TicketCode("2026-11-24", "B-017")
    assert understood("ANJUNGAN:ANTREAN:2026-11-24:K2-1000") == TicketCode("2026-11-24", "K2-1000")


def test_our_ticket_by_the_address_of_its_page() -> None:
    assert understood(f"{SITE}/ikuti/{TOKEN}") == FollowedTicket(TOKEN)


def test_our_application() -> None:
    assert understood(f"ANJUNGAN:PERMOHONAN:{CODE}") == ApplicationCode(CODE)
    assert understood(CODE.lower()) == ApplicationCode(CODE)


def test_a_scanner_may_say_the_kind_of_barcode_first() -> None:
    assert understood(f"]Q1ANJUNGAN:PERMOHONAN:{CODE}") == ApplicationCode(CODE)


@pytest.mark.parametrize(
    "text",
    [
        NIK,
        f" {NIK} ",
        f"NIK:{NIK}",
        f"nik = {NIK}; Nama: CONTOH PEMOHON",
        f'{{"nik": "{NIK}", "nama": "CONTOH PEMOHON"}}',
        f"{NIK}|CONTOH PEMOHON|1990-01-01",
        f"KK 3603030101100002 NIK {NIK}",
    ],
)
def test_the_only_nik_of_a_document(text: str) -> None:
    assert understood(text) == DocumentNik(Nik(NIK))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        (NIK[:-1], "foreign"),
        (NIK + "1", "foreign"),
        (f"X{NIK}", "foreign"),
        ("3603039901900001", "foreign"),
        (f"{NIK}|{OTHER_NIK}", "ambiguous"),
        (f"NIK:{NIK} NIK:{OTHER_NIK}", "ambiguous"),
        ("No KK 3603030101100002", "ambiguous"),
        (f"{NIK}\x00", "control"),
        (f"\x1b[2J{NIK}", "control"),
        (f"{NIK}\u202e", "control"),
        ("8991234567890", "foreign"),
        (f"https://contoh.go.id/?nik={NIK}", "foreign"),
        (f"{SITE}.jahat.example/ikuti/{TOKEN}", "foreign"),
        (f"{SITE}/ikuti/{TOKEN}/../loket", "damaged"),
        ("ANJUNGAN:ANTREAN:2026-13-24:B-017", "damaged"),
        ("ANJUNGAN:ANTREAN:2026-11-24:B-017;DROP", "damaged"),
        ("ANJUNGAN:PERMOHONAN:7K3M-9QXD-2B4W-X", "damaged"),
        ("ANJUNGAN:LAIN:1", "damaged"),
        ("WIFI:S:kantor;P:rahasia;;", "foreign"),
        ("javascript:alert(1)", "foreign"),
        ("9" * (LONGEST + 1), "too_long"),
    ],
)
def test_everything_else_is_refused_with_a_sentence(text: str, reason: str) -> None:
    refused = understood(text)
    assert isinstance(refused, Refused)
    assert refused.reason == reason
    assert len(refused.sentence.split(". ")[0].split()) <= 12


def test_without_a_public_address_no_address_is_ours() -> None:
    assert grammar.understand(f"/ikuti/{TOKEN}") == Refused("foreign")
    assert grammar.understand(f"{SITE}/ikuti/{TOKEN}") == Refused("foreign")


def test_a_person_types_a_code_or_a_nik_and_no_document() -> None:
    assert grammar.typed(CODE.replace("-", " ")) == ApplicationCode(CODE)
    assert grammar.typed("3603 0341 0190 0001") == DocumentNik(Nik(NIK))
    assert grammar.typed(f"NIK:{NIK}") == Refused("foreign")
    assert grammar.typed("ANJUNGAN:ANTREAN:2026-11-24:B-017") == Refused("foreign")


def test_no_value_that_names_a_person_shows_it_in_its_repr() -> None:
    assert NIK not in repr(understood(NIK))


HOSTILE = st.one_of(
    st.text(max_size=LONGEST + 50),
    st.from_regex(r"ANJUNGAN:[A-Z:\-0-9]{0,60}", fullmatch=True),
    st.text(alphabet="0123456789 |:;,nNiIkK\"'=", max_size=LONGEST),
    st.builds(lambda head, tail: f"{head}{NIK}{tail}", st.text(max_size=40), st.text(max_size=40)),
    st.builds(lambda tail: f"{SITE}/ikuti/{tail}", st.text(max_size=60)),
)


@given(HOSTILE)
@example("nik" * 170)
@example("NIK: " * 100)
@example('"' * LONGEST)
def test_hostile_text_is_ours_in_the_right_form_or_refused(text: str) -> None:
    for found in (understood(text), grammar.typed(text)):
        match found:
            case Refused():
                assert found.sentence
            case TicketCode(day, number):
                assert date.fromisoformat(day)
                assert number.isascii()
            case FollowedTicket(token):
                assert len(token) == 22
            case ApplicationCode(code):
                assert codes.read(code) == code
            case DocumentNik(nik):
                assert Nik.parse(nik.digits) == nik
            case _:
                raise AssertionError(found)


def test_the_longest_and_worst_texts_take_no_two_milliseconds() -> None:
    for piece in ("nik", "NIK: ", "9", f"{NIK} ", "a", '"nik"', "kk ", "no kk"):
        text = (piece * LONGEST)[:LONGEST]
        took = []
        for _ in range(21):
            began = time.perf_counter()
            understood(text)
            took.append(time.perf_counter() - began)
        assert statistics.median(took) < 0.002, piece
