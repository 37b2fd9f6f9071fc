"""The queue from a counter: opening it, calling, and what becomes of a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Depends, Path
from starlette.responses import Response

from kiosk.office.answers import answer
from kiosk.office.bodies import Key, body_of
from kiosk.office.lan import requests
from kiosk.office.lan.access import Counter
from kiosk.office.lan.floor import Do, Floor
from kiosk.office.turns import Turns
from kiosk.queueing import calling, counters, handling

TicketId = Annotated[str, Path(max_length=60)]
Desk = Annotated[int, Path(ge=1, le=99)]


class Offered(NamedTuple):
    """An act in the address space: what is asked for, the use case, and the parts that it takes."""

    request: type[Any]
    use_case: Callable[..., Any]
    parts: tuple[str, ...] = ()

    def bind(self, floor: Floor, said: Any, **fixed: str) -> Do[Any]:
        """What is left needs a transaction, an act and who acts."""
        asked = {part: getattr(said, part) for part in self.parts}
        return partial(self.use_case, room=floor.house.room, **fixed, **asked)


CALLS: Final[Mapping[str, Offered]] = {
    "call-next": Offered(requests.Next, calling.call_next, ("current",)),
    "call-number": Offered(requests.Number, calling.call_number, ("number", "current")),
    "walk-direct": Offered(
        requests.Direct, calling.walk_direct, ("service", "priority", "language", "current")
    ),
}
COUNTERS: Final[Mapping[str, Offered]] = {
    "open": Offered(requests.Open, counters.open_counter, ("take_over",)),
    "close": Offered(requests.Nothing, counters.close_counter),
    "pause": Offered(requests.Because, counters.pause, ("reason",)),
    "resume": Offered(requests.Nothing, counters.resume),
}
MOVES: Final[Mapping[str, Offered]] = {
    "recall": Offered(requests.Nothing, calling.recall),
    "serve": Offered(requests.Nothing, handling.start_serving),
    "finish": Offered(requests.Finish, handling.finish, ("outcome",)),
    "forgotten": Offered(requests.Nothing, handling.mark_forgotten),
    "park": Offered(requests.Park, handling.park, ("reason", "minutes")),
    "unpark": Offered(requests.Nothing, handling.unpark),
    "transfer": Offered(requests.Transfer, handling.transfer, ("service", "counter", "staff", "place")),
    "no-show": Offered(requests.Nothing, handling.no_show),
    "bring-back": Offered(requests.Nothing, handling.bring_back),
    "add-service": Offered(requests.OneService, handling.add_service, ("service",)),
    "priority": Offered(requests.Class, handling.set_priority, ("priority",)),
    "cancel": Offered(requests.Because, handling.cancel, ("reason",)),
}


def routes(floor: Floor, turns: Turns) -> APIRouter:
    """All acts on the queue, each run in its turn on the store's thread."""
    router = APIRouter(prefix="/loket/api")
    for name, offered in CALLS.items():
        _call(router, floor, turns, name, offered)
    for name, offered in COUNTERS.items():
        _counter(router, floor, turns, name, offered)
    for name, offered in MOVES.items():
        _move(router, floor, turns, name, offered)
    return router


def _call(router: APIRouter, floor: Floor, turns: Turns, name: str, offered: Offered) -> None:
    body = body_of(offered.request)

    @router.post(f"/{name}")
    async def call(key: Key, who: Counter, said: Any = Depends(body)) -> Response:
        return answer(await turns.run(floor.do, key, who, (name, said), offered.bind(floor, said)))


def _counter(router: APIRouter, floor: Floor, turns: Turns, name: str, offered: Offered) -> None:
    body = body_of(offered.request)

    @router.post(f"/counters/{{number}}/{name}")
    async def counter(number: Desk, key: Key, who: Counter, said: Any = Depends(body)) -> Response:
        do = offered.bind(floor, said)
        return answer(await turns.run(floor.do, key, who, (name, number, said), do, counter=number))


def _move(router: APIRouter, floor: Floor, turns: Turns, name: str, offered: Offered) -> None:
    body = body_of(offered.request)

    @router.post(f"/tickets/{{id}}/{name}")
    async def move(id: TicketId, key: Key, who: Counter, said: Any = Depends(body)) -> Response:
        do = offered.bind(floor, said, ticket=id)
        return answer(await turns.run(floor.do, key, who, (name, id, said), do))
