"""One file from bytes to load package: the best reading, the second look at it, the grade.

Runs in a worker process.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from extract.discover import Found
from extract.model import Rejection
from flows.readings import Reading, best_reading
from flows.second_look import second_look
from flows.settings import Settings
from flows.stated import statements
from transform.form import Form
from transform.form_file import load_forms
from transform.model import LoadPackage, Report
from transform.settle import settle


def process(found: Found, settings: Settings) -> LoadPackage:
    """The package of a file; whatever is wrong with the file is in it, nothing is raised for it."""
    started = time.perf_counter()
    outcome = best_reading(found, load_forms(), statements(settings))
    package = LoadPackage(
        source=found.source,
        status="rejected",
        reason=None,
        detail="",
        reports=(),
        problems=(),
        ingredients="",
        seconds=round(time.perf_counter() - started, 4),
    )
    if isinstance(outcome, Rejection):
        return replace(package, reason=outcome.reason, detail=outcome.detail)
    reports = graded(found, outcome, load_forms())
    seconds = round(time.perf_counter() - started, 4)
    problems = outcome.document.problems
    consulted = None if outcome.consulted is None else tuple(sorted(outcome.consulted))
    return replace(
        package,
        status="loaded",
        reports=reports,
        problems=problems,
        seconds=seconds,
        consulted=consulted,
    )


def graded(found: Found, reading: Reading, forms: Sequence[Form]) -> tuple[Report, ...]:
    """The reports of a reading with their quality, after a second look at them."""
    verdicts = second_look(found, reading, forms)
    return tuple(
        settle(draft, reading.document, verdict.agree, verdict.problems, forms)
        for draft, verdict in zip(reading.interpretation.drafts, verdicts, strict=True)
    )
