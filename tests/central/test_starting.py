"""Central starts with its own data and keys, or says in one sentence why not."""

from __future__ import annotations

import json
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text
from typer.testing import CliRunner

from kiosk.central import cli
from kiosk.central.database import Database
from kiosk.central.errors import DatabaseTooNew, KeyMissing, KeyWrong, NoDatabase
from kiosk.central.house import House, open_house
from kiosk.central.migrate import HEAD, migrate
from kiosk.central.serve import serve
from kiosk.central.tables import central, metadata
from kiosk.clock import SystemClock
from kiosk.keys import Keys, pinned

CLI = "from kiosk.central.cli import app; app(prog_name='central')"


def start(folder: Path, database: str | None) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CLI, "--data", str(folder), "--port", "0", "--keys", "demo"]
    command += ["--database", database] if database else []
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@contextmanager
def running(folder: Path, database: str | None, stop_with: signal.Signals) -> Iterator[str]:
    process = start(folder, database)
    try:
        assert process.stdout
        ready = json.loads(process.stdout.readline())
        assert ready == {"ready": True, "port": ready["port"]}
        yield f"http://127.0.0.1:{ready['port']}"
        process.send_signal(stop_with)
        assert process.wait(20) == 0
        rest, said = process.communicate()
        assert (rest, said) == ("", "")
    finally:
        process.kill()
        process.communicate()


def test_a_restarted_central_knows_what_it_took_and_stops_cleanly(
    tmp_path: Path, database: str | None, keys: Keys, office: Any, make_line: Any
) -> None:
    record = office.ticket()
    with running(tmp_path, database, signal.SIGTERM) as url:
        (first,) = make_line(url).send(record)
        epoch = make_line(url).get("/v1/state").json()["epoch"]
    with ThreadPoolExecutor(1) as pool, running(tmp_path, database, signal.SIGINT) as url:
        held = pool.submit(make_line(url).get, "/v1/changes?wait=20")
        (again,) = make_line(url).send(record)
        assert make_line(url).get("/v1/state").json()["epoch"] == epoch
    assert held.result().json()["changes"] == []
    assert again == first | {"outcome": "duplicate"}


def test_two_centrals_that_start_together_take_turns_with_the_migrations(
    tmp_path: Path, database: str | None, keys: Keys
) -> None:
    with ThreadPoolExecutor(4) as pool:
        databases = [Database(tmp_path, database) for _ in range(4)]
        list(pool.map(migrate, databases))
    for opened in databases:
        opened.close()


def test_the_migrations_make_exactly_the_tables_that_the_code_uses(
    tmp_path: Path, database: str | None
) -> None:
    opened = Database(tmp_path, database)
    migrate(opened)
    with opened.read() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
    opened.close()


def test_sqlite_keeps_what_it_acknowledged_through_a_power_cut(tmp_path: Path) -> None:
    opened = Database(tmp_path)
    with opened.write() as connection:
        settings = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    opened.close()
    assert settings == ["wal", 2, 1]


@pytest.mark.parametrize("name", ["central-data", "central-index"])
def test_a_missing_or_wrong_key_stops_the_start_and_changes_nothing(
    tmp_path: Path, database: str | None, keys: Keys, name: str
) -> None:
    open_house(tmp_path, database, keys, SystemClock()).database.close()
    proof = read_proof(tmp_path, database)
    others = pinned("demo", (tmp_path / "others"))
    (tmp_path / "others").mkdir()
    for kept in ("central-data", "central-index"):
        if kept != name:
            others.put(kept, keys.get(kept) or b"")
    with pytest.raises(KeyMissing):
        open_house(tmp_path, database, others, SystemClock())
    others.put(name, secrets.token_bytes(32))
    with pytest.raises(KeyWrong):
        open_house(tmp_path, database, others, SystemClock())
    assert read_proof(tmp_path, database) == proof


def read_proof(folder: Path, database: str | None) -> bytes:
    opened = Database(folder, database)
    with opened.read() as connection:
        proof: bytes = connection.execute(select(central.c.key_check)).scalar_one()
    opened.close()
    return proof


