"""A kiosk's readers together: what they tell, once, and that hostile lines make them tell nothing."""

from __future__ import annotations

import statistics
from typing import Any

import pytest
from hypothesis import given, settings

from kiosk.applications import codes
from kiosk.devices import grammar
from kiosk.devices.grammar import DocumentNik, Refused
from kiosk.office.readings import Misread
from kiosk.people.nik import Nik
from tests.devices.conftest import NIK
from tests.devices.hostile import HOSTILE, OURS, Judge, is_ours, seeded


@settings(max_examples=300, deadline=None)
@given(HOSTILE)
def test_a_hostile_line_does_nothing_but_a_hint(line: bytes) -> None:
    judge = Judge()
    judge.send(line)
    if not is_ours(line):
        assert all(isinstance(value, Misread) for _, value in judge.told)


def test_hostile_lines_in_a_row_take_no_two_milliseconds_and_the_next_code_is_read() -> None:
    judge = Judge()
    for line in hostile():
        judge.send(line)
    assert judge.scans() == []
    assert statistics.median(judge.took_s) < 0.002
    judge.send(OURS[1].encode())
    assert [scan.kind for scan in judge.scans()] == ["application"]


def test_a_weaker_grammar_would_tell_some_of_the_same_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without check symbols, and with the first of two people."""

    def first(text: str) -> DocumentNik | Refused:
        found = grammar._SIXTEEN.findall(text)
        return DocumentNik(Nik(found[0])) if found else Refused("foreign")

    lines, judge = hostile(), Judge()
    monkeypatch.setattr(codes, "read", lambda text: text)
    monkeypatch.setattr(grammar, "_document", first)
    for line in lines:
        judge.send(line)
    assert {scan.kind for scan in judge.scans()} == {"application", "nik"}


def hostile() -> list[bytes]:
    lines = [line for line in seeded(7, 3000) if not is_ours(line)]
    assert len(lines) > 2000
    return lines


def test_every_frame_of_ours_is_told() -> None:
    judge = Judge()
    for line in (*OURS, NIK):
        judge.send(line.encode())
    assert [scan.kind for scan in judge.scans()] == ["ticket", "application", "ticket", "nik"]
    assert len({scan.id for scan in judge.scans()}) == 4


def test_a_code_held_before_the_scanner_is_told_once() -> None:
    judge = Judge()
    for _ in range(20):
        judge.send(NIK.encode(), after_s=0.3)
    assert len(judge.scans()) == 1


def test_hints_are_few_however_much_is_refused() -> None:
    judge = Judge()
    for n in range(200):
        judge.send(f"bukan apa-apa {n}".encode(), after_s=0.004)
        judge.send(b"\xff\xff", after_s=0.004)
    assert len(judge.told) == 1


def test_what_breaks_while_a_frame_is_told_is_logged_by_its_kind_alone(
    expect_log: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("scan_failed")

    def breaks(text: str, follow_url: str) -> Refused:
        raise ValueError(text)

    monkeypatch.setattr(grammar, "understand", breaks)
    Judge().send(NIK.encode())
    assert "ValueError" in caplog.text
    assert NIK not in caplog.text
