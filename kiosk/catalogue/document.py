"""One YAML file as plain values with the line of each, from a small and harmless part of YAML.

Nothing is ever constructed from a tag: the events of the parser become dictionaries, lists, text, whole
numbers, true/false and null, and everything else is a finding. Dates, versions and decimals stay text,
and so do `yes`, `on` and `010`, which YAML 1.1 would change behind a technician's back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kiosk.catalogue.errors import Finding, Path, Remark, dotted

MAX_DEPTH = 24
MAX_EVENTS = 20_000

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_EMPTY = object()


@dataclass(frozen=True, slots=True)
class Document:
    """The content of one file. `findings` not empty: `value` is not to be used."""

    file: str
    value: Any
    lines: dict[Path, int]
    findings: tuple[Finding, ...] = ()

    def line(self, path: Path) -> int:
        """The line of a place, or of the nearest place around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def finding(self, remark: Remark) -> Finding:
        """The remark where a technician finds it."""
        line = self.line(remark.path)
        place = dotted(remark.path)
        return Finding(self.file, line, place, remark.problem, remark.write_instead, remark.severity)


class _Broken(Exception):
    def __init__(self, line: int, problem: str, write_instead: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem
        self.write_instead = write_instead


@dataclass(slots=True)
class _Open:
    """A mapping or a list that is being read."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    file: str
    root: Any = _EMPTY
    lines: dict[Path, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def enter(self, value: dict[str, Any] | list[Any], line: int) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise _Broken(line, "isian bersarang terlalu dalam", "susun seperti contoh layanan lain")
        self.open.append(_Open(value, self.place(value, line)))

    def scalar(self, value: Any, line: int) -> None:
        inner = self.open[-1] if self.open else None
        if inner is None or isinstance(inner.value, list) or inner.key is not None:
            self.place(value, line)
            return
        if not isinstance(value, str):
            raise _Broken(line, f"kunci `{value}` bukan kata", "awali baris dengan nama isian")
        path = (*inner.path, value)
        if value in inner.value:
            problem = f"`{value}` ditulis dua kali (baris {self.lines[path]} dan {line})"
            self.findings.append(Finding(self.file, line, dotted(path), problem, "hapus salah satunya"))
        else:
            self.lines[path] = line
        inner.key = value

    def place(self, value: Any, line: int) -> Path:
        """Put a value where the reading stands, and say where that is."""
        if not self.open:
            self.root = value
            self.lines[()] = line
            return ()
        inner = self.open[-1]
        if isinstance(inner.value, list):
            path: Path = (*inner.path, len(inner.value))
            inner.value.append(value)
            self.lines[path] = line
            return path
        if inner.key is None:
            raise _Broken(line, "kunci bukan kata", "awali baris dengan nama isian")
        path = (*inner.path, inner.key)
        inner.value[inner.key] = value
        inner.key = None
        return path


def parse(file: str, data: bytes) -> Document:
    """Read one file. Never raises for what is in it: trouble is in `findings`."""
    builder = _Builder(file)
    try:
        _build(builder, _text(data))
    except _Broken as broken:
        fatal = Finding(file, broken.line, "", broken.problem, broken.write_instead)
        return Document(file, None, builder.lines, (*builder.findings, fatal))
    return Document(file, builder.root, builder.lines, tuple(builder.findings))


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _Broken(line, "bukan teks UTF-8", "simpan ulang sebagai teks UTF-8") from None
    for number, line_text in enumerate(text.splitlines(), start=1):
        if "\t" in line_text[: len(line_text) - len(line_text.lstrip())]:
            raise _Broken(number, "baris menjorok dengan tab", "pakai spasi, dua untuk setiap tingkat")
    if not text.strip():
        raise _Broken(1, "berkas kosong", "isi seperti contoh layanan lain, atau hapus berkasnya")
    return text


def _build(builder: _Builder, text: str) -> None:
    import yaml  # an unchanged catalogue is loaded without it

    documents = 0
    for event in _events(text):
        line = event.start_mark.line + 1
        match event:
            case yaml.AliasEvent():
                raise _Broken(line, "acuan `*` tidak dipakai", "tulis isinya langsung di sini")
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    raise _Broken(line, "lebih dari satu bagian `---`", "pisahkan menjadi dua berkas")
            case yaml.ScalarEvent():
                _refuse_decoration(event, line)
                builder.scalar(_scalar(event.value) if event.implicit[0] else event.value, line)
            case yaml.MappingStartEvent():
                _refuse_decoration(event, line)
                builder.enter({}, line)
            case yaml.SequenceStartEvent():
                _refuse_decoration(event, line)
                builder.enter([], line)
            case yaml.CollectionEndEvent():
                builder.open.pop()
            case _:
                pass
    if builder.root is _EMPTY:
        raise _Broken(1, "berkas kosong", "isi seperti contoh layanan lain, atau hapus berkasnya")


def _events(text: str) -> Iterator[Any]:
    """The parser's events, bounded, with its errors in plain words."""
    import yaml

    try:
        events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        for number, event in enumerate(events):
            if number > MAX_EVENTS:
                raise _Broken(event.start_mark.line + 1, "isi berkas terlalu banyak", "ringkas isinya")
            yield event
    except yaml.MarkedYAMLError as error:
        marks = (error.problem_mark, error.context_mark)
        line = next((mark.line + 1 for mark in marks if mark is not None), 1)
        raise _Broken(line, *_plain(error.problem or "")) from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        line = text[: position if isinstance(position, int) else 0].count("\n") + 1
        raise _Broken(line, "ada huruf yang tidak dapat dibaca", "hapus huruf kendali dari berkas") from None


def _refuse_decoration(event: Any, line: int) -> None:
    if event.anchor is not None:
        raise _Broken(line, "jangkar `&` tidak dipakai", "hapus tanda & dan namanya")
    if event.tag is not None:
        raise _Broken(line, "tanda `!` tidak dipakai", "hapus tanda ! dan namanya")


def _scalar(value: str) -> Any:
    """A plain scalar by the rules of this project's files, not by YAML 1.1."""
    match value:
        case "true":
            return True
        case "false":
            return False
        case "" | "null" | "~":
            return None
        case _:
            return int(value) if _WHOLE.fullmatch(value) else value


def _plain(problem: str) -> tuple[str, str]:
    """What libyaml means, and what to write instead."""
    if "mapping values are not allowed" in problem:
        return "ada titik dua di dalam teks", 'beri tanda kutip: "Perlu: KTP"'
    if "expected ',' or '}'" in problem or "expected ',' or ']'" in problem:
        return "kurung { } atau [ ] belum lengkap", 'tutup kurungnya, dan kutip teks yang memuat koma: "a, b"'
    if "end of stream" in problem:
        return "tanda kutip belum ditutup", "tambahkan tanda kutip penutup"
    if "cannot start any token" in problem:
        return "ada tanda yang tidak boleh mengawali isian", "beri tanda kutip pada teksnya"
    if "could not find expected ':'" in problem:
        return "titik dua belum ada", "tulis `nama: isi`, dengan spasi sesudah titik dua"
    if "expected <block end>" in problem or "did not find expected key" in problem:
        return "jorokan baris tidak rata", "ratakan dengan baris di atasnya, dua spasi tiap tingkat"
    return "susunan YAML tidak dapat dibaca", "bandingkan baris ini dengan contoh layanan lain"
