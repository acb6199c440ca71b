"""A function called again and again by a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Ticker:
    """Calls `tick` at once, then every `seconds`; never after `stop` has returned."""

    def __init__(self, tick: Callable[[], None], seconds: float) -> None:
        self._tick, self._seconds = tick, seconds
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._go, name="ticker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._end.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _go(self) -> None:
        while True:
            self._tick()
            if self._end.wait(self._seconds):
                return
