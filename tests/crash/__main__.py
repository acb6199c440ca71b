"""`make crash`: runs of the real command killed with SIGKILL at random moments, each followed by a resume.

    python -m tests.crash --kills 50 --reports 300 --seed 0

Killed are the main process, a worker, the server of workers, Prefect's server, the process group, or
everything at once, while starting, reading, loading, publishing and ending. In the end the warehouse must
hold what an undisturbed run gives, by checksum of every table. Ends with 1 otherwise.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.bench.ogi import ROOT
from tests.crash.kills import campaign


def main() -> int:
    """Runs one campaign and prints what it found."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.crash",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--kills", type=int, default=50, help="how many kills (50)")
    parser.add_argument("--reports", type=int, default=300, help="how many reports to draw (300)")
    parser.add_argument("--seed", type=int, default=0, help="other documents, other moments (0)")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work here, and leave everything")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "crash.json")
    options = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or Path(temporary)) / "crash"
        findings = campaign(
            folder,
            options.kills,
            options.reports,
            options.seed,
            options.workers,
            partial(print, flush=True),
        )
    findings.write(options.out)
    print("\n".join(findings.lines()))
    print(f"{time.monotonic() - start:.0f} s; everything is in {options.out}")
    return 0 if findings.is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
