"""Readers of the published file throughout runs that publish: no error, never an incomplete state.

    python -m tests.readers --readers 20 --rounds 6 --reports 300

Ends with 1 where a reader met an error or saw what no run has published as a whole.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.readers.readers_at_work import campaign


def main() -> int:
    """Runs one campaign and prints what it found."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.readers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--readers", type=int, default=20, help="how many at once (20)")
    parser.add_argument("--rounds", type=int, default=6, help="how many runs publish (6)")
    parser.add_argument(
        "--reports", type=int, default=300, help="how many reports in the end (300)"
    )
    parser.add_argument("--seed", type=int, default=0, help="other documents (0)")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    options = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        findings = campaign(
            Path(temporary),
            options.readers,
            options.rounds,
            options.reports,
            options.seed,
            options.workers,
            partial(print, flush=True),
        )
    print("\n".join(findings.lines()))
    print(
        f"{options.readers} readers, {len(findings.states)} states, {time.monotonic() - start:.0f} s"
    )
    return 1 if findings.faults else 0


if __name__ == "__main__":
    sys.exit(main())
