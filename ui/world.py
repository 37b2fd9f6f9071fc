"""Everything that the screen knows at one moment, as one frozen value; the view models derive from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from kiosk.catalogue.model import Catalogue
from kiosk.office.contract import PrintJob, Status
from ui.assist import Assisting
from ui.problems import Trouble
from ui.unanswered import Kept
from ui.ways import Session, Welcome

HelpState = Literal["", "calling", "called", "failed"]


@dataclass(frozen=True, slots=True)
class World:
    session: Session = field(default=Welcome(), repr=False)
    serial: int = 0
    """Counts the pages and questions shown."""
    going_back: bool = False
    status: Status | None = None
    now: datetime | None = None
    """Office time, to the minute."""
    catalogue: Catalogue | None = None
    away: bool = False
    """The office service does not answer."""
    away_long: bool = False
    """So long that the citizen should not wait at the screen."""
    unanswered: Kept = ()
    """Acts of this session that the citizen stopped waiting for."""
    trouble: Trouble | None = None
    leaving: bool = False
    """*Awal* was touched in a form; nothing is wiped before the citizen says so again."""
    idle_left: int | None = None
    """Seconds until everything is wiped, once the warning is shown."""
    idle_total: int = 0
    help: HelpState = ""
    assist: Assisting | None = None
    """Somebody of the staff helps at the screen, or is about to."""
    told: tuple[PrintJob, ...] = ()
    """The latest news of print jobs; they may arrive before the answer that names the job."""
