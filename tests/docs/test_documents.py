"""Documents are true: their commands exist, their links lead somewhere, their words name no machine."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("command", commands())
def test_every_command_of_the_readme_exists(command: str) -> None:
    words = shlex.split(command)
    if words[0] == "make":
        asked = ["make", "--dry-run", "--no-print-directory", *words[1:]]
    else:
        names = [word for word in words[1:] if not word.startswith("-")][: 2 if "catalogue" in words else 1]
        asked = [str(ROOT / words[0]), *names, "--help"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for option in (word for word in words[1:] if word.startswith("--")):
        assert option in done.stdout


def test_the_readme_has_commands_to_check() -> None:
    assert {"make run", "make test", "make bench"} <= set(commands())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text()):
        assert (document.parent / target).exists(), target


def test_every_test_that_the_promises_name_exists() -> None:
    named = re.findall(r"`(tests/[\w/.]+)`", (ROOT / "docs/reliability.md").read_text())
    assert named
    for path in named:
        assert (ROOT / path).exists(), path
