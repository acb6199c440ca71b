"""The private Prefect server itself: a process that answers on the socket it inherited.

Run as `python -m flows.prefect_child DESCRIPTOR` with a pipe as its input.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sqlite3
import sys
import threading
import time
from contextlib import closing


def end_with_parent(seconds: float = 10) -> None:
    """Ends this process when its parent is gone or says that it is done.

    The pipe from the parent closes however it ends, on every system. A parent that is done first writes
    how many task runs the history must hold; it does not wait for that.
    """
    wanted = sys.stdin.readline().strip()
    database = os.environ["PREFECT_API_DATABASE_CONNECTION_URL"].partition(":///")[2]
    deadline = time.monotonic() + seconds
    while wanted and time.monotonic() < deadline and _task_runs(database) < int(wanted):
        time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGTERM)


def _task_runs(database: str) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as history:
        return int(history.execute("select count(*) from task_run").fetchone()[0])


def serve(descriptor: int) -> None:
    """Serves the API on an inherited listening socket until SIGTERM."""
    gc.disable()  # a fifth of the CPU of these imports goes into collecting what all stays
    import uvicorn
    from prefect.server.api.server import create_app

    application = create_app(final=True)
    gc.freeze()
    gc.enable()
    config = uvicorn.Config(
        application,
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    serve(int(sys.argv[1]))
