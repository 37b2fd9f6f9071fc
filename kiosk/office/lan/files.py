"""Applications as staff work on them: what they see, and what they print.

All methods block on the store: call them off the event loop. Whatever is shown unmasked is written down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby
from typing import Final

from kiosk import officeday
from kiosk.acts import Act
from kiosk.applications import answers, codes, handling
from kiosk.applications.errors import IllegalChange, UnknownCode
from kiosk.applications.handling import Found, Held
from kiosk.catalogue.model import Requirement, Service
from kiosk.clock import from_iso, local
from kiosk.forms.relevance import walk
from kiosk.letters import agenda, paper
from kiosk.letters.agenda import Numbered
from kiosk.letters.documents import FormSheet, Group, Letter
from kiosk.letters.documents import Need as PaperNeed
from kiosk.letters.errors import LetterError
from kiosk.letters.shelf import Templates
from kiosk.letters.template import Template
from kiosk.office.contract import ApplicationStatus
from kiosk.office.lan import problems
from kiosk.office.lan.access import Who
from kiosk.office.lan.contract import AnswerRow, File, Need
from kiosk.office.lan.floor import Floor
from kiosk.office.lan.requests import Advance, Note, Nothing, Person, Tick
from kiosk.office.limit import Guesses
from kiosk.people.errors import NotAccepted
from kiosk.people.nik import Nik
from kiosk.queueing.room import By
from kiosk.queueing.slip import letterhead
from kiosk.store import Connection, Transaction, audit
from kiosk.words import clock_words, date_words, full_date, moment_words

FORMS: Final = {
    "asli": "Asli",
    "fotokopi": "Fotokopi",
    "asli_dan_fotokopi": "Asli dan fotokopi",
    "isian": "Formulir",
}


class Files:
    """The applications of the office, at a counter."""

    def __init__(self, floor: Floor, templates: Templates) -> None:
        self._floor = floor
        self._templates = templates
        self._searches: dict[str, Guesses] = {}
        self._last: dict[str, tuple[Held, Held]] = {}
        """By account: its last step's application before and after. It is offered for seconds only."""

    def show(self, id: str) -> File:
        """The application, with NIK, KK and sensitive answers masked. Raises Refusal."""
        return self._floor.store.read(partial(self._found, id))

    def find(self, typed: str) -> File:
        """The application with this code. Raises Refusal."""

        def look(connection: Connection) -> File:
            try:
                return self._found(handling.id_of(connection, codes.read(typed)), connection)
            except (codes.BadCode, UnknownCode):
                raise problems.UNKNOWN_APPLICATION() from None

        return self._floor.store.read(look)

    def search(self, key: str, who: Who, said: Person) -> list[Found]:
        """Applications of somebody who lost the code. Every search counts, also one that finds something.

        Raises Refusal.
        """
        now = self._floor.clock.now()
        searches = self._searches.setdefault(who.id, Guesses())
        if left := searches.wait(now):
            raise problems.TOO_MANY_SEARCHES(headers={"Retry-After": str(int(left.total_seconds()) + 1)})
        searches.wrong(now)
        try:
            nik = Nik.parse(said.nik).digits
        except NotAccepted:
            raise problems.BAD_NIK() from None

        def do(tx: Transaction, *, act: Act, by: By) -> tuple[list[Found], bool]:
            return handling.search(tx, act=act, nik=nik), False

        return self._floor.do(key, who, "search", do)

    def reveal(self, key: str, who: Who, id: str) -> File:
        """*Tampilkan*: the application unmasked. Raises Refusal, KeyReused."""

        def do(tx: Transaction, *, act: Act, by: By) -> tuple[File, bool]:
            held = handling.reveal(tx, act=act, id=id)
            return self._file(tx, held, masked=False), False

        return self._floor.do(key, who, ("reveal", id), do)

    def tick(self, key: str, who: Who, id: str, said: Tick) -> File:
        """*Asli dilihat*. Raises Refusal, KeyReused."""

        def do(tx: Transaction, *, act: Act, by: By) -> tuple[File, bool]:
            held = handling.find(tx, id)
            if all(need.id != said.requirement for need in self._needs(self._service(held), held)):
                raise problems.UNKNOWN_REQUIREMENT()
            new = handling.tick(
                tx,
                act=act,
                id=id,
                requirement=said.requirement,
                seen=said.seen,
                staff=by.staff,
                zone=self._floor.house.config.zone,
            )
            return self._found(id, tx), new

        return self._floor.do(key, who, ("tick", id, said), do)

    def advance(self, key: str, who: Who, id: str, said: Advance) -> tuple[File, ApplicationStatus]:
        """Moves it on; also what its citizen now sees. Raises Refusal, KeyReused."""
        if said.to == "needs_completion" and not said.missing:
            raise problems.MISSING_NEEDED()
        if said.to in ("rejected", "cancelled") and not said.note.strip():
            raise problems.NOTE_NEEDED()

        def do(tx: Transaction, *, act: Act, by: By) -> tuple[tuple[File, ApplicationStatus], bool]:
            before = handling.find(tx, id)
            moved, new = handling.advance(
                tx,
                act=act,
                id=id,
                to=said.to,
                note=" ".join(said.note.split()),
                missing=said.missing,
                zone=self._floor.house.config.zone,
            )
            if new:
                step = before, handling.find(tx, id)
                tx.after(lambda: self._last.update({who.id: step}))
            return (self._found(id, tx), moved), new

        return self._floor.do(key, who, ("advance", id, said), do)

    def write_note(self, key: str, who: Who, id: str, said: Note) -> tuple[File, ApplicationStatus]:
        """*Catatan untuk warga*; also what its citizen now sees. Raises Refusal, KeyReused."""

        def do(tx: Transaction, *, act: Act, by: By) -> tuple[tuple[File, ApplicationStatus], bool]:
            note, zone = " ".join(said.note.split()), self._floor.house.config.zone
            noted, new = handling.write_note(tx, act=act, id=id, note=note, zone=zone)
            return (self._found(id, tx), noted), new

        return self._floor.do(key, who, ("note", id, said), do)

    def take_back(self, key: str, who: Who, id: str) -> tuple[File, ApplicationStatus]:
        """*Urungkan*: the step that `who` has just taken. Raises Refusal, KeyReused."""
        before, left = self._last.get(who.id, (None, None))
        if before is None or left is None or before.id != id:
            raise problems.UNDO_OVER()

        def do(tx: Transaction, *, act: Act, by: By) -> tuple[tuple[File, ApplicationStatus], bool]:
            try:
                moved, new = handling.take_back(
                    tx, act=act, before=before, left=left, zone=self._floor.house.config.zone
                )
            except IllegalChange:
                raise problems.UNDO_OVER() from None
            return (self._found(id, tx), moved), new

        return self._floor.do(key, who, ("take back", id), do)

    def number_letter(self, key: str, who: Who, id: str) -> Numbered:
        """Gives the letter of the application its number, once. Raises Refusal, KeyReused."""

        def do(tx: Transaction, *, act: Act, by: By) -> tuple[Numbered, bool]:
            held = handling.find(tx, id)
            config = self._floor.house.config
            return agenda.give(
                tx,
                act=act,
                application_id=id,
                template=self._template(self._service(held)),
                code=config.letters.code or config.code,
                staff=by.staff,
                zone=config.zone,
            )

        return self._floor.do(key, who, ("letter", id, Nothing()), do)

    def letter(self, who: Who, id: str) -> bytes:
        """The draft as PDF, once it has a number. Raises Refusal."""
        house, now = self._floor.house, local(self._floor.clock.now(), self._floor.house.config.zone)

        def look(connection: Connection) -> tuple[Held, Numbered | None, date]:
            day = officeday.shown(connection, now, house.config.zone)
            return self._held(connection, id), agenda.number_of(connection, id), date.fromisoformat(day)

        held, numbered, day = self._floor.store.read(look)
        service = self._service(held)
        template = self._template(service)
        if service is None or numbered is None:
            raise problems.NO_LETTER()
        place = house.config.name.removeprefix("Kecamatan ")
        values = {
            **answers.words(service, held, house.villages),
            "kecamatan": place,
            "kabupaten": house.config.regency,
            "tanggal": date_words(day),
            "layanan": held.service_title,
            "kode_permohonan": held.code,
        }
        drawn = paper.letter(
            Letter(
                head=replace(letterhead(house.facts), footer=house.config.letters.address),
                title=template.title,
                number=numbered.number,
                parts=tuple(template.body(values)),
                place_and_date=f"{place}, {date_words(day)}",
                signer=template.signed_by(values),
                code=held.code,
                printed_at=f"{date_words(now.date())}, {clock_words(now)}",
            )
        )
        self._printed(who, id, "letter.printed")
        return drawn

    def form_sheet(self, who: Who, id: str) -> bytes:
        """*Lembar permohonan* as PDF. Raises Refusal."""
        held = self._floor.store.read(lambda connection: self._held(connection, id))
        service, house = self._service(held), self._floor.house
        told = answers.told(service, held, house.villages, masked=False)
        handed_in = moment_words(local(from_iso(held.submitted_at), house.config.zone))
        ready = (("Dijanjikan", full_date(date.fromisoformat(held.ready_on))),) if held.ready_on else ()
        drawn = paper.form_sheet(
            FormSheet(
                head=letterhead(house.facts),
                service=held.service_title,
                code=held.code,
                qr=f"ANJUNGAN:PERMOHONAN:{held.code}",
                facts=(("Diajukan", handed_in), *ready),
                groups=tuple(
                    Group(section, tuple((row.label, row.value) for row in rows))
                    for section, rows in groupby(told, key=lambda row: row.section)
                ),
                needs=tuple(PaperNeed(need.title, need.seen) for need in self._needs(service, held)),
                declaration=_declaration(service),
                printed_at=moment_words(local(self._floor.clock.now(), house.config.zone)),
            )
        )
        self._printed(who, id, "application.printed")
        return drawn

    def _printed(self, who: Who, id: str, event: str) -> None:
        """Somebody's data goes onto paper: written down once it is drawn, before it is handed out."""
        now = self._floor.clock.now()
        self._floor.store.write(lambda tx: audit.record(tx, event=event, subject=id, now=now, staff=who.id))

    def _held(self, connection: Connection, id: str) -> Held:
        try:
            return handling.find(connection, id)
        except UnknownCode:
            raise problems.UNKNOWN_APPLICATION() from None

    def _found(self, id: str, connection: Connection) -> File:
        return self._file(connection, self._held(connection, id), masked=True)

    def _file(self, connection: Connection, held: Held, *, masked: bool) -> File:
        service = self._service(held)
        told = answers.told(service, held, self._floor.house.villages, masked=masked)
        numbered = agenda.number_of(connection, held.id)
        return File(
            id=held.id,
            code=held.code,
            service=held.service,
            service_title=held.service_title,
            state=held.state,
            submitted_at=held.submitted_at,
            changed_at=held.changed_at,
            ready_on=held.ready_on,
            rows=[AnswerRow(row.section, row.label, row.value, row.masked) for row in told],
            needs=list(self._needs(service, held)),
            missing=held.missing,
            for_staff=held.for_staff,
            note=held.note,
            onward=handling.onward(held.state),
            declaration=_declaration(service),
            letter=numbered.number if numbered else None,
            letter_problem=self._letter_problem(service),
            revealed=not masked,
        )

    def _service(self, held: Held) -> Service | None:
        return self._floor.house.shelf.catalogue.service(held.service)

    def _needs(self, service: Service | None, held: Held) -> Iterator[Need]:
        for requirement in _requirements(service, held):
            yield Need(
                id=requirement.id,
                title=str(requirement.title),
                note=str(requirement.note) if requirement.note else "",
                form=FORMS[requirement.form],
                mandatory=requirement.mandatory,
                presented=requirement.id in held.presented,
                seen=requirement.id in held.seen,
            )

    def _template(self, service: Service | None) -> Template:
        if service is None:
            raise problems.NO_LETTER()
        try:
            return self._templates.of(service)
        except LetterError as error:
            raise problems.NO_LETTER(str(error)) from None

    def _letter_problem(self, service: Service | None) -> str:
        if service is None:
            return "Layanan ini tidak ada lagi di katalog."
        try:
            self._templates.of(service)
        except LetterError as error:
            return str(error)
        return ""


def _requirements(service: Service | None, held: Held) -> tuple[Requirement, ...]:
    if service is None:
        return ()
    if service.version != held.version:
        return tuple(service.standard.requirements)
    return walk(service, held.answers, from_iso(held.submitted_at).date()).requirements


def _declaration(service: Service | None) -> str:
    return str(service.declaration.text) if service and service.declaration else ""
