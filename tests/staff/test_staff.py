from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from kiosk.acts import Act, fingerprint
from kiosk.clock import SystemClock
from kiosk.ids import uuid7
from kiosk.keys import pinned
from kiosk.staff import accounts, pins, sessions
from kiosk.staff.accounts import Account, Role
from kiosk.staff.errors import (
    AlreadySetUp,
    BadName,
    LastSupervisor,
    Locked,
    NameTaken,
    SessionEnded,
    UnknownStaff,
    WeakPin,
    WrongPin,
)
from kiosk.staff.pins import PinHash
from kiosk.staff.signing import NAMES, Strangers, sign_in
from kiosk.store import Store

MORNING = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
PIN = "480275"
OTHER = "936104"
NAME = "Petugas Contoh"
SECOND = timedelta(seconds=1)

Hire = Callable[..., Account]


def act(staff: str | None = None) -> Act:
    return Act(uuid7(), fingerprint("same"), MORNING, "none", staff)


@pytest.fixture(scope="module")
def kept() -> PinHash:
    """What is kept of PIN."""
    return pins.hashed(PIN)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path, pinned("demo", tmp_path), SystemClock())
    yield store
    store.close()


@pytest.fixture
def hire(store: Store, kept: PinHash) -> Hire:
    def hire(name: str = NAME, role: Role = "counter") -> Account:
        made, _ = store.write(lambda tx: accounts.make(tx, act=act(), name=name, role=role, pin=kept))
        return made

    return hire


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id with parameters for many attempts; the kept hash names its own."""
    from argon2 import PasswordHasher

    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(pins, "_hasher", lambda: hasher)


def fail(store: Store, times: int, now: datetime = MORNING) -> list[type[Exception]]:
    raised: list[type[Exception]] = []
    for _ in range(times):
        with pytest.raises((WrongPin, Locked)) as error:
            sign_in(store, NAME, OTHER, now)
        raised.append(error.type)
    return raised


def test_whoever_knows_the_pin_gets_a_session(store: Store, hire: Hire) -> None:
    account = hire()
    session = sign_in(store, "  petugas   CONTOH ", PIN, MORNING)
    assert session.account == account
    assert sessions.current(store, session.token, MORNING + timedelta(minutes=1)) == account


def test_a_hash_takes_long_enough_and_is_argon2id(kept: PinHash) -> None:
    assert kept.startswith("$argon2id$v=19$m=32768,t=3,p=1$")


def test_an_unknown_name_and_a_wrong_pin_are_told_alike(store: Store, hire: Hire) -> None:
    hire()
    said = []
    for name in (NAME, "Tidak Ada"):
        with pytest.raises(WrongPin) as error:
            sign_in(store, name, OTHER, MORNING)
        said.append(str(error.value))
    assert said[0] == said[1]


def answers(store: Store, name: str, now: datetime, strangers: Strangers) -> list[str]:
    """What is said to wrong PINs, each as soon as it is taken."""
    said = []
    for _ in range(16):
        with pytest.raises((WrongPin, Locked)) as error:
            sign_in(store, name, OTHER, now, strangers)
        said.append(str(error.value))
        now += timedelta(seconds=error.value.seconds if isinstance(error.value, Locked) else 1)
    return said


def test_a_name_that_nobody_has_is_locked_as_one_that_exists(store: Store, hire: Hire, quick: None) -> None:
    hire()
    strangers = Strangers()
    known = answers(store, NAME, MORNING, strangers)
    assert len(set(known)) == 10
    assert answers(store, "Tidak Ada", MORNING, strangers) == known


def test_a_lock_on_a_name_that_nobody_has_refuses_at_once(store: Store, hire: Hire, quick: None) -> None:
    hire()
    strangers = Strangers()
    for name in (NAME, "Tidak Ada"):
        for _ in range(5):
            with pytest.raises((WrongPin, Locked)):
                sign_in(store, name, OTHER, MORNING, strangers)
        with pytest.raises(Locked) as locked:
            sign_in(store, name.upper(), OTHER, MORNING + SECOND, strangers)
        assert locked.value.seconds == 14


def test_names_that_nobody_has_are_remembered_to_an_end() -> None:
    strangers = Strangers()
    for number in range(3 * NAMES // 2):
        assert strangers.count(f"Nama {number}", MORNING) == (0, 0)
    assert len(strangers) == NAMES


def test_the_fifth_wrong_pin_locks_and_each_further_one_doubles_the_lock(
    store: Store, hire: Hire, quick: None
) -> None:
    hire()
    assert fail(store, 4) == [WrongPin] * 4
    now = MORNING
    for seconds in (15, 30, 60, 120):
        with pytest.raises(Locked) as locked:
            sign_in(store, NAME, OTHER, now)
        assert (locked.value.seconds, locked.value.until) == (seconds, now + seconds * SECOND)
        now = locked.value.until


def test_a_lock_holds_against_the_right_pin_and_ends(store: Store, hire: Hire) -> None:
    hire()
    fail(store, 5)
    with pytest.raises(Locked):
        sign_in(store, NAME, PIN, MORNING + 14 * SECOND)
    assert sign_in(store, NAME, PIN, MORNING + 15 * SECOND).account.name == NAME


def test_the_right_pin_forgets_the_wrong_ones(store: Store, hire: Hire) -> None:
    hire()
    fail(store, 4)
    sign_in(store, NAME, PIN, MORNING)
    assert fail(store, 4) == [WrongPin] * 4


def test_a_lock_survives_a_restart(tmp_path: Path, store: Store, hire: Hire) -> None:
    hire()
    fail(store, 5)
    store.close()
    again = Store.open(tmp_path, pinned("demo", tmp_path), SystemClock())
    with pytest.raises(Locked):
        sign_in(again, NAME, PIN, MORNING + SECOND)
    again.close()


def test_a_clock_set_back_neither_opens_a_lock_nor_makes_it_endless(store: Store, hire: Hire) -> None:
    hire()
    fail(store, 5)
    earlier = MORNING - timedelta(days=400)
    with pytest.raises(Locked) as locked:
        sign_in(store, NAME, PIN, earlier)
    assert locked.value.until == earlier + 15 * SECOND
    assert sign_in(store, NAME, PIN, earlier + 15 * SECOND).account.name == NAME


def test_many_guesses_at_once_get_no_more_than_five_looks(store: Store, hire: Hire, quick: None) -> None:
    hire()
    let_in: list[str] = []

    def guess(pin: str) -> None:
        with contextlib.suppress(Locked, WrongPin):
            let_in.append(sign_in(store, NAME, pin, MORNING).token)

    threads = [threading.Thread(target=guess, args=(f"48027{n % 5}1",)) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (wrong,) = store.read(lambda c: c.one("SELECT wrong FROM staff")) or ()
    assert wrong == 5
    assert not let_in


@pytest.mark.parametrize(
    "pin",
    ["12345", "1234567890123", "111111", "121212", "123456", "987654", "480480", "48027a", "", "٤٨٠٢٧٥"],
)
def test_a_pin_that_a_thief_would_try_first_is_refused(pin: str) -> None:
    with pytest.raises(WeakPin):
        pins.hashed(pin)


def test_drawn_pins_are_good_ones() -> None:
    drawn = {pins.draw() for _ in range(200)}
    assert len(drawn) > 190
    assert all(len(pin) == 6 and pin.isdecimal() for pin in drawn)


def test_an_idle_session_ends(store: Store, hire: Hire) -> None:
    hire()
    token = sign_in(store, NAME, PIN, MORNING).token
    sessions.current(store, token, MORNING + timedelta(minutes=29))
    sessions.current(store, token, MORNING + timedelta(minutes=58))
    with pytest.raises(SessionEnded):
        sessions.current(store, token, MORNING + timedelta(minutes=88))
    with pytest.raises(SessionEnded):
        sessions.current(store, token, MORNING + timedelta(minutes=59))


def test_a_session_ends_after_a_working_day_however_busy(store: Store, hire: Hire) -> None:
    hire()
    token = sign_in(store, NAME, PIN, MORNING).token
    for minutes in range(20, 12 * 60, 20):
        sessions.current(store, token, MORNING + timedelta(minutes=minutes))
    with pytest.raises(SessionEnded):
        sessions.current(store, token, MORNING + timedelta(hours=12))


def test_a_session_does_not_outlive_a_clock_set_back_behind_its_beginning(store: Store, hire: Hire) -> None:
    hire()
    token = sign_in(store, NAME, PIN, MORNING).token
    with pytest.raises(SessionEnded):
        sessions.current(store, token, MORNING - timedelta(hours=1))


def test_signing_out_a_new_pin_and_leaving_end_sessions(store: Store, hire: Hire, kept: PinHash) -> None:
    account = hire()
    hire("Penyelia", "supervisor")

    def begun() -> str:
        return sign_in(store, NAME, PIN, MORNING).token

    out, reset, left = begun(), begun(), begun()
    store.write(lambda tx: sessions.end(tx, out))
    with pytest.raises(SessionEnded):
        sessions.current(store, out, MORNING)
    sessions.current(store, reset, MORNING)
    store.write(lambda tx: accounts.reset_pin(tx, act=act(), id=account.id, pin=kept))
    for token in (reset, left):
        with pytest.raises(SessionEnded):
            sessions.current(store, token, MORNING)
    again = begun()
    store.write(lambda tx: accounts.disable(tx, act=act(), id=account.id))
    with pytest.raises(SessionEnded):
        sessions.current(store, again, MORNING)
    with pytest.raises(WrongPin):
        begun()


def test_a_leaver_keeps_the_account_and_its_name(store: Store, hire: Hire) -> None:
    hire("Penyelia", "supervisor")
    leaver = hire()
    gone, _ = store.write(lambda tx: accounts.disable(tx, act=act(), id=leaver.id))
    assert (gone.name, gone.disabled_at is not None) == (NAME, True)
    with pytest.raises(NameTaken):
        hire(NAME.upper())
    back, _ = store.write(lambda tx: accounts.enable(tx, act=act(), id=leaver.id))
    assert back.disabled_at is None


def test_the_last_supervisor_cannot_leave(store: Store, hire: Hire) -> None:
    only = hire("Penyelia", "supervisor")
    with pytest.raises(LastSupervisor):
        store.write(lambda tx: accounts.disable(tx, act=act(), id=only.id))


def test_the_first_supervisor_is_made_once(store: Store, kept: PinHash) -> None:
    def first(name: str) -> Account:
        return store.write(lambda tx: accounts.make_first_supervisor(tx, act=act(), name=name, pin=kept))[0]

    assert first("Penyelia").role == "supervisor"
    with pytest.raises(AlreadySetUp):
        first("Lain")


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "baris\x07"])
def test_a_name_that_cannot_be_shown_is_refused(hire: Hire, name: str) -> None:
    with pytest.raises(BadName):
        hire(name)


def test_every_change_of_an_account_names_who_made_it(store: Store, hire: Hire, kept: PinHash) -> None:
    supervisor = hire("Penyelia", "supervisor").id
    new = partial(accounts.make, name=NAME, role="counter", pin=kept)
    made, _ = store.write(lambda tx: new(tx, act=act(supervisor)))
    changes: list[Callable[..., object]] = [
        partial(accounts.reset_pin, pin=kept),
        partial(accounts.change_role, role="technician"),
        accounts.disable,
        accounts.enable,
    ]
    for change in changes:
        store.write(lambda tx, change=change: change(tx, act=act(supervisor), id=made.id))  # type: ignore[misc]  # defaults bind the loop's values
    told = "SELECT event, staff FROM audit WHERE subject = ? ORDER BY seq"
    assert store.read(lambda c: c.all(told, (made.id,))) == [
        (f"staff.{what}", supervisor)
        for what in ("made_counter", "pin_reset", "role_technician", "disabled", "enabled")
    ]


def test_a_new_role_counts_at_once_and_ends_what_was_begun_with_the_old_one(store: Store, hire: Hire) -> None:
    hire("Penyelia", "supervisor")
    account = hire()
    token = sign_in(store, NAME, PIN, MORNING).token
    changed, _ = store.write(lambda tx: accounts.change_role(tx, act=act(), id=account.id, role="supervisor"))
    assert changed.role == "supervisor"
    with pytest.raises(SessionEnded):
        sessions.current(store, token, MORNING)
    assert sign_in(store, NAME, PIN, MORNING).account.role == "supervisor"


def test_the_last_supervisor_cannot_take_another_role(store: Store, hire: Hire) -> None:
    only = hire("Penyelia", "supervisor")
    with pytest.raises(LastSupervisor):
        store.write(lambda tx: accounts.change_role(tx, act=act(), id=only.id, role="counter"))


def test_an_unknown_account_is_named_so(store: Store, kept: PinHash) -> None:
    with pytest.raises(UnknownStaff):
        store.write(lambda tx: accounts.reset_pin(tx, act=act(), id=uuid7(), pin=kept))


def test_no_pin_and_no_name_is_in_acts_or_audit(store: Store, hire: Hire) -> None:
    hire()
    fail(store, 1)
    sign_in(store, NAME, PIN, MORNING)
    told = store.read(lambda c: c.all("SELECT event, subject FROM audit"))
    answers = store.read(lambda c: c.all("SELECT answer FROM acts"))
    assert [event for event, _ in told] == [
        "staff.made_counter",
        "staff.made",
        "staff.refused",
        "staff.signed_in",
    ]
    assert PIN not in repr(told) + repr(answers)
    assert NAME not in repr(told)
