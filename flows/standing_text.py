"""`ogi status` in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from textwrap import shorten

from flows.quantities import counted, lasting, listed, sized
from flows.run_status import RunStatus
from flows.run_words import line, of_elapsed, of_last_rejected
from flows.standing import LastRun, Standing
from warehouse.query import Status

MOST = 72
"""Characters of what a run said of its end; all of it is in `--json`."""
NOT_YET = "not there yet: the run publishes it when it ends"
NEVER = "not there: no run has published it"
COLUMNS = ("started", "took", "loaded", "unchanged", "rejected", "outcome")


def lines(standing: Standing) -> Iterator[str]:
    """What to print, without the table of runs."""
    yield from _of_run(standing)
    if standing.holds is None:
        absent = NOT_YET if standing.state in ("going", "silent") else NEVER
        yield f"warehouse  {standing.busy or absent}"
        return
    yield from _of_warehouse(standing, standing.holds)


def _of_run(standing: Standing) -> Iterator[str]:
    run = standing.run
    if run is None:
        return
    if standing.state == "gone":
        at = local(run.updated_at)
        yield f"run        the last run was killed at {at}; the same command continues"
        yield f"           it was {line(run)}"
        return
    yield f"run        a run is going: {line(run)}"
    yield f"           for {of_elapsed(run)}, process {run.pid} on {run.host}, {_loaded(run)}"
    if last := of_last_rejected(run):
        yield f"           {last}"
    if standing.state == "silent":
        yield f"           it has told nothing since {local(run.updated_at)}: is it stopped?"


def _loaded(run: RunStatus) -> str:
    return f"batches loaded: {counted(run.batches)} ({counted(run.loaded)} documents)"


def _of_warehouse(standing: Standing, holds: Status) -> Iterator[str]:
    age = "never" if standing.age_seconds is None else f"{lasting(standing.age_seconds)} ago"
    run = f" by run {holds.run_id} (ogi {holds.version})" if holds.run_id else ""
    yield f"warehouse  {holds.path}, {sized(holds.bytes)}"
    yield f"published  {age}{run}"
    years = f", {holds.first_year} to {holds.last_year}" if holds.first_year else ""
    yield f"reports    {counted(holds.reports)} of {counted(holds.agencies)} agencies{years}"
    yield f"current    {counted(holds.current_reports)}: {listed(holds.quality)}"
    yield f"figures    {counted(holds.facts)}"
    yield f"files      {listed(holds.files)} (in the run that published)"
    if standing.missing_files:
        yield f"gone       {counted(standing.missing_files)} files known are not in their folders"
    yield f"rejected   {listed(holds.rejected)} (of all runs)"
    yield f"problems   {listed(holds.problems)}"
    yield f"checks     failed: {listed(holds.failed_checks)}"


def row(run: LastRun) -> tuple[object, ...]:
    """A run as a row of the table of runs."""
    files = [run.files.get(fate) for fate in ("loaded", "unchanged", "rejected")]
    said = f"{run.outcome}: {run.message}" if run.message else run.outcome
    return (
        local(run.started_at),
        lasting(run.seconds),
        *files,
        shorten(said, MOST, placeholder=" ..."),
    )


def local(time: datetime) -> str:
    """A time on the clock of whoever reads it."""
    return f"{time.astimezone():%Y-%m-%d %H:%M:%S}"
