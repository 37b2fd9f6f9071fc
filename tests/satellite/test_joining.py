"""How a further kiosk is added, joined and taken off."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.acts import Act, fingerprint
from kiosk.clock import SystemClock
from kiosk.ids import uuid7
from kiosk.keys import Keys, pinned
from kiosk.satellite import membership, registry, roster
from kiosk.satellite.contract import Beat
from kiosk.satellite.desk import code_of
from kiosk.satellite.errors import BadInvitation, NameUnusable, Silent, TooManyKiosks
from kiosk.satellite.link import Link
from kiosk.satellite.membership import Invitation
from kiosk.store import Store
from tests.satellite.conftest import SETTINGS, Pair, command

INVITED = Invitation("https://192.168.1.10:8443", 2, "ab" * 32, "s" * 43)


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return pinned("demo", tmp_path)


@pytest.fixture
def store(tmp_path: Path, keys: Keys) -> Iterator[Store]:
    store = Store.open(tmp_path, keys, SystemClock())
    yield store
    store.close()


def add(store: Store, name: str) -> int:
    act = Act(uuid7(), fingerprint(name), SystemClock().now(), "none")
    return store.write(lambda tx: registry.add(tx, act=act, name=name))


def remove(store: Store, name: str) -> int:
    act = Act(uuid7(), fingerprint(name), SystemClock().now(), "none")
    return store.write(lambda tx: registry.remove(tx, act=act, name=name))


def refused(*arguments: str) -> str:
    """Runs a `kiosk` command that must fail, and returns what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


def test_kiosks_get_the_digits_from_two_to_nine(store: Store) -> None:
    assert [add(store, f"Teras {n}") for n in range(8)] == list(range(2, 10))
    with pytest.raises(TooManyKiosks):
        add(store, "Satu lagi")
    assert remove(store, "teras 3") == 5
    assert add(store, "Satu lagi") == 5


@pytest.mark.parametrize("name", ["", "   ", "x" * 31, "a\x00b", "TERAS"])
def test_a_name_that_cannot_be_used_is_refused(store: Store, name: str) -> None:
    add(store, "Teras")
    with pytest.raises(NameUnusable):
        add(store, name)


def test_a_kiosk_that_was_taken_off_has_no_secret_any_more(store: Store, keys: Keys) -> None:
    number = add(store, "Teras")
    keys.put(registry.secret_name(number), b"secret")
    assert store.read(lambda c: registry.secrets_of(c, keys)) == {2: b"secret"}
    remove(store, "Teras")
    assert store.read(lambda c: registry.secrets_of(c, keys)) == {}
    with pytest.raises(NameUnusable):
        remove(store, "Teras")


def test_an_invitation_is_read_as_it_was_written() -> None:
    assert membership.read_line(f"  {INVITED.line()}\n") == INVITED
    assert INVITED.secret not in repr(INVITED)


@pytest.mark.parametrize(
    "line",
    ["", "https://192.168.1.10:8443", INVITED.line()[:-10], INVITED.line().replace("https", "http"),
     INVITED.line().replace("#2.", "#1.")],
)  # fmt: skip
def test_a_line_that_is_not_whole_is_refused(line: str) -> None:
    with pytest.raises(BadInvitation):
        membership.read_line(line)


@pytest.mark.parametrize("url", ["http://192.168.1.10", "192.168.1.10:8443", "https://", "https://a/b"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(BadInvitation):
        membership.address(url)


def test_the_code_of_an_application_comes_from_its_key_and_the_secret() -> None:
    key = uuid7()
    assert code_of(key, b"a") == code_of(key, b"a")
    assert len({code_of(key, b"a"), code_of(key, b"b"), code_of(uuid7(), b"a")}) == 3


def test_a_kiosk_that_never_joined_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text(SETTINGS)
    command = [sys.executable, "-m", "kiosk.cli", "office", "--data", str(tmp_path), "--port", "0"]
    done = subprocess.run(
        [*command, "--of", "https://127.0.0.1:1"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (
        2,
        "Anjungan ini belum terdaftar. Jalankan kiosk satellite join.\n",
    )


def test_a_kiosk_is_added_and_taken_off_while_the_office_runs(joined: Callable[..., Pair]) -> None:
    office = joined()
    folder = str(office.main.folder)
    line = re.findall(r"^https://\S+$", command("satellite", "add", "Aula", "--data", folder), re.MULTILINE)
    invited = replace(membership.read_line(line[0]), url=f"https://127.0.0.1:{office.line.port}")
    assert invited.number == 3
    keys = pinned("demo", office.kiosk.folder)
    link = Link(replace(membership.kept(keys), number=3, secret=invited.secret))
    try:
        assert link.beat(Beat("ready", 0, 0, 0)).status.office_code == "36.03.03"
        listed = command("satellite", "list", "--data", folder)
        assert [row.split()[:2] for row in listed.splitlines()] == [["K2", "Teras"], ["K3", "Aula"]]
        assert command("satellite", "remove", "Aula", "--data", folder) == "Anjungan 3 dicabut.\n"
        with pytest.raises(Silent, match="401"):
            link.beat(Beat("ready", 0, 0, 0))
    finally:
        link.close()
    assert refused("satellite", "add", "Teras", "--data", folder) == (
        "Nama ini sudah dipakai anjungan lain.\n"
    )
    assert (office.main.folder / roster.SOCKET).stat().st_mode & 0o777 == 0o600


def test_an_office_that_was_killed_leaves_no_socket_in_the_way(joined: Callable[..., Pair]) -> None:
    office = joined()
    office.main.stop(signal.SIGKILL)
    folder = str(office.main.folder)
    assert "K2" in command("satellite", "list", "--data", folder)
    office.main.start()
    assert "K2" in command("satellite", "list", "--data", folder)


def test_an_office_without_a_lan_says_so(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text(SETTINGS)
    assert refused("satellite", "add", "Teras", "--data", str(tmp_path)) == (
        "Kantor utama belum membuka jaringan. Isi port di [lan] pada office.toml.\n"
    )
