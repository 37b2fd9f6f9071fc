"""Whatever staff do, the audit log says who did it, in one field."""

from __future__ import annotations

from typing import Any

import pytest

from tests.console.conftest import SKTM, Console, LanOffice


@pytest.fixture
def chief(office: LanOffice) -> Console:
    return office.console("Penyelia")


@pytest.fixture
def clerk(office: LanOffice) -> Console:
    return office.console("Petugas 1")


def written(office: LanOffice, event: str) -> tuple[str, str | None]:
    """Of the latest row of that name: its subject, and the name of whoever did it."""
    return office.look(
        "SELECT subject, (SELECT name FROM staff WHERE id = staff) FROM audit"
        f" WHERE event = '{event}' ORDER BY seq DESC LIMIT 1"
    )[0]


def done_by(office: LanOffice, event: str) -> str | None:
    return written(office, event)[1]


def test_closing_and_opening_again_are_named(office: LanOffice, chief: Console) -> None:
    chief.act("/closures/close", {"service": "sktm", "reason": "Petugas rapat"})
    chief.act("/closures/reopen", {"service": "sktm"})
    assert done_by(office, "service.closed") == done_by(office, "service.opened") == "Penyelia"


def test_whoever_answers_a_call_for_help_is_named(office: LanOffice, clerk: Console) -> None:
    call = office.screen("POST", "/api/help-calls", {"page": "checklist"})
    clerk.act(f"/help/{call['id']}/answer")
    assert done_by(office, "help.answered") == "Petugas 1"


def test_an_original_that_is_not_seen_after_all_is_named(office: LanOffice, clerk: Console) -> None:
    handed_in: Any = office.screen("POST", "/api/applications", SKTM)
    for seen in (True, False):
        clerk.act(f"/applications/{handed_in['id']}/requirements", {"requirement": "ktp", "seen": seen})
        assert written(office, "original.seen" if seen else "original.unseen") == (
            handed_in["id"],
            "Petugas 1",
        )


def test_whoever_chooses_the_voice_is_named(office: LanOffice, clerk: Console) -> None:
    assert clerk.post("/suara/api/pilih", {"display": ""}).status_code == 204
    assert written(office, "voice_appointed") == ("office", "Petugas 1")


def test_a_new_pin_is_named(office: LanOffice, chief: Console) -> None:
    made = chief.act("/staff", {"name": "Petugas Ganti", "role": "counter", "pin": "736194"})
    chief.act(f"/staff/{made['id']}/pin", {"pin": "418275"})
    assert written(office, "staff.pin_reset")[1] == "Penyelia"
    chief.act(f"/staff/{made['id']}/disable")


def test_a_citizen_is_nobody_of_the_staff(office: LanOffice) -> None:
    office.screen("POST", "/api/tickets", {"service": "sktm"})
    assert done_by(office, "ticket.issued") is None
