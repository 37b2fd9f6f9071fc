"""The catalogue in use: the folder's, or the last good one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from kiosk.catalogue import bundle
from kiosk.catalogue.errors import CatalogueRejected
from kiosk.catalogue.loader import load

Spoil = Callable[[str, str, str], int]
Expect = Callable[[str], None]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.json"


def test_a_good_folder_is_used_and_kept(folder: Path, kept: Path) -> None:
    catalogue, problem = bundle.current(folder, kept)
    assert (catalogue, problem) == (load(folder), None)
    assert kept.stat().st_mode & 0o077 == 0
    assert [file.name for file in kept.parent.iterdir() if file.is_file()] == ["catalogue.json"]


def test_the_kept_catalogue_is_the_same_in_every_word(folder: Path, kept: Path) -> None:
    first, _ = bundle.current(folder, kept)
    assert bundle.current(folder, kept) == (first, None)


def test_a_broken_folder_leaves_the_last_good_catalogue_in_use(
    folder: Path, kept: Path, spoil: Spoil, expect_log: Expect
) -> None:
    expect_log("catalogue_rejected")
    good, _ = bundle.current(folder, kept)
    line = spoil("sktm.yaml", "series: B", "series: loket")
    before = kept.read_bytes()
    catalogue, problem = bundle.current(folder, kept)
    assert catalogue == good
    assert problem is not None
    assert problem.startswith("Katalog baru ditolak, katalog lama tetap dipakai. ")
    assert f"sktm.yaml baris {line}: " in problem
    assert kept.read_bytes() == before


def test_a_mended_folder_is_taken_again(folder: Path, kept: Path, spoil: Spoil, expect_log: Expect) -> None:
    expect_log("catalogue_rejected")
    good, _ = bundle.current(folder, kept)
    spoil("sktm.yaml", "series: B", "series: loket")
    assert bundle.current(folder, kept)[1]
    spoil("sktm.yaml", "series: loket", "series: E")
    catalogue, problem = bundle.current(folder, kept)
    assert problem is None
    assert catalogue.sha256 != good.sha256
    sktm = catalogue.service("sktm")
    assert sktm is not None
    assert sktm.queue.series == "E"


def test_a_folder_that_vanished_leaves_the_last_good_catalogue_in_use(
    folder: Path, kept: Path, expect_log: Expect
) -> None:
    expect_log("catalogue_rejected")
    good, _ = bundle.current(folder, kept)
    folder.rename(folder.with_name("lain"))
    catalogue, problem = bundle.current(folder, kept)
    assert catalogue == good
    assert problem is not None
    assert "folder katalog tidak ada" in problem


def test_a_broken_folder_without_a_last_good_catalogue_is_rejected(
    folder: Path, kept: Path, spoil: Spoil
) -> None:
    spoil("sktm.yaml", "series: B", "series: loket")
    with pytest.raises(CatalogueRejected):
        bundle.current(folder, kept)
    assert not kept.exists()


@pytest.mark.parametrize("damage", [b"", b"{", b"\x00" * 100, b'{"format":1}', b"[" * 100_000])
def test_a_damaged_kept_file_is_made_anew(
    folder: Path, kept: Path, damage: bytes, expect_log: Expect
) -> None:
    expect_log("kept_catalogue_unusable")
    kept.write_bytes(damage)
    catalogue, problem = bundle.current(folder, kept)
    assert (catalogue, problem) == (load(folder), None)
    assert bundle.current(folder, kept) == (catalogue, None)


def test_one_changed_byte_in_the_kept_file_is_noticed(folder: Path, kept: Path, expect_log: Expect) -> None:
    expect_log("kept_catalogue_unusable")
    good, _ = bundle.current(folder, kept)
    kept.write_bytes(kept.read_bytes().replace(b"Tidak Mampu", b"Tidak Mamqu", 1))
    assert bundle.current(folder, kept) == (good, None)
    assert b"Mamqu" not in kept.read_bytes()


def test_a_catalogue_that_cannot_be_kept_is_used_all_the_same(
    folder: Path, tmp_path: Path, expect_log: Expect
) -> None:
    expect_log("catalogue_not_kept")
    catalogue, problem = bundle.current(folder, tmp_path / "tidak_ada" / "catalogue.json")
    assert catalogue == load(folder)
    assert problem is not None
    assert "cadangannya gagal disimpan" in problem


def test_an_unchanged_folder_is_loaded_without_yaml(folder: Path, kept: Path) -> None:
    bundle.current(folder, kept)
    program = (
        "import sys; from pathlib import Path; from kiosk.catalogue import bundle\n"
        "catalogue, problem = bundle.current(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "heavy = {'yaml', 'kiosk.catalogue.rules'} & set(sys.modules)\n"
        "print(problem, len(catalogue.services), *heavy)"
    )
    command = [sys.executable, "-c", program, str(folder), str(kept)]
    root = Path(bundle.__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["None", "15"]


def test_an_unchanged_folder_is_loaded_in_less_than_ten_milliseconds(folder: Path, kept: Path) -> None:
    bundle.current(folder, kept)
    times: list[float] = []
    for _ in range(9):
        begun = time.perf_counter()
        bundle.current(folder, kept)
        times.append(time.perf_counter() - begun)
    assert median(times) < 0.010


def test_the_watch_tells_of_each_change_once(folder: Path, spoil: Spoil) -> None:
    watch = bundle.Watch(folder)
    assert not watch.changed()
    spoil("sktm.yaml", "series: B", "series: E")
    assert watch.changed()
    assert not watch.changed()
    (folder / "baru.yaml").write_bytes(b"a: 1\n")
    assert watch.changed()
    (folder / "baru.yaml").unlink()
    assert watch.changed()
    (folder / ".hidden").write_bytes(b"")
    assert not watch.changed()


def test_the_watch_sees_a_file_of_equal_size_that_replaced_another(folder: Path) -> None:
    watch = bundle.Watch(folder)
    state = (folder / "kk.yaml").stat()
    (folder / ".new").write_bytes((folder / "kk.yaml").read_bytes())
    os.utime(folder / ".new", ns=(state.st_atime_ns, state.st_mtime_ns))
    (folder / ".new").replace(folder / "kk.yaml")
    assert watch.changed()


def test_the_watch_survives_a_folder_that_vanishes(folder: Path) -> None:
    watch = bundle.Watch(folder)
    folder.rename(folder.with_name("lain"))
    assert watch.changed()
    assert not watch.changed()
