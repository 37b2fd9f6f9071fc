"""Processes of the house never outlive it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.demo import parts
from kiosk.demo.parts import Part, PartFailed


def children() -> set[str]:
    pid = os.getpid()
    return set(Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


def test_a_part_that_says_nothing_is_not_left_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "START_S", 0.2)
    before = children()
    with pytest.raises(PartFailed, match="says nothing"):
        Part("mute", ("-c", "import time; time.sleep(60)"), tmp_path / "log")
    assert children() == before
