from __future__ import annotations

import json
import statistics
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kiosk.office.contract import WaitRange
from kiosk.queueing import invented, replay
from kiosk.queueing.cli import app
from kiosk.queueing.estimate import Counter, Facts, Waiting, outlook, rounded
from kiosk.queueing.learned import ENOUGH, Habits, Pace, PastDay, Times, learn, pace, percentile, usual_pace

SERVICES = ("ktp", "kk", "sktm")
TIMES = {"ktp": Times(8, 15), "kk": Times(12, 20), "sktm": Times(5, 9)}
STEADY = Habits(no_show=0, between_minutes=0, pauses_per_hour=0)
NO_DOUBT = Pace(0, 0.001)

counters = st.lists(
    st.builds(
        Counter,
        services=st.none() | st.sets(st.sampled_from(SERVICES), min_size=1).map(frozenset),
        busy_with=st.none() | st.sampled_from(SERVICES),
        since=st.floats(0, 60),
        paused=st.booleans(),
    ),
    max_size=6,
).map(tuple)
waiting = st.lists(
    st.builds(Waiting, service=st.sampled_from(SERVICES), favoured=st.booleans()), max_size=30
).map(tuple)


def room(people: int, open_counters: int = 2, **more: object) -> Facts:
    return Facts(
        tuple(Waiting(SERVICES[n % 3]) for n in range(people)),
        tuple(Counter(busy_with="ktp", since=2) for _ in range(open_counters)),
        TIMES,
        **more,  # type: ignore[arg-type]  # keywords of Facts
    )


def of_newcomer(facts: Facts, service: str = "ktp", *, favoured: bool = False) -> WaitRange:
    return outlook(facts, [service]).newcomers[service, favoured]


@settings(max_examples=25, deadline=None)
@given(waiting=waiting, counters=counters, further=st.integers(0, 500))
def test_every_range_is_in_steps_of_five_and_never_empty(
    waiting: tuple[Waiting, ...], counters: tuple[Counter, ...], further: int
) -> None:
    answer = outlook(Facts(waiting, counters, TIMES, further=further), SERVICES)

    assert set(answer.newcomers) == {
        (service, favoured) for service in SERVICES for favoured in (False, True)
    }
    assert len(answer.waiting) == len(waiting)
    for one in (*answer.newcomers.values(), *answer.waiting):
        assert 0 <= one.low < one.high <= 485
        assert one.low % 5 == one.high % 5 == 0


@given(low=st.floats(-50, 600), width=st.floats(0, 600))
def test_rounding_only_widens(low: float, width: float) -> None:
    told = rounded(low, low + width)
    assert told.low <= max(0.0, min(480.0, low))
    assert told.high >= min(480.0, low + width)


@given(values=st.lists(st.floats(0, 1000), min_size=1, max_size=60), share=st.floats(0, 1))
def test_a_percentile_lies_between_the_values_and_rises_with_its_share(
    values: list[float], share: float
) -> None:
    ordered = sorted(values)
    found = percentile(ordered, share)
    assert ordered[0] - 1e-9 <= found <= ordered[-1] + 1e-9
    assert percentile(ordered, share / 2) <= found + 1e-9
    assert percentile(ordered, 0.5) == pytest.approx(statistics.median(ordered))


def test_the_same_facts_and_seed_give_the_same_ranges() -> None:
    assert outlook(room(20), SERVICES, seed=3) == outlook(room(20), SERVICES, seed=3)


def test_two_hundred_people_and_eight_counters_take_less_than_three_milliseconds() -> None:
    facts = room(200, 8)
    took = []
    for _ in range(7):
        began = time.thread_time()
        outlook(facts, SERVICES)
        took.append((time.thread_time() - began) * 1000)
    assert min(took) < 3


def test_nobody_before_and_a_free_counter_means_at_once() -> None:
    facts = Facts((), (Counter(),), TIMES)
    assert of_newcomer(facts) == WaitRange(0, 5)


def test_more_people_wait_longer_and_more_counters_shorten_it() -> None:
    few, many = of_newcomer(room(4)), of_newcomer(room(30))
    assert (few.low, few.high) < (many.low, many.high)
    assert of_newcomer(room(30, 6)).high < many.high


def test_the_range_holds_what_a_steady_office_takes() -> None:
    facts = Facts(
        tuple(Waiting("ktp") for _ in range(12)),
        (Counter(), Counter()),
        {"ktp": Times(10, 10.1)},
        STEADY,
        NO_DOUBT,
    )
    told = of_newcomer(facts)
    assert told.low <= 60 <= told.high
    assert told.high - told.low <= 20


