"""Documents of ../shared in one warehouse: every broken identity of the truths is found, and no other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extract.optional import OCR, available
from flows.cli import app
from warehouse.query import run_sql

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CODES = {
    "request_balance": "requests_balance",
    "handled_sum": "requests_outcomes",
    "applicant_sum": "requests_applicants",
    "dispute_sum": "disputes_total",
    "carry": "carry_over_continuity",
    "in_force": "stock_continuity",
}
"""Codes of the checks by their names in the truth files."""

DECIDING = tuple(CODES.values())[:4]
Failure = tuple[str, str, str]
"""Document, check, scope."""

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All documents whose truth is known."""
    kinds = [p for p in (SHARED / "corpus").iterdir() if p.is_dir()]
    folders = [p for p in (SHARED / "real", *sorted(kinds)) if _is_read(p)]
    return _ingest(tmp_path_factory.mktemp("shared") / "ogi.duckdb", *folders)


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The panel alone: some of its agencies have other, unrelated reports among the rest."""
    path = tmp_path_factory.mktemp("panel") / "ogi.duckdb"
    return _ingest(path, SHARED / "corpus/panel")


def _ingest(path: Path, *folders: Path) -> Path:
    command = ["ingest", *map(str, folders), "-w", str(path), "--engine", "plain"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    return path


def _is_read(folder: Path) -> bool:
    return folder.name != "scanned_pdf" or OCR in available()


def truths() -> Iterator[tuple[str, dict[str, Any]]]:
    """The truths of the documents read, by the document's hash."""
    for path in sorted(SHARED.rglob("*.truth.json")):
        stem = path.name.removesuffix(".truth.json")
        (document,) = (p for p in path.parent.glob(f"{stem}.*") if p.suffix != ".json")
        if _is_read(path.parent):
            truth = json.loads(path.read_text(encoding="utf-8"))
            yield hashlib.sha256(document.read_bytes()).hexdigest(), truth


def failures(warehouse: Path, codes: tuple[str, ...]) -> set[Failure]:
    """What fails in the warehouse."""
    rows = run_sql(
        warehouse,
        "SELECT r.sha256, c.check_code, c.scope "
        "FROM audit.check_result c JOIN dim_report r USING (report_id) "
        "WHERE c.status = 'fail' AND list_contains($codes::VARCHAR[], c.check_code)",
        {"codes": list(codes)},
    ).rows
    return {(str(sha256), str(code), str(scope)) for sha256, code, scope in rows}


def test_every_broken_identity_is_found_and_no_other(warehouse: Path) -> None:
    """Precision and recall of the sums of the form are both 100 %."""
    expected: set[Failure] = set()
    known = set()
    for sha256, truth in truths():
        if "broken_identities" in truth:
            known.add(sha256)
            expected |= {(sha256, CODES[b["identity"]], b["at"]) for b in truth["broken_identities"]}
    found = {failure for failure in failures(warehouse, DECIDING) if failure[0] in known}
    assert found == expected


def test_every_break_between_years_is_found_and_no_other(panel: Path) -> None:
    """Names vary over the years: agencies must be resolved for it."""
    listed = json.loads((SHARED / "corpus/panel/panel.json").read_text(encoding="utf-8"))
    expected: set[Failure] = set()
    known = set()
    for agency in listed["agencies"]:
        folder = SHARED / "corpus/panel" / agency["folder"]
        by_year = {}
        for document in agency["documents"]:
            content = (folder / document["file"]).read_bytes()
            by_year[document["year"]] = hashlib.sha256(content).hexdigest()
        known |= set(by_year.values())
        for broken in agency["cross_year_breaks"]:
            expected.add((by_year[broken["years"][1]], CODES[broken["identity"]], broken["at"]))
    years = ("carry_over_continuity", "stock_continuity")
    found = {failure for failure in failures(panel, years) if failure[0] in known}
    assert found == expected


def test_a_report_whose_truth_holds_fails_nothing_that_weighs(warehouse: Path) -> None:
    """Rules that are warnings or errors, on structure, values and text too."""
    holds = {sha256 for sha256, truth in truths() if truth.get("identities_hold")}
    rows = run_sql(
        warehouse,
        "SELECT r.sha256, r.source_path, c.check_code, c.scope, c.expected, c.found, c.note "
        "FROM audit.check_result c JOIN audit.check USING (check_code) JOIN dim_report r USING (report_id) "
        "WHERE c.status = 'fail' AND severity <> 'info' "
        "AND check_code NOT IN ('carry_over_continuity', 'stock_continuity', 'table_not_blank', "
        "'cells_found')",
    ).rows
    assert [row[1:] for row in rows if row[0] in holds] == []


def test_quality_follows(warehouse: Path) -> None:
    """Broken as printed: `as_printed`, and never `verified`."""
    broken = {sha256 for sha256, truth in truths() if truth.get("broken_identities")}
    rows = run_sql(warehouse, "SELECT sha256, quality FROM dim_report").rows
    assert {quality for sha256, quality in rows if sha256 in broken} == {"as_printed"}
