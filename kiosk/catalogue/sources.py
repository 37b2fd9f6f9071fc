"""The files of a catalogue folder, read without trusting it: plain files, known names, bounded sizes."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kiosk.catalogue.errors import Finding

CATEGORIES_FILE = "_kategori.yaml"
MAX_FILE = 64 * 1024
"""Bytes of one file."""
MAX_BUNDLE = 2 * 1024 * 1024
"""Bytes of all files together."""
MAX_SERVICES = 200
MAX_ENTRIES = 1_000
"""Names in the folder that are looked at; the rest could only be too much."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\.yaml")


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it is on disk."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sources:
    """The readable files by name, and what is wrong with the others."""

    files: tuple[Source, ...]
    findings: tuple[Finding, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over names and contents; equal digests mean equal catalogues."""
        sha = hashlib.sha256()
        for file in self.files:
            sha.update(f"{file.name} {len(file.data)}\n".encode())
            sha.update(file.data)
        return sha.hexdigest()


def read(folder: Path) -> Sources:
    """Read a catalogue folder. Never raises for what is in it."""
    try:
        with os.scandir(folder) as entries:
            visible = (entry.name for entry in entries if not entry.name.startswith("."))
            names = sorted(islice(visible, MAX_ENTRIES))  # editors and tools leave hidden files behind
    except OSError as error:
        return Sources((), (_of_folder(error),))
    files: list[Source] = []
    findings: list[Finding] = []
    size = 0
    for name in names:
        if name != CATEGORIES_FILE and _NAME.fullmatch(name) is None:
            findings.append(_of_file(_printable(name), *_odd_name(name)))
        elif len(files) > MAX_SERVICES + 1 or size > MAX_BUNDLE:
            break
        else:
            taken = _take(folder / name)
            if isinstance(taken, Source):
                files.append(taken)
                size += len(taken.data)
            else:
                findings.append(_of_file(name, *taken))
    if sum(file.name != CATEGORIES_FILE for file in files) > MAX_SERVICES:
        findings.append(
            _of_file("", f"lebih dari {MAX_SERVICES} layanan", "hapus layanan yang tidak dipakai")
        )
    if size > MAX_BUNDLE:
        findings.append(_of_file("", "semua berkas bersama melebihi 2 MB", "ringkas isi berkas"))
    return Sources(tuple(files), tuple(findings))


def fingerprint(folder: Path) -> str:
    """Names, sizes and times of the folder: cheap to ask often, another value means "look again"."""
    marks: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in islice((entry for entry in entries if not entry.name.startswith(".")), MAX_ENTRIES):
                state = entry.stat(follow_symlinks=False)
                marks.append(f"{entry.name!r} {state.st_size} {state.st_mtime_ns} {state.st_ino}")
    except OSError as error:
        marks.append(type(error).__name__)
    return hashlib.sha256("\n".join(sorted(marks)).encode()).hexdigest()


def _take(path: Path) -> Source | tuple[str, str]:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return "berkas tidak dapat dibuka, atau berupa tautan", "salin berkas aslinya ke folder ini"
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return "bukan berkas biasa", "pindahkan dari folder ini"
    with os.fdopen(descriptor, "rb") as stream:
        try:
            data = stream.read(MAX_FILE + 1)
        except OSError:
            return "berkas tidak dapat dibaca", "periksa izin berkas dan cakram"
    if len(data) > MAX_FILE:
        return "berkas melebihi 64 KB", "ringkas isinya; satu berkas untuk satu layanan"
    return Source(path.name, data)


def _odd_name(name: str) -> tuple[str, str]:
    wanted = re.sub(r"[^a-z0-9_]+", "_", Path(name).stem.lower()).strip("_")[:40]
    wanted = wanted if wanted[:1].isalpha() else "layanan"
    return "nama berkas tidak sesuai", f"ganti menjadi {wanted}.yaml, atau pindahkan dari folder ini"


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def _of_file(name: str, problem: str, write_instead: str) -> Finding:
    return Finding(name, 1, "", problem, write_instead)


def _of_folder(error: OSError) -> Finding:
    problem = "folder katalog tidak ada" if isinstance(error, FileNotFoundError) else "folder tidak terbaca"
    return Finding("", 1, "", problem, "periksa letak dan izin folder katalog")
