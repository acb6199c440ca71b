"""SIGTERM, and a terminal that is closed, end a run as Ctrl-C does: with its last status and its alarms."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = [signal.SIGTERM] + ([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])


@contextmanager
def terminable() -> Iterator[None]:
    """Within it these signals raise KeyboardInterrupt, unless somebody handles or ignores them already."""
    in_main = threading.current_thread() is threading.main_thread()
    ours = [each for each in SIGNALS if in_main and signal.getsignal(each) is signal.SIG_DFL]
    for each in ours:
        signal.signal(each, _interrupt)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, signal.SIG_DFL)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt
