"""The private Prefect server itself, and the flow of the run it is for.

Run as `python -m flows.prefect_child SOCKET PIPE` with the descriptors of a listening socket and of
a pipe to the run. It ends when the pipe closes, however the run ended, on every system.
"""

from __future__ import annotations

import gc
import os
import socket
import sqlite3
import sys
import threading
import time
import traceback
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from flows.prefect_stale import close_stale_runs
from flows.prefect_tasks import drain, run_flow
from flows.prefect_work import AskedWork, RunFacts, RunGone, WorkFailed

if TYPE_CHECKING:
    from uvicorn import Server

SECONDS_TO_RECORD = 10.0


def serve(descriptor: int, pipe: Connection) -> None:
    """Serves the API on an inherited listening socket for as long as the run wants it."""
    gc.disable()  # a fifth of the CPU of these imports goes into collecting what all stays
    import uvicorn
    from prefect.server.api.server import create_app

    gc.freeze()  # create_app collects, too
    application = create_app(final=True)
    gc.freeze()
    gc.enable()
    server = uvicorn.Server(
        uvicorn.Config(
            application, log_level="error", access_log=False, timeout_graceful_shutdown=1
        )
    )
    threading.Thread(target=attend, args=(server, pipe), daemon=True).start()
    server.run(sockets=[socket.socket(fileno=descriptor)])


def attend(server: Server, pipe: Connection) -> None:
    """Tells the run that the server is up, does what it wants, and ends the server."""
    while not server.started:
        time.sleep(0.01)
    with suppress(EOFError, OSError):
        pipe.send(None)
        carry_out(pipe.recv(), AskedWork(pipe))
        pipe.recv()  # until the run lets go
    server.should_exit = True


def carry_out(run: RunFacts, work: AskedWork) -> None:
    """Runs the flow, tells its end, and returns when the history is complete."""
    recorded = tasks_recorded()
    close_stale_runs()
    try:
        run_flow(work, run, work.end)
    except (RunGone, KeyboardInterrupt):
        pass
    except WorkFailed as failure:
        work.end(str(failure))
    except Exception as error:
        traceback.print_exc()
        work.end(f"{type(error).__name__}: {error}")
    drain()
    deadline = time.monotonic() + SECONDS_TO_RECORD
    while time.monotonic() < deadline and tasks_recorded() < recorded + work.tasks:
        time.sleep(0.1)


def tasks_recorded() -> int:
    """How many task runs the history holds that are over."""
    database = os.environ["PREFECT_API_DATABASE_CONNECTION_URL"].partition(":///")[2]
    over = "select count(*) from task_run where state_type in ('COMPLETED', 'FAILED', 'CRASHED')"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as history:
        return int(history.execute(over).fetchone()[0])


if __name__ == "__main__":
    serve(int(sys.argv[1]), Connection(int(sys.argv[2])))
