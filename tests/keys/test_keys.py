from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import keyring.core
import pytest
from keyring.backends import fail

from kiosk.keys import pinned
from kiosk.keys.errors import KeysDamaged, KeysRefused, KeysUnavailable


def test_a_secret_comes_back_as_it_was_put(tmp_path: Path) -> None:
    secret = bytes(range(256))
    pinned("demo", tmp_path).put("anything", secret)
    assert pinned("demo", tmp_path).get("anything") == secret


def test_a_secret_that_was_never_put_is_none(tmp_path: Path) -> None:
    assert pinned("demo", tmp_path).get("nothing") is None


def test_demo_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    pinned("demo", tmp_path).put("anything", b"secret")
    assert (tmp_path / "demo-keys.json").stat().st_mode & 0o077 == 0


def test_demo_keys_are_refused_outside_the_temporary_folder() -> None:
    with pytest.raises(KeysRefused):
        pinned("demo", Path.home() / "anjungan-data")


def test_demo_keys_are_refused_where_a_link_leads_out_of_the_temporary_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(Path.home())
    with pytest.raises(KeysRefused):
        pinned("demo", tmp_path / "link")


def test_damaged_demo_keys_are_named(tmp_path: Path) -> None:
    (tmp_path / "demo-keys.json").write_text("{half")
    with pytest.raises(KeysDamaged):
        pinned("demo", tmp_path).get("store")


def test_whatever_keyring_is_set_elsewhere_ours_stays_pinned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    keys = pinned("demo", tmp_path)
    keys.put("store", b"x")
    assert keys.get("store") == b"x"


def test_without_a_secret_service_the_error_is_named_and_nothing_falls_back_to_plaintext(
    tmp_path: Path,
) -> None:
    ask = (
        "import sys; from pathlib import Path; from kiosk.keys import pinned;"
        "pinned('secret-service', Path(sys.argv[1]))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", ask, str(tmp_path)],
        env={"PATH": "/usr/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert KeysUnavailable.__name__ in answer.stderr
    assert list(tmp_path.iterdir()) == []
