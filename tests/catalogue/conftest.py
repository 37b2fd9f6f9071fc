"""A copy of the shipped catalogue that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.catalogue.cli import shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "katalog"
    shutil.copytree(shipped(), copy)
    return copy


@pytest.fixture
def spoil(folder: Path) -> Callable[[str, str, str], int]:
    """Replaces the first `old` in a file of the folder, and says on which line it stood."""

    def replace(file: str, old: str, new: str) -> int:
        before, found, after = (folder / file).read_text(encoding="utf-8").partition(old)
        assert found, f"{old!r} is not in {file}"
        (folder / file).write_text(before + new + after, encoding="utf-8")
        return before.count("\n") + 1

    return replace
