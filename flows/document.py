"""One file from bytes to load package: the ladder of readers, the second reading, the grade.

Runs in a worker process. The next rung of the ladder reads a file only when the one before left
something missing or doubtful; the reading that misses least is kept.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.archive import opened
from extract.discover import Found
from extract.model import Document, Problem, Rejection
from extract.optional import OCR
from extract.reading import independent_rungs, read_document, rungs
from flows.ingredients import ingredients
from flows.settings import Settings
from transform.form import Form
from transform.form_file import load_forms
from transform.interpret import Draft, Interpretation, interpret
from transform.model import LoadPackage, Report
from transform.second_reading import compare, pages_in_question, recheck, right_aligned
from transform.settle import settle

_NEXT_MAY_READ = frozenset({"no_tables", "unreadable"})
"""Refusals of a rung after which another may read the file."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one rung made of a file."""

    rung: str
    document: Document
    interpretation: Interpretation

    @property
    def misfit(self) -> int:
        return sum(draft.misfit for draft in self.interpretation.drafts)


def process(found: Found, settings: Settings) -> LoadPackage:
    """The package of a file; whatever is wrong with the file is in it, nothing is raised for it."""
    started = time.perf_counter()
    outcome = _read(found, load_forms())
    package = LoadPackage(
        source=found.source,
        status="rejected",
        reason=None,
        detail="",
        reports=(),
        problems=(),
        ingredients=ingredients(settings),
        seconds=round(time.perf_counter() - started, 4),
    )
    if isinstance(outcome, Rejection):
        return replace(package, reason=outcome.reason, detail=outcome.detail)
    reports = _settle(found, outcome, load_forms())
    seconds = round(time.perf_counter() - started, 4)
    problems = outcome.document.problems
    return replace(package, status="loaded", reports=reports, problems=problems, seconds=seconds)


def _read(found: Found, forms: Sequence[Form]) -> _Reading | Rejection:
    """The best reading of the ladder, or why there is none."""
    if found.rejection is not None:
        return found.rejection
    best: _Reading | None = None
    refusal: Rejection | None = None
    for rung in rungs(found.source.kind) or ("",):
        reading = _by_rung(found, rung, forms)
        if isinstance(reading, Rejection):
            if refusal is None or (rung == OCR and refusal.reason == "unreadable"):
                refusal = reading  # of a scan; of a text without tables pictures say no more
            if reading.reason not in _NEXT_MAY_READ:
                break
            continue
        if best is None or reading.misfit < best.misfit:
            best = reading
        if best.misfit == 0:
            break
    return best or refusal or Rejection("no_tables", "no reader found a table")


def _by_rung(
    found: Found, rung: str, forms: Sequence[Form], pages: Collection[int] | None = None
) -> _Reading | Rejection:
    try:
        with opened(found.location, found.chain) as path:
            document = read_document(path, found.source, rung, pages)
    except MemoryError:
        raise
    except OSError as error:
        return Rejection("unreadable", f"{error.strerror or error}: make the file readable")
    except Exception as error:  # a reader's library met bytes it does not know: the next rung may
        return Rejection(
            "no_tables", f"the reader {rung} gave up ({type(error).__name__}: {error})"
        )
    if isinstance(document, Rejection):
        return document
    interpretation = interpret(document, forms, found.source.path)
    if interpretation.rejection:
        return interpretation.rejection
    return _Reading(rung, document, interpretation)


def _settle(found: Found, reading: _Reading, forms: Sequence[Form]) -> tuple[Report, ...]:
    """Reports with their quality, after a second reading where it is called for."""
    agreements = _read_twice(found, reading, forms)
    reports = []
    for draft, (agree, problems) in zip(reading.interpretation.drafts, agreements, strict=True):
        differing = recheck(draft)
        if differing:
            agree, problems = False, (*problems, *differing)
        reports.append(settle(draft, reading.document, agree, problems))
    return tuple(reports)


Agreement = tuple[bool | None, tuple[Problem, ...]]
"""Whether a second reading agrees (None: none was called for), and where it does not."""


def _read_twice(found: Found, reading: _Reading, forms: Sequence[Form]) -> list[Agreement]:
    """What independent readings say of reports whose printed sums do not hold."""
    drafts = reading.interpretation.drafts
    verdicts: list[Agreement] = [(False if draft.failures else None, ()) for draft in drafts]
    if not any(draft.failures for draft in drafts):
        return verdicts
    for second in _second_readings(found, reading, forms):
        if len(second) != len(drafts):
            continue
        for number, draft in enumerate(drafts):
            if verdicts[number][0] is False:
                agree, problems = compare(draft, second[number])
                verdicts[number] = (agree, () if agree else verdicts[number][1] or problems)
        if all(agree is not False for agree, _ in verdicts):
            break
    return verdicts


def _second_readings(
    found: Found, reading: _Reading, forms: Sequence[Form]
) -> Iterator[Sequence[Draft]]:
    """Drafts of independent readings, one reader after the other."""
    others = independent_rungs(reading.rung)
    if reading.rung == OCR:
        return  # nobody else reads pictures: what the sums do not settle is for a person
    if not others:
        yield interpret(right_aligned(reading.document), forms, found.source.path).drafts
    pages = {page for draft in reading.interpretation.drafts for page in pages_in_question(draft)}
    for rung in others:
        other = _by_rung(found, rung, forms, pages)
        if not isinstance(other, Rejection):
            yield other.interpretation.drafts
