"""Readers that err, and documents that are wrong themselves: nothing wrong may be claimed to be right.

    python -m tests.faults --documents 500 --seed 7
    python -m tests.faults --documents 500 --seed 7 --changed-digit

draws so many reports of all kinds. Without `--changed-digit` the reader of each makes one fault, another one
from document to document, every other time together with all readers that are asked after it. With it, one
printed digit of table 三 is changed in each document. Prints what came of it, and every document of which a
wrong figure was claimed to be right; then it ends with 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator

from examples.draw import random_report
from examples.draw.bench import KINDS
from tests.faults.cells import CELL_FAULTS
from tests.faults.digits import Changed, changed_digit
from tests.faults.feed import FEEDS
from tests.faults.trial import Trial, with_cell_fault, with_feed_fault


def main(arguments: list[str] | None = None) -> int:
    """Runs one of the two and prints its counts; 1 when anything was wrong in silence."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--documents", type=int, default=500, help="how many (default 500)")
    parser.add_argument("--seed", default="0", help="another seed, other documents (default 0)")
    parser.add_argument("--kind", choices=KINDS, help="of one kind only")
    parser.add_argument("--changed-digit", action="store_true", help="the documents are wrong")
    parser.add_argument("--verbose", action="store_true", help="print each document")
    options = parser.parse_args(arguments)
    kinds = (options.kind,) if options.kind else KINDS
    start, tally = time.perf_counter(), Counter[tuple[str, str, str]]()
    run = changed_digits if options.changed_digit else faults
    for each in run(kinds, options.documents, options.seed):
        tally[each.kind, getattr(each, "fault", "digit"), each.outcome] += 1
        if options.verbose or each.outcome in ("silent", "wrong"):
            print(each, flush=True)
    print(table(tally))
    print(f"{sum(tally.values())} documents, {time.perf_counter() - start:.0f} s")
    return 1 if any(outcome in ("silent", "wrong") for _, _, outcome in tally) else 0


def faults(kinds: tuple[str, ...], documents: int, seed: str) -> Iterator[Trial]:
    """Trials of all kinds, each fault in its turn; a document no fault can be made in is not counted."""
    for kind in kinds:
        wanted, number = len(range(kinds.index(kind), documents, len(kinds))), 0
        made = 0
        while made < wanted and number < 4 * wanted + 40:
            trial = one_fault(f"{seed}/{number}", kind, number)
            number += 1
            made += trial.outcome != "none"
            if trial.outcome != "none":
                yield trial


def one_fault(seed: str, kind: str, number: int) -> Trial:
    """The trial of the fault whose turn it is."""
    feeds = FEEDS[kind]
    turn = number % (len(CELL_FAULTS) + len(feeds))
    drawn = random_report(seed, kind)
    if turn < len(CELL_FAULTS):
        return with_cell_fault(drawn, seed, CELL_FAULTS[turn], every=bool(number % 2))
    return with_feed_fault(drawn, seed, feeds[turn - len(CELL_FAULTS)])


def changed_digits(kinds: tuple[str, ...], documents: int, seed: str) -> Iterator[Changed]:
    """Documents of all kinds with a changed digit."""
    for number in range(documents):
        yield changed_digit(f"{seed}/{number}", kinds[number % len(kinds)])


def table(tally: Counter[tuple[str, str, str]]) -> str:
    """The counts, a line for each kind and fault."""
    outcomes = sorted({outcome for _, _, outcome in tally})
    names = sorted({(kind, fault) for kind, fault, _ in tally})
    lines = [f"{'':34}" + "".join(f"{outcome:>14}" for outcome in outcomes)]
    for kind, fault in names:
        counts = (tally[kind, fault, outcome] for outcome in outcomes)
        lines.append(f"{kind:6}{fault:28}" + "".join(f"{count or '-':>14}" for count in counts))
    sums = (sum(n for (_, _, o), n in tally.items() if o == outcome) for outcome in outcomes)
    return "\n".join([*lines, f"{'all':34}" + "".join(f"{total:>14}" for total in sums)])


if __name__ == "__main__":
    sys.exit(main())
