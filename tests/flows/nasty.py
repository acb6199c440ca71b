"""Functions that do to a worker process what hostile documents do."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import time
from pathlib import Path

WAIT = 0.2


def behave(item: str) -> str:
    """Does what the item says; anything unknown is simply returned."""
    if item == "sleep":
        time.sleep(60)
    elif item == "hang in C":  # holds the interpreter: no Python signal handler can run
        ctypes.PyDLL(None).sleep(60)
    elif item == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif item == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif item == "exit":
        os._exit(3)
    elif item == "raise":
        raise ValueError("not a number: 七")
    elif item == "wait":
        time.sleep(WAIT)
    elif item == "memory":
        bytearray(4 * 1024**3)
    return item


def limit_memory(size: int) -> None:
    """Start of a worker."""
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse_to_start() -> None:
    """Start of a worker in a broken environment."""
    raise ImportError("no such library")


def process_id(_: object) -> int:
    """The worker that had this item."""
    return os.getpid()


def killed_once(path: str) -> str:
    """Dies as by a hand from outside, but not the second time."""
    first = Path(path)
    if not first.exists():
        first.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "read the second time"
