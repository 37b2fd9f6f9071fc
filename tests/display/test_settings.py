"""[display] and [follow] of office.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.config import ConfigError, parse
from kiosk.office.display.settings import DisplaySettings, FollowSettings

OFFICE = '[office]\ncode = "36.03.03"\n'


def test_an_office_that_says_nothing_has_no_folder_and_no_page_for_phones() -> None:
    config = parse(OFFICE)
    assert config.display == DisplaySettings(None)
    assert config.follow == FollowSettings("", 0)


def test_folder_address_and_port_are_taken_and_the_folder_may_be_missing() -> None:
    config = parse(
        f'{OFFICE}[display]\nfolder = "/tidak/ada"\n'
        '[follow]\npublic_url = "https://antre.example.go.id/"\nhttp_port = 8080\n'
    )
    assert config.display.folder == Path("/tidak/ada")
    assert config.follow == FollowSettings("https://antre.example.go.id", 8080)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("follow.public_url", 'public_url = "antre.example.go.id"'),
        ("follow.public_url", 'public_url = "https://a:b@antre.example.go.id"'),
        ("follow.public_url", 'public_url = "javascript:alert(1)"'),
        ("follow.http_port", "http_port = 70000"),
    ],
)
def test_what_cannot_be_an_address_or_a_port_is_refused(key: str, line: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse(f"{OFFICE}[follow]\n{line}\n")
    assert refused.value.key == key
