"""The waiting room's part of office.toml."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.config import parse
from kiosk.roomrules import Desk, RoomRules
from kiosk.settings import ConfigError

OFFICE = '[office]\ncode = "36.03.03"\n'


def rules(text: str = "", office: str = OFFICE) -> RoomRules:
    return parse(office + text).room


def test_without_a_word_counters_serve_everything() -> None:
    assert rules(office=OFFICE + "counters = 3\n").desks == tuple(Desk(n, f"Loket {n}") for n in (1, 2, 3))
    assert (rules().recalls, rules().tolerance, rules().end_of_day) == (3, timedelta(minutes=60), "close")


def test_counters_have_names_and_services() -> None:
    written = rules(
        '[[loket]]\nnumber = 4\nname = "Loket Kilat"\nservices = ["sktm"]\n[[loket]]\nnumber = 2\n'
        '[queue]\nrecalls = 1\ntolerance_minutes = 30\nend_of_day = "keep"\n[quota]\nktp_el = 40\n'
    )
    assert written.desks == (Desk(2, "Loket 2"), Desk(4, "Loket Kilat", frozenset({"sktm"})))
    assert (written.recalls, written.tolerance, written.end_of_day) == (1, timedelta(minutes=30), "keep")
    assert written.quota == {"ktp_el": 40}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("loket = 3\n", "loket"),
        ("[loket]\nnumber = 1\n", "loket"),
        ('[[loket]]\nname = "Loket"\n', "loket[1].number"),
        ("[[loket]]\nnumber = 1\n[[loket]]\nnumber = 1\n", "loket.number"),
        ('[[loket]]\nnumber = 1\nwarna = "biru"\n', "loket[1].warna"),
        ('[quota]\nktp_el = "banyak"\n', "quota.ktp_el"),
        ('[queue]\nend_of_day = "hapus"\n', "queue.end_of_day"),
        ("[queue]\nrecalls = -1\n", "queue.recalls"),
    ],
)
def test_what_cannot_be_meant_is_named(text: str, key: str) -> None:
    before = text if text.startswith("loket") else ""
    with pytest.raises(ConfigError) as error:
        parse(before + OFFICE + ("" if before else text))
    assert error.value.key == key
