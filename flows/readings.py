"""The readings of one file: the ladder of its readers, and any one of them.

The next rung of the ladder reads a file only when the one before left something missing or doubtful, and
when it could see more: not when two readers that share little miss the same. The reading that misses least
is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from extract.archive import opened
from extract.discover import Found
from extract.model import Box, Document, Rejection
from extract.optional import OCR
from extract.reading import FIRST, RENDERED, independent_rungs, read_document, rungs
from transform.agency_statements import NO_STATEMENTS, Statements
from transform.form import Form
from transform.interpret import Interpretation, interpret
from transform.model import CellRef
from transform.second_reading import cells_of, lacks_the_same, read_the_same

_NEXT_MAY_READ = frozenset({"no_tables", "unreadable"})
"""Refusals of a rung after which another may read the file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one rung made of a file."""

    rung: str
    document: Document
    interpretation: Interpretation
    alone: bool = True
    """Whether no other rung was asked before."""

    @property
    def misfit(self) -> int:
        """How far its reports together are from complete."""
        return sum(draft.misfit for draft in self.interpretation.drafts)

    @property
    def consulted(self) -> frozenset[str] | None:
        """Codes of the forms whose content could have made its reports otherwise, after every second look at
        them; None for all: where other readers were, or may be, asked."""
        failing = any(draft.failures for draft in self.interpretation.drafts)
        return self.interpretation.consulted if self.alone and not failing else None


def best_reading(
    found: Found, forms: Sequence[Form], stated: Statements = NO_STATEMENTS
) -> Reading | Rejection:
    """The best reading of the ladder, or why there is none."""
    if found.rejection is not None:
        return found.rejection
    best: Reading | None = None
    refusal: Rejection | None = None
    final, tried = False, 0
    for rung in rungs(found.source.kind) or ("",):
        if best is not None and _sees_no_more(rung, best, final):
            continue
        tried += 1
        reading = by_rung(found, rung, forms, stated=stated)
        if isinstance(reading, Rejection):
            if refusal is None or (rung == OCR and refusal.reason == "unreadable"):
                refusal = reading  # of a scan; of a text without tables pictures say no more
            if reading.reason not in _NEXT_MAY_READ:
                break
            continue
        if best is None or reading.misfit < best.misfit:
            best, final = reading, _is_all_there_is(found, reading)
        else:
            final = final or _misses_the_same(best, reading)
        if best.misfit == 0:
            break
    nothing = refusal or Rejection("no_tables", "no reader found a table")
    return replace(best, alone=tried == 1) if best is not None else nothing


def _sees_no_more(rung: str, best: Reading, final: bool) -> bool:
    """Whether a rung looks for nothing that the pages have and other rungs have not looked for."""
    if final:
        return rung != OCR  # what no text says, pictures may
    return rung == RENDERED and not best.document.pictures


def _is_all_there_is(found: Found, reading: Reading) -> bool:
    """Whether all that a reading lacks is rows that read blank, and another parser finds no text there."""
    if reading.rung != FIRST or not reading.misfit:
        return False
    drafts = reading.interpretation.drafts
    if any(draft.misfit != len(draft.wanted_blanks) for draft in drafts):
        return False
    blank = [cell for draft in drafts for cell in cells_of(draft, draft.wanted_blanks)]
    return parsed_the_same(found, blank)


def _misses_the_same(best: Reading, other: Reading) -> bool:
    """Whether a reader that shares little with the best one lacks all that it lacks."""
    drafts, others = best.interpretation.drafts, other.interpretation.drafts
    apart = other.rung in independent_rungs(best.rung) and len(drafts) == len(others)
    return apart and all(map(lacks_the_same, drafts, others))


def parsed_the_same(found: Found, cells: Collection[CellRef]) -> bool:
    """Whether the parser that shares nothing with pdfium finds the same text in every one of the cells. Not
    where it finds another, where a cell has no place on a page, or where it cannot read the file."""
    boxes: dict[int, set[Box]] = {}
    for cell in cells:
        if cell.page is None or cell.box is None:
            return False
        boxes.setdefault(cell.page, set()).add(cell.box)
    from extract.pdf_other_parser import texts_in  # where it is needed: for few documents

    try:
        with opened(found.location, found.chain) as path:
            return read_the_same(cells, texts_in(path, boxes))
    except MemoryError:
        raise
    except Exception:  # bytes this parser does not know: other readers are asked
        return False


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
