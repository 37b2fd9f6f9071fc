"""A further kiosk has readers of its own, and the main office has nothing to do with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.devices.simulated_scanner import SimulatedScanner
from tests.satellite.conftest import Pair


def test_a_further_kiosk_tells_of_its_own_scanner_alone(joined: Callable[..., Pair], tmp_path: Path) -> None:
    pair = joined()
    kiosk = pair.kiosk
    assert kiosk.stop() == 0
    with SimulatedScanner(tmp_path / "pemindai") as scanner:
        with (kiosk.folder / "office.toml").open("a") as settings:
            settings.write(f'[scanner]\nurl = "{scanner.url}"\n')
        kiosk.start()

        def stands(state: str) -> None:
            kiosk.until(lambda status: [one["state"] for one in status["readers"]] == [state])

        stands("ready")
        kiosk.until(lambda status: status["central"]["state"] == "none")  # the main office answers
        stands("ready")
        assert pair.main.status()["readers"] == []
        scanner.unplug()
        stands("offline")
        ticket = pair.main.take()
        code = f"ANJUNGAN:ANTREAN:{ticket['office_day']}:{ticket['number']}"
        told = kiosk.ask("POST", "/api/scans", {"text": code, "source": "hid"}).json()
        assert (told["kind"], told["number"], told["place"]) == ("ticket", ticket["number"], None)
        assert kiosk.stop() == 0