def test_a_database_of_a_newer_release_is_left_alone(tmp_path: Path, database: str | None) -> None:
    opened = Database(tmp_path, database)
    migrate(opened)
    with opened.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew):
        migrate(opened)
    opened.close()


@pytest.mark.parametrize("url", ["mysql://x@localhost/x", "not a url", "postgresql://x@127.0.0.1:1/x"])
def test_a_database_that_cannot_be_had_is_said_in_one_sentence(tmp_path: Path, keys: Keys, url: str) -> None:
    with pytest.raises(NoDatabase):
        open_house(tmp_path, url, keys, SystemClock())


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, keys: Keys) -> None:
    (tmp_path / "central.db").write_bytes(b"bukan basis data" * 1000)
    with pytest.raises(NoDatabase):
        open_house(tmp_path, None, keys, SystemClock())
    assert (tmp_path / "central.db").read_bytes() == b"bukan basis data" * 1000


def test_what_keeps_central_from_starting_is_exit_code_two(
    tmp_path: Path, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert serve(tmp_path, taken.getsockname()[1], keys=keys) == 2
    (tmp_path / "empty").mkdir()
    assert serve(tmp_path / "empty", 0, keys=pinned("demo", tmp_path / "empty")) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.partition(" ")[0] for line in said.err.splitlines()] == ["Port", "Rahasia"]


def test_staff_move_an_application_on_by_command(
    tmp_path: Path, keys: Keys, office: Any, make_line: Any
) -> None:
    code = "0000-0000-0000-0"

    def command(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(cli.app, ["--data", str(tmp_path), "--keys", "demo", *words])
        return result.exit_code, result.output

    with running(tmp_path, None, signal.SIGTERM) as url:
        line = make_line(url)
        line.send(office.application(code))
        said = command(
            "status", code, "needs_completion", "--note", "Mohon lengkapi.", "--missing", "Fotokopi KK"
        )
        assert said == (0, f"{code}: needs_completion\n")
        (change,) = line.get("/v1/changes?wait=5").json()["changes"]
        assert (change["state"], change["note"], change["missing"]) == (
            "needs_completion", "Mohon lengkapi.", ["Fotokopi KK"],
        )  # fmt: skip
        assert command("status", code, "received")[0] == 1
        assert command("status", "7K3M", "ready")[0] == 1
        assert command("status", code, "melayang")[0] == 2
        before = line.get("/v1/state").json()["epoch"]
        assert command("new-epoch")[0] == 0
        assert line.get("/v1/state").json()["epoch"] != before


def test_a_central_killed_in_mid_work_has_kept_what_it_acknowledged(
    tmp_path: Path, database: str | None, keys: Keys, office: Any, make_line: Any
) -> None:
    batches = [[office.ticket(number) for number in range(1, 51)] for _ in range(20)]
    acknowledged: list[str] = []
    process = start(tmp_path, database)
    assert process.stdout
    line = make_line(f"http://127.0.0.1:{json.loads(process.stdout.readline())['port']}")
    with ThreadPoolExecutor(1) as pool:

        def send_all() -> None:
            for batch in batches:
                acknowledged.extend(result["server_id"] for result in line.send(*batch))
                if len(acknowledged) >= 200:
                    process.kill()

        sending = pool.submit(send_all)
        assert isinstance(sending.exception(20), requests.ConnectionError)
    process.communicate()
    with running(tmp_path, database, signal.SIGTERM) as url:
        again = [result for batch in batches for result in make_line(url).send(*batch)]
        assert make_line(url).get("/v1/summary").json()["tickets"] == 1000
    assert [result["server_id"] for result in again][: len(acknowledged)] == acknowledged


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_offices_are_asked_for_patience_while_the_database_is_away(
    line: Any, office: Any, house: House, expect_log: Any, request: pytest.FixtureRequest
) -> None:
    expect_log("feed_not_read")
    name = house.database.url.database
    socket: Path = request.getfixturevalue("postgres")
    with psycopg.connect(f"postgresql://pusat@/postgres?host={socket}", autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
        away = line.post(b'{"records":[' + office.ticket() + b"]}")
        assert (away.status_code, away.headers["Retry-After"]) == (503, "5")
        assert line.get("/v1/changes").status_code == 503
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())
    assert line.get("/v1/state").status_code == 200
