"""What scanners and card readers say to the screen of their own kiosk, and to nobody else.

Part of the contract, as `contract` is: plain dataclasses of the standard library. `Reader` and `Card` say
nothing of anybody. A `Scan` may carry a NIK and a name: it goes over loopback only, and is kept nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Len

ReaderKind = Literal["scanner", "hid", "card", "uid"]
"""A scanner on a serial line, a scanner that types as a keyboard, the middleware of a card reader, a plain
contactless reader."""
ReaderState = Literal["ready", "offline", "fault"]
ScanKind = Literal["ticket", "application", "nik", "identity"]
ScanSource = Literal["scanner", "hid", "keypad", "card"]
CardPhase = Literal["in", "early", "unreadable", "mixed", "uid_only", "out"]


@dataclass(frozen=True, slots=True, repr=False)
class ScanRequest:
    """What a scanner typed into the screen, or a person on its keys. Asked what it is; nothing is done."""

    text: Annotated[str, Len(1, 512)]
    """The frame without its terminator."""
    source: Literal["hid", "keypad"] = "hid"
    """A person types a code or a NIK, never a document."""

    def __repr__(self) -> str:
        return "ScanRequest(•)"


@dataclass(frozen=True, slots=True)
class Reader:
    """A scanner or card reader of this kiosk. A keyboard scanner counts as ready: nobody sees it plugged."""

    kind: ReaderKind
    """What it is."""
    state: ReaderState
    """`offline`: unplugged or silent. `fault`: it is there and says that it cannot work."""
    since: str
    """UTC of the last change of state."""
    sentence: str
    """For staff, Indonesian."""


@dataclass(frozen=True, slots=True)
class TicketPlace:
    """Where a scanned ticket stands, in words for its holder, Indonesian. Nothing personal."""

    number: str
    """"B-017"."""
    service_title: str
    """Title of its service."""
    headline: str
    """"5 orang di depan"."""
    detail: str = ""
    """"Perkiraan 15–25 menit", or empty."""
    advice: str = ""
    """What to do, or empty."""


@dataclass(frozen=True, slots=True, repr=False)
class Scan:
    """One reading, told once. `nik` and `name` are personal data: for this screen, kept nowhere."""

    id: str
    """UUID of the reading."""
    kind: ScanKind
    """`nik`: found in a document's code, so it may be anybody's; ask. `identity`: read from a card."""
    source: ScanSource
    """Where it came from."""
    at: str
    """UTC of the reading. What arrives seconds late belongs to somebody who has left."""
    code: str = ""
    """Public code of an application, in groups."""
    number: str = ""
    """Number of a ticket, "B-017"; empty where only the main office could say."""
    office_day: str = ""
    """Day of the ticket, YYYY-MM-DD; empty where only the main office could say."""
    place: TicketPlace | None = None
    """Where the ticket stands; none when it is not known here, or is of another day."""
    nik: str = ""
    """16 digits of the right form."""
    name: str = ""
    """As the card has it; empty where nothing says it."""
    read: str = ""
    """What `card` events call the presence of this card; empty for scanners."""

    def __repr__(self) -> str:
        return f"Scan({self.kind}, {self.source})"


@dataclass(frozen=True, slots=True)
class Card:
    """What happens to a card on the reader. Nothing personal."""

    read: str
    """UUID of this presence of a card: a card that is laid down again has another."""
    phase: CardPhase
    """`in`: being read. `early`: taken away before it was read. `unreadable`: as it says. `mixed`: the
    reader contradicted itself, so forget what came with this `read`. `uid_only`: a reader that cannot open
    an identity card. `out`: taken away."""
    sentence: str = ""
    """For the citizen, Indonesian; empty when there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Misread:
    """A scanner read what is not for this kiosk. At most one event in two seconds."""

    sentence: str
    """For the citizen, Indonesian; nothing of what was read."""
