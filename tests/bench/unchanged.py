"""The folder again, when nothing in it has changed: what is left is to look at it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.measure import measure
from tests.bench.ogi import ingest_command, surroundings
from tests.bench.processes import marked_environment
from tests.bench.targets import Target, listed, of_rounds
from tests.bench.watcher import Sampler

MILLISECOND_A_FILE = 1


def unchanged(
    folder: Path, documents: int, workers: int, rounds: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """Runs of the whole command over a folder that is in the warehouse already."""
    walls, cpus, servers = [], [], 0
    with tempfile.TemporaryDirectory() as temporary:
        command = ingest_command(folder, Path(temporary) / "bench.duckdb", workers)
        measure(command, documents, surroundings(), quiet=True)
        for _ in range(rounds):
            environment, mark = marked_environment(surroundings())
            sampler = Sampler(mark, 0.05)
            cost = measure(command, documents, environment, quiet=True, watcher=sampler.watch)
            walls.append(1000 * cost.wall / documents)
            cpus.append(cost.milliseconds)
            servers += len(sampler.births("server")) + len(sampler.births("worker"))
    targets = [
        of_rounds("unchanged folder, wall a file", walls, MILLISECOND_A_FILE, "at most", " ms"),
        Target("servers and workers started for nothing", servers, 0, "at most"),
    ]
    say(f"{documents} files again: {median(cpus):.2f} CPU-ms a file ({listed(cpus)})")
    for target in targets:
        say(str(target))
    return {"documents": documents, "cpu": cpus, "targets": [target.row() for target in targets]}
