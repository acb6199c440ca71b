"""`make bench`: `ogi ingest` against a plain loop of `camelot.read_pdf`, on the same PDFs, now.

Both get the same number of processes and start from nothing, imports and start-up included. A run of
`ogi` is short and the machine is never quite alone, so it is made once before and twice after
Camelot's, and the middle one counts. Camelot may be told to read some of the files only.

Then what a report costs by the form it is published in (`tests.bench.per_kind`); `--only-kinds`
measures nothing else, `--kinds 0` leaves it out.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench.measure import Cost, measure
from tests.bench.per_kind import costs, start_cost

OGI = [sys.executable, "-P", "-m", "flows", "ingest"]
PLAIN = [sys.executable, "-m", "tests.bench.plain_camelot"]
ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    """Measures, prints, and writes `build/bench.json`."""
    options = parse()
    results = {} if options.only_kinds else against_camelot(options)
    if options.kinds and not options.folder:
        results["kinds"] = by_kind(options)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


def against_camelot(options: argparse.Namespace) -> dict[str, Any]:
    """`ogi` and plain Camelot over the same PDFs."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or draw(Path(temporary) / "reports", options.count, options.workers)
        files = sorted(folder.rglob("*.pdf"))
        few = files[:: max(1, len(files) // options.camelot)][: options.camelot]
        environment = surroundings()
        workers = str(options.workers)
        ingest = [*OGI, str(folder), "--workers", workers]
        runs = [run_ogi(ingest, len(files), environment)]
        camelot = measure([*PLAIN, workers, *map(str, few)], len(few), environment)
        runs += [run_ogi(ingest, len(files), environment) for _ in range(options.rounds - 1)]
    middle = sorted(runs, key=lambda cost: cost.wall)[len(runs) // 2]
    return report({"ogi": middle, "camelot": camelot}, [cost.wall for cost in runs])


def by_kind(options: argparse.Namespace) -> list[dict[str, Any]]:
    """What a report costs by its kind, printed as it is measured."""

    def run(folder: Path, documents: int) -> Cost:
        command = [*OGI, str(folder), "--workers", str(options.workers), "--engine", "plain"]
        return run_ogi(command, documents, surroundings(), quiet=True)

    start = start_cost(run)
    print(
        f"{'starting, without Prefect':<36} {start.wall:.1f} s wall, {start.cpu:.1f} s CPU",
        flush=True,
    )
    rows = []
    for cost in costs(run, options.kinds, start):
        print(cost, flush=True)
        rows.append(asdict(cost))
    return rows


def surroundings() -> dict[str, str]:
    """The environment of a measured command."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--folder", type=Path, help="your own PDFs; without it some are drawn")
    parser.add_argument("--count", type=int, default=200, help="how many to draw")
    parser.add_argument("--camelot", type=int, default=200, help="how many plain Camelot reads")
    parser.add_argument("--rounds", type=int, default=3, help="how often ogi reads them; odd")
    parser.add_argument("--kinds", type=int, default=100, help="how many of each kind; 0: none")
    parser.add_argument("--only-kinds", action="store_true", help="do not measure Camelot")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench.json")
    return parser.parse_args()


def draw(folder: Path, count: int, workers: int) -> Path:
    """Draws so many different reports."""
    from examples.draw.bench import bench

    bench(folder, count, seed=0, kind="pdf", workers=workers)
    return folder


def run_ogi(
    command: list[str], documents: int, environment: dict[str, str], *, quiet: bool = False
) -> Cost:
    """A run into a warehouse that does not exist yet."""
    with tempfile.TemporaryDirectory() as temporary:
        warehouse = str(Path(temporary) / "bench.duckdb")
        whole = [*command, "--warehouse", warehouse]
        return measure(whole, documents, environment, quiet=quiet)


def report(results: dict[str, Cost], walls: list[float]) -> dict[str, Any]:
    """Prints both rates and their ratio; returns them for JSON."""
    print(f"ogi      runs of {', '.join(f'{wall:.1f}' for wall in walls)} s wall; the middle one:")
    for name, cost in results.items():
        print(
            f"{name:<8} {cost.documents:4} documents  {cost.wall:6.1f} s wall  {cost.cpu:6.1f} s "
            f"CPU  {cost.rate:6.2f} documents/s  {cost.milliseconds:5.0f} CPU-ms each"
        )
    ratio = results["ogi"].rate / results["camelot"].rate
    print(f"ogi reads {ratio:.1f} times as many documents per second")
    rows = {name: asdict(cost) | {"rate": cost.rate} for name, cost in results.items()}
    return rows | {"ratio": ratio, "ogi_walls": walls}


if __name__ == "__main__":
    main()
