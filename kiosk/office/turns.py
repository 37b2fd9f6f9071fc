"""The one thread on which the store is used, so that the event loop never waits for a disk."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Turns:
    """Runs one thing at a time, in the order of asking."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._asked_at = time.monotonic()

    async def run(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `do`, made on the store's thread. Raises what it raises."""
        self._asked_at = time.monotonic()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(do, *args, **kwargs))

    async def quiet_for(self, seconds: float) -> None:
        """Comes back once nothing has been asked for so long."""
        while (left := self._asked_at + seconds - time.monotonic()) > 0:
            await asyncio.sleep(left)

    def close(self) -> None:
        """Waits for what has begun; nothing more is taken."""
        self._thread.shutdown(wait=True)