def test_who_has_priority_waits_less() -> None:
    facts = room(30)
    assert of_newcomer(facts, favoured=True).high < of_newcomer(facts).low


def test_no_more_than_two_favoured_people_go_before_one_who_waits() -> None:
    steady = Facts(
        (Waiting("ktp"), *(Waiting("ktp", favoured=True) for _ in range(6))),
        (Counter(),),
        {"ktp": Times(10, 10.1)},
        STEADY,
        NO_DOUBT,
    )
    first, *favoured = outlook(steady, ["ktp"]).waiting
    assert first.low <= 20 <= first.high
    assert favoured[-1].low <= 60 <= favoured[-1].high


def test_only_the_counters_of_a_service_shorten_its_wait() -> None:
    queue = tuple(Waiting("kk") for _ in range(10))
    for_sktm = (Counter(frozenset({"kk"})), *(Counter(frozenset({"sktm"})) for _ in range(5)))
    answer = outlook(Facts(queue, for_sktm, TIMES), SERVICES)
    assert answer.newcomers["sktm", False] == WaitRange(0, 5)
    assert answer.newcomers["kk", False].low > 60


def test_the_break_of_the_counters_is_waited_for() -> None:
    steady = Facts((), (Counter(),), TIMES, STEADY, rest=(-10, 50))
    told = of_newcomer(steady)
    assert told.low <= 50 <= told.high
    assert told.low >= 45


def test_a_slow_day_is_told_longer_waits() -> None:
    slow = pace([(2 * TIMES["ktp"].median, TIMES["ktp"])] * 12)
    assert slow.mean > 0.2
    assert of_newcomer(room(20, pace=slow)).high > of_newcomer(room(20)).high


def test_the_catalogue_stands_in_until_a_service_has_been_measured_thirty_times() -> None:
    def taught(visits: int) -> Times:
        day = PastDay((("ktp", 4.0),) * visits, 0, {}, 6)
        return learn([day], {"ktp": Times(8, 15)}).times["ktp"]

    assert taught(ENOUGH - 1) == Times(8, 15)
    assert taught(ENOUGH) == Times(4, 4)


def test_no_shows_favoured_people_and_the_spread_of_days_are_learned() -> None:
    def day(minutes: float) -> PastDay:
        return PastDay((("ktp", minutes),) * 45, 5, {"ktp": 12}, 6)

    learned = learn([day(minutes) for minutes in (6, 8, 10, 8, 7, 9)], {"ktp": Times(8, 15)})
    assert learned.habits.no_show == pytest.approx(0.1)
    assert learned.habits.favoured_per_hour == {"ktp": pytest.approx(2)}
    assert 0.1 < learned.pace.deviation < 0.3


def test_a_few_days_say_nothing_of_how_days_differ() -> None:
    assert usual_pace([[(8, TIMES["ktp"])] * 40]) == Pace()


def test_an_office_without_a_past_learns_nothing_and_fails_nowhere() -> None:
    learned = learn([], TIMES)
    assert (learned.times, learned.habits, learned.pace) == (TIMES, Habits(), Pace())


def test_an_invented_day_is_the_same_for_the_same_seed_and_serves_everybody_once() -> None:
    today = invented.day(5)
    assert today == invented.day(5) != invented.day(6)
    assert all(visit.called >= visit.came for visit in today.visits)
    assert not any(240 <= visit.called < 300 for visit in today.visits)
    assert len(today.moments) == len(today.visits) > 60


def test_the_truth_falls_inside_often_enough_and_the_ranges_beat_both_baselines() -> None:
    measured = replay.replay(8, seed=3).every

    assert measured.tickets > 700
    assert 0.78 <= measured.estimate.inside_share <= 0.95
    assert measured.estimate.width_ratio <= 0.66
    for rival in (measured.constant, measured.mean_and_margin):
        assert rival.inside_share >= measured.estimate.inside_share
        assert measured.estimate.width_ratio < 0.7 * rival.width_ratio


def test_the_command_says_the_figures_and_writes_them(tmp_path: Path) -> None:
    file = tmp_path / "replay.json"
    said = CliRunner().invoke(app, ["replay", "--days", "1", "--json", str(file)])

    assert said.exit_code == 0, said.output
    assert "Semua nomor" in said.output
    written = json.loads(file.read_text())
    assert written["days"] == 1
    assert 0 < written["every"]["estimate"]["inside_share"] <= 1
