"""Runs a program so that nothing of it stays behind: `python child_guard.py FOLDER SECONDS BYTES PROGRAM ...`

Started by its path, with nothing but the standard library. The program and all it starts end when it
has ended, when SECONDS are over, or when standard input closes: then whoever wanted it is gone, however
that came, and FOLDER, in which it worked, goes too. No file it writes grows beyond BYTES.
Exit status: the program's, 124 when its time was over, 127 when it could not be started.
"""

from __future__ import annotations

import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress

TIME_OVER, NOT_STARTED = 124, 127
MOST_MEMORY = 2 * 1024**3
"""Bytes of address space, unless there is a tighter limit already: that of a worker is inherited."""


def main(folder: str, seconds: str, most_bytes: str, *command: str) -> int:
    """Runs the command; returns its exit status."""
    _limit(int(most_bytes))
    try:
        program = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    except OSError as error:
        print(error, file=sys.stderr)
        return NOT_STARTED
    why: list[str] = []

    def watch() -> None:
        wanted = not select.select([sys.stdin], [], [], float(seconds))[0]
        why.append("time" if wanted else "alone")
        _end(program.pid)

    threading.Thread(target=watch, daemon=True).start()
    status = program.wait()
    _end(program.pid)
    if why == ["alone"]:
        shutil.rmtree(folder, ignore_errors=True)
    return TIME_OVER if why else status


def _limit(most_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _tighten(resource.RLIMIT_FSIZE, most_bytes)
    if sys.platform == "linux":  # macOS refuses a limit of the address space
        _tighten(resource.RLIMIT_AS, MOST_MEMORY)


def _tighten(which: int, limit: int) -> None:
    soft, hard = resource.getrlimit(which)
    least = min(each for each in (soft, limit) if each != resource.RLIM_INFINITY)
    resource.setrlimit(which, (least, hard))


def _end(group: int) -> None:
    """Kills the program and what it started: it leads a group of its own."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
