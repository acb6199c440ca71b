"""`python -m tests.bench.nation --reports 1000000 --out FILE`: build a nation, time the thirty questions.

With `--ask` an existing file is asked only.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from tests.bench.nation.ask import ask_all
from tests.bench.nation.build import build_nation


def main() -> None:
    """Builds, asks, prints, and writes FILE.json."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.nation", description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000, help="how many to simulate")
    parser.add_argument("--out", type=Path, required=True, help="the file to build or ask")
    parser.add_argument("--ask", action="store_true", help="ask a file that is there")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many counts")
    options = parser.parse_args()
    results: dict[str, object] = {}
    if not options.ask:
        times = build_nation(options.out, options.reports, threads=options.threads)
        results["build"] = asdict(times)
    print(f"{options.out.stat().st_size / 1e9:.2f} GB")
    answers = ask_all(options.out, options.threads, options.rounds)
    for answer in answers:
        print(
            f"{answer.code}  {answer.median:7.3f} s  CPU {answer.cpu:7.3f} s  first {answer.first:7.3f} s  "
            f"{answer.rows:5} rows  {answer.english}"
        )
    slow = [answer.code for answer in answers if answer.median >= 1]
    print(f"above one second: {', '.join(slow) or 'none'}")
    results["questions"] = [asdict(answer) for answer in answers]
    options.out.with_suffix(".json").write_text(
        json.dumps(results, indent=1, ensure_ascii=False), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
