"""How large the screen is drawn."""

from __future__ import annotations

import pytest

from ui.__main__ import arguments
from ui.options import PROFILES, fitting

NEEDED = ["--office", "http://127.0.0.1:9", "--token-file", "x"]


def test_a_window_is_drawn_smaller_where_the_screen_is_smaller() -> None:
    fitted = fitting(PROFILES["portrait-21"], 1366, 768)
    assert (fitted.width, fitted.height) == (432, 768)
    assert fitted.width_mm == PROFILES["portrait-21"].width_mm


def test_a_window_is_never_drawn_larger() -> None:
    assert fitting(PROFILES["desk-17"], 4000, 4000) == PROFILES["desk-17"]


def test_pixels_are_square_in_every_profile() -> None:
    for profile in PROFILES.values():
        assert 0.15 < profile.width_mm / profile.width < 0.27


@pytest.mark.parametrize("size", ["1080", "1080x", "0x10", "axb", "1080x1920x3", "-1x5"])
def test_a_size_that_is_none_gets_a_sentence(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        arguments([*NEEDED, f"--size={size}"])
    assert ended.value.code == 2
    assert "1080x1920" in capsys.readouterr().err


def test_a_size_is_width_and_height() -> None:
    assert arguments([*NEEDED, "--size", "1366x768"]).size == (1366, 768)
