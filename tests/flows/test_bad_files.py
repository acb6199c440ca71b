"""A folder of bad, odd and copied files: each comes to what its expectation says, in one run.

The folder and its expectations lie beside the checkout; without them these tests are skipped.
"""

from __future__ import annotations

import json
import os
import tarfile
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.extract_pdf.scoring import Slot, truth_cells
from tests.flows.help_text import ROOT
from tests.flows.test_cli import ogi
from warehouse.query import run_sql

TAR = ROOT.parent / "shared" / "corpus" / "bad.tar"
pytestmark = pytest.mark.skipif(not TAR.exists(), reason="no folder of bad files at hand")

FATES: dict[str, frozenset[tuple[str, str]]] = {
    **{
        reason: frozenset({("rejected", reason)})
        for reason in (
            "empty", "corrupt", "encrypted", "not_a_report", "no_tables", "unsupported_type", "unreadable",
        )
    },
    "multiple_reports": frozenset(),  # both are loaded
    "same_bytes": frozenset({("duplicate", "")}),
    "same_content": frozenset({("duplicate", "")}),
    "same_report_other_form": frozenset({("duplicate", "")}),
    "corrected_reissue": frozenset({("loaded", "")}),
    "symlink_loop": frozenset({("not met", ""), ("rejected", "unreadable")}),
    "dangling_symlink": frozenset({("rejected", "unreadable")}),
    "not_a_document": frozenset({("not met", ""), ("rejected", "unsupported_type")}),
}  # fmt: skip
"""What the classes of the expectations are called here: status and reason of a file.

Hidden files and folders behind links are not met at all; a link that leads nowhere is told.
"""
PROBLEMS = {"year_conflict": "year_contradicts"}
LOADED = ("loaded", "")


class Report(NamedTuple):
    """A report of the warehouse, with its facts and the codes of its problems."""

    report_id: int
    year: int
    agency: str
    quality: str
    is_current: bool
    superseded_by: int | None
    cells: dict[Slot, tuple[Decimal | None, str]]
    problems: frozenset[str]


class Outcome(NamedTuple):
    """What one run made of the folder: by path fate, detail and reports."""

    exit_status: int
    fates: dict[str, tuple[str, str]]
    details: dict[str, str]
    reports: dict[str, list[Report]]
    truths: dict[str, dict[str, Any]]


def expectations() -> list[dict[str, Any]]:
    """The entries of `expect.json`, read without unpacking."""
    if not TAR.exists():
        return []
    with tarfile.open(TAR) as archive:
        stream = archive.extractfile("bad/expect.json")
        assert stream is not None
        files: list[dict[str, Any]] = json.load(stream)["files"]
        return files


