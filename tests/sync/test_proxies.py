"""A proxy that the machine has for the internet has no say between office and central."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest


def test_a_proxy_of_the_machine_is_not_asked_for_the_way_to_central(
    office: Any, middle: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "socks5h://127.0.0.1:1")
    office.put(1)
    office.connect(middle.url)
    office.until(lambda: office.states() == ["sent"])


def test_a_proxy_of_the_machine_makes_no_words_in_the_log() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from kiosk.sync.client import Client"],
        env=os.environ | {"ALL_PROXY": "socks5h://127.0.0.1:1"},
        capture_output=True,
        timeout=30,
    )
    assert (done.returncode, done.stderr) == (0, b"")
