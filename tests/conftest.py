"""Rules for every test: nothing may be logged at WARNING or above unless the test expects it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest

from kiosk import logs

logs.configure()


class ExpectedLogs:
    """Patterns of log lines that the test provokes on purpose."""

    def __init__(self) -> None:
        self._patterns: list[re.Pattern[str]] = []

    def __call__(self, pattern: str) -> None:
        self._patterns.append(re.compile(pattern))

    def covers(self, line: str) -> bool:
        return any(pattern.search(line) for pattern in self._patterns)


@pytest.fixture
def expect_log() -> ExpectedLogs:
    """Call it with a regular expression to allow matching lines in this test."""
    return ExpectedLogs()


@pytest.fixture(autouse=True)
def no_unexpected_logs(caplog: pytest.LogCaptureFixture, expect_log: ExpectedLogs) -> Iterator[None]:
    yield
    lines = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    unexpected = [line for line in lines if not expect_log.covers(line)]
    assert not unexpected, f"unexpected log lines: {unexpected}"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="drills at full length")
