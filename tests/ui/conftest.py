"""A catalogue with every kind of question, and an application object without widgets."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.catalogue.loader import load
from kiosk.catalogue.model import Catalogue, Service
from kiosk.forms.journey import Journey, begin
from kiosk.office.contract import Central, Printer, PrinterState, Status, Village

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

CATALOGUE = Path(__file__).parent.parent / "journeys" / "katalog"
TODAY = date(2026, 11, 24)
VILLAGES = [
    Village("36.03.03.1001", "Tigaraksa", "kelurahan"),
    Village("36.03.03.2002", "Pasir Nangka", "desa"),
]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(CATALOGUE)


@pytest.fixture(scope="session")
def service(catalogue: Catalogue) -> Service:
    return catalogue.services[0]


@pytest.fixture
def journey(service: Service) -> Journey:
    return begin(service, TODAY, VILLAGES)


def status_with(printer: PrinterState = "ready", sha256: str = "") -> Status:
    return Status(
        office_code="36.03.03",
        office_name="Kecamatan Tigaraksa",
        regency_name="Kabupaten Tangerang",
        now="2026-11-24T09:41:00+07:00",
        office_day="2026-11-24",
        opening="open",
        opening_sentence="Buka sampai 15.30",
        waiting=5,
        services=[],
        announcements=["Bawa KTP asli."],
        printer=Printer(printer, "2026-11-24T02:00:00Z", ""),
        central=Central("connected", 0, 0, 0),
        help_calls=[],
        catalogue_sha256=sha256,
        villages=VILLAGES,
    )


@pytest.fixture
def status() -> Status:
    return status_with()
