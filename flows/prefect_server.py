"""A private Prefect server for one run: started early, waited for late, left to end by itself.

Prefect's own temporary server loses most of a run's history (knowledge: measured 66-99 % of the
task runs), so the run brings its own and gives it time to write everything down. The flow runs in
the server's process, which asks this one for the work: Prefect is imported once, and not here.
"""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from pathlib import Path

from flows.failures import ServerFailed
from flows.prefect_settings import database_in, for_one_run, importable, of_server, template
from flows.prefect_work import ENDED, INTERRUPTED, JobWork, RunFacts

START_SECONDS = 180


class PrivateServer:
    """The server ends with this process: it holds the other end of a pipe of ours."""

    def __init__(self, home: Path, port: int = 0, settings: dict[str, str] | None = None) -> None:
        self.home = home.resolve()
        self.url = ""
        self._port = port
        self._settings = for_one_run() if settings is None else settings
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None

    def start(self) -> None:
        """Begins to start the server. Returns at once; raises OSError if the port is taken."""
        self.home.mkdir(parents=True, exist_ok=True)
        if not database_in(self.home).exists() and template().exists():
            copy_whole(template(), database_in(self.home))
        ours, theirs = socket.socketpair()
        with theirs, socket.create_server(("127.0.0.1", self._port), backlog=128) as listener:
            port = listener.getsockname()[1]
            self.url = f"http://127.0.0.1:{port}"
            descriptors = (listener.fileno(), theirs.fileno())
            with (self.home / "server.log").open("wb") as log:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "flows.prefect_child", *map(str, descriptors)],
                    env={
                        **os.environ,
                        **importable(),
                        **of_server(self.home, port),
                        **self._settings,
                    },
                    pass_fds=descriptors,
                    start_new_session=True,  # Ctrl-C is for us; the server writes down what came of it
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
        self._pipe = Connection(ours.detach())

    def wait(self) -> None:
        """Returns when the server answers; raises ServerFailed."""
        assert self._pipe is not None, "start it first"
        try:
            if self._pipe.poll(START_SECONDS):
                self._pipe.recv()
                return
        except (EOFError, OSError):
            pass
        self.stop()
        raise ServerFailed(self.home / "server.log")

    def carry_out(self, work: JobWork, run: RunFacts) -> None:
        """Has the server's process run the flow, and does the work it asks for.

        Raises what the work raised last, or ServerFailed if the server does not come up. If it is lost
        later, the work is done without it.
        """
        self.wait()
        assert self._pipe is not None
        try:
            self._pipe.send(run)
            while (question := self._pipe.recv())[0] != ENDED:
                self._pipe.send(work.answer(question))
        except (EOFError, OSError):
            self.stop()
            work.go_on_alone(self.home / "server.log")
            return
        except KeyboardInterrupt:
            with suppress(OSError):
                self._pipe.send(INTERRUPTED)
            raise
        if question[1] is not None:
            raise work.error or ServerFailed(self.home / "server.log")

    def outlive(self) -> None:
        """Returns when the server ends."""
        if self._process is not None:
            self._process.wait()

    @property
    def has_ended(self) -> bool:
        """Whether it ended without being told."""
        return self._process is not None and self._process.poll() is not None

    def let_go(self) -> None:
        """Lets the server end by itself once it has written everything down. Returns at once.

        Its recorder writes once a second: whoever waits for the figures need not wait for that.
        """
        if self._pipe is not None:
            self._pipe.close()
        self._pipe = self._process = None

    def stop(self) -> None:
        """Ends the server and waits for that; what it has not written by now is lost."""
        process = self._process
        self.let_go()
        if process is None:
            return
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def copy_whole(source: Path, target: Path) -> None:
    """Copies a file so that the target never exists in part."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}.partial")
    shutil.copyfile(source, partial)
    partial.replace(target)


def make_template() -> None:
    """Makes the empty history, by starting a server once."""
    if not template().exists():
        server = PrivateServer(template().parent / "making")
        server.start()
        server.wait()
        server.stop()
        made = database_in(server.home)
        with closing(sqlite3.connect(made)) as history:
            history.execute("pragma wal_checkpoint(truncate)")
        copy_whole(made, template())
        shutil.rmtree(server.home)


if __name__ == "__main__":
    make_template()
