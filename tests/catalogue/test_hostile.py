"""Files and folders that want to break the reader: always a finding with its line, never anything else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.check import check, examine
from kiosk.catalogue.document import parse
from kiosk.catalogue.errors import CatalogueRejected, Finding
from kiosk.catalogue.loader import load, load_sources
from kiosk.catalogue.sources import Source, Sources

BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b, *b, *b]\n"

HOSTILE = {
    "an alias bomb": (BOMB, 1, "jangkar", "hapus tanda &"),
    "an alias alone": (b"a: *x\n", 1, "acuan", "langsung"),
    "a python object": (b"a: 1\nb: !!python/object/apply:os.system [id]\n", 2, "tanda `!`", "hapus"),
    "a tag of its own": (b"a: !rahasia x\n", 1, "tanda `!`", "hapus"),
    "a key written twice": (b"a: 1\nb: 2\na: 3\n", 3, "`a` ditulis dua kali (baris 1 dan 3)", "hapus"),
    "a deep key written twice": (b"a:\n  b: {x: 1, x: 2}\n", 2, "`x` ditulis dua kali", "hapus"),
    "a tab": (b"a: 1\nb:\n\tc: 1\n", 3, "tab", "pakai spasi"),
    "deep lists": (b"[" * 60_000, 1, "terlalu dalam", "contoh"),
    "deep mappings": (b"{a: " * 15_000, 1, "terlalu dalam", "contoh"),
    "deep block lists": (b"- " * 30_000, 1, "terlalu dalam", "contoh"),
    "too many values": (b"a: [" + b"1," * 30_000 + b"1]", 1, "terlalu banyak", "ringkas"),
    "nothing": (b"", 1, "kosong", "contoh"),
    "only blanks": (b"\n  \n", 1, "kosong", "contoh"),
    "only a remark": (b"# nanti\n", 1, "kosong", "contoh"),
    "binary": (bytes(range(256)), 1, "UTF-8", "simpan ulang"),
    "latin-1 in the third line": (b"a: 1\nb: 2\nc: caf\xe9\n", 3, "UTF-8", "simpan ulang"),
    "a NUL": (b"a: x\nb: \x00\n", 2, "tidak dapat dibaca", "huruf kendali"),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, "lebih dari satu", "dua berkas"),
    "a list as a key": (b"a: 1\n? [x]\n: 1\n", 2, "kunci bukan kata", "nama isian"),
    "a number as a key": (b"a: 1\n12: x\n", 2, "kunci `12`", "nama isian"),
    "an open quote": (b'a: "x\n', 1, "tanda kutip belum ditutup", "penutup"),
    "an open brace": (b"a: {x: 1\n", 1, "belum lengkap", "tutup"),
    "a colon inside a text": (b"a: 1\nb: perlu: KTP\n", 2, "titik dua di dalam teks", "kutip"),
    "a crooked margin": (b"a:\n  - x\n - y\n", 3, "", ""),
    "a text instead of a service": (b"halo\n", 1, "seharusnya kelompok isian", "schema"),
    "a list instead of a service": (b"- a\n- b\n", 1, "seharusnya kelompok isian", "schema"),
    "a merge of another mapping": (b"<<: {a: 1}\n", 1, "`<<` tidak dikenal", ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_its_line_and_what_to_write(folder: Path, name: str) -> None:
    data, line, problem, write = HOSTILE[name]
    (folder / "jahat.yaml").write_bytes(data)
    findings = [finding for finding in check(folder) if finding.file == "jahat.yaml"]
    assert any(
        line <= f.line <= line + 1 and problem in f.sentence and write in f.write_instead for f in findings
    ), findings
    with pytest.raises(CatalogueRejected):
        load(folder)


def test_a_file_of_five_megabytes_is_not_read(folder: Path) -> None:
    (folder / "besar.yaml").write_bytes(b"a: 1\n" * 1_048_576)
    assert _only(folder) == Finding(
        "besar.yaml", 1, "", "berkas melebihi 64 KB", "ringkas isinya; satu berkas untuk satu layanan"
    )


def test_a_bundle_of_more_than_two_megabytes_is_refused(folder: Path) -> None:
    for number in range(40):
        (folder / f"l{number}.yaml").write_bytes(b"#" * 60_000)
    assert "semua berkas bersama melebihi 2 MB" in {finding.problem for finding in check(folder)}


def test_the_two_hundred_and_first_service_is_refused(folder: Path) -> None:
    for number in range(201 - 15):
        (folder / f"l{number}.yaml").write_bytes(b"a: 1\n")
    assert "lebih dari 200 layanan" in {finding.problem for finding in check(folder)}


def test_a_symbolic_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "luar.yaml"
    outside.write_bytes((folder / "kk.yaml").read_bytes())
    (folder / "kk.yaml").unlink()
    (folder / "kk.yaml").symlink_to(outside)
    assert "berupa tautan" in _only(folder).problem


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_not_a_plain_file_is_refused_without_waiting(
    folder: Path, make: Callable[[Path], None]
) -> None:
    make(folder / "pipa.yaml")
    assert _only(folder).problem == "bukan berkas biasa"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Surat Baru.yaml", "surat_baru.yaml"), ("sktm.yml", "sktm.yaml"), ("1.yaml", "layanan.yaml")],
)
def test_an_odd_file_name_gives_the_right_one(folder: Path, name: str, wanted: str) -> None:
    (folder / name).write_bytes(b"a: 1\n")
    finding = _only(folder)
    assert (finding.file, finding.problem) == (name, "nama berkas tidak sesuai")
    assert wanted in finding.write_instead


def test_a_file_name_that_is_not_text_is_shown_harmlessly(folder: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xff\x1b[2J.yaml"))).write_bytes(b"a: 1\n")
    assert _only(folder).file == "??[2J.yaml"


def test_hidden_files_of_editors_are_overlooked(folder: Path) -> None:
    (folder / ".sktm.yaml.swp").write_bytes(bytes(range(256)))
    assert check(folder) == []


def test_words_that_yaml_would_change_stay_words() -> None:
    document = parse("x.yaml", b"a: 2026-11-24\nb: yes\nc: 010\nd: 1.50\ne: 12:30\nf: 0x1F\ng: 17\nh: ~\n")
    assert document.value == {
        "a": "2026-11-24", "b": "yes", "c": "010", "d": "1.50", "e": "12:30", "f": "0x1F", "g": 17, "h": None,
    }  # fmt: skip


def _only(folder: Path) -> Finding:
    (finding,) = check(folder)
    return finding


# --- anything at all ----------------------------------------------------------------------------------

YAML_LIKE = st.lists(
    st.sampled_from(
        [b"a", b": ", b"\n", b"  ", b"- ", b"{", b"}", b"[", b"]", b", ", b'"', b"'", b"&x ", b"*x",
         b"!!int ", b"? ", b"|\n", b">-\n", b"#", b"%YAML", b"---\n", b"...\n", b"\t", b"1", b"true",
         b"id: ", b"pages:\n",
         b"\xff", b"\x00", b"\xe2\x80\xae", b"\\u0000", b"schema: anjungan/layanan/1\n"]
    ),
    max_size=60,
).map(b"".join)  # fmt: skip


@given(st.binary(max_size=300) | YAML_LIKE)
def test_whatever_bytes_a_file_holds_only_the_named_error_comes_out(data: bytes) -> None:
    sources = Sources((Source("_kategori.yaml", data), Source("jahat.yaml", data)), ())
    with pytest.raises(CatalogueRejected) as rejected:
        load_sources(sources)
    assert all(
        finding.line >= 1 and finding.problem and finding.write_instead for finding in rejected.value.findings
    )
    assert examine(sources).catalogue is None
