"""One document, one fault of its reader, and what the report claims in the end."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from examples.draw.bench import Drawn
from extract.discover import discover
from extract.model import Document, Rejection
from flows import readings
from flows.document import process
from tests.extract_pdf.scoring import SETTINGS, SUFFIX, wrong_cells
from tests.faults.cells import Fault
from transform.model import LoadPackage

CLAIMS = ("verified", "as_printed")


@dataclass(frozen=True)
class Trial:
    """What came of a fault: `found` (a person is asked), `harmless` (no figure is wrong), `silent` (a wrong
    figure is claimed to be right), `none` (the document has nothing the fault could be made of)."""

    seed: str
    kind: str
    fault: str
    outcome: str
    wrong: tuple[Any, ...] = ()
    codes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.seed} {self.kind} {self.fault} {self.outcome} {self.wrong[:3]} {self.codes}"


def with_cell_fault(
    drawn: Drawn, seed: str, fault: Fault, tables: range = range(9), *, every: bool = False
) -> Trial:
    """The document read by a first reader that makes a fault in one of some of its tables.

    `every`: all readers make it, those that are asked a second time, too.
    """
    made: list[int] = []

    def change(document: Document | Rejection) -> Document | Rejection:
        if (made and not every) or isinstance(document, Rejection):
            return document
        rng = random.Random(seed)
        numbers = [n for n in range(len(document.tables)) if n in tables]
        rng.shuffle(numbers)
        for number in numbers:
            changed = fault(rng, document.tables[number])
            if changed is not None:
                made.append(number)
                whole = list(document.tables)
                whole[number] = changed
                return replace(document, tables=tuple(whole))
        return document

    read = readings.read_document
    with patch.object(
        readings, "read_document", lambda *given, **named: change(read(*given, **named))
    ):
        package = read_drawn(drawn)
    return _trial(drawn, seed, fault.__name__, package) if made else _none(drawn, seed, fault)


def with_feed_fault(
    drawn: Drawn, seed: str, fault: Callable[[random.Random], AbstractContextManager[None]]
) -> Trial:
    """The document read while the reader errs at what it is fed with."""
    with fault(random.Random(seed)):
        package = read_drawn(drawn)
    return _trial(drawn, seed, fault.__name__, package)


def read_drawn(drawn: Drawn) -> LoadPackage:
    """The package of a drawn report, by way of a file."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"report{SUFFIX[drawn.kind]}").write_bytes(drawn.content)
        (found,) = discover([Path(folder)])
        return process(found, SETTINGS)


def _none(drawn: Drawn, seed: str, fault: Fault) -> Trial:
    return Trial(seed, drawn.kind, fault.__name__, "none")


def _trial(drawn: Drawn, seed: str, fault: str, package: LoadPackage) -> Trial:
    if len(package.reports) != 1:
        return Trial(seed, drawn.kind, fault, "found", codes=(package.reason or "",))
    (report,) = package.reports
    wrong = tuple(wrong_cells(drawn.figures.truth(), report))
    codes = tuple(sorted({problem.code for problem in report.problems}))
    if report.quality not in CLAIMS:
        return Trial(seed, drawn.kind, fault, "found", wrong, codes)
    return Trial(seed, drawn.kind, fault, "silent" if wrong else "harmless", wrong, codes)
