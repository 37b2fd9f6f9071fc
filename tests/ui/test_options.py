"""How large the screen is drawn."""

from __future__ import annotations

from ui.options import PROFILES, fitting


def test_a_window_is_drawn_smaller_where_the_screen_is_smaller() -> None:
    fitted = fitting(PROFILES["portrait-21"], 1366, 768)
    assert (fitted.width, fitted.height) == (432, 768)
    assert fitted.width_mm == PROFILES["portrait-21"].width_mm


def test_a_window_is_never_drawn_larger() -> None:
    assert fitting(PROFILES["desk-17"], 4000, 4000) == PROFILES["desk-17"]


def test_pixels_are_square_in_every_profile() -> None:
    for profile in PROFILES.values():
        assert 0.15 < profile.width_mm / profile.width < 0.27
