"""What the README shows is what its commands print."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHANGING = re.compile(r"^(time|warehouse|looking|reading|\d+ of) ")


def _session() -> list[tuple[str, list[str]]]:
    """Commands of the README's first block with the lines printed beneath them."""
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[1]
    session: list[tuple[str, list[str]]] = []
    for line in block.strip().splitlines():
        if line.startswith("$ "):
            session.append((line[2:], []))
        elif session[-1][0].count('"') % 2:
            session[-1] = (f"{session[-1][0]} {line.strip()}", [])
        else:
            session[-1][1].append(line.rstrip())
    return session


def _run(command: str, folder: Path, *more: str) -> list[str]:
    words = shlex.split(command, comments=True)
    assert words[0] == ".venv/bin/ogi"
    words = [str(ROOT / word) if word.startswith("examples/") else word for word in words[1:]]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "flows", *words, *more],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.rstrip() for line in done.stdout.splitlines() if line.strip()]


def _steady(lines: list[str]) -> list[str]:
    return [line for line in lines if not CHANGING.match(line) and line != "publishing"]


def test_the_first_screen_of_the_readme(tmp_path: Path) -> None:
    """A newcomer who types the two commands sees what the README promises."""
    setup, ingest, sql = _session()
    assert setup[0].startswith("make setup")
    assert _steady(_run(ingest[0], tmp_path, "--engine", "plain")) == _steady(ingest[1])
    assert _run(sql[0], tmp_path) == sql[1]
