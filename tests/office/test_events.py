"""Whatever changes, as it changes."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from typing import Any

import resources
from kiosk.ids import uuid7

SERVICES = Path(resources.__file__).parent / "catalogue"


def test_the_first_event_is_the_whole_status(office: Any) -> None:
    stream = office.events()
    status = stream.until("status")
    assert b"content-type: text/event-stream; charset=utf-8" in stream.head
    now = office.get("/api/status").json
    assert status.keys() == now.keys()
    stream.close()


def test_every_listener_hears_of_a_ticket_and_of_a_call_for_staff(office: Any) -> None:
    streams = [office.events() for _ in range(3)]
    waiting = office.waiting()
    office.ticket()
    key = uuid7()
    office.post("/api/help-calls", {"page": "status"}, key)

    def tells_both(status: dict[str, Any]) -> bool:
        return status["waiting"] > waiting and key in {call["id"] for call in status["help_calls"]}

    for stream in streams:
        stream.until("status", tells_both)


def test_a_listener_that_leaves_is_forgotten_and_the_office_stops_at_once(launch: Any) -> None:
    office = launch()
    for _ in range(20):
        stream = office.events()
        stream.until("status")
        stream.close()
    staying = office.events()
    staying.until("status")
    assert office.stop() == 0
    staying.until("end")


def test_a_listener_that_does_not_read_harms_nobody(launch: Any) -> None:
    office = launch()
    deaf = socket.create_connection(("127.0.0.1", office.port))
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    request = f"GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {office.token}\r\n\r\n"
    deaf.sendall(request.encode())
    hearing = office.events()
    hearing.until("status")
    for _ in range(30):
        assert office.ticket().status == 201
    hearing.until("status", lambda status: status["waiting"] == 30)
    deaf.close()
    hearing.close()


def test_a_new_catalogue_is_taken_and_a_broken_one_is_not(launch: Any, tmp_path: Path) -> None:
    folder = tmp_path / "layanan"
    shutil.copytree(SERVICES, folder)
    office = launch(
        f'[office]\ncode = "36.03.03"\n[keys]\nbackend = "demo"\n[demo]\nalways_open = true\n'
        f'[catalogue]\nfolder = "{folder}"\n'
    )
    office.expected.add("catalogue_rejected")
    stream = office.events()
    first = stream.until("status")["catalogue_sha256"]
    service = folder / "sktm.yaml"
    good = service.read_text()

    service.write_text(good.replace("typical_minutes: 8", "typical_minutes: 9"))
    second = stream.until("catalogue", lambda told: told["sha256"] != first)["sha256"]
    stream.until("status", lambda status: status["catalogue_sha256"] == second)
    assert office.get("/api/catalogue").headers["etag"] == f'"{second}"'

    service.write_text("rusak: [")
    told = stream.until("status", lambda status: status["catalogue_problem"])
    assert "sktm.yaml" in told["catalogue_problem"]
    assert told["catalogue_sha256"] == second
    assert office.ticket().status == 201

    service.write_text(good)
    stream.until("status", lambda status: not status["catalogue_problem"])
    stream.close()
