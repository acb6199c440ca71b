"""Where the time of a run goes: how much of it no worker reads, and whose the CPU is.

Measured in a run of its own, because looking at its processes costs something, too.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.measure import Cost, measure
from tests.bench.ogi import ingest_command, surroundings
from tests.bench.processes import marked_environment
from tests.bench.targets import Target
from tests.bench.told import events, moment
from tests.bench.watcher import Sampler

OUTSIDE, LOADING = 25, 10


def shares(
    folder: Path, documents: int, workers: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """One cold run that is looked at from outside."""
    environment, mark = marked_environment(surroundings())
    sampler = Sampler(mark, 0.05)
    with tempfile.TemporaryDirectory() as temporary:
        log = Path(temporary) / "run.jsonl"
        warehouse = Path(temporary) / "bench.duckdb"
        command = ingest_command(folder, warehouse, workers, "--log", str(log))
        began = time.time()
        cost = measure(command, documents, environment, quiet=True, watcher=sampler.watch)
        first, last = reading(log, sampler)
        loading = loading_seconds(log)
    outside = 100 * (1 - (last - first) / cost.wall)
    targets = [Target("wall time without a worker reading", outside, OUTSIDE, "at most", " %")]
    say(
        f"of {cost.wall:.1f} s wall: {first - began:.1f} s before a worker reads, "
        f"{last - first:.1f} s while workers read, {began + cost.wall - last:.1f} s after the last has read"
    )
    say(f"loading and publishing {loading:.1f} s ({100 * loading / cost.wall:.0f} % of wall)")
    say(f"CPU: {of_cpu(cost, sampler)}")
    busy = 100 * sampler.cpu()["worker"] / (cost.wall * workers)
    say(f"workers computed for {busy:.0f} % of the time of {workers} cores")
    say(str(targets[0]))
    return {
        "wall": cost.wall,
        "before": first - began,
        "reading": last - first,
        "after": began + cost.wall - last,
        "loading": loading,
        "cpu": cost.cpu,
        "workers_busy": busy,
        "cpu_by_kind": dict(sampler.cpu()),
        "targets": [target.row() for target in targets],
    }


def reading(log: Path, sampler: Sampler) -> tuple[float, float]:
    """When workers began to read and when the last document was read, in seconds since 1970.

    A document is handed over before there is a worker; reading begins with the first worker.
    """
    (ended,) = events(log, "run_ended")
    start = moment(ended) - ended["seconds"]
    system_start = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
    first_worker = min(sampler.births("worker"))
    first = max(start + ended["first_document"], system_start + first_worker)
    return first, start + ended["last_document"]


def loading_seconds(log: Path) -> float:
    """Seconds for loading all batches and publishing."""
    return sum(event["loading"] for event in events(log, "batch_loaded")) + sum(
        event["seconds"] for event in events(log, "run_published")
    )


def of_cpu(cost: Cost, sampler: Sampler) -> str:
    """CPU by kind of process, in words. What nobody saw is that of the last moments of each."""
    seen = sampler.cpu()
    kinds = [
        f"{kind} {seconds:.1f} s ({100 * seconds / cost.cpu:.0f} %)"
        for kind, seconds in seen.items()
    ]
    return f"{cost.cpu:.1f} s: {', '.join(kinds)}, not seen {cost.cpu - sum(seen.values()):.1f} s"
