"""Runs the flow `ogi-nightly` on a schedule, under the Prefect server there is or one of our own."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flows.failures import ServerFailed, UserError
from flows.prefect_server import PrivateServer
from flows.prefect_settings import for_schedules, importable, of_server
from flows.version import version

if TYPE_CHECKING:
    from prefect.schedules import Schedule

SECONDS_TO_ANSWER = 10.0


@dataclass(frozen=True, slots=True)
class Served:
    """What is run, and when. `parameters` are those of `flows.nightly.nightly`."""

    name: str
    cron: str
    timezone: str
    parameters: dict[str, Any]


def serve(
    served: Served, home: Path, port: int, api: str | None, say: Callable[[str], None]
) -> None:
    """Runs the flow on schedule until Ctrl-C or SIGTERM; the running one ends with it.

    Raises UserError for a schedule that cannot be read and for a server that cannot be used.
    """
    require_timezone(served.timezone)
    os.environ.update(importable() | {"PREFECT_RUNNER_POLL_FREQUENCY": "5"})
    if api:
        require_answer(api)
        say(f"Prefect's server: {api}")
        asyncio.run(run(served, schedule_of(served), say))
        return
    with own_server(home, port) as server:
        schedule = schedule_of(served)  # this imports Prefect, while the server starts
        server.wait()
        threading.Thread(target=end_with, args=(server,), daemon=True).start()
        say(f"Prefect's pages: {server.url}")
        asyncio.run(run(served, schedule, say))
        if server.has_ended:
            raise ServerFailed(home / "server.log")


@contextmanager
def own_server(home: Path, port: int) -> Iterator[PrivateServer]:
    """Starts a server that ends with the block, and points Prefect to it, which must not be imported yet."""
    settings = for_schedules(port)
    os.environ.update(of_server(home.resolve(), port) | settings)
    server = PrivateServer(home, port, settings)
    try:
        server.start()
    except OSError as error:
        raise UserError(
            f"port {port} cannot be used ({error}); name another one with --port"
        ) from error
    try:
        yield server
    finally:
        server.stop()


def end_with(server: PrivateServer) -> None:
    """Ends this process if the server ends before it: nothing could be scheduled or recorded."""
    server.outlive()
    if server.has_ended:
        os.kill(os.getpid(), signal.SIGTERM)


def require_timezone(name: str) -> None:
    """Raises UserError unless there is such a time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserError(f"no time zone {name!r}; name one like Asia/Shanghai") from error


def require_answer(api: str) -> None:
    """Raises UserError unless a Prefect server answers there."""
    try:
        urlopen(f"{api.rstrip('/')}/health", timeout=SECONDS_TO_ANSWER).close()
    except (URLError, OSError, ValueError) as error:
        raise UserError(
            f"no Prefect server answers at PREFECT_API_URL={api} ({error}); "
            "start it, or unset PREFECT_API_URL to use one of ogi's own"
        ) from error


def schedule_of(served: Served) -> Schedule:
    """The schedule; raises UserError where the expression is none."""
    from prefect.client.schemas.schedules import CronSchedule
    from prefect.schedules import Cron

    try:
        CronSchedule(cron=served.cron, timezone=served.timezone)
    except ValueError as error:
        raise UserError(
            f"{served.cron!r} is no cron expression; "
            'write minute, hour, day, month, weekday, as in --cron "0 3 * * *" for 3 at night'
        ) from error
    return Cron(served.cron, timezone=served.timezone)


async def run(served: Served, schedule: Schedule, say: Callable[[str], None]) -> None:
    """Registers the deployment and carries out its runs until this is interrupted.

    One run at a time: a second one is cancelled at once and says why.
    """
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.runner import Runner
    from prefect.types.entrypoint import EntrypointType

    from flows.nightly import nightly
    from flows.prefect_stale import close_runs_of

    runner = Runner(name=served.name, limit=None)
    deployment = await runner.aadd_flow(
        nightly,
        name=served.name,
        schedule=schedule,
        paused=False,
        parameters=served.parameters,
        version=version(),
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    await asyncio.to_thread(close_runs_of, deployment)
    running = asyncio.create_task(runner.start())
    await asyncio.sleep(0)  # it takes SIGTERM for itself, and then waits for the end of the run
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stop, running)
    say(f"serving ogi-nightly/{served.name} at {served.cron!r} ({served.timezone}); Ctrl-C ends it")
    with suppress(asyncio.CancelledError):
        await running


def stop(running: asyncio.Task[None]) -> None:
    """Ends the run there is, which writes down that it was stopped, and then everything."""
    for run in multiprocessing.active_children():
        run.terminate()
    running.cancel()
