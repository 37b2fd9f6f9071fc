"""Every place where plain values do not fit the model, each with what to write instead.

msgspec stops at the first misfit and speaks of types; a technician wants all of them, in words. The
model itself is the only description: this walks `msgspec.inspect` and holds no second copy of it.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import NODEFAULT, inspect

from kiosk.catalogue.errors import Path, Remark
from kiosk.catalogue.model import Text


def misfits(value: Any, model: type) -> Iterator[Remark]:
    """Compare plain values with a model; nothing comes out exactly when `msgspec.convert` accepts them."""
    return _walk(value, _type_of(model), ())


@cache
def _type_of(model: type) -> inspect.Type:
    return inspect.type_info(model)


def _walk(value: Any, wanted: inspect.Type, path: Path) -> Iterator[Remark]:
    match wanted:
        case inspect.Metadata():
            yield from _walk(value, wanted.type, path)
        case inspect.UnionType():
            yield from _union(value, wanted, path)
        case inspect.StructType():
            yield from _struct(value, wanted, path)
        case inspect.ListType():
            yield from _list(value, wanted, path)
        case inspect.LiteralType():
            if not isinstance(value, str) or value not in wanted.values:
                choices = [str(choice) for choice in wanted.values]
                yield Remark(path, f"{_shown(value)} bukan pilihan yang ada", _closest(value, choices))
        case inspect.StrType():
            yield from _str(value, wanted, path)
        case inspect.IntType():
            yield from _int(value, wanted, path)
        case inspect.BoolType():
            if not isinstance(value, bool):
                yield Remark(path, f"seharusnya ya atau tidak, bukan {_shown(value)}", "true atau false")
        case inspect.NoneType():
            if value is not None:
                yield Remark(path, f"seharusnya kosong, bukan {_shown(value)}", "hapus isinya")
        case _:
            raise TypeError(f"the model uses a type that files cannot hold: {wanted!r}")


def _union(value: Any, wanted: inspect.UnionType, path: Path) -> Iterator[Remark]:
    choices = [_bare(choice) for choice in wanted.types]
    if value is None and any(isinstance(choice, inspect.NoneType) for choice in choices):
        return
    structs = [c for c in choices if isinstance(c, inspect.StructType) and c.tag is not None]
    others = [c for c in choices if not isinstance(c, inspect.NoneType) and c not in structs]
    if structs:
        yield from _tagged(value, structs, path)
    elif len(others) == 1:
        yield from _walk(value, others[0], path)
    elif all(any(_walk(value, choice, path)) for choice in others):
        kinds = " atau ".join(_kind_of(choice) for choice in others)
        yield Remark(path, f"seharusnya {kinds}, bukan {_shown(value)}", f"tulis {kinds}")


def _tagged(value: Any, structs: list[inspect.StructType], path: Path) -> Iterator[Remark]:
    field = structs[0].tag_field or "type"
    tags = [str(struct.tag) for struct in structs]
    if not isinstance(value, dict):
        yield Remark(path, f"seharusnya kelompok isian, bukan {_shown(value)}", f"mulai dengan `{field}: …`")
        return
    if field not in value:
        yield Remark(path, f"`{field}` belum diisi", f"{field}: salah satu dari {', '.join(tags)}")
        return
    tag = value[field]
    chosen = next((s for s in structs if isinstance(tag, str) and s.tag == tag), None)
    if chosen is None:
        yield Remark((*path, field), f"{_shown(tag)} bukan jenis yang ada", _closest(tag, tags))
        return
    yield from _struct(value, chosen, path)


def _struct(value: Any, wanted: inspect.StructType, path: Path) -> Iterator[Remark]:
    if not isinstance(value, dict):
        if wanted.cls is Text and isinstance(value, str):
            yield Remark(path, "teks belum menyebut bahasanya", f"{{id: {_quoted(value)}}}")
        else:
            names = ", ".join(f.encode_name for f in wanted.fields if f.required)
            write = f"tulis isiannya: {names}" if names else "tulis isiannya di baris-baris di bawah"
            yield Remark(path, f"seharusnya kelompok isian, bukan {_shown(value)}", write)
        return
    fields = {field.encode_name: field for field in wanted.fields}
    for key in value:
        if key not in fields and key != wanted.tag_field:
            yield Remark((*path, key), f"`{_shortened(key)}` tidak dikenal", _instead(key, value, wanted))
    for name, field in fields.items():
        if name in value:
            yield from _walk(value[name], field.type, (*path, name))
        elif field.required and field.default is NODEFAULT:
            yield Remark(path, f"`{name}` belum diisi", f"{name}: {_example_of(field.type)}")


def _instead(key: str, value: dict[str, Any], wanted: inspect.StructType) -> str:
    known = [field.encode_name for field in wanted.fields if field.encode_name not in value]
    if wanted.cls is Text and value[key] is None:
        return 'koma memotong teks; beri tanda kutip: {id: "satu, dua"}'
    close = difflib.get_close_matches(key[:80], known, n=1, cutoff=0.6)
    if close:
        return f"mungkin maksudnya `{close[0]}`"
    return f"hapus, atau pakai salah satu dari {', '.join(known)}" if known else "hapus isian ini"


def _list(value: Any, wanted: inspect.ListType, path: Path) -> Iterator[Remark]:
    if not isinstance(value, list):
        yield Remark(path, f"seharusnya daftar, bukan {_shown(value)}", "awali tiap isinya dengan tanda -")
        return
    if wanted.min_length is not None and len(value) < wanted.min_length:
        yield Remark(path, f"daftar terlalu pendek ({len(value)})", f"paling sedikit {wanted.min_length}")
    if wanted.max_length is not None and len(value) > wanted.max_length:
        yield Remark(path, f"daftar terlalu panjang ({len(value)})", f"paling banyak {wanted.max_length}")
    for position, item in enumerate(value):
        yield from _walk(item, wanted.item_type, (*path, position))


def _str(value: Any, wanted: inspect.StrType, path: Path) -> Iterator[Remark]:
    if value is None:
        yield Remark(path, "isian masih kosong", f"isi {_pattern_words(wanted)}")
    elif isinstance(value, bool | int):
        yield Remark(path, f"seharusnya teks, bukan {_shown(value)}", f"beri tanda kutip: {_quoted(value)}")
    elif not isinstance(value, str):
        yield Remark(path, f"seharusnya teks, bukan {_shown(value)}", f"tulis {_pattern_words(wanted)}")
    elif wanted.min_length is not None and len(value) < wanted.min_length:
        yield Remark(path, "teks masih kosong", "isi teksnya, atau hapus isian ini")
    elif wanted.max_length is not None and len(value) > wanted.max_length:
        yield Remark(path, f"teks terlalu panjang ({len(value)} huruf)", f"paling banyak {wanted.max_length}")
    elif wanted.pattern is not None and re.search(wanted.pattern, value) is None:
        yield Remark(path, f"{_shown(value)} tidak sesuai", f"tulis {_pattern_words(wanted)}")


def _int(value: Any, wanted: inspect.IntType, path: Path) -> Iterator[Remark]:
    if isinstance(value, bool) or not isinstance(value, int):
        write = "angka bulat tanpa kutip, titik, atau koma; misalnya 15"
        yield Remark(path, f"seharusnya angka bulat, bukan {_shown(value)}", write)
    elif wanted.ge is not None and value < wanted.ge:
        yield Remark(path, f"{value} terlalu kecil", f"paling sedikit {wanted.ge}")
    elif wanted.le is not None and value > wanted.le:
        yield Remark(path, f"{value} terlalu besar", f"paling banyak {wanted.le}")


# --- words --------------------------------------------------------------------------------------------

_PATTERNS = {
    r"^[a-z][a-z0-9_]{0,39}$": "huruf kecil, angka, dan garis bawah, misalnya surat_usaha",
    r"^\d{4}\.\d{1,2}\.\d{1,3}$": "tahun.bulan.urutan, misalnya 2026.11.1",
    r"^[A-Z]$": "satu huruf besar, misalnya B",
}


def _pattern_words(wanted: inspect.StrType) -> str:
    return "teks" if wanted.pattern is None else _PATTERNS.get(wanted.pattern, f"menurut {wanted.pattern}")


def _example_of(wanted: inspect.Type) -> str:
    match _bare(wanted):
        case inspect.StructType(cls=cls) if cls is Text:
            return '{id: "…"}'
        case inspect.LiteralType(values=values):
            return " atau ".join(str(value) for value in values)
        case inspect.StrType() as text:
            return "…" if text.pattern is None else _pattern_words(text)
        case inspect.IntType():
            return "angka bulat"
        case inspect.ListType():
            return "daftar, tiap isinya diawali tanda -"
        case _:
            return "kelompok isian"


def _kind_of(wanted: inspect.Type) -> str:
    match wanted:
        case inspect.StrType():
            return "teks"
        case inspect.IntType():
            return "angka bulat"
        case inspect.BoolType():
            return "true/false"
        case inspect.ListType():
            return "daftar"
        case _:
            return "kelompok isian"


def _bare(wanted: inspect.Type) -> inspect.Type:
    return _bare(wanted.type) if isinstance(wanted, inspect.Metadata) else wanted


def _shown(value: Any) -> str:
    match value:
        case None:
            return "kosong"
        case dict():
            return "kelompok isian"
        case list():
            return "daftar"
        case _:
            return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _quoted(value: str | int | bool) -> str:
    return json.dumps(_shortened(value if isinstance(value, str) else json.dumps(value)), ensure_ascii=False)


def _shortened(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else "?" for letter in text[:41])
    return shown if len(text) <= 40 else f"{shown[:40]}…"


def _closest(value: Any, choices: list[str]) -> str:
    close = difflib.get_close_matches(value[:80], choices, n=1) if isinstance(value, str) else []
    return f"mungkin maksudnya {close[0]}" if close else f"salah satu dari {', '.join(choices)}"
