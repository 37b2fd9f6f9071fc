"""The fifteen example services that come with the program."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from kiosk.catalogue.check import check
from kiosk.catalogue.cli import shipped
from kiosk.catalogue.loader import load
from kiosk.catalogue.model import Catalogue, ExitPage, Page, Picture, Question, Service, Text
from kiosk.catalogue.texts import texts_of
from kiosk.catalogue.ways import longest_way

SERVICES = {
    "ktp_el", "kk", "kia", "akta_kelahiran", "akta_kematian", "pindah_datang", "sktm", "domisili", "usaha",
    "ahli_waris", "dispensasi_nikah", "keramaian", "legalisasi", "peruntukan_tanah", "pengaduan",
}  # fmt: skip
WITH_FORM = {
    "sktm", "domisili", "usaha", "ahli_waris", "keramaian", "kia", "dispensasi_nikah", "akta_kematian",
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(shipped())


def _questions(service: Service) -> list[Question]:
    return [q for page in service.pages if isinstance(page, Page) for q in page.questions]


def test_the_shipped_catalogue_gives_no_findings_not_even_advice() -> None:
    assert check(shipped()) == []


def test_fifteen_services_are_shipped_and_marked_as_examples(catalogue: Catalogue) -> None:
    assert {service.id for service in catalogue.services} == SERVICES
    assert all(service.example for service in catalogue.services)
    assert len(catalogue.categories) <= 6


def test_eight_services_can_be_applied_for(catalogue: Catalogue) -> None:
    assert {service.id for service in catalogue.services if service.applicable} == WITH_FORM


def test_the_forms_use_every_question_type_an_exit_and_a_repeat_group(catalogue: Catalogue) -> None:
    used = {type(question) for service in catalogue.services for question in _questions(service)}
    assert used == set(get_args(Question))
    pages = [page for service in catalogue.services for page in service.pages]
    assert sum(isinstance(page, ExitPage) for page in pages) >= 3
    assert [page.repeat.max for page in pages if isinstance(page, Page) and page.repeat] == [10]
    assert any(page.relevant for page in pages if isinstance(page, Page))


def test_no_way_through_a_form_is_longer_than_eight_pages(catalogue: Catalogue) -> None:
    assert all(longest_way(service) <= 8 for service in catalogue.services)


def test_the_letter_of_low_income_is_for_four_kinds_of_people(catalogue: Catalogue) -> None:
    sktm = catalogue.service("sktm")
    assert sktm is not None
    assert sktm.for_whom == ["diri", "anak", "orang_tua", "orang_lain"]
    assert sktm.queue.series == "B"
    roles = {page.role for page in sktm.pages if isinstance(page, Page)}
    assert {"pemohon", "yang_bersangkutan"} <= roles
    power = next(r for r in sktm.standard.requirements if r.id == "surat_kuasa")
    assert power.relevant is not None


def test_services_of_one_category_are_sorted_by_title(catalogue: Catalogue) -> None:
    for category in catalogue.categories:
        titles = [service.title.id.casefold() for service in catalogue.of_category(category.id)]
        assert titles
        assert titles == sorted(titles)


def test_every_title_and_summary_is_in_english_too(catalogue: Catalogue) -> None:
    titles = [(category.title, category.summary) for category in catalogue.categories]
    titles += [(service.title, service.summary) for service in catalogue.services]
    assert all(title.en and summary.en for title, summary in titles)


def test_no_regional_language_is_faked(catalogue: Catalogue) -> None:
    texts = [text for whole in (*catalogue.categories, *catalogue.services) for text in texts_of(whole)]
    assert not [text for text in texts if text.su or text.jv]


def _sentences(text: Text) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", text.id) if sentence]


def test_no_indonesian_sentence_is_longer_than_twelve_words(catalogue: Catalogue) -> None:
    texts = [text for whole in (*catalogue.categories, *catalogue.services) for text in texts_of(whole)]
    assert not [s for text in texts for s in _sentences(text) if len(s.split()) > 12]


def test_every_picture_of_the_closed_list_is_drawn() -> None:
    drawn = {file.stem for file in (shipped().parent / "pictures").glob("*.svg")}
    assert set(get_args(Picture)) <= drawn


def test_each_file_names_its_schema_for_editors() -> None:
    for file in shipped().glob("*.yaml"):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        wanted = file.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert wanted.resolve().is_file(), file.name


def test_no_file_is_too_long_to_read_in_one_sitting() -> None:
    lengths = {file.name: len(_lines(file)) for file in shipped().glob("*.yaml")}
    assert max(lengths.values()) < 220


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()
