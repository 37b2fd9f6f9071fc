"""A stolen copy of central's database says nothing of anybody."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from kiosk.central.changes import set_status
from kiosk.central.house import House
from kiosk.clock import SystemClock
from kiosk.ids import uuid7

NIK = "3603034101900001"
NAME = "CONTOH PEMOHON"
NOTE = "Bapak CONTOH WARGA, mohon lengkapi."
CODE = "7K3M-9QXD-2B4W-5"


def plant(line: Any, office: Any, house: House) -> None:
    key = uuid7()
    line.send(office.application(CODE, NIK, key=key), office.application("7K3M-9QXD-2B4W-6", NIK, key=key))
    set_status(house.database, house.seal, CODE, "needs_completion", NOTE, [NAME], SystemClock().now())


def test_a_dump_of_the_database_does_not_hold_a_planted_nik(
    line: Any, office: Any, house: House, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    plant(line, office, house)
    if house.database.is_sqlite:
        stolen = b"".join(file.read_bytes() for file in sorted(tmp_path.glob("central.db*")))
    else:
        socket: Path = request.getfixturevalue("postgres")
        (dump,) = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))[-1:]
        database = str(house.database.url.database)
        stolen = subprocess.run(
            [dump, "-U", "pusat", "-h", socket, "--inserts", database], check=True, capture_output=True
        ).stdout
    assert CODE.encode() in stolen, "the dump is not one"
    for secret in (NIK, NAME, NOTE):
        for form in (secret.encode(), secret.encode().hex().encode(), secret.encode("utf-16-le")):
            assert form not in stolen
