"""The readings of one file: the ladder of its readers, and any one of them.

The next rung of the ladder reads a file only when the one before left something missing or doubtful; the
reading that misses least is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extract.archive import opened
from extract.discover import Found
from extract.model import Document, Rejection
from extract.optional import OCR
from extract.reading import read_document, rungs
from transform.agency_statements import NO_STATEMENTS, Statements
from transform.form import Form
from transform.interpret import Interpretation, interpret

_NEXT_MAY_READ = frozenset({"no_tables", "unreadable"})
"""Refusals of a rung after which another may read the file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one rung made of a file."""

    rung: str
    document: Document
    interpretation: Interpretation

    @property
    def misfit(self) -> int:
        """How far its reports together are from complete."""
        return sum(draft.misfit for draft in self.interpretation.drafts)


def best_reading(
    found: Found, forms: Sequence[Form], stated: Statements = NO_STATEMENTS
) -> Reading | Rejection:
    """The best reading of the ladder, or why there is none."""
    if found.rejection is not None:
        return found.rejection
    best: Reading | None = None
    refusal: Rejection | None = None
    for rung in rungs(found.source.kind) or ("",):
        reading = by_rung(found, rung, forms, stated=stated)
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


def by_rung(
    found: Found,
    rung: str,
    forms: Sequence[Form],
    pages: Collection[int] | None = None,
    stated: Statements = NO_STATEMENTS,
) -> Reading | Rejection:
    """The reading of one rung; tables only of some `pages` where it is slow."""
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
    interpretation = interpret(document, forms, found.source.path, stated)
    if interpretation.rejection:
        return interpretation.rejection
    return Reading(rung, document, interpretation)
