from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.office.contract import Language
from kiosk.speech.announcement import inventory, phrases, sentence
from kiosk.speech.errors import CannotSay
from kiosk.speech.numbers import every_word, words
from kiosk.speech.wording import WORDINGS

LANGUAGES: tuple[Language, ...] = ("id", "en", "su", "jv")
POWERS = {
    "puluh": 10, "ratus": 100, "ribu": 1000, "rebu": 1000, "hundred": 100, "thousand": 1000,
    "dasa": 10, "atus": 100, "ewu": 1000,
}  # fmt: skip
AFTER = {"belas": 10, "welas": 10, "likur": 20}
WHOLE = {
    "seratus": 100, "seribu": 1000, "saratus": 100, "sarebu": 1000, "selikur": 21, "selangkung": 25,
    "seket": 50, "sewidak": 60, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "tigang": 3, "kawan": 4, "pitung": 7, "wolung": 8, "sangang": 9,
}  # fmt: skip


def table() -> list[tuple[int, Language, str]]:
    lines = (Path(__file__).parent / "numbers.txt").read_text().splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if not line.startswith("#")]
    return [
        (int(number), language, said)
        for number, *cells in rows
        for language, said in zip(LANGUAGES, cells, strict=True)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_said_as_the_written_table_has_them(language: Language) -> None:
    wrong = [
        (number, " ".join(words(number, language)), said)
        for number, of, said in table()
        if of == language and " ".join(words(number, language)) != said
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_up_to_9999_reads_back_as_itself(language: Language) -> None:
    small = {
        said: number for number, of, said in table() if of == language and number <= 20 and " " not in said
    }
    values = WHOLE | small

    def value(said: tuple[str, ...]) -> int:
        total = last = 0
        for word in said:
            if word in POWERS:
                total += last * POWERS[word]
                last = 0
            elif word in AFTER:
                last += AFTER[word]
            elif word != "and":
                total += last
                last = values[word]
        return total + last

    assert [number for number in range(10_000) if value(words(number, language)) != number] == []


@pytest.mark.parametrize("number", [-1, 10_000])
def test_numbers_that_no_ticket_has_are_refused(number: int) -> None:
    with pytest.raises(CannotSay):
        words(number, "id")


@pytest.mark.parametrize(
    ("number", "counter", "language", "said"),
    [
        ("A-017", 3, "id", "Nomor antrean A nol satu tujuh, silakan ke loket tiga"),
        ("B-100", 12, "id", "Nomor antrean B satu nol nol, silakan ke loket dua belas"),
        ("A-1000", 1, "id", "Nomor antrean A seribu, silakan ke loket satu"),
        ("Z-1234", 5, "id", "Nomor antrean Z seribu dua ratus tiga puluh empat, silakan ke loket lima"),
        ("K2-001", 2, "id", "Nomor antrean K dua, nol nol satu, silakan ke loket dua"),
        ("A-017", 3, "en", "Queue number A zero one seven, please go to counter three"),
        ("A-017", 3, "su", "Nomer antrian A enol hiji tujuh, mangga ka loket tilu"),
        ("A-017", 25, "jv", "Nomer antrian A nol setunggal pitu, sumangga dhateng loket selangkung"),
    ],
)  # fmt: skip
def test_a_ticket_is_called_in_its_language(number: str, counter: int, language: Language, said: str) -> None:
    assert sentence(number, counter, language) == said


@pytest.mark.parametrize("number", ["", "A017", "a-017", "A-17", "A-01234", "A-٠١٧", "AB-017", "A-017\n"])
def test_what_is_no_number_of_the_queue_is_not_said(number: str) -> None:
    with pytest.raises(CannotSay):
        phrases(number, 1, "id")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_may_be_said_is_in_the_list_of_clips(language: Language) -> None:
    listed = set(inventory(language))
    numbers = [f"{letter}-{number:03d}" for letter in "AKZ" for number in (*range(1000), 1000, 1234, 9876)]
    said = {clip for number in numbers for phrase in phrases(number, 60, language) for clip in phrase}
    said |= {clip for phrase in phrases("K9-001", 9999, language) for clip in phrase}
    assert said <= listed
    assert every_word(language) <= {clip.name for clip in listed}
    assert set(WORDINGS[language].read_as) <= {clip.name for clip in listed}


def test_the_languages_that_nobody_has_read_yet_are_marked_as_drafts() -> None:
    assert {language for language, wording in WORDINGS.items() if wording.state == "draft"} == {"su", "jv"}
