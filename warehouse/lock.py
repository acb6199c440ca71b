"""One build at a time: hold a lock file beside the warehouse for as long as a build lives."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, TypeVar

from warehouse.errors import WarehouseBusy

T = TypeVar("T")

if sys.platform != "win32":
    import fcntl


POLL_SECONDS = 0.5


class Patience:
    """Seconds to wait in all for what somebody else holds; `on_wait` is told once who it is."""

    def __init__(self, seconds: float, on_wait: Callable[[str], None]) -> None:
        self._seconds = seconds
        self._on_wait = on_wait
        self._deadline: float | None = None

    def attempt(self, step: Callable[[], T]) -> T:
        """What `step` gives, as soon as it does not raise WarehouseBusy; raises it when time is up."""
        while True:
            try:
                return step()
            except WarehouseBusy as busy:
                if self._deadline is None:
                    self._deadline = time.monotonic() + self._seconds
                    if self._seconds > 0:
                        self._on_wait(busy.holder)
                left = self._deadline - time.monotonic()
                if left <= 0:
                    raise
                time.sleep(min(POLL_SECONDS, left))


class BuildLock:
    """Lock `<warehouse>.lock`; the system lets go of it when the process ends, however it ends.

    DuckDB's own lock is not enough: a new run discards the build file of a killed run, and deleting
    a file does not ask who has it open. `lockf`, not `flock`: worker processes forked by a run that
    is then killed must not inherit the lock. On Windows deleting does ask; nothing is locked there.
    """

    _held: ClassVar[set[Path]] = set()  # a process never blocks itself by lockf

    def __init__(self, warehouse: Path) -> None:
        self._warehouse = warehouse
        self._path = warehouse.resolve().with_name(warehouse.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock or raise `WarehouseBusy` with the holder's process number."""
        if self._path in self._held:
            raise WarehouseBusy(self._warehouse, "another build of this process")
        while self._descriptor is None:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            self._take(descriptor)
            if self._is_current(descriptor):
                self._descriptor = descriptor
            else:  # the former holder deleted the file between our opening and locking it
                os.close(descriptor)
        self._held.add(self._path)
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, f"an ogi run (PID {os.getpid()})\n".encode())

    def release(self) -> None:
        """Let go; doing so twice is harmless."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):  # Windows does not delete what is open
                self._path.unlink()
            os.close(self._descriptor)
            self._held.discard(self._path)
            self._descriptor = None

    def _take(self, descriptor: int) -> None:
        if sys.platform != "win32":
            try:
                fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                holder = os.read(descriptor, 200).decode(errors="replace").strip()
                os.close(descriptor)
                raise WarehouseBusy(self._warehouse, holder or "another run") from None

    def _is_current(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.stat())
        except FileNotFoundError:
            return False
