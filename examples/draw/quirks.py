"""What published tables do now and then: rows that end early, spans that are too short, cells cut in two."""

from __future__ import annotations

import random
from dataclasses import replace

from examples.draw.figures import Figures
from examples.draw.form import APPLICANTS
from examples.draw.printed import number
from examples.draw.wording import Shape


def with_rows_ending_early(figures: Figures, rng: random.Random, most: int = 3) -> Figures:
    """The report with the last cell or two of a few rows of table 三 not on the page.

    As in published pages these are rows in which nothing happened.
    """
    empty = [
        item
        for item in figures.item_codes()
        if not any(number(figures.requests.get((item, applicant))) for applicant in APPLICANTS)
    ]
    requests = dict(figures.requests)
    for item in rng.sample(empty, min(len(empty), rng.randint(1, most))):
        for applicant in list(APPLICANTS)[-rng.randint(1, 2) :]:
            requests.pop((item, applicant), None)
    return replace(figures, requests=requests)


def random_shape(rng: random.Random) -> Shape:
    """Mostly a table as the form has it; now and then an odd one."""
    return Shape(
        split_decisions=rng.random() < 0.1,
        dispute_head_shift=rng.choice((0,) * 9 + (1,)),
        short_group=rng.random() < 0.15,
        split_result=rng.random() < 0.15,
    )
