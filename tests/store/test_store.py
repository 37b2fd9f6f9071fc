from __future__ import annotations

import contextlib
import hashlib
import json
import signal
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.keys import Keys, pinned
from kiosk.store import IntegrityError, Store, Transaction, audit
from kiosk.store.connection import DatabaseError, connect
from kiosk.store.errors import (
    StoreDamaged,
    StoreError,
    StoreGone,
    StoreKeyMissing,
    StoreKeyWrong,
    StoreTooNew,
)

CLOCK = SystemClock()
NIK = "3603034101900001"


def keys(folder: Path) -> Keys:
    return pinned("demo", folder)


def opened(folder: Path) -> Store:
    return Store.open(folder, keys(folder), CLOCK)


def set_meta(store: Store, name: str, value: str) -> None:
    store.write(lambda tx: tx.execute("INSERT INTO meta (name, value) VALUES (?, ?)", (name, value)))


def meta(store: Store, name: str) -> str | None:
    row = store.read(lambda connection: connection.one("SELECT value FROM meta WHERE name = ?", (name,)))
    return row[0] if row else None


def fingerprints(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder with a closed database in which one value is kept."""
    store = opened(tmp_path)
    set_meta(store, "planted", NIK)
    store.close()
    return tmp_path


def test_what_was_written_is_there_after_opening_again(closed: Path) -> None:
    store = opened(closed)
    assert meta(store, "planted") == NIK
    store.close()


def test_the_device_id_is_made_once(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.close()
    second = opened(tmp_path)
    assert second.device_id == first.device_id
    second.close()


def test_plain_sqlite_cannot_read_the_file_and_a_planted_nik_is_not_in_it(closed: Path) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(closed / "office.db").execute("SELECT * FROM meta").fetchall()
    for file in closed.iterdir():
        assert NIK.encode() not in file.read_bytes()


def test_an_act_that_fails_leaves_nothing_and_calls_nobody(tmp_path: Path) -> None:
    store = opened(tmp_path)
    called: list[str] = []

    def act(tx: Transaction) -> None:
        tx.execute("INSERT INTO meta (name, value) VALUES ('half', 'done')")
        tx.after(lambda: called.append("after"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.write(act)
    assert (meta(store, "half"), called) == (None, [])
    store.close()


def test_callbacks_run_once_the_act_is_durable(tmp_path: Path) -> None:
    store = opened(tmp_path)
    seen: list[str | None] = []

    def act(tx: Transaction) -> None:
        tx.execute("INSERT INTO meta (name, value) VALUES ('whole', 'done')")
        tx.after(lambda: seen.append(meta(store, "whole")))

    store.write(act)
    assert seen == ["done"]
    store.close()


def test_a_missing_key_is_named_and_nothing_changes(closed: Path) -> None:
    (closed / "demo-keys.json").unlink()
    before = fingerprints(closed)
    with pytest.raises(StoreKeyMissing):
        opened(closed)
    assert fingerprints(closed) == before


def test_a_wrong_key_is_named_and_nothing_changes(closed: Path) -> None:
    keys(closed).put("store", bytes(32))
    before = fingerprints(closed)
    with pytest.raises(StoreKeyWrong):
        opened(closed)
    assert fingerprints(closed) == before


@pytest.mark.parametrize("offset", [0, 20, 2000], ids=["salt", "header", "first page"])
def test_a_damaged_file_is_named_and_nothing_changes(closed: Path, offset: int) -> None:
    flip(closed / "office.db", offset)
    before = fingerprints(closed)
    with pytest.raises(StoreDamaged):
        opened(closed)
    assert fingerprints(closed) == before


def test_an_emptied_file_is_damage_and_no_new_database_takes_its_place(closed: Path) -> None:
    (closed / "office.db").write_bytes(b"")
    with pytest.raises(StoreDamaged):
        opened(closed)
    assert (closed / "office.db").read_bytes() == b""


def test_a_vanished_file_is_named_and_no_new_database_takes_its_place(closed: Path) -> None:
    (closed / "office.db").unlink()
    with pytest.raises(StoreGone):
        opened(closed)
    assert not (closed / "office.db").exists()


def test_a_database_of_a_newer_release_is_left_alone(closed: Path) -> None:
    store = opened(closed)
    store.write(
        lambda tx: tx.execute("INSERT INTO migrations (name, applied_at) VALUES ('9999_later.sql', 'x')")
    )
    store.close()
    with pytest.raises(StoreTooNew):
        opened(closed)


def test_every_flipped_byte_is_found_by_the_examination(closed: Path) -> None:
    pages = (closed / "office.db").stat().st_size // 4096
    healthy = (closed / "office.db").read_bytes()
    store = opened(closed)
    store.examine()
    store.close()
    for page in range(pages):
        flip(closed / "office.db", page * 4096 + 1000)
        with pytest.raises(StoreError):
            open_and_examine(closed)
        (closed / "office.db").write_bytes(healthy)


def test_the_examination_sees_no_damage_in_what_is_only_in_the_wal_yet(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for number in range(200):
        set_meta(store, f"row-{number}", "x" * 500)
    store.examine()
    store.close()


def test_a_database_made_in_plaintext_is_refused(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "office.db")
    plain.execute("CREATE TABLE meta (name, value)")
    plain.commit()
    plain.close()
    keys(tmp_path).put("store", bytes(range(32)))
    with pytest.raises(StoreDamaged):
        opened(tmp_path)


def test_a_cut_during_creation_is_no_obstacle(tmp_path: Path) -> None:
    keys(tmp_path).put("store", bytes(range(32)))
    (tmp_path / "office.new").write_bytes(b"half a database")
    opened(tmp_path).close()


def test_durability_settings_are_in_force(tmp_path: Path) -> None:
    opened(tmp_path).close()
    key = keys(tmp_path).get("store")
    assert key
    raw = connect(tmp_path / "office.db", key)
    settings = {
        name: raw.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store")
    }
    raw.close()
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
    }


def test_audit_rows_are_chained_and_cannot_be_changed(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for subject, staff in (("one", None), ("two", None), ("two", "staff-1")):
        store.write(partial(audit.record, event="test.made", subject=subject, now=CLOCK.now(), staff=staff))
    rows = store.read(
        lambda c: c.all("SELECT at, event, subject, staff, prev_hash, hash FROM audit ORDER BY seq")
    )
    before = ""
    for at, event, subject, staff, previous, hash in rows:
        said = (before, at, event, subject) + ((staff,) if staff else ())
        assert (previous, hash) == (before, hashlib.sha256("\n".join(said).encode()).hexdigest())
        before = hash
    for statement in ("UPDATE audit SET event = 'x'", "DELETE FROM audit"):
        with pytest.raises((IntegrityError, DatabaseError)):
            store.write(partial(Transaction.execute, sql=statement))
    store.close()


def test_the_record_beside_the_database_holds_no_key(closed: Path) -> None:
    record = json.loads((closed / "office.json").read_text())
    key = keys(closed).get("store")
    assert key
    assert key.hex() not in json.dumps(record)


def open_and_examine(folder: Path) -> None:
    with contextlib.closing(opened(folder)) as store:
        store.examine()


def flip(file: Path, offset: int) -> None:
    content = bytearray(file.read_bytes())
    content[offset] ^= 0xFF
    file.write_bytes(bytes(content))


KILLED_IN_THE_MIDDLE = """
import os, signal, sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.keys import pinned
from kiosk.store import Store
folder = Path(sys.argv[1])
store = Store.open(folder, pinned("demo", folder), SystemClock())
row = "INSERT INTO help_calls (id, page, called_at) VALUES (?, ?, 'x')"
for number in range(40):
    store.write(lambda tx: tx.execute(row, (str(number), "p" * 4000)))
os.kill(os.getpid(), signal.SIGKILL)
"""
ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.keys import pinned
from kiosk.store import Store
folder = Path(sys.argv[1])
room = (folder / "office.db").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
store = Store.open(folder, pinned("demo", folder), SystemClock())
print(store.read(lambda c: c.value("SELECT count(*) FROM help_calls")))
store.examine()
"""


def run(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=30)


def test_a_full_disk_is_no_damage_and_the_office_opens(closed: Path) -> None:
    assert run(KILLED_IN_THE_MIDDLE, closed).returncode == -signal.SIGKILL
    full = run(ON_A_FULL_DISK, closed)
    assert (full.returncode, full.stdout, full.stderr) == (0, "40\n", "")
    store = opened(closed)
    assert store.read(lambda c: c.value("SELECT count(*) FROM help_calls")) == 40
    store.close()


def test_a_file_deleted_while_open_is_noticed_and_no_new_one_is_made(tmp_path: Path) -> None:
    store = opened(tmp_path)
    set_meta(store, "before", "x")
    wal = (tmp_path / "office.db-wal").read_bytes()
    (tmp_path / "office.db").unlink()
    assert not store.in_place()
    store.examine()
    assert not (tmp_path / "office.db").exists()
    assert (tmp_path / "office.db-wal").read_bytes() == wal
    store.close()


def test_a_database_of_somebody_else_under_the_right_key_is_named(closed: Path) -> None:
    store = opened(closed)
    store.write(lambda tx: tx.execute("DELETE FROM meta WHERE name = 'device_id'"))
    store.close()
    with pytest.raises(StoreDamaged):
        opened(closed)
