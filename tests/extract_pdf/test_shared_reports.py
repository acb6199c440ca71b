"""Real and drawn reports of ../shared: every cell as printed, nothing wrong in silence."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.extract_pdf.scoring import Verdict, identities_of, judge, read_file, truth_cells
from transform.model import LoadPackage

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
FOLDERS = (
    "real", "corpus/word_pdf", "corpus/reportlab_pdf", "corpus/web_pdf", "corpus/text",
    "corpus/html", "corpus/docx",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there")


@cache
def package(path: Path) -> LoadPackage:
    """The package of a file, read once for all tests."""
    return read_file(path)


def documents(folder: str) -> list[tuple[Path, dict[str, object]]]:
    """The documents of a folder with their truth."""
    found = []
    for truth in sorted((SHARED / folder).glob("*.truth.json")):
        stem = truth.name.removesuffix(".truth.json")
        (path,) = (p for p in truth.parent.glob(f"{stem}.*") if p.suffix != ".json")
        found.append((path, json.loads(truth.read_text(encoding="utf-8"))))
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_document_as_printed(folder: str) -> None:
    """A number claimed to be right that is not, or more than one cell in a thousand lost."""
    verdicts: dict[str, Verdict] = {}
    cells = wrong = 0
    for path, truth in documents(folder):
        verdict = judge(truth, package(path))
        verdicts[path.name] = verdict
        cells += len(truth_cells(truth))
        wrong += len(verdict.wrong) if not verdict.reason else len(truth_cells(truth))
    assert cells
    assert not [name for name, verdict in verdicts.items() if verdict.silent]
    assert wrong <= cells / 1000, {n: v.reason or v.wrong[:3] for n, v in verdicts.items()}


def test_what_holds_is_verified() -> None:
    """A complete report without contradiction must not wait for a person."""
    for folder in set(FOLDERS) - {"real", "corpus/web_pdf"}:
        for path, truth in documents(folder):
            verdict = judge(truth, package(path))
            if not truth["identities_hold"] or verdict.wrong:
                continue
            quality = "as_printed" if "cell_not_printed" in verdict.codes else "verified"
            assert verdict.quality == quality, (path.name, verdict)


def test_totals_of_nothing_are_kept() -> None:
    """洪泽区 2023 prints 总计 0 beside 10 + 1: kept, and said (quirks H1, H2)."""
    (report,) = package(SHARED / "real/hongze_2023.pdf").reports
    facts = {(fact.table, fact.row, fact.column): fact for fact in report.facts}
    assert report.quality == "as_printed"
    assert (report.form, report.requests_form) == ("2021", "2019")
    for procedure in ("reconsideration", "litigation_after_reconsideration"):
        total = facts["disputes", procedure, "total"]
        assert (total.value, total.status, total.printed) == (Decimal(0), "printed", "0")
    failed = {(c.check_code, c.scope) for c in identities_of(report) if c.status == "fail"}
    assert failed == {
        ("disputes_total", "reconsideration"),
        ("disputes_total", "litigation_after_reconsideration"),
    }


def test_the_report_this_project_began_with() -> None:
    """达州市人社局 2023: rows and columns cut by page breaks, read from converted text."""
    (report,) = package(SHARED / "real/dazhou_hrss_2023.txt").reports
    facts = {(fact.table, fact.row, fact.column): fact for fact in report.facts}
    assert facts["requests", "new_received", "total"].value == 6
    assert facts["proactive", "fees", "fee_amount"].value == Decimal("288.67")
    assert facts["proactive", "fees", "fee_amount"].unit == "万元"
    assert report.agency_as_printed == "达州市人力资源和社会保障局"
