"""`make bench`: what `ogi ingest` costs, in one run on the same PDFs, against what it must not exceed.

* `contest`: cold runs, everything in them, against loops over plain Camelot, pdfplumber and pypdfium2
  (`tests.bench.loops`) with as many processes, in turns; the medians of the rounds count.
* `shares`: how much of a cold run no worker reads; whose the CPU is.
* `starting`: CPU of starting, with a Prefect server of its own, with somebody else's, without.
* `unchanged`: the same folder again.
* `kinds`: what a report costs by the form it is published in.

    python -m tests.bench --only starting --only unchanged

Ends with 1 where something that must be reached is not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from examples.draw.bench import bench
from tests.bench.contest import Contest, contest
from tests.bench.ogi import ROOT
from tests.bench.per_kind import by_kind
from tests.bench.shares import shares
from tests.bench.starting import starting
from tests.bench.unchanged import unchanged

PARTS = ("contest", "shares", "starting", "unchanged", "kinds")
say = partial(print, flush=True)


def main() -> int:
    """Measures, prints, and writes `build/bench.json`."""
    options = parse()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary) / "reports"
        wanted = [part for part in PARTS if part in (options.only or PARTS)]
        if options.folder is None and {"contest", "shares", "unchanged"} & set(wanted):
            bench(folder, options.count, workers=options.workers)
        results = {part: measured(part, folder, options) for part in wanted}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    missed = [target["name"] for target in targets(results) if not target["met"]]
    say(f"not met: {', '.join(missed)}" if missed else "all met")
    return 1 if missed else 0


def measured(part: str, folder: Path, options: argparse.Namespace) -> Any:
    """The figures of one part."""
    say(f"-- {part}")
    files, workers, rounds = sorted(folder.rglob("*.pdf")), options.workers, options.rounds
    loops = {
        "camelot": options.camelot,
        "pdfplumber": options.pdfplumber,
        "pypdfium2": options.pypdfium2 or len(files),
    }
    does = {
        "contest": lambda: contest(Contest(folder, files, workers, loops), rounds, say),
        "shares": lambda: shares(folder, len(files), workers, say),
        "starting": lambda: starting(workers, rounds, say),
        "unchanged": lambda: unchanged(folder, len(files), workers, rounds, say),
        "kinds": lambda: by_kind(workers, options.kinds, say),
    }
    return does[part]()


def targets(results: dict[str, Any]) -> list[dict[str, Any]]:
    """What was to be reached, of all parts."""
    return [row for part in results.values() if isinstance(part, dict) for row in part["targets"]]


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", choices=PARTS, action="append", help="this part (again: more)")
    parser.add_argument("--folder", type=Path, help="your own PDFs; without it some are drawn")
    parser.add_argument("--count", type=int, default=1000, help="how many to draw (1000)")
    parser.add_argument(
        "--camelot", type=int, default=100, help="how many plain Camelot reads (100)"
    )
    parser.add_argument(
        "--pdfplumber", type=int, default=200, help="how many pdfplumber reads (200)"
    )
    parser.add_argument("--pypdfium2", type=int, help="how many pypdfium2 reads (all)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each part; odd (3)")
    parser.add_argument("--kinds", type=int, default=100, help="how many of each kind (100)")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench.json")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
