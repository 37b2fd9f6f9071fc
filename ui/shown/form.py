"""The pages of a form around its questions: what the service is, papers, privacy, review, declaration."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.model import Privacy, Requirement, Service
from kiosk.forms.journey import Journey
from kiosk.forms.steps import AskForWhom, Checklist, Declare, Entries, Notice, Review, Stop
from ui.filling import Filling
from ui.session import filled
from ui.session import service as service_of
from ui.shown.front import Sentence
from ui.words import fee_words, time_words
from ui.world import World

# --- the service and its papers -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paper:
    key: str
    title: str
    note: str
    picture: str
    form: str
    mandatory: bool
    brought: str


@dataclass(frozen=True, slots=True)
class ServiceShown:
    key: str = ""
    title: str = ""
    summary: str = ""
    icon: str = ""
    timeSentence: str = ""
    feeSentence: str = ""
    feeNote: str = ""
    output: str = ""
    outputNote: str = ""
    steps: tuple[Sentence, ...] = ()
    requirements: tuple[Paper, ...] = ()
    broughtSentence: str = ""
    missingSentence: str = ""


_FORMS = {
    "asli": "Asli",
    "fotokopi": "Fotokopi",
    "asli_dan_fotokopi": "Asli dan fotokopi",
    "isian": "Formulir yang diisi",
}


def service(world: World) -> ServiceShown:
    of = service_of(world.session)
    if of is None:
        return ServiceShown()
    form = filled(world.session)
    papers = _papers(of, form.journey if form else None)
    brought = sum(paper.brought == "yes" for paper in papers)
    standard = of.standard
    return ServiceShown(
        key=of.id,
        title=str(of.title),
        summary=str(of.summary),
        icon=of.icon,
        timeSentence=time_words(standard.time.minutes, standard.time.working_days),
        feeSentence=fee_words(standard.fee.amount),
        feeNote=str(standard.fee.note) if standard.fee.note else "",
        output=str(standard.output.document),
        outputNote=f"Ditandatangani {standard.output.signer.lower()}.{_valid(standard.output.valid)}",
        steps=tuple(Sentence(str(step)) for step in standard.procedure),
        requirements=papers,
        broughtSentence=f"{brought} dari {len(papers)} sudah dibawa.",
        missingSentence=(
            "Yang belum dibawa diserahkan nanti di loket."
            if any(paper.brought == "no" and paper.mandatory for paper in papers)
            else ""
        ),
    )


def _valid(valid: object) -> str:
    """The sentence that goes on with how long the document counts."""
    words = str(valid).rstrip(".") if valid else ""
    return f" Berlaku {words[0].lower()}{words[1:]}." if words else ""


def _papers(of: Service, journey: Journey | None) -> tuple[Paper, ...]:
    listed: list[Requirement] | tuple[Requirement, ...] = of.standard.requirements
    brought = journey.brought if journey is not None else {}
    if journey is not None and isinstance(journey.step, Checklist):
        listed = journey.step.requirements
    said = {True: "yes", False: "no", None: ""}
    return tuple(
        Paper(
            key=wanted.id,
            title=str(wanted.title),
            note=str(wanted.note) if wanted.note else "",
            picture=wanted.picture,
            form=_FORMS[wanted.form],
            mandatory=wanted.mandatory,
            brought=said[brought.get(wanted.id)],
        )
        for wanted in listed
    )


# --- privacy ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    icon: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class NoticeShown:
    points: tuple[Point, ...] = ()


def notice(world: World) -> NoticeShown:
    form = filled(world.session)
    if form is None or not isinstance(form.journey.step, Notice):
        return NoticeShown()
    step = form.journey.step
    office = world.status.office_name if world.status else "kantor ini"
    return NoticeShown(_points(step.privacy, step.asked, office))


def _points(privacy: Privacy, asked: tuple[str, ...], office: str) -> tuple[Point, ...]:
    return (
        Point("identification-card", "Apa yang ditanyakan", ", ".join(asked) + "."),
        Point("target", "Untuk apa", str(privacy.purpose)),
        Point("clock", "Berapa lama disimpan", f"{_months(privacy.kept_months)}, lalu dihapus."),
        Point("buildings", "Siapa yang menyimpan", f"{office}. Tidak diberikan kepada pihak lain."),
        Point("scales", "Dasar hukum", privacy.basis),
    )


def _months(months: int) -> str:
    return f"{months // 12} tahun" if months % 12 == 0 else f"{months} bulan"


# --- for whom -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Whom:
    key: str
    title: str
    hint: str
    icon: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ForWhomShown:
    options: tuple[Whom, ...] = ()


_WHOM = {
    "diri": ("Diri sendiri", "", "user"),
    "anak": ("Anak saya", "", "baby"),
    "orang_tua": ("Orang tua saya", "", "users"),
    "orang_lain": ("Orang lain", "Perlu surat kuasa", "handshake"),
}


def for_whom(world: World) -> ForWhomShown:
    form = filled(world.session)
    if form is None or not isinstance(form.journey.step, AskForWhom):
        return ForWhomShown()
    return ForWhomShown(
        tuple(Whom(key, *_WHOM[key], key == form.journey.value) for key in form.journey.step.choices)
    )


# --- a repeat group -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class EntriesShown:
    title: str = ""
    rows: tuple[Entry, ...] = ()
    sentence: str = ""
    addLabel: str = ""
    error: str = ""


def entries(world: World) -> EntriesShown:
    form = filled(world.session)
    if form is None or not isinstance(form.journey.step, Entries):
        return EntriesShown()
    page = form.journey.step.page
    repeat = page.repeat
    assert repeat is not None
    listed = form.journey.entries()
    return EntriesShown(
        title=str(page.section or repeat.add),
        rows=tuple(
            Entry(str(entry.index), entry.summary if entry.complete else f"{entry.summary} (belum lengkap)")
            for entry in listed
        ),
        sentence=f"Sudah ada {len(listed)}. Paling banyak {repeat.max}.",
        addLabel=str(repeat.add) if len(listed) < repeat.max else "",
        error=form.error,
    )


# --- the end of the form ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StopShown:
    title: str = ""
    body: str = ""


def stop(world: World) -> StopShown:
    form = filled(world.session)
    if form is None or not isinstance(form.journey.step, Stop):
        return StopShown()
    return StopShown(str(form.journey.step.page.title), str(form.journey.step.page.body))


@dataclass(frozen=True, slots=True)
class ReviewRow:
    key: str
    section: str
    first: bool
    label: str
    value: str
    warning: str
    changeable: bool


@dataclass(frozen=True, slots=True)
class ReviewShown:
    rows: tuple[ReviewRow, ...] = ()


def review(world: World) -> ReviewShown:
    form = filled(world.session)
    if form is None or not isinstance(form.journey.step, Review):
        return ReviewShown()
    shown: list[ReviewRow] = []
    for row in form.journey.review():
        first = not shown or shown[-1].section != row.section
        key = row.name if row.entry is None else f"{row.name}.{row.entry}"
        shown.append(ReviewRow(key, row.section, first, row.label, row.shown, "", True))
    return ReviewShown(tuple(shown))


def row_of_key(key: str) -> tuple[str, int | None]:
    """The question and the entry that a row's key names."""
    name, _, entry = key.partition(".")
    return name, int(entry) if entry else None


@dataclass(frozen=True, slots=True)
class DeclarationShown:
    text: str = ""
    agreed: bool = False


def declaration(world: World) -> DeclarationShown:
    form = filled(world.session)
    if form is None or form.journey.service.declaration is None:
        return DeclarationShown()
    return DeclarationShown(str(form.journey.service.declaration.text), form.agreed)


def progress_title(form: Filling) -> str:
    """Words for where one is in the form."""
    if form.asking_priority:
        return "Antrean loket"
    match form.journey.step:
        case Checklist():
            return "Berkas"
        case Notice() | AskForWhom():
            return "Sebelum mulai"
        case Stop():
            return ""
        case Review():
            return "Periksa jawaban"
        case Declare():
            return "Pernyataan"
        case step:
            page = getattr(step, "page", None)
            section = page.section if page is not None else None
            return str(section) if section else ""
