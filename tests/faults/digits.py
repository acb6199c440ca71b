"""One printed digit of table 三 is another than was meant: the document itself is at fault."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from examples.draw import random_report
from examples.draw.figures import Figures
from tests.extract_pdf.scoring import identities_of, wrong_cells
from tests.faults.cells import other_digit
from tests.faults.trial import read_drawn


@dataclass(frozen=True)
class Changed:
    """What came of a changed digit.

    `as_printed`, `needs_review`; `hidden` where a blank leaves every sum possible, `silent` where none
    does and no sum was found broken; `wrong` where a figure is not the printed one.
    """

    seed: str
    kind: str
    outcome: str
    codes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.seed} {self.kind} {self.outcome} {self.codes}"


def with_changed_digit(figures: Figures, rng: random.Random) -> Figures:
    """The figures with one digit of table 三 changed."""
    printed = sorted(key for key, text in figures.requests.items() if text and text.isdigit())
    if not printed:
        return figures
    key = rng.choice(printed)
    requests = {**figures.requests, key: other_digit(rng, figures.requests[key] or "")}
    return replace(figures, requests=requests)


def changed_digit(seed: str, kind: str) -> Changed:
    """What is claimed of a drawn report with a changed digit."""
    drawn = random_report(
        seed, kind, change=lambda figures: with_changed_digit(figures, random.Random(seed))
    )
    package = read_drawn(drawn)
    if len(package.reports) != 1:
        return Changed(seed, kind, "needs_review", (package.reason or "",))
    (report,) = package.reports
    truth = drawn.figures.truth()
    codes = tuple(sorted({problem.code for problem in report.problems}))
    outcome: str = report.quality
    if outcome != "needs_review" and wrong_cells(truth, report):
        outcome = "wrong"
    elif outcome == "verified" or not any(check.status == "fail" for check in identities_of(report)):
        possible = any(check.status == "not_assessable" for check in identities_of(report))
        outcome = "hidden" if possible else "silent"
    return Changed(seed, kind, outcome, codes)
