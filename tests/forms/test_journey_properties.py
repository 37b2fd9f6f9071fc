"""Whatever a citizen does in whatever order: nothing is lost, and exactly what is relevant is submitted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.catalogue.model import Page, Service
from kiosk.forms.errors import Refused, WrongStep
from kiosk.forms.journey import Journey
from kiosk.forms.steps import Ask, AskForWhom, Checklist, Declare, Entries, Notice, Review, Step, Stop
from kiosk.forms.submission import check
from kiosk.people.errors import NotAccepted

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine is shared: a slow example is not a wrong one."""

NIKS = st.sampled_from(["3603034101900001", "3603030106160002", {"unknown": True}])
NAMES = st.sampled_from(["CONTOH", "CONTOH PEMOHON", "C. O'CONTOH"])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "untuk": st.sampled_from(["diri", "anak", "orang_lain"]),
    "warga": st.sampled_from([True, True, True, False]),
    "nik": NIKS,
    "nama": NAMES,
    "lahir": st.sampled_from(["1990-01-01", "2016-06-01"]),
    "hp": st.sampled_from(["081200001234", None]),
    "nik_dia": NIKS,
    "nama_dia": NAMES,
    "kk": st.just("3603032408120007"),
    "status": st.sampled_from(["lajang", "menikah", "cerai"]),
    "nikah": st.sampled_from(["2015-05-05", "2026-11-24"]),
    "pasangan": NAMES,
    "bantuan": st.sampled_from([["pkh"], ["kip"], ["pkh", "kip"], []]),
    "sekolah": st.just("SD Contoh"),
    "alamat": st.just({"desa": "36.03.03.2012", "rt": "002", "rw": "011", "street": "Kp. Contoh"}),
    "asal": st.just("36.03.03.1001"),
    "gaji": st.sampled_from([0, 4_999_999, 5_000_000]),
    "sebab": st.just("satu\ndua"),
    "orang": st.sampled_from([0, 1, 2]),
    "acara": st.just("2026-12-01"),
    "foto": st.sampled_from(["brought", "later"]),
    "nama_anak": NAMES,
    "lahir_anak": st.sampled_from(["2000-01-01", "2016-06-06", "2024-06-06", "2026-06-06"]),
    "nik_anak": NIKS,
    "kelas": st.sampled_from([1, 12, None]),
    "benar": st.just(True),
}

# The conditions of the sample service once more, written down by hand and independently.


def born(day: str, years: int) -> bool:
    return day <= f"{2026 - years}-11-24"


def relevant_names(given: Mapping[str, Any]) -> set[str]:
    names = {"untuk", "warga", "nik", "nama", "lahir", "hp", "kk", "status", "bantuan", "alamat"}
    names |= {"asal", "gaji", "orang", "acara", "foto", "benar"}
    if given["untuk"] != "diri":
        names |= {"nik_dia", "nama_dia"}
    if given["status"] in ("menikah", "cerai"):
        names |= {"nikah"}
    if given["status"] == "menikah":
        names |= {"pasangan"}
    if "kip" in (given["bantuan"] or ()):
        names |= {"sekolah"}
    if given["gaji"] >= 5_000_000:
        names |= {"sebab"}
    if given["orang"] >= 1:
        names |= {"anak"}
    return names


def relevant_in_entry(entry: Mapping[str, Any]) -> set[str]:
    names = {"nama_anak", "lahir_anak"}
    if born(entry["lahir_anak"], 1):
        names |= {"nik_anak"}
    if born(entry["lahir_anak"], 6) and not born(entry["lahir_anak"], 19):
        names |= {"kelas"}
    return names


def expected(given: Mapping[str, Any]) -> dict[str, Any]:
    """What must be submitted of everything that was ever answered."""
    answers = {name: given[name] for name in relevant_names(given) if given.get(name) is not None}
    if "anak" in answers:
        answers["anak"] = [
            {name: entry[name] for name in relevant_in_entry(entry) if entry.get(name) is not None}
            for entry in answers["anak"]
        ]
    return answers


