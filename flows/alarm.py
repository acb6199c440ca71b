"""Alarms: whoever is to hear of the end of a run. Here by a command, in `webhook.py` by a POST.

An alarm that fails is told on the terminal and in the log. It changes neither the data nor the exit status.
"""

from __future__ import annotations

import os
import signal
import subprocess
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from flows.run_status import Outcome

COMMAND_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a run, as it is told to others. `summary` is that of `--json`; None if it failed."""

    outcome: Outcome
    exit_status: int
    run_id: str
    warehouse: str
    text: str
    message: str
    host: str
    started_at: datetime
    ended_at: datetime
    summary: dict[str, Any] | None


class AlarmFailed(Exception):
    """An alarm did not reach whom it should; the message says why."""


def run_command(command: str, ended: Ended, seconds: float = COMMAND_SECONDS) -> None:
    """Runs a shell command with the news as JSON on its input; raises AlarmFailed.

    What it prints goes to the error output: the standard output is for the summary alone.
    """
    environment = {
        **os.environ,
        "OGI_OUTCOME": ended.outcome,
        "OGI_EXIT_STATUS": str(ended.exit_status),
        "OGI_RUN_ID": ended.run_id,
        "OGI_WAREHOUSE": ended.warehouse,
    }
    try:
        process = subprocess.Popen(
            command, shell=True, env=environment, stdin=subprocess.PIPE, stdout=2, process_group=0
        )
    except OSError as error:
        raise AlarmFailed(f"cannot be started: {error}") from error
    try:
        process.communicate(msgspec.json.encode(ended), timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise AlarmFailed(f"stopped after {seconds:g} s") from None
    if process.returncode:
        raise AlarmFailed(f"ended with status {process.returncode}")
