"""`kiosk tour`: one citizen through the real thing, with pictures and a summary that a machine can read."""

from __future__ import annotations

import json
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from kiosk.clock import SystemClock, from_iso
from kiosk.demo.house import House
from kiosk.demo.parts import PartFailed
from kiosk.keys import pinned
from kiosk.store import Store
from printing.pdf import to_png

TOUR_S = 300.0
CENTRAL_S = 30.0
PRINT_S = 20.0
RECEIPT_DPI = 150


@dataclass(frozen=True, slots=True)
class Summary:
    """What the tour leaves in summary.json."""

    ok: bool
    ticket: dict[str, str]
    application: dict[str, str]
    central: dict[str, int]
    durations_ms: dict[str, float]


def tour(out: Path, profile: str, service: str, *, offline: bool, width_mm: int = 80) -> int:
    """Takes the tour into `out`; returns 0 when everything went as it should."""
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: over.set())
    _clear(out)
    began = time.monotonic()
    try:
        with House(width_mm) as house:
            if not offline:
                house.start_central()
            house.start_office()
            _say(f"The house stands ({_since(began)}). A citizen walks up to the screen …")
            outcome = _walk(house, out, profile, service, over)
            if offline:
                _say("Central was away all the while; now it comes.")
                house.start_central()
            summary = _settle(house, out, outcome, service)
    except PartFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    (out / "summary.json").write_text(json.dumps(asdict(summary), indent=2) + "\n")
    _say(json.dumps(asdict(summary)))
    verdict = "All well" if summary.ok else "NOT well"
    _say(f"{verdict}, {_since(began)}. Look at {out}/screens/, {out}/ticket.png and {out}/receipt.png.")
    return 0 if summary.ok else 1


def _walk(house: House, out: Path, profile: str, service: str, over: threading.Event) -> dict[str, Any]:
    screen = house.start_screen("ui.tour", "--out", str(out), "--profile", profile, "--service", service)
    lines = screen.rest(TOUR_S, over)
    if over.is_set():
        raise PartFailed("The tour was told to stop.")
    if screen.stop() != 0 or not lines:
        raise PartFailed(f"The tour stopped early.\n{''.join(lines)}\n{house.last_words('screen')}")
    outcome: dict[str, Any] = json.loads(lines[-1])
    return outcome


def _settle(house: House, out: Path, outcome: dict[str, Any], service: str) -> Summary:
    """Waits for paper and central, gathers what is left behind, stops the office to read its outbox."""
    code = outcome["application"]["code"]
    services = house.ask_office("/api/catalogue")["services"]
    visits_counter = next(s for s in services if s["id"] == service).get("counter_visit", True)
    papers = 3 if visits_counter else 2
    _wait(lambda: len(list(house.slips.glob("*.png"))) >= papers, "the papers", PRINT_S)
    house.wait_until_sent(CENTRAL_S)
    receipt = house.fetch(f"/api/applications/{code}/receipt.pdf?paper=a4")
    (out / "receipt.pdf").write_bytes(receipt)
    (out / "receipt.png").write_bytes(to_png(receipt, RECEIPT_DPI))
    for suffix in ("png", "escpos"):
        shutil.copyfile(house.slips / f"001.{suffix}", out / f"ticket.{suffix}")
        for number, slip in enumerate(sorted(house.slips.glob(f"*.{suffix}"))[1:], start=2):
            shutil.copyfile(slip, out / f"slip-{number}.{suffix}")
    clean = house.stop("office") == 0
    device, to_central = _submit_to_central(house)
    held = house.ask_central("/v1/summary", device)
    central = {"tickets": held["tickets"], "applications": held["applications"]}
    taken = outcome["ticket"]
    applied = {name: outcome["application"][name] for name in ("code", "service", "state")}
    return Summary(
        ok=clean
        and taken["print"] == "confirmed"
        and outcome["application"]["print"] == "confirmed"
        and applied["service"] == service
        and central == {"tickets": 2 if visits_counter else 1, "applications": 1},
        ticket={name: taken[name] for name in ("number", "print")},
        application=applied,
        central=central,
        durations_ms={**outcome["durations_ms"], "submit_to_central": to_central},
    )


def _submit_to_central(house: House) -> tuple[str, float]:
    """The device's id, and milliseconds from the act to central's acknowledgement, of the application."""
    store = Store.open(house.office_folder, pinned("demo", house.office_folder), SystemClock())
    try:
        made, sent = store.read(
            lambda c: c.one("SELECT made_at, sent_at FROM outbox WHERE kind = 'application.submitted'")
        ) or ("", "")
        return store.device_id, (from_iso(sent) - from_iso(made)) / timedelta(milliseconds=1)
    finally:
        store.close()


def _wait(until: Callable[[], bool], what: str, patience_s: float) -> None:
    end = time.monotonic() + patience_s
    while not until():
        if time.monotonic() > end:
            raise PartFailed(f"Waited {patience_s:.0f} s in vain for {what}.")
        time.sleep(0.05)


def _clear(out: Path) -> None:
    """Removes what an earlier tour left, and nothing else."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(out / "screens", ignore_errors=True)
    for name in ("ticket.*", "receipt.*", "slip-*.*", "summary.json"):
        for file in out.glob(name):
            file.unlink()


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.1f} s"


def _say(line: str) -> None:
    print(line, flush=True)
