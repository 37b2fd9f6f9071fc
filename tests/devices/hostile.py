"""Hostile lines of a scanner, and a kiosk's readers that must tell nothing because of them."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from kiosk.applications import codes
from kiosk.clock import SystemClock
from kiosk.devices.frames import LONGEST, Assembler, Broken, Frame
from kiosk.devices.grammar import FollowedTicket, TicketCode
from kiosk.devices.readers import Readers
from kiosk.office.contract import EventName
from kiosk.office.readings import Reader
from kiosk.people.errors import NotAccepted
from kiosk.people.nik import Nik
from tests.devices.conftest import NIK, OTHER_NIK

SITE = "https://antre.contoh.go.id"
OURS = (
    "ANJUNGAN:ANTREAN:2026-11-24:B-017",
    f"ANJUNGAN:PERMOHONAN:{codes.draw(random.Random(1).getrandbits)}",
    f"{SITE}/ikuti/aB3_-aB3_-aB3_-aB3_-xy",
)
"""Frames that mean something: hostile ones are near them."""


def _bent(text: str) -> st.SearchStrategy[bytes]:
    """A frame with one piece cut out, put in or doubled, so that it is not ours any more."""

    def bend(at: int, length: int, put: bytes) -> bytes:
        raw = text.encode()
        at %= len(raw)
        return raw[:at] + put + raw[at + length :]

    return st.builds(bend, st.integers(0, 99), st.integers(1, 9), st.binary(max_size=6))


TWO_PEOPLE = st.builds(
    lambda between, end: f"{NIK}{between}{OTHER_NIK}{end}".encode(),
    st.text(alphabet="|;, \t-", min_size=1, max_size=4),
    st.sampled_from(["", ";", " KK"]),
)
HOSTILE = st.one_of(
    st.binary(max_size=2 * LONGEST),
    st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(alphabet="0123456789", min_size=1, max_size=40).map(str.encode),
    st.sampled_from(
        [b"\x00" * 64, b"\x1b[2J\x1b]0;x\x07", b"9" * 5000, b"\xff" * 40, b"'; DROP TABLE tickets;--"]
    ),
    st.builds(lambda name, value: f"{name}:{value}".encode(), st.text(max_size=20), st.text(max_size=40)),
    TWO_PEOPLE,
    *map(_bent, OURS),
)


class Deaf:
    """A scanner whose bytes the test brings itself."""

    def start(self, heard: Callable[[Frame | Broken], None]) -> None:
        self.heard = heard

    def reader(self) -> Reader:
        return Reader("scanner", "ready", "", "")

    def stop(self) -> None:
        pass


@dataclass
class Judge:
    """A kiosk's readers behind one serial line: what they told, and how long each piece took."""

    told: list[tuple[EventName, Any]] = field(default_factory=list)
    took_s: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._scanner, self._line, self._now = Deaf(), Assembler(), 0.0
        self.readers = Readers(
            [self._scanner],
            [],
            hid=False,
            follow_url=SITE,
            clock=SystemClock(),
            publish=lambda name, value: self.told.append((name, value)),
            find_ticket=_nowhere,
            monotonic=lambda: self._now,
        )
        self.readers.start()

    def send(self, line: bytes, after_s: float = 5.0) -> None:
        """One line, whole, so many seconds after the one before."""
        self._now += after_s
        began = time.perf_counter()
        for frame in self._line.feed(line + b"\r", self._now):
            self._scanner.heard(frame)
        self.took_s.append(time.perf_counter() - began)

    def scans(self) -> list[Any]:
        return [value for name, value in self.told if name == "scan"]


def is_ours(line: bytes) -> bool:
    """Whether some part of the line, as a terminator ends it, is what a citizen may show; judged naively."""
    return any(_means(part) for part in line.replace(b"\n", b"\r").split(b"\r"))


def _means(part: bytes) -> bool:
    try:
        text = re.sub(r"^ *\][A-Za-z][0-9A-Za-z]", "", part.decode()).strip(" ")
    except UnicodeDecodeError:
        return False
    ticket = re.fullmatch(r"ANJUNGAN:ANTREAN:\d{4}-\d\d-\d\d:[A-Z][A-Z0-9]{0,3}-\d{3,6}", text)
    followed = re.fullmatch(re.escape(SITE) + r"/ikuti/[A-Za-z0-9_-]{22}", text)
    application = _is_code(text.removeprefix("ANJUNGAN:PERMOHONAN:"))
    people = {text[at : at + 16] for at in range(len(text) - 15) if _is_nik(text[at : at + 16])}
    return bool(ticket or followed or application or len(people) == 1)


def _is_code(text: str) -> bool:
    try:
        codes.read(text)
    except codes.BadCode:
        return False
    return True


def _is_nik(text: str) -> bool:
    try:
        return text.isdecimal() and bool(Nik.parse(text))
    except NotAccepted:
        return False


PUT = b"0123456789ABCDXYZabc-:/|;, "
"""What a smudge, another keyboard or a forger puts into a code."""


def seeded(seed: int, count: int) -> Iterator[bytes]:
    """Lines for a long run, quicker than hypothesis makes them: noise, and our own frames bent."""
    draw = random.Random(seed)
    for _ in range(count):
        if draw.random() < 0.3:
            yield draw.randbytes(draw.randrange(2 * LONGEST))
            continue
        raw = bytearray(draw.choice(OURS).encode() if draw.random() < 0.7 else f"{NIK}|{OTHER_NIK}".encode())
        for _ in range(draw.randrange(1, 4)):
            at = draw.randrange(len(raw))
            put = draw.choices(PUT, k=draw.randrange(1, 4)) if draw.random() < 0.9 else [0, 255]
            raw[at : at + draw.randrange(3)] = bytes(put)
        yield bytes(raw)


def _nowhere(_: TicketCode | FollowedTicket) -> tuple[str, str, None]:
    return "", "", None
