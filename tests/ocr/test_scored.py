"""How a sweep counts: every printed cell once, and what is wrong in silence by name."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from extract.model import Box, Problem
from tests.extract_pdf.scoring import Verdict
from tests.ocr.scan_sweep import Scored, near_misses, summary
from transform.model import CellRef, Fact

WRONG = (("requests", "granted", "total"), 3, 8)
INVENTED = (("requests", "granted", "natural_person"), "not printed", 1)


def _scored(
    quality: str, *wrong: tuple[tuple[str, str, str], object, object], reason: str = ""
) -> Scored:
    return Scored("a", "style", Verdict(quality, wrong, reason), cells=10, pages=2, seconds=3.0)


@pytest.mark.parametrize("quality, fate", [("needs_review", "flagged"), ("verified", "SILENT")])
def test_wrong_cells(quality: str, fate: str) -> None:
    tally = _scored(quality, WRONG, INVENTED).tally
    assert (tally["exact"], tally[fate], tally["documents_exact"]) == (9, 2, 0)
    assert {"flagged", "SILENT"} & {k for k, n in tally.items() if n} == {fate}


def test_a_document_that_is_not_loaded() -> None:
    tally = _scored("rejected", reason="no_tables: no reader found a table").tally
    assert (tally["missing"], tally["documents_missing"], tally["exact"]) == (10, 1, 0)


def test_another_agency_is_silent_too(capsys: pytest.CaptureFixture[str]) -> None:
    named = _scored("needs_review", reason="agency 甲, printed 乙")
    assert not named.tally["MISNAMED"]
    assert summary([named]) == 0
    assert "SILENT" not in capsys.readouterr().out
    assert summary([named, _scored("verified", reason="agency 甲, printed 乙")]) == 1
    assert "SILENT a agency 甲, printed 乙" in capsys.readouterr().out


def test_near_misses_are_what_no_problem_names() -> None:
    here, there = Box(1, 2, 3, 4), Box(5, 6, 7, 8)
    cells = tuple(CellRef("8", "ocr", 1, box) for box in (here, there))
    facts = tuple(
        Fact("requests", "granted", column, Decimal(8), "printed", "8", number)
        for number, column in enumerate(("total", "natural_person"))
    )
    problem = Problem("ocr_uncertain", page=1, box=there)
    report = SimpleNamespace(facts=facts, cells=cells, problems=(problem,))
    verdict = Verdict("needs_review", (WRONG, INVENTED), "")
    package: Any = SimpleNamespace(reports=(report,))
    assert near_misses(verdict, package) == (("requests", "granted", "total"),)


def test_summary_lists_silent_cells(capsys: pytest.CaptureFixture[str]) -> None:
    assert summary([_scored("as_printed", WRONG)]) == 1
    out = capsys.readouterr().out
    assert "requests/granted/total: printed 3, read 8" in out
    assert "1.50 CPU seconds a page" in out
    assert summary([_scored("verified")]) == 0
