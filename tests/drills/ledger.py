"""What the drills found, kept piece by piece in out/drills/, and together in out/drills.json.

A piece is one test at full length, at most nine minutes long. It is skipped where it has already run on this
very commit, so `make drills` goes on where it was interrupted.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "out" / "drills"
TOGETHER = ROOT / "out" / "drills.json"
_CHANGED = " changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Trials of one drill, or of its positive control."""

    drill: str
    """"every-byte"."""
    part: str
    """Names the piece among those of its drill: "ticket-unplug"."""
    promise: str
    n: int
    failures: int
    seconds: float
    control: bool = False
    """The protection was taken out, so `failures` must not be 0."""


def is_done(drill: str, part: str) -> bool:
    """Whether the piece has run on this commit, with nothing changed since."""
    file, now = _file(drill, part), _commit()
    return file.exists() and not now.endswith(_CHANGED) and json.loads(file.read_text())["commit"] == now


def keep(piece: Piece) -> None:
    """Writes the piece down, and drills.json anew from all pieces."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _file(piece.drill, piece.part).write_text(json.dumps({**asdict(piece), "commit": _commit()}, indent=1))
    pieces = [json.loads(file.read_text()) for file in sorted(FOLDER.glob("*.json"))]
    drills = sorted({piece["drill"] for piece in pieces})
    TOGETHER.write_text(json.dumps([_together(name, pieces) for name in drills], indent=1) + "\n")


def _together(name: str, pieces: list[dict[str, object]]) -> dict[str, object]:
    mine = [piece for piece in pieces if piece["drill"] == name]

    def total(key: str, *, control: bool) -> float:
        return sum(float(str(piece[key])) for piece in mine if piece["control"] is control)

    return {
        "name": name,
        "promise": next((piece["promise"] for piece in mine if not piece["control"]), mine[0]["promise"]),
        "n": int(total("n", control=False)),
        "failures": int(total("failures", control=False)),
        "control_n": int(total("n", control=True)),
        "control_failures": int(total("failures", control=True)),
        "seconds": round(total("seconds", control=False) + total("seconds", control=True), 1),
    }


def _file(drill: str, part: str) -> Path:
    return FOLDER / f"{drill}.{part}.json"


def _commit() -> str:
    """The commit, marked where the tree is not as it was committed."""

    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()

    return git("rev-parse", "HEAD") + (_CHANGED if git("status", "--porcelain", "-uno") else "")
