"""The help of every command as one text; `python -m tests.flows.help_text` renews the golden file.

A changed help is a changed contract: look at the difference before you commit it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden" / "help.txt"
ROOT = Path(__file__).resolve().parent.parent.parent
COMMANDS = (
    "",
    "ingest",
    "serve",
    "plan",
    "show",
    "status",
    "problems",
    "sql",
    "trace",
    "review",
    "dashboard",
    "diff",
    "export",
    "dictionary",
)


def help_of(command: str) -> str:
    """What `ogi COMMAND --help` prints, on a terminal of 100 columns without colours."""
    environment = {**os.environ, "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    environment.pop("FORCE_COLOR", None)
    arguments = [sys.executable, "-P", "-m", "flows", *command.split(), "--help"]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def help_text() -> str:
    """The help of all commands, one after the other."""
    calls = [" ".join(["ogi", *command.split(), "--help"]) for command in COMMANDS]
    shown = [f"$ {call}\n{help_of(command)}" for call, command in zip(calls, COMMANDS, strict=True)]
    return "\n\n".join(shown) + "\n"


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(help_text(), encoding="utf-8")
    print(f"wrote {GOLDEN}")
