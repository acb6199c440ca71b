"""Command line: `python -m examples.draw reports`, `bench` and `legacy`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from examples.draw.bench import KINDS, PICTURED, bench, truths


def main(arguments: list[str] | None = None) -> int:
    """Runs one of the commands."""
    options = _parser().parse_args(arguments)
    if options.command == "reports":
        from examples.draw.reports import write_reports

        for path in write_reports(options.out):
            print(path)
        return 0
    if options.command == "legacy":
        from examples.draw.legacy_bench import write_sheets

        drawn = sum(1 for _ in write_sheets(options.out, options.count, options.seed))
        print(f"{drawn} reports in {options.out}, truth beside")
        return 0
    start = time.perf_counter()
    bench(options.out, options.count, options.seed, options.kind, options.workers)
    spent = time.perf_counter() - start
    each = 1000 * spent / max(options.count, 1)
    print(
        f"{options.count} reports in {options.out}, truth in {truths(options.out)}: "
        f"{spent:.1f} s, {each:.0f} ms each"
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m examples.draw",
        description="Draws annual reports on open government information with known figures.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    reports = commands.add_parser(
        "reports",
        help="draw the bundled example reports again",
        description="Draws examples/reports and examples/truth again, from published figures. "
        "PDF files embed Chinese fonts where the Debian packages fonts-arphic-gbsn00lp and "
        "fonts-wqy-microhei are installed; otherwise they name a font that the viewer replaces.",
    )
    reports.add_argument(
        "--out", type=Path, default=Path(__file__).parent.parent, metavar="DIR",
        help="folder that gets reports/ and truth/ (default: examples)",
    )
    many = commands.add_parser(
        "bench",
        help="draw many different invented reports",
        description="Draws N different reports with invented, balanced figures into OUT, and "
        "what a warehouse must hold of them into OUT.truth. The same seed draws the same bytes.",
    )
    many.add_argument("out", type=Path, metavar="OUT", help="folder for the reports")
    many.add_argument("count", type=int, metavar="N", help="number of reports")
    many.add_argument("--seed", type=int, default=0, help="another seed, other reports (default 0)")
    many.add_argument(
        "--kind", choices=(*KINDS, *PICTURED, "mixed"), default="pdf",
        help="file type (default pdf); `scan` files are stamped and scanned, `pictures` have pasted tables",
    )
    many.add_argument(
        "--workers", type=int, default=2, metavar="W", help="processes (default 2)"
    )
    sheets = commands.add_parser(
        "legacy",
        help="draw invented reports before 2019",
        description="Draws N reports with the statistics sheet used before 2019 into OUT, and what a "
        "warehouse must hold of them into OUT.truth. The same seed draws the same bytes.",
    )
    sheets.add_argument("out", type=Path, metavar="OUT", help="folder for the reports")
    sheets.add_argument("count", type=int, metavar="N", help="number of reports")
    sheets.add_argument("--seed", type=int, default=0, help="another seed, other reports (default 0)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
