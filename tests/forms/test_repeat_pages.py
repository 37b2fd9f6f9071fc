from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kiosk.catalogue.model import Service
from kiosk.forms.journey import Journey, begin
from kiosk.forms.steps import (
    EntrySummary,
)
from kiosk.people.errors import NotAccepted

Build = Callable[..., Service]
Page = Callable[..., dict[str, Any]]
Asked = Callable[[Journey], str | tuple[str, int | None]]
Walk = Callable[..., Journey]


def test_a_page_that_needs_an_entry_begins_with_its_first_question(
    start: Journey, walk: Walk, asked: Asked
) -> None:
    assert asked(walk(start, "foto").answer("later").forward()) == ("nama_anak", 0)


def test_entries_are_listed_with_their_summary(start: Journey, walk: Walk, asked: Asked) -> None:
    journey = walk(start, ("lahir_anak", 1)).answer("2026-06-06").forward()
    assert asked(journey) == "Entries"
    assert journey.entries() == (
        EntrySummary(0, "CONTOH ANAK, 6 Juni 2016", complete=True),
        EntrySummary(1, "CONTOH BAYI, 6 Juni 2026", complete=True),
    )


def test_an_entry_can_be_opened_changed_and_removed(start: Journey, walk: Walk, asked: Asked) -> None:
    journey = walk(start, "benar").back()
    opened = journey.open(0)
    assert (asked(opened), opened.value) == (("nama_anak", 0), "CONTOH ANAK")
    changed = opened.answer("contoh lain").forward().forward().forward().forward()
    assert changed.entries()[0].summary == "CONTOH LAIN, 6 Juni 2016"
    assert [entry.summary for entry in changed.remove(0).entries()] == ["CONTOH BAYI, 6 Juni 2026"]


def test_a_list_may_not_be_left_with_too_few_or_grow_beyond_its_end(start: Journey, walk: Walk) -> None:
    journey = walk(start, "benar").back()
    with pytest.raises(NotAccepted, match="Paling sedikit 1 data"):
        journey.remove(0).remove(0).forward()
    third = journey.add().answer("contoh").forward().answer("2026-01-01").forward()
    with pytest.raises(NotAccepted, match="Paling banyak 3 data"):
        third.add()


def test_an_entry_that_was_left_half_way_is_finished_before_the_next_page(
    start: Journey, walk: Walk, asked: Asked
) -> None:
    journey = walk(start, "benar").back().add().answer("contoh").forward().back().back()
    assert journey.entries()[2] == EntrySummary(2, "CONTOH, …", complete=False)
    assert asked(journey.forward()) == ("lahir_anak", 2)


def test_an_entry_without_any_answer_is_gone_when_it_is_left(
    start: Journey, walk: Walk, asked: Asked
) -> None:
    journey = walk(start, "benar").back().add().back()
    assert len(journey.entries()) == 2
    first = walk(start, ("nama_anak", 0)).back()
    assert asked(first) == "foto"
    assert asked(first.forward()) == ("nama_anak", 0)


def test_a_list_that_may_be_empty_is_shown_first(build: Build, page: Page, today: date, asked: Asked) -> None:
    service = build(
        {
            "type": "page",
            "id": "saksi",
            "questions": [{"name": "nama", "type": "name", "label": {"id": "Nama?"}}],
            "repeat": {"name": "saksi", "min": 0, "add": {"id": "Tambah"}, "summary": "{nama}"},
        }
    )
    journey = begin(service, today).forward()
    assert asked(journey) == "Entries"
    assert asked(journey.add().back()) == "Entries"
    assert asked(journey.forward()) == "Review"
    assert journey.forward().complete().answers == {}
