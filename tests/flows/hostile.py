"""What a hostile or useless file is in these tests: its bytes, and what it may come to."""

from __future__ import annotations

import random
from typing import NamedTuple

from examples.draw import Figures, balanced

LOADED = "loaded"
TITLE = "某市某县人民政府2023年政府信息公开工作年度报告"


class Case(NamedTuple):
    """A file's bytes, the fates it may have (`loaded`, or a reason), and what its detail says."""

    data: bytes
    fates: tuple[str, ...]
    says: str = ""


def report(number: int) -> Figures:
    """The figures of a sound report; another number is another report."""
    return balanced(random.Random(number), f"某市第{number}区人民政府", 2023)
