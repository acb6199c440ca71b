"""`make fuzz`: damaged and disguised reports of every kind, read by the real command.

    python -m tests.fuzz --files 2000 --seed 7 --keep build/fuzz

The same seed makes the same files. Ends with 1 when a file was lost, the run failed or stood still, the
warehouse does not hold together, or a report graded as right holds a figure that nothing explains.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.campaign import campaign, keep
from tests.fuzz.run import ROOT


def main() -> int:
    """Runs one campaign and prints its findings."""
    options = _parser().parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary) / "fuzz"
        findings = campaign(
            place,
            options.files,
            options.seed,
            workers=options.workers,
            limit=options.limit,
            deadline=60 * options.minutes,
        )
        if options.keep:
            keep(findings, place, options.keep)
    findings.write(options.out)
    print("\n".join(findings.lines()))
    print(f"whole      {time.monotonic() - start:.0f} s; everything is in {options.out}")
    return 0 if findings.sound else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--files", type=int, default=2000, help="how many files (default 2000)")
    parser.add_argument("--seed", type=int, default=0, help="another seed, other files (default 0)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the files to look at here")
    parser.add_argument(
        "--minutes", type=float, default=30, help="a run that takes longer is stopped (default 30)"
    )
    parser.add_argument(
        "--limit", type=float, default=20, help="seconds for one document (default 20)"
    )
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "fuzz.json")
    return parser


if __name__ == "__main__":
    sys.exit(main())
