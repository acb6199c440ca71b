"""Everything that is asked about a reading before its reports are graded: a witness, and other readers.

The witness looks at every cell of every report. Other readers read the file only where a sum does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.archive import opened
from extract.discover import Found
from extract.model import Problem, Rejection
from extract.optional import OCR
from extract.reading import FIRST, independent_rungs
from extract.witness import Witness, witness_of
from flows.readings import Reading, by_rung, parsed_the_same
from transform.form import Form
from transform.interpret import Draft
from transform.second_reading import (
    cells_in_question,
    compare,
    pages_in_question,
    recheck,
)
from transform.witnessed import unconfirmed

_NOT_AGAIN = "not_read_again"
_INFERRED = frozenset({OCR, "aligned"})
"""Rungs that infer what stands in a cell or where a column is: a witness of their cells is none of that."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether other readings agree with a report (None: none was called for), and where they do not."""

    agree: bool | None
    problems: tuple[Problem, ...] = ()


def second_look(found: Found, reading: Reading, forms: Sequence[Form]) -> list[Verdict]:
    """The verdict on each report of a reading.

    Where no other reader reads a table whose sums do not hold, it is enough that the witness confirms it: the
    text layer in the cells' boxes, or the file's own cells. Not where these are inferred from a picture or
    from a page without rules.
    """
    witness = _witness(found, reading)
    verdicts = []
    for draft, verdict in zip(
        reading.interpretation.drafts, _other_readers(found, reading, forms), strict=True
    ):
        disputed = _disputed(draft, witness)
        if disputed:
            verdict = Verdict(False, (*verdict.problems, *disputed))
        elif verdict.agree is False and not verdict.problems and reading.rung not in _INFERRED:
            verdict = Verdict(True)
        verdicts.append(verdict)
    return verdicts


def _witness(found: Found, reading: Reading) -> Witness | Problem:
    """Who can say what stands in the cells of the tables, or why nobody can."""
    try:
        with opened(found.location, found.chain) as path:
            witness = witness_of(path, found.source, reading.document)
    except MemoryError:
        raise
    except Exception as error:  # bytes a library does not know the second time
        return Problem(_NOT_AGAIN, f"{type(error).__name__}: {error}")
    return Problem(_NOT_AGAIN, witness.detail) if isinstance(witness, Rejection) else witness


def _disputed(draft: Draft, witness: Witness | Problem) -> tuple[Problem, ...]:
    """Figures whose place reads differently when it is read again, and cells that the witness disputes."""
    if isinstance(witness, Problem):
        return (witness,)
    again = recheck(draft)
    known = {each.box for each in again}
    others = unconfirmed(draft, witness)
    return (*again, *(each for each in others if each.box is None or each.box not in known))


def _other_readers(found: Found, reading: Reading, forms: Sequence[Form]) -> list[Verdict]:
    """What independent readings say of reports whose printed sums do not hold.

    Another parser that reads every figure of these tables the same, in the cells of this reading, is one;
    only where it does not, tables are looked for and read anew.
    """
    drafts = reading.interpretation.drafts
    verdicts = [Verdict(False if draft.failures else None) for draft in drafts]
    if not any(draft.failures for draft in drafts):
        return verdicts
    cells = [cell for draft in drafts if draft.failures for cell in cells_in_question(draft)]
    if reading.rung == FIRST and parsed_the_same(found, cells):
        return [Verdict(True if draft.failures else None) for draft in drafts]
    for second in _second_readings(found, reading, forms):
        if len(second) != len(drafts):
            continue
        for number, draft in enumerate(drafts):
            if verdicts[number].agree is False:
                agree, problems = compare(draft, second[number])
                verdicts[number] = Verdict(
                    agree, () if agree else verdicts[number].problems or problems
                )
        if all(verdict.agree is not False for verdict in verdicts):
            break
    return verdicts


def _second_readings(
    found: Found, reading: Reading, forms: Sequence[Form]
) -> Iterator[Sequence[Draft]]:
    """Drafts of independent readings, one reader after the other."""
    drafts = reading.interpretation.drafts
    others = independent_rungs(reading.rung)
    if reading.rung == OCR:
        return  # nobody else reads pictures: what the sums do not settle is for a person
    pages = {page for draft in drafts for page in pages_in_question(draft)}
    for rung in others:
        other = by_rung(found, rung, forms, pages)
        if not isinstance(other, Rejection):
            yield other.interpretation.drafts
