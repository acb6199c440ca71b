"""`python -m tests.bench.linear --reports 10000`: whether a long run stays as fast and as small as it was.

Looks at the run from outside, each second: how many documents are read (`status.json` in its work folder),
what every process of it holds. Ends with 1 where it slows down, grows, or loads for too long.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from examples.draw.bench import bench
from tests.bench.measure import Cost, measure
from tests.bench.ogi import ROOT, ingest_command, surroundings
from tests.bench.processes import Kind, marked_environment
from tests.bench.samples import Sample, Watch, growth, rates
from tests.bench.shares import LOADING, loading_seconds
from tests.bench.targets import Target

SLOWEST, GROWTH = 0.9, 10
MIB = 1024 * 1024


def judged(samples: list[Sample], documents: int, cost: Cost, loading: float) -> list[Target]:
    """What a long run must keep."""
    tenths = rates(samples, documents)
    found = [
        Target(
            "rate of the last tenth in the second's", tenths[-1] / tenths[1], SLOWEST, "at least"
        ),
        Target(
            "loading and publishing, of wall", 100 * loading / cost.wall, LOADING, "at most", " %"
        ),
    ]
    kinds: tuple[Kind, ...] = ("worker", "main")
    for kind in kinds:
        for what in ("rss", "pss"):
            name = f"{what.upper()} of the {kind}, growth over the last half"
            found.append(
                Target(name, growth(samples, documents, kind, what), GROWTH, "at most", " %")
            )
    return found


def main() -> int:
    """Draws, reads, judges; writes `build/linear.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument(
        "--folder", type=Path, help="draw into it, or take what was drawn there before"
    )
    parser.add_argument("--engine", default="prefect")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "linear.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary) / "reports"
        if not folder.exists():
            bench(folder, options.reports, workers=options.workers)
        results = measured(folder, Path(temporary), options.workers, options.engine)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0 if all(row["met"] for row in results["targets"]) else 1


def measured(folder: Path, temporary: Path, workers: int, engine: str) -> dict[str, Any]:
    """One run, printed."""
    documents = len(list(folder.iterdir()))
    environment, mark = marked_environment(surroundings())
    warehouse, log = temporary / "linear.duckdb", temporary / "linear.jsonl"
    watch = Watch(mark, warehouse.with_name("linear.duckdb.work") / "status.json")
    command = ingest_command(folder, warehouse, workers, "--log", str(log), "--engine", engine)
    cost = measure(command, documents, environment, quiet=True, watcher=watch.watch)
    counted = max(sample.documents for sample in watch.samples)
    if counted > documents:
        raise RuntimeError(f"status.json counts {counted} of {documents} documents")
    tenths = rates(watch.samples, documents)
    targets = judged(watch.samples, documents, cost, loading_seconds(log))
    peaks = {kind: _peak(watch.samples, kind) / MIB for kind in ("main", "worker", "server")}
    size = warehouse.stat().st_size
    print(f"{documents} documents, {cost.wall:.0f} s, {cost.rate:.1f} a second, "
          f"{cost.milliseconds:.1f} CPU-ms each; {size / MIB:.0f} MiB of warehouse")  # fmt: skip
    print(f"documents/s over each tenth: {', '.join(f'{rate:.1f}' for rate in tenths)}")
    print(
        f"largest, MiB resident: {', '.join(f'{kind} {peak:.0f}' for kind, peak in peaks.items())}"
    )
    print("\n".join(map(str, targets)))
    rows = [target.row() for target in targets]
    return {
        "documents": documents,
        "wall": cost.wall,
        "cpu": cost.cpu,
        "bytes": size,
        "tenths": tenths,
        "largest": peaks,
        "targets": rows,
    }


def _peak(samples: list[Sample], kind: str) -> int:
    sizes = [size.rss for each in samples for (of, _), size in each.held.items() if of == kind]
    return max(sizes, default=0)


if __name__ == "__main__":
    sys.exit(main())
