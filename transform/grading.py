"""How far a report can be trusted: from what is known about it to its quality, and anew after corrections."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extract.model import Problem
from transform.form import Slot
from transform.grounds import Grounds
from transform.model import CheckResult, Quality

DISPUTES = frozenset(("readings_differ", "place_differs", "label_differs", "not_read_again"))
"""Problems that keep a report from being trusted although no cell is doubtful by itself."""


def grade(grounds: Grounds, checks: Sequence[CheckResult], *, named: bool) -> Quality:
    """verified: complete, no identity fails; as_printed: the publication itself is at fault.

    Either some identity fails and two readings agree, or cells are not printed and no identity fails.
    `checks` are those that decide: the identities of the form. `named`: the agency is known.
    """
    fails = any(check.status == "fail" for check in checks)
    if not is_complete(grounds) or not named or grounds.agree is False:
        return "needs_review"
    if not fails:
        return "as_printed" if grounds.not_printed else "verified"
    return "as_printed" if grounds.agree and not grounds.not_printed else "needs_review"


def is_complete(grounds: Grounds) -> bool:
    """Every printed cell of the forms is found, readable and undoubted; no figure is left over."""
    lost = set(grounds.missing) - set(grounds.not_printed)
    return not (lost or grounds.doubtful or grounds.left_over)


def slot_of(problem: Problem) -> Slot | None:
    """The slot a problem is about; None for one about more or less than a figure."""
    table, row, column = (problem.params.get(name) for name in ("table", "row", "column"))
    return (table, row, column) if table and row and column else None


def disputes(problems: Sequence[Problem], settled: Collection[Slot] = ()) -> list[Problem]:
    """What a second look sees otherwise than the first, but for figures that a person has settled."""
    return [each for each in problems if each.code in DISPUTES and slot_of(each) not in settled]
