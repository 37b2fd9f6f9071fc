"""How much memory is a process's own share."""

from __future__ import annotations

from pathlib import Path


def pss_mb(pid: int) -> float:
    """Proportional set size in MB."""
    return _rollup_mb(pid, "Pss:")


def pss_anon_mb(pid: int) -> float:
    """What the process itself has written, in MB: the rest of its share moves with who else has the files."""
    return _rollup_mb(pid, "Pss_Anon:")


def _rollup_mb(pid: int, figure: str) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(figure):
            return round(int(line.split()[1]) / 1024, 1)
    raise LookupError(pid)
