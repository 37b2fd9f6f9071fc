"""A vendor's middleware in both forms, spoken to by the real adapters: the shipped simulator at its worst."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import SystemClock
from kiosk.devices import plate, program_source
from kiosk.devices.http_source import HttpSource
from kiosk.devices.ports import Happening, IdentitySource, Known
from kiosk.devices.program_source import ProgramSource
from kiosk.devices.reading import EARLY
from kiosk.devices.simulated_middleware import Service
from kiosk.office.readings import Card
from tests.devices.conftest import NIK, OTHER_NIK, PATIENCE_S, Collected, wait_until

SECONDS = 0.25
"""How long the simulator reads a card."""


class Hand:
    """Moves the simulator, and sees what the adapter tells."""

    def __init__(self, source: IdentitySource, act: Callable[[str], None]) -> None:
        self.source = source
        self.act = act
        self.happened: Collected[Happening] = Collected()
        source.start(self.happened)
        wait_until(lambda: source.reader().state == "ready")

    def told(self) -> list[str]:
        """Phases and NIKs, in order."""
        return [one.phase if isinstance(one, Card) else one.nik.digits for one in self.happened.all]

    def until(self, *told: str) -> None:
        wait_until(lambda: self.told() == list(told))


def control(port: int) -> Callable[[str], None]:
    def act(line: str) -> None:
        with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as way:
            way.sendall(line.encode() + b"\n")
            said = way.makefile().readline() if not line.startswith("quit") else "ok\n"
        assert said == "ok\n", said

    return act


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def command(port: int) -> tuple[str, ...]:
    options = ("--control", str(port), "--seconds", str(SECONDS))
    return (sys.executable, "-m", "kiosk.devices.simulated_middleware", *options)


@pytest.fixture(params=["program", "service"])
def hand(request: pytest.FixtureRequest) -> Iterator[Hand]:
    if request.param == "program":
        port = free_port()
        source: IdentitySource = ProgramSource(command(port), SystemClock(), lambda: None)
        yield Hand(source, control(port))
        source.stop()
        return
    from kiosk.devices.control import Control
    from kiosk.devices.simulated_middleware import acts

    service = Service(seconds=SECONDS)
    moved = Control(acts(service.reader, service.hanging.set))
    source = HttpSource(service.url, SystemClock(), lambda: None)
    yield Hand(source, control(moved.port))
    source.stop()
    moved.close()
    service.close()


def test_a_card_is_laid_down_known_and_taken(hand: Hand) -> None:
    hand.act(f"lay {NIK} CONTOH PEMOHON")
    hand.until("in", NIK)
    known = hand.happened.all[1]
    assert isinstance(known, Known)
    assert known.name == "CONTOH PEMOHON"
    hand.act("take")
    hand.until("in", NIK, "out")
    assert len({one.read for one in hand.happened.all}) == 1


def test_a_card_pulled_out_too_early_is_said_and_may_be_laid_again(hand: Hand) -> None:
    hand.act(f"lay {NIK}")
    hand.act("take")
    hand.until("in", "early")
    early = hand.happened.all[1]
    assert isinstance(early, Card)
    assert early.sentence == EARLY
    hand.act(f"lay {NIK}")
    hand.until("in", "early", "in", NIK)
    assert hand.happened.all[0].read != hand.happened.all[3].read


def test_a_late_answer_for_a_card_that_left_reaches_nobody(hand: Hand) -> None:
    hand.act(f"lay {NIK}")
    hand.act("take")
    hand.act(f"lay {OTHER_NIK}")
    hand.act(f'say {{"type": "identity", "read": 1, "nik": "{NIK}"}}')
    hand.until("in", "early", "in", OTHER_NIK)


def test_another_persons_card_laid_over_the_first_is_another_read(hand: Hand) -> None:
    hand.act(f"lay {NIK}")
    hand.until("in", NIK)
    hand.act(f"lay {OTHER_NIK}")
    hand.until("in", NIK, "out", "in", OTHER_NIK)
    known = [one for one in hand.happened.all if isinstance(one, Known)]
    assert known[0].read != known[1].read


def test_a_card_read_twice_is_known_once_and_two_people_in_one_read_are_taken_back(hand: Hand) -> None:
    hand.act(f"lay {NIK}")
    hand.until("in", NIK)
    for nik in (NIK, OTHER_NIK, NIK):
        hand.act(f'say {{"type": "identity", "read": 1, "nik": "{nik}"}}')
    hand.act("take")
    hand.until("in", NIK, "mixed", "out")


def test_a_reader_that_is_pulled_out_takes_its_card_with_it(hand: Hand) -> None:
    hand.act(f"lay {NIK}")
    hand.act("state no_reader")
    hand.until("in", "early")
    wait_until(lambda: hand.source.reader().state == "offline")
    hand.act("take")
    hand.act("state no_sam")
    wait_until(lambda: hand.source.reader().state == "fault")
    hand.act("state ready")
    wait_until(lambda: hand.source.reader().state == "ready")
    hand.act(f"lay {OTHER_NIK}")
    hand.until("in", "early", "in", OTHER_NIK)


def test_a_middleware_that_hangs_is_seen(hand: Hand) -> None:
    hand.act("hang")
    wait_until(lambda: hand.source.reader().sentence == plate.SILENT.sentence)


def test_a_message_that_is_none_is_said_to_staff(hand: Hand) -> None:
    hand.act('say {"type": "salam"}')
    wait_until(lambda: hand.source.reader().sentence == plate.GARBLED.sentence)
    assert hand.source.reader().state == "fault"


def test_a_program_that_dies_takes_its_card_with_it_and_is_started_again() -> None:
    port = free_port()
    hand = Hand(ProgramSource(command(port), SystemClock(), lambda: None), control(port))
    hand.act(f"lay {NIK}")
    hand.act("quit")
    hand.until("in", "early")
    wait_until(lambda: hand.source.reader().sentence == plate.ENDED.sentence)
    wait_until(lambda: hand.source.reader().state == "ready")
    hand.act(f"lay {OTHER_NIK}")
    hand.until("in", "early", "in", OTHER_NIK)
    hand.source.stop()
    assert hand.told() == ["in", "early", "in", OTHER_NIK]


def script(folder: Path, text: str) -> tuple[str, ...]:
    file = folder / "perantara.py"
    file.write_text("import json, sys, time, os, subprocess\n" + text)
    return (sys.executable, str(file))


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("print('{\"type\": \"hello\", \"protocol\": 9, \"name\": \"x\", \"version\": \"1\"}', flush=True)\n"
         "sys.stdin.read()", plate.OTHER_VERSION),
        ("print('selamat pagi', flush=True)\nsys.stdin.read()", plate.GARBLED),
        ("print('{\"type\": \"card_in\", \"read\": 1}', flush=True)\nsys.stdin.read()", plate.GARBLED),
        ("sys.stdout.write('x' * 100_000); sys.stdout.flush()\nsys.stdin.read()", plate.GARBLED),
        ("sys.exit(3)", plate.ENDED),
    ],
)  # fmt: skip
def test_a_program_that_breaks_the_contract_is_said_to_staff(
    text: str, trouble: plate.Trouble, tmp_path: Path
) -> None:
    source = ProgramSource(script(tmp_path, text), SystemClock(), lambda: None)
    source.start(lambda _: None)
    wait_until(lambda: source.reader().sentence == trouble.sentence)
    assert source.reader().state == trouble.state
    source.stop()


def test_a_program_without_greeting_counts_as_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_source, "HELLO_S", 0.3)
    source = ProgramSource(script(tmp_path, "sys.stdin.read()"), SystemClock(), lambda: None)
    source.start(lambda _: None)
    wait_until(lambda: source.reader().sentence == plate.SILENT.sentence)
    source.stop()


def test_a_program_that_is_not_there_is_said_to_staff(tmp_path: Path) -> None:
    source = ProgramSource((str(tmp_path / "tidak-ada"),), SystemClock(), lambda: None)
    source.start(lambda _: None)
    wait_until(lambda: source.reader().sentence == plate.WITHOUT_PROGRAM.sentence)
    source.stop()


def test_the_program_and_its_children_end_with_us_even_if_they_will_not(tmp_path: Path) -> None:
    hello = '{"type": "hello", "protocol": 1, "name": "x", "version": "1"}'
    text = f"""
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen(["sleep", "600"])
open({str(tmp_path / "pids")!r}, "w").write(f"{{os.getpid()}} {{child.pid}}")
print({hello!r}, flush=True)
while True: time.sleep(60)
"""
    source = ProgramSource(script(tmp_path, text), SystemClock(), lambda: None)
    source.start(lambda _: None)
    wait_until(lambda: source.reader().state == "ready")
    pids = (tmp_path / "pids").read_text().split()
    source.stop()
    wait_until(lambda: not any(_runs(pid) for pid in pids))


def _runs(pid: str) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def test_a_card_may_keep_its_program_busy_for_longer_than_a_ping(tmp_path: Path) -> None:
    def line(**message: Any) -> str:
        return f"print(json.dumps({message!r}), flush=True)\n"

    busy = (
        line(type="hello", protocol=1, name="x", version="1")
        + line(type="card_in", read=1)
        + "time.sleep(2.5)\n"
        + line(type="identity", read=1, nik=NIK)
        + "for said in sys.stdin:\n"
        + "    said = json.loads(said)\n"
        + "    if said['type'] == 'ping': print(json.dumps({'type': 'pong', 'id': said['id']}), flush=True)\n"
        + "    if said['type'] == 'stop': break\n"
    )
    hand = Hand(ProgramSource(script(tmp_path, busy), SystemClock(), lambda: None), lambda _: None)
    hand.until("in", NIK)
    assert hand.source.reader().state == "ready"
    hand.source.stop()


def test_a_service_that_starts_anew_takes_its_card_with_it_and_nothing_old_is_told() -> None:
    first = Service(seconds=SECONDS)
    port = int(first.url.rpartition(":")[2])
    first.reader.lay(OTHER_NIK)
    wait_until(lambda: first.answer("/v1/events")["last"] == 2)
    source = HttpSource(first.url, SystemClock(), lambda: None)
    hand = Hand(source, lambda _: None)
    first.reader.lay(NIK)
    hand.until("in", NIK)
    first.close()
    hand.until("in", NIK, "out")
    second = Service(port, seconds=SECONDS)
    wait_until(lambda: source.reader().state == "ready")
    second.reader.lay(OTHER_NIK)
    hand.until("in", NIK, "out", "in", OTHER_NIK)
    source.stop()
    second.close()


def test_a_service_that_is_something_else_is_said_to_staff() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        source = HttpSource(f"http://127.0.0.1:{listener.getsockname()[1]}", SystemClock(), lambda: None)
        source.start(lambda _: None)
        way, _ = listener.accept()
        with way:
            way.recv(4096)
            way.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhalo!")
            wait_until(lambda: source.reader().sentence == plate.GARBLED.sentence)
        source.stop()
