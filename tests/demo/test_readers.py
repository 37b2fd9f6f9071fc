"""The demo's scanner and card reader, moved by hand as a newcomer does."""

from __future__ import annotations

import json
import socket
import time

import requests

from kiosk.demo.house import House

PATIENCE_S = 20.0


def do(port: int, line: str) -> None:
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as way:
        way.sendall(line.encode() + b"\n")
        assert way.makefile().readline() == "ok\n"


def test_a_newcomer_lays_a_card_and_pulls_the_scanner_out() -> None:
    with House(draw=False) as house:
        scanner, cards = house.plug_readers()
        house.start_office()
        token = house.token_file.read_text().strip()
        with requests.Session() as session:
            session.trust_env = False
            stream = session.get(
                f"{house.office_url}/api/events",
                headers={"Authorization": f"Bearer {token}"},
                stream=True,
                timeout=PATIENCE_S,
            )
            lines = stream.iter_lines(decode_unicode=True)

            def until(name: str, word: str) -> dict[str, object]:
                deadline = time.monotonic() + PATIENCE_S
                heard = ""
                for line in lines:
                    assert time.monotonic() < deadline
                    heard = line.removeprefix("event: ") if line.startswith("event: ") else heard
                    if line.startswith("data: ") and heard == name and word in line:
                        return dict(json.loads(line.removeprefix("data: ")))
                raise AssertionError("the stream ended")

            def reads(state: str, kind: str) -> bool:
                readers = house.ask_office("/api/status")["readers"]
                return (kind, state) in {(one["kind"], one["state"]) for one in readers}

            end = time.monotonic() + PATIENCE_S
            while not (reads("ready", "scanner") and reads("ready", "card")):
                assert time.monotonic() < end
            do(cards, "lay 3603034101900001 CONTOH PEMOHON")
            assert until("scan", "identity")["name"] == "CONTOH PEMOHON"
            do(scanner, "unplug")
            until("status", '"scanner","state":"offline"')
            do(scanner, "plug")
            until("status", '"scanner","state":"ready"')
            do(scanner, "scan NIK:3603034101900001")
            assert until("scan", "nik")["nik"] == "3603034101900001"
            stream.close()