EXPECTED = expectations()


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The folder as a person would have it, without the truth in it, read once."""
    place = tmp_path_factory.mktemp("bad")
    with tarfile.open(TAR) as archive:
        archive.extractall(place, filter="tar")
    folder, warehouse = place / "bad", place / "w.duckdb"
    truths = {}
    for path in [p for p in _files(folder) if p.name.endswith(".json")]:
        truths[str(path.relative_to(folder))] = json.loads(path.read_text(encoding="utf-8"))
        path.unlink()
    done = ogi("ingest", folder, "-w", warehouse, "--engine", "plain", "--fail-above", 1)
    assert done.returncode == 0, done.stderr
    rows = run_sql(
        warehouse,
        "SELECT path, status, coalesce(reason, ''), detail, sha256 FROM audit.source_file",
    ).rows
    assert len({path for path, *_ in rows}) == len(rows), "each file has one fate"
    reports = _reports(warehouse)
    return Outcome(
        done.returncode,
        {
            path: (status, reason if status == "rejected" else "")
            for path, status, reason, *_ in rows
        },
        {path: detail or "" for path, _, _, detail, _ in rows},
        {path: reports.get(sha256, []) for path, status, *_, sha256 in rows if status == "loaded"},
        truths,
    )


def _files(folder: Path) -> list[Path]:
    """Every file and link below a folder, no link followed."""
    return [
        Path(place) / name
        for place, folders, files in os.walk(folder)
        for name in [*files, *(name for name in folders if (Path(place) / name).is_symlink())]
    ]


def _reports(warehouse: Path) -> dict[str, list[Report]]:
    cells: dict[int, dict[Slot, tuple[Decimal | None, str]]] = {}
    for table, fact, row, column in (
        ("requests", "fact_request", "item", "applicant"),
        ("proactive", "fact_proactive", "subject", "measure"),
        ("disputes", "fact_dispute", "procedure", "outcome"),
    ):
        query = f"SELECT report_id, {row}::VARCHAR, {column}::VARCHAR, value, status FROM {fact}"
        for report_id, code, other, value, status in run_sql(warehouse, query).rows:
            number = None if value is None else Decimal(str(value)).normalize()
            cells.setdefault(report_id, {})[table, code, other] = (number, status)
    problems: dict[int, set[str]] = {}
    for report_id, code in run_sql(warehouse, "SELECT report_id, code FROM audit.problem").rows:
        problems.setdefault(report_id, set()).add(code)
    found: dict[str, list[Report]] = {}
    query = (
        "SELECT sha256, report_id, year, agency, quality::VARCHAR, is_current, superseded_by "
        "FROM dim_report JOIN dim_agency USING (agency_id) ORDER BY ordinal_in_file"
    )
    for sha256, report_id, *rest in run_sql(warehouse, query).rows:
        codes = frozenset(problems.get(report_id, ()))
        report = Report(report_id, *rest, cells.get(report_id, {}), codes)
        found.setdefault(sha256, []).append(report)
    return found


def _wrong(truth: Mapping[str, Any], report: Report) -> list[tuple[object, ...]]:
    """What differs between a report and its truth: identity, and every cell either of them has."""
    wrong: list[tuple[object, ...]] = []
    if report.year != truth["year"]:
        wrong.append(("year", truth["year"], report.year))
    if report.agency not in {truth["agency"], truth.get("agency_as_printed")}:
        wrong.append(("agency", truth["agency"], report.agency))
    expected = truth_cells(truth)
    for slot in expected.keys() | report.cells.keys():
        value = expected.get(slot)
        number, status = report.cells.get(slot, (None, "blank"))
        if value is None and status == "derived":
            continue  # openly marked as not printed
        if (None if value is None else value.normalize()) != number:
            wrong.append((slot, value, number))
    return wrong


def _assert_loaded(entry: Mapping[str, Any], outcome: Outcome) -> list[Report]:
    """The reports of a file that was loaded; each equals its truth, cell by cell."""
    reports = outcome.reports[_met(entry["path"], outcome)]
    if "truth" not in entry:
        return reports
    truth = outcome.truths[entry["truth"]]
    truths = truth.get("reports", [truth])
    assert len(reports) == len(truths)
    for report in reports:
        (mine,) = [each for each in truths if each["year"] == report.year] or truths
        wrong = _wrong(mine, report)
        allowed = "or_reject" in entry["expect"] and report.quality == "needs_review"
        assert not wrong or allowed, wrong[:10]
    return reports


def _met(path: str, outcome: Outcome) -> str:
    """The path under which a file was met: a ZIP is met as its members."""
    inside = [each for each in outcome.fates if each.startswith(f"{path}!/")]
    return inside[0] if len(inside) == 1 else path


def _admissible(entry: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {fate for name in entry["reason_class"] for fate in FATES[name]}


@pytest.mark.parametrize("entry", EXPECTED, ids=[entry["path"][-40:] for entry in EXPECTED])
def test_each_file_comes_to_what_is_expected(entry: dict[str, Any], outcome: Outcome) -> None:
    path, expect = entry["path"], entry["expect"]
    fate = outcome.fates.get(_met(path, outcome), ("not met", ""))
    if expect == "load":
        assert fate == LOADED
        _assert_loaded(entry, outcome)
    elif expect == "load_with_warning":
        assert fate == LOADED
        (report,) = _assert_loaded(entry, outcome)
        assert {PROBLEMS[name] for name in entry["reason_class"]} <= report.problems
    elif expect in ("load_or_reject", "load_both_or_reject"):
        assert fate == LOADED or fate in _admissible(entry)
        if fate == LOADED:
            _assert_loaded(entry, outcome)
    elif expect == "dedupe":
        assert fate in _admissible(entry)
        assert entry["of"] in outcome.details[path]
    elif expect == "supersede":
        assert fate in _admissible(entry)
        (report,) = _assert_loaded(entry, outcome)
        (before,) = outcome.reports[entry["of"]]
        assert (report.is_current, before.is_current) == (True, False)
        assert before.superseded_by == report.report_id
    elif expect == "skip":
        assert fate in _admissible(entry)
    else:
        assert expect == "reject"
        readable_by_root = path == "tree/unreadable.pdf" and os.geteuid() == 0
        if readable_by_root:
            assert fate == LOADED
            assert [report.quality for report in _assert_loaded(entry, outcome)] == ["verified"]
        else:
            assert fate in _admissible(entry)
    if fate[0] == "rejected":
        assert len(outcome.details[_met(path, outcome)].split()) > 3, "says what to do"


def test_every_expectation_is_tested_and_nothing_else_is_loaded(outcome: Outcome) -> None:
    """The folder holds nothing the expectations do not name, and no report comes from nowhere."""
    assert len(EXPECTED) == len({entry["path"] for entry in EXPECTED}) > 40
    named = {_met(entry["path"], outcome) for entry in EXPECTED}
    assert set(outcome.fates) <= named
    may_load = {"load", "load_with_warning", "load_or_reject", "load_both_or_reject", "supersede"}
    sources = {_met(e["path"], outcome) for e in EXPECTED if e["expect"] in may_load}
    assert set(outcome.reports) <= sources | {"tree/unreadable.pdf"}


def test_one_report_stays_one(outcome: Outcome) -> None:
    """Agency and year are current once, however many copies and versions there are."""
    everything = [report for reports in outcome.reports.values() for report in reports]
    current = Counter((r.agency, r.year) for r in everything if r.is_current)
    assert set(current.values()) == {1}
    assert {(r.agency, r.year) for r in everything} == set(current)
