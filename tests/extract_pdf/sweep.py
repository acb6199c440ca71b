"""Many random reports, drawn and read again: nothing wrong may be claimed to be right.

    python -m tests.extract_pdf.sweep 300 --seed 7 --kind pdf

prints every document that is not exact, that claims a wrong number, or that waits for a person
although nothing was read wrong. `pytest -k sweep` runs a few; OGI_SWEEP=N runs N of each kind.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from examples.draw import random_report
from examples.draw.bench import KINDS, Drawn
from tests.extract_pdf.scoring import Verdict, judge, read_bytes


@dataclass(frozen=True)
class Swept:
    """One document of a sweep: its seed, what was drawn, what came of it."""

    seed: str
    drawn: Drawn
    verdict: Verdict
    held: bool

    @property
    def doubted(self) -> bool:
        """Waits for a person although every cell was read as it is printed."""
        return self.verdict.exact and self.verdict.quality == "needs_review"

    @property
    def worth_a_look(self) -> bool:
        """Whether a person who mends the readers should see it."""
        return not self.verdict.exact or self.verdict.silent or self.doubted

    def __str__(self) -> str:
        verdict = self.verdict
        cells = ", ".join(f"{'/'.join(s)}: {a} -> {b}" for s, a, b in verdict.wrong[:4])
        return (
            f"{self.seed} {self.drawn.kind} {verdict.quality} wrong={len(verdict.wrong)}"
            f" fails={verdict.failures} held={self.held} {verdict.reason} [{cells}]"
            f" {' '.join(verdict.codes)}"
        )


def sweep(kind: str, count: int, seed: str) -> Iterator[Swept]:
    """`count` random documents of a kind, each with its verdict."""
    for number in range(count):
        name = f"{seed}/{number}"
        drawn = random_report(name, kind)
        truth = drawn.figures.truth()
        verdict = judge(truth, read_bytes(drawn.content, kind))
        yield Swept(name, drawn, verdict, truth["identities_hold"])


def main(arguments: list[str] | None = None) -> int:
    """Runs a sweep and prints what is worth a look; 1 when anything was wrong in silence."""
    parser = argparse.ArgumentParser(description="Draw random reports and read them again.")
    parser.add_argument("count", type=int)
    parser.add_argument("--kind", choices=KINDS, default="pdf")
    parser.add_argument("--seed", default="sweep")
    options = parser.parse_args(arguments)
    start, tally = time.perf_counter(), Counter[str]()
    for swept in sweep(options.kind, options.count, options.seed):
        tally.update([swept.verdict.quality])
        tally["exact"] += swept.verdict.exact
        tally["silent"] += swept.verdict.silent
        if swept.worth_a_look:
            print(swept, flush=True)
    print(options.kind, dict(tally), f"{time.perf_counter() - start:.1f} s")
    return 1 if tally["silent"] else 0


if __name__ == "__main__":
    sys.exit(main())
