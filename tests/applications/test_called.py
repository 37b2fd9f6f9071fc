"""What staff call the answers of a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.applications.answers import called
from kiosk.catalogue.loader import load
from kiosk.catalogue.model import Page

SHIPPED = Path(__file__).parents[2] / "resources" / "catalogue"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("nik", "NIK"),
        ("nama", "Nama lengkap"),
        ("telepon", "Nomor HP"),
        ("nomor_kk", "Nomor KK"),
        ("alamat_usaha rt", "Alamat usaha RT"),
        ("nik_anak", "NIK anak"),
    ],
)
def test_an_answer_has_a_short_name_for_staff(name: str, label: str) -> None:
    assert called(name) == label


def test_no_answer_of_the_shipped_catalogue_is_called_by_a_question() -> None:
    pages = [page for service in load(SHIPPED).services for page in service.pages if isinstance(page, Page)]
    labels = {called(question.name) for page in pages for question in page.questions}
    assert labels
    assert not any("?" in label or "_" in label or "Bapak/Ibu" in label for label in labels)
