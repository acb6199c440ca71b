"""Reports graded as right whose figures are not those that were drawn: printed so, or read wrong?

A change may well change a printed figure; then another one is printed, and reading it is right. It is
taken for that only where the file itself shows it, without asking the readers: in a PDF the pixels of
the cell are others than before; elsewhere the drawn row of numbers is not in the file any more, or it is
there and its cells have `moved`: then only a browser can say under which head a number stands.
Whatever cannot be explained in this way is `unexplained`, and a person has to look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.extract_pdf.scoring import Slot, truth_cells
from tests.fuzz.claims import Claimed
from tests.fuzz.draw import donor, original
from tests.fuzz.explain import Verdict, Wrong, explained
from tests.fuzz.mutant import Mutant, Original
from tests.fuzz.printed_page import PrintedPages, is_blank
from tests.fuzz.zip_container import members

_YEAR: Slot = ("report", "year", "")
_KINDS = {"pdf": "pdf", "html": "html", "docx": "docx", "txt": "text"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not the drawn one, or that is not printed at all."""

    path: str
    slot: Slot
    drawn: Decimal | None
    read: Decimal | None
    verdict: Verdict

    def __str__(self) -> str:
        at = "/".join(self.slot)
        return f"{self.path} {at}: drawn {self.drawn}, read {self.read}, {self.verdict}"


@dataclass(frozen=True, slots=True)
class _Source:
    """What a report was read from: its truth, the drawn bytes, the changed bytes, its kind."""

    truth: Mapping[str, Any]
    before: bytes
    now: bytes
    kind: str


def differences(report: Claimed, mutant: Mutant) -> list[Difference]:
    """Where a report graded as right departs from what was drawn, and why."""
    source = _source(report, mutant, original(mutant.seed, mutant.kind))
    if source is None:
        return []
    truth = truth_cells(source.truth)
    wrong = [
        (slot, truth.get(slot), claim.value)
        for slot, claim in report.claims.items()
        if claim.value != truth.get(slot)
    ]
    if report.year != source.truth["year"]:
        wrong.append((_YEAR, Decimal(source.truth["year"]), Decimal(report.year)))
    wrong = [each for each in wrong if not _from_donor(each, mutant)]
    verdicts = explained(wrong, source.kind, source.before, source.now, truth)
    told = [Difference(report.path, *each, verdict) for each, verdict in verdicts]
    return told + (_not_printed(report, source.now) if source.kind == "pdf" else [])


def _source(report: Claimed, mutant: Mutant, drawn: Original) -> _Source | None:
    """What a report was read from; None if it is a file that was not drawn."""
    name = report.member
    if name not in drawn.truths:
        return None
    now = _member(mutant.content, name) if name else mutant.content
    kind = _KINDS[name.rpartition(".")[2]] if name else drawn.kind
    return _Source(drawn.truths[name], drawn.contents[name], now, kind)


def _member(content: bytes, name: str) -> bytes:
    """The bytes of a member, also of an archive in an archive."""
    try:
        for path, data in members(content):
            if path.rpartition("/")[2] == name:
                return data
            if path.endswith(".zip"):
                return _member(data, name)
    except Exception:  # damaged on purpose, in ways zipfile has no name for
        return b""
    return b""


def _from_donor(wrong: Wrong, mutant: Mutant) -> bool:
    """Whether the figure is that of the file whose end was put behind this one's beginning."""
    if not any("splice" in change for change in mutant.changes):
        return False
    slot, _, read = wrong
    truth = donor(mutant.seed).figures.truth()
    return read == (Decimal(truth["year"]) if slot == _YEAR else truth_cells(truth).get(slot))


def _not_printed(report: Claimed, now: bytes) -> list[Difference]:
    """Figures at whose place the page is blank: nobody who looks at it sees them."""
    pages = PrintedPages.opened(now)
    return [
        Difference(report.path, slot, None, claim.value, "not printed")
        for slot, claim in report.claims.items()
        if pages and claim.value is not None and claim.place and is_blank(pages, claim.place)
    ]
