"""`python -m ui.tour`: the real screen, driven by a real finger through a ticket and an application.

Writes a picture of every page that it passes and prints what came of it as one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from kiosk.catalogue.model import ChoicesQuestion, DeclarationQuestion, NameQuestion, Service
from kiosk.forms.steps import Ask
from ui import answers, session
from ui.draft import Draft
from ui.finger import PATIENCE_S, Finger, NotThere, wait_until
from ui.options import PROFILES, Timing
from ui.token import Token
from ui.ways import ApplyWay, Submitted, Taken, TicketWay
from ui.window import Pane
from ui.wiring import Wired, wire

_PAPER_PATIENCE_S = 20.0
_MOST_PAGES = 120
_LATER = 1
"""The place in the checklist of the one paper that the tour says it has not brought."""


@dataclass(slots=True)
class Outcome:
    """What the tour found."""

    ticket: dict[str, str] = field(default_factory=dict)
    application: dict[str, str] = field(default_factory=dict)
    durations_ms: dict[str, float] = field(default_factory=dict)


class Tour:
    """One citizen, who takes a number and applies for a service, and is photographed all the way."""

    def __init__(self, wired: Wired, pane: Pane, finger: Finger, screens: Path | None) -> None:
        self._wired = wired
        self._pane = pane
        self._finger = finger
        self._screens = screens
        self._pictures = 0
        self._changing = False
        self._serial = 0
        self._asked = ""
        self._stopped: set[str] = set()
        self._tries: dict[str, int] = {}
        self.outcome = Outcome()

    # --- the ways ---

    def take_ticket(self, service: str) -> None:
        self._start()
        self._step("home", "tile-ticket")
        self._choose_service(service)
        self._step("priority", "tile-lansia", then="")
        began = monotonic()
        self._finger.wait_for("ticket")
        self._painted()
        self._took("tap_to_number", began)
        self._picture("ticket")
        paper = self._wait_for_paper()
        if paper == "ready":
            self._took("tap_to_paper", began)
        self._wait_for_slip(paper)
        self._picture(f"ticket-{paper}")
        ticket = self._taken()
        self.outcome.ticket = {"number": ticket.number, "print": ticket.print.state}
        self._finger.touch("next")
        self._finger.wait_for("welcome")

    def apply(self, service: str) -> None:
        self._start()
        self._finger.touch("tile-apply")
        self._choose_service(service)
        self._step("intro", "next")
        self._fill(until="review")
        self._change_one()
        self._finger.touch("next")
        self._fill(until="declaration")
        self._finger.touch("agree")
        self._picture("declaration-agreed")
        self._finger.touch("next")
        began = monotonic()
        self._finger.wait_for("done")
        self._painted()
        self._took("submit_to_answer", began)
        paper = self._wait_for_paper()
        self._wait_for_slip(paper)
        self._picture(f"done-{paper}")
        at = self._wired.desk.world.session
        assert isinstance(at, ApplyWay)
        assert isinstance(at.step, Submitted)
        stored = at.step.application
        self.outcome.application = {
            "code": stored.code,
            "service": stored.service,
            "state": stored.state,
            "print": stored.print.state,
        }
        self._finger.touch("next")
        self._finger.wait_for("welcome")

    def look_up(self, code: str) -> None:
        self._start()
        self._finger.touch("tile-status")
        self._finger.wait_for("code")
        self._finger.type(code.replace("-", ""))
        self._picture("code")
        self._finger.touch("next")
        self._finger.wait_for("status")
        self._picture("status")
        self._finger.touch("home")
        self._finger.wait_for("home")

    def idle_warning(self) -> None:
        """Shown at once rather than after two minutes."""
        self._wired.idle.warn()
        self._finger.wait_to_see("stay")
        self._picture("idle")
        self._finger.touch("stay")
        self._finger.wait_to_miss("stay")

    # --- steps ---

    def _start(self) -> None:
        if self._finger.page() != "home":
            self._finger.wait_for("welcome")
            wait_until(
                lambda: self._wired.desk.world.catalogue is not None, lambda: "the catalogue", PATIENCE_S
            )
            self._picture("welcome")
            self._finger.touch("start")
        self._finger.wait_for("home")

    def _step(self, page: str, touch: str, then: str | None = None) -> None:
        self._finger.wait_for(page)
        self._picture(page)
        self._finger.touch(touch)

    def _choose_service(self, service: str) -> None:
        chosen = self._service(service)
        self._step("categories", f"tile-{chosen.category}")
        self._step("services", f"tile-{chosen.id}")

    def _service(self, id: str) -> Service:
        catalogue = self._wired.desk.world.catalogue
        found = catalogue.service(id) if catalogue is not None else None
        if found is None:
            raise NotThere(f"service {id} in the catalogue")
        return found

    def _fill(self, until: str) -> None:
        """Through the form, whatever it asks, to a page."""
        for _ in range(_MOST_PAGES):
            wait_until(lambda: self._finger.page() == self._wired.kiosk.props.page, self._where, PATIENCE_S)
            page = self._wired.kiosk.props.page
            if page == until:
                self._picture(page)
                return
            self._pass(page)
        raise NotThere(f"the end of the form; still on {self._finger.page()}")

    def _pass(self, page: str) -> None:
        before = self._wired.desk.world.serial
        match page:
            case "question":
                self._answer(self._draft())
            case "stop":
                self._picture(page)
                self._stopped.add(self._asked)
                self._finger.touch("back")
            case "checklist":
                for at, paper in enumerate(self._wired.kiosk.parts["service"].props.requirements):
                    self._finger.touch(f"later-{paper.key}" if at == _LATER else f"bring-{paper.key}")
                self._picture(page)
                self._finger.touch("next")
            case "forwhom":
                self._picture(page)
                self._finger.touch("tile-diri" if self._finger.sees("tile-diri") else "tile-anak")
            case "priority":
                self._picture("priority-application")
                self._finger.touch("tile-umum")
            case _:
                self._picture(page)
                self._finger.touch("next")
        wait_until(lambda: self._wired.desk.world.serial != before, self._where, PATIENCE_S)

    def _answer(self, draft: Draft) -> None:
        self._asked = draft.question.name
        if self._asked in self._stopped and self._part() == "day":
            self._finger.touch("part-year")
            return
        if answers.is_typed(draft):
            self._type(draft)
        else:
            self._choose(draft)

    def _type(self, draft: Draft) -> None:
        if self._finger.can_touch("clear"):
            self._finger.touch("clear")
        while self._wired.kiosk.parts["question"].props.text:
            self._finger.touch("erase")
        self._serial += 1
        again = self._asked in self._stopped
        text = answers.typed_answer(draft, self._today(), self._serial, again)
        self._finger.type(
            f"{text} BARU" if self._changing and isinstance(draft.question, NameQuestion) else text
        )
        self._changing = False
        self._picture(self._name(draft))
        self._finger.touch("next")

    def _choose(self, draft: Draft) -> None:
        """The first option, and after an exit page the one behind it."""
        options = [option.key for option in self._wired.kiosk.parts["question"].props.options]
        wanted = answers.touched_answers(draft, self._today(), options)
        self._picture(self._name(draft))
        tries = self._tries.get(self._asked, 0)
        self._tries[self._asked] = tries + 1
        self._finger.touch(f"option-{wanted[tries % len(wanted)]}")
        if isinstance(draft.question, ChoicesQuestion | DeclarationQuestion):
            self._finger.touch("next")

    def _part(self) -> str:
        return str(self._wired.kiosk.parts["question"].props.part)

    def _name(self, draft: Draft) -> str:
        kind = str(draft.question.__struct_config__.tag)
        return "-".join(word for word in ("question", kind, self._part()) if word)

    def _change_one(self) -> None:
        """*Ubah* on the first answer that is plain text, or else on the first at all."""
        rows = self._wired.kiosk.parts["review"].props.rows
        keys = [row.key for row in rows if row.changeable]
        named = [key for key in keys if key.startswith("nama")]
        self._finger.touch(f"change-{(named or keys)[0]}")
        wait_until(lambda: self._finger.page() != "review", self._where, PATIENCE_S)
        self._changing = True
        self._fill(until="review")

    def _draft(self) -> Draft:
        form = session.filled(self._wired.desk.world.session)
        assert form is not None
        assert form.draft is not None
        assert isinstance(form.journey.step, Ask)
        return form.draft

    def _taken(self) -> Any:
        at = self._wired.desk.world.session
        assert isinstance(at, TicketWay)
        assert isinstance(at.step, Taken)
        return at.step.ticket

    def _today(self) -> date:
        status = self._wired.desk.world.status
        assert status is not None
        return date.fromisoformat(status.office_day)

    def _wait_for_paper(self) -> str:
        """What the screen says of the paper at the end; a printer without paper is an end too."""
        shown = self._wired.kiosk.parts["paper"]
        wait_until(lambda: shown.props.state != "printing", self._where, _PAPER_PATIENCE_S)
        self._painted()
        return str(shown.props.state)

    def _wait_for_slip(self, paper: str) -> None:
        """Until the drawn slip has slid out of its slot, where it does."""
        if paper == "ready" and (slip := self._finger.find("slip")) is not None:
            wait_until(lambda: bool(slip.property("settled")), self._where, PATIENCE_S)

    # --- seeing ---

    def _where(self) -> str:
        return f"to go on from page {self._finger.page()} ({self._wired.kiosk.props.page})"

    def _painted(self) -> None:
        """Until what is shown now has been painted."""
        frames = []
        heard = self._pane.window.frameSwapped.connect(lambda: frames.append(1))
        self._pane.window.update()
        wait_until(lambda: bool(frames), lambda: "a frame", PATIENCE_S)
        self._pane.window.frameSwapped.disconnect(heard)

    def _took(self, what: str, began: float) -> None:
        self.outcome.durations_ms[what] = round((monotonic() - began) * 1000, 1)

    def _picture(self, name: str) -> None:
        if self._screens is not None and not (name == "welcome" and self._pictures):
            self._pictures += 1
            self._finger.photograph(self._screens / f"{self._pictures:02d}-{name}.png")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.tour")
    parser.add_argument("--office", required=True, metavar="URL")
    parser.add_argument("--token-file", required=True, type=Path, metavar="FILE")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")
    parser.add_argument("--profile", choices=PROFILES, default="portrait-21")
    parser.add_argument("--service", default="sktm", metavar="ID")
    options = parser.parse_args(argv)

    from ui.application import application
    from ui.watch import age_ms

    app = application()
    timing = Timing()
    wired = wire(options.office, Token.of(options.token_file), timing)
    wired.line.open()
    pane = Pane(wired, PROFILES[options.profile], timing)
    cold_start: list[float] = []
    pane.window.frameSwapped.connect(lambda: cold_start.append(age_ms()) if not cold_start else None)
    pane.window.frameSwapped.connect(wired.line.want_catalogue_once)
    pane.show(full_screen=False)
    screens = options.out / "screens"
    screens.mkdir(parents=True, exist_ok=True)
    tour = Tour(
        wired, pane, Finger(pane.window, timing.double_strike_ms, lambda: wired.desk.world.serial), screens
    )
    steps: list[Callable[[], None]] = [
        lambda: tour.take_ticket(options.service),
        lambda: tour.apply(options.service),
        lambda: tour.look_up(tour.outcome.application["code"]),
        tour.idle_warning,
    ]
    try:
        for step in steps:
            step()
    except NotThere as missing:
        print(f"Tur berhenti: {missing}", file=sys.stderr)
        return 1
    finally:
        tour.outcome.durations_ms["cold_start"] = round(cold_start[0], 1)
        print(json.dumps(asdict(tour.outcome), ensure_ascii=False), flush=True)
        pane.close()
        del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
