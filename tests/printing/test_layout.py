from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from printing.codepage import encode, printable
from printing.layout import balanced, clean, wrap

ANY_TEXT = st.text(max_size=200)


@given(ANY_TEXT, st.integers(1, 48))
def test_no_line_is_wider_than_the_paper_and_no_letter_is_lost(text: str, columns: int) -> None:
    lines = wrap(text, columns)

    assert all(0 < len(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(ANY_TEXT, st.integers(1, 48))
def test_balanced_lines_are_as_many_and_hold_the_same_words(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    alike = balanced(lines)

    assert len(alike) == len(lines)
    assert " ".join(alike) == " ".join(lines)
    assert max(map(len, alike), default=0) <= columns


def test_words_stay_whole_where_they_fit() -> None:
    assert wrap("Surat Keterangan Tidak Mampu", 16) == ["Surat Keterangan", "Tidak Mampu"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrap("ke pertanggungjawaban", 8) == ["ke", "pertangg", "ungjawab", "an"]


def test_centred_text_has_no_lone_last_word() -> None:
    assert balanced(["Garis mistar harus utuh dari tepi", "ke"]) == [
        "Garis mistar harus",
        "utuh dari tepi ke",
    ]


@given(ANY_TEXT)
def test_cleaned_text_has_no_control_characters_and_single_blanks(text: str) -> None:
    cleaned = clean(text)

    assert not any(unicodedata.category(char).startswith("C") for char in cleaned)
    assert cleaned == " ".join(cleaned.split(" ")).strip()
    assert clean(cleaned) == cleaned


@given(ANY_TEXT)
def test_whatever_is_printed_is_in_the_code_page_and_is_no_control_byte(text: str) -> None:
    assert all(byte >= 0x20 and byte != 0x7F for byte in encode(printable(text)))


def test_typographic_characters_become_what_the_printer_has() -> None:
    assert printable("15–25 menit… “siap” • ✓ ☐ Rp 1×") == '15-25 menit... "siap" * √ [ ] Rp 1x'
    assert printable("Ḥasan Ž 漢") == "Hasan Z ?"