def given_answers(answers: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Everything that was answered, those of entries one by one."""
    flat: list[tuple[str, Any]] = []
    for name, value in answers.items():
        if name == "anak":
            flat += [
                (f"{index}.{key}", one) for index, entry in enumerate(value) for key, one in entry.items()
            ]
        else:
            flat.append((name, value))
    return sorted(flat, key=lambda item: item[0])


def answer(journey: Journey, name: str, data: st.DataObject) -> Journey:
    return journey.answer(data.draw(VALUES[name], label=name))


def act(journey: Journey, data: st.DataObject) -> Journey:
    """One thing that a citizen may do at this step, other than moving."""
    match journey.step:
        case Checklist(requirements=requirements):
            which = data.draw(st.sampled_from([one.id for one in requirements]))
            return journey.bring(which, data.draw(st.booleans()))
        case AskForWhom():
            return answer(journey, "untuk", data)
        case Ask(question=question):
            return answer(journey, question.name, data)
        case Entries():
            choice = data.draw(st.sampled_from(["add", "open", "remove"]))
            entries = len(journey.entries())
            if choice == "add" or not entries:
                return journey.add()
            index = data.draw(st.integers(0, entries - 1))
            return journey.open(index) if choice == "open" else journey.remove(index)
        case Review():
            row = data.draw(st.sampled_from(journey.review()))
            return journey.change(row.name, row.entry)
        case Declare():
            return journey.answer(True)
        case Notice() | Stop():
            return journey


def hurry(journey: Journey, data: st.DataObject, end: type[Step]) -> Journey:
    """Straight on to such a step or to the last one, answering only what is still open."""
    for _ in range(200):
        if isinstance(journey.step, end | Declare):
            return journey
        if isinstance(journey.step, Stop):
            journey = begin_again(journey)
        try:
            journey = journey.forward()
        except NotAccepted:
            journey = journey.add() if isinstance(journey.step, Entries) else act(journey, data)
    raise AssertionError("the way has no end")


def begin_again(journey: Journey) -> Journey:
    while not (isinstance(journey.step, Ask) and journey.step.question.name == "warga"):
        journey = journey.back()
    return journey.answer(True)


@UNHURRIED
@given(data=st.data())
def test_moving_never_loses_an_answer_and_exactly_the_relevant_ones_are_submitted(
    data: st.DataObject, start: Journey
) -> None:
    journey = start
    for _ in range(data.draw(st.integers(0, 60), label="steps")):
        move = data.draw(st.sampled_from(["act", "act", "forward", "forward", "back", "hurry"]))
        try:
            if move == "act":
                journey = act(journey, data)
                continue
            before = given_answers(journey.answers)
            if move == "hurry":
                journey = hurry(journey, data, Review)
                continue
            journey = journey.forward() if move == "forward" else journey.back()
        except NotAccepted:
            continue
        kept = dict(given_answers(journey.answers))
        assert all(kept[name] == value for name, value in before)
        step, of = journey.progress()
        assert 1 <= step <= of
    journey = hurry(journey, data, Declare).answer(True)
    done = journey.complete()
    assert done.answers == expected(journey.answers)
    again = check(
        journey.service, done.answers, done.presented, journey.today, journey.villages, declared=True
    )
    assert again == done


@UNHURRIED
@given(data=st.data())
def test_going_back_to_the_start_and_forward_again_changes_nothing(
    data: st.DataObject, start: Journey
) -> None:
    end = hurry(start, data, Review)
    there, answers = end, end.answers
    for _ in range(100):
        if there.first:
            break
        there = there.back()
    assert there.first
    assert there.answers == answers
    back_again = hurry(there, data, Review)
    assert back_again.answers == answers
    assert back_again.review() == end.review()


@UNHURRIED
@given(data=st.data())
def test_a_change_from_the_review_ends_at_the_review_or_an_exit_page(
    data: st.DataObject, start: Journey
) -> None:
    journey = hurry(start, data, Review)
    row = data.draw(st.sampled_from(journey.review()))
    journey = journey.change(row.name, row.entry)
    if isinstance(journey.step, Ask | AskForWhom):
        journey = act(journey, data)
    for _ in range(60):
        if isinstance(journey.step, Review | Stop):
            break
        try:
            journey = journey.forward()
        except NotAccepted:
            journey = journey.add() if isinstance(journey.step, Entries) else act(journey, data)
    assert isinstance(journey.step, Review | Stop)
    if isinstance(journey.step, Review):
        assert journey.returning == "no"
        assert journey.forward().answer(True).complete().answers == expected(journey.answers)


CALLS: list[Callable[[Journey, Any], Any]] = [
    lambda journey, value: journey.answer(value),
    lambda journey, value: journey.bring(str(value), True),
    lambda journey, value: journey.change(str(value), None),
    lambda journey, value: journey.open(value if isinstance(value, int) else 0),
    lambda journey, value: journey.remove(value if isinstance(value, int) else 0),
    lambda journey, value: journey.add(),
    lambda journey, value: journey.unknown(),
    lambda journey, value: journey.skip(),
    lambda journey, value: journey.forward(),
    lambda journey, value: journey.back(),
    lambda journey, value: journey.complete(),
    lambda journey, value: (journey.value, journey.review(), journey.warnings(), journey.readout()),
]
ANYTHING = st.one_of(
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.none(),
    st.booleans(),
    st.lists(st.text(), max_size=2),
)


@UNHURRIED
@given(data=st.data(), calls=st.lists(st.tuples(st.sampled_from(CALLS), ANYTHING), max_size=20))
def test_whatever_is_called_and_typed_only_the_named_errors_come(
    data: st.DataObject, calls: list[tuple[Callable[[Journey, Any], Any], Any]], start: Journey
) -> None:
    journey = hurry(
        start, data, data.draw(st.sampled_from([Checklist, Notice, Ask, Entries, Review, Declare]))
    )
    for call, value in calls:
        try:
            result = call(journey, value)
        except (NotAccepted, WrongStep, Refused):
            continue
        journey = result if isinstance(result, Journey) else journey


def test_the_sample_answers_cover_every_question(service: Service) -> None:
    pages = [page for page in service.pages if isinstance(page, Page)]
    assert {question.name for page in pages for question in page.questions} | {"untuk"} == VALUES.keys()
