"""A crowded LAN: whatever other devices hold open, citizens take numbers and staff call them."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.conftest import Console, LanOffice, clear, wait_until

ADDRESSES = [f"127.0.0.{number}" for number in range(2, 7)]
SLOW = "POST /loket/api/session HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 1000\r\n\r\n{{"


@pytest.fixture
def held() -> Iterator[contextlib.ExitStack]:
    """What is held open, closed at the end."""
    with contextlib.ExitStack() as everything:
        yield everything


def silent(office: LanOffice, address: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", office.port), 5, source_address=(address, 0))


def slow(office: LanOffice, address: str) -> socket.socket:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
    raw = silent(office, address)
    try:
        made = tls.wrap_socket(raw)
    except OSError:
        raw.close()
        raise
    made.sendall(SLOW.format(port=office.port).encode())
    return made


def descriptors(office: LanOffice) -> int:
    return len(list(Path(f"/proc/{office._part.process.pid}/fd").iterdir()))


def test_two_thousand_silent_and_slow_connections_stop_neither_citizens_nor_staff(
    office: LanOffice, held: contextlib.ExitStack
) -> None:
    staff = office.colleague("Petugas 1")
    staff.sit(1)
    for number in range(1500):
        held.enter_context(silent(office, ADDRESSES[number % 5]))
    for number in range(500):
        with contextlib.suppress(OSError):  # hung up on, since its address holds so many already
            held.enter_context(slow(office, ADDRESSES[number % 5]))
    assert descriptors(office) < 1024
    number = office.ticket()["number"]
    assert staff.act("/call-next")["number"] == number
    newcomer = Console(office, "127.0.0.77")
    assert newcomer.get("/percaya/api/sidik").status_code == 200
    office.forget("Petugas 2")
    assert office.console("Petugas 2").get("/loket/api/office").status_code == 200
    clear(office)


def test_the_office_forgets_those_who_never_greet(office: LanOffice) -> None:
    before = descriptors(office)
    some = [silent(office, ADDRESSES[number % 5]) for number in range(100)]
    wait_until(lambda: descriptors(office) <= before, "the end of patience")
    for one in some:
        one.close()
