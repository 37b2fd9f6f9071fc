"""Logs: one JSON line an event, with allowed keys only.

Personal data must never reach a log, so a key that is not listed here is dropped and its name said. Values
are ids, states, counts and stable words.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "exception",
        "attempts", "bytes", "count", "device_id", "duration_ms", "error", "folder", "job", "key", "kind",
        "method", "page", "path", "pid", "port", "printer", "problem", "reason", "route", "seconds", "seq",
        "service", "sha256", "signal", "state", "status", "subject", "transport", "type", "version",
    }
)  # fmt: skip


def _only_allowed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    foreign = sorted(set(event) - ALLOWED)
    kept = {name: value for name, value in event.items() if name in ALLOWED}
    return kept | {"dropped": foreign} if foreign else kept


def shape(error: BaseException, trace: TracebackType | None) -> list[str]:
    """An exception without its text, which may quote what a citizen typed: its type and its frames."""
    frames = traceback.extract_tb(trace)
    return [type(error).__name__, *(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)]


def _shape_of_exception(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    if not event.pop("exc_info", None):
        return event
    kind, error, trace = sys.exc_info()
    return {**event, "exception": shape(error, trace)} if kind and error else event


class _Lines(logging.Formatter):
    """Lines of libraries, their exceptions without text as well."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 the name is logging's
        return " | ".join(shape(ei[1], ei[2]))


def configure(level: int = logging.INFO) -> None:
    """Sends the process's logs to stderr as JSON lines."""
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            _shape_of_exception,
            _only_allowed,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines("%(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
