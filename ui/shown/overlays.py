"""What lies over a page: the idle question, and a problem."""

from __future__ import annotations

from dataclasses import dataclass

from ui import session
from ui.world import World


@dataclass(frozen=True, slots=True)
class IdleShown:
    secondsLeft: int = 0
    total: int = 0
    sentence: str = ""


def idle(world: World) -> IdleShown:
    if world.idle_left is None:
        return IdleShown()
    erased = session.filled(world.session) is not None
    return IdleShown(
        world.idle_left,
        world.idle_total,
        "Bila tidak, semua isian dihapus." if erased else "Bila tidak, layar kembali ke awal.",
    )


@dataclass(frozen=True, slots=True)
class ProblemShown:
    title: str = ""
    sentence: str = ""
    retryLabel: str = ""
    dismissLabel: str = ""


def problem(world: World) -> ProblemShown:
    if world.trouble is None:
        return ProblemShown()
    return ProblemShown(
        world.trouble.title, world.trouble.sentence, world.trouble.retry, world.trouble.dismiss
    )
