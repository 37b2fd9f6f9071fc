"""Logs: one JSON line an event, with allowed keys only.

Personal data must never reach a log, so a key that is not listed here is dropped and its name said. Values
are ids, states, counts and stable words.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "exc_info", "exception",
        "attempts", "bytes", "count", "device_id", "duration_ms", "error", "folder", "job", "key", "kind",
        "method", "page", "path", "pid", "port", "printer", "problem", "reason", "route", "seconds", "seq",
        "service", "sha256", "signal", "state", "status", "subject", "transport", "type", "version",
    }
)  # fmt: skip


def _only_allowed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    foreign = sorted(set(event) - ALLOWED)
    kept = {name: value for name, value in event.items() if name in ALLOWED}
    return kept | {"dropped": foreign} if foreign else kept


def configure(level: int = logging.INFO) -> None:
    """Sends the process's logs to stderr as JSON lines."""
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            _only_allowed,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
