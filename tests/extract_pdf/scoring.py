"""Whole documents against what was drawn: which cells differ, and whether anybody was told."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from examples.draw import Figures
from extract.discover import discover
from flows.document import process
from flows.settings import Settings
from transform.form_file import load_forms
from transform.model import CheckResult, LoadPackage, Report

SUFFIX = {"pdf": ".pdf", "html": ".html", "text": ".txt", "docx": ".docx"}
SETTINGS = Settings(workers=1)
IDENTITIES = frozenset(
    identity.check
    for form in load_forms()
    for table in form.tables.values()
    for identity in table.identities
)
"""Checks that decide the quality of a report; all others are advice."""
Slot = tuple[str, str, str]


@dataclass(frozen=True)
class Verdict:
    """What came of one document: cells that differ from the truth, and what was claimed."""

    quality: str
    wrong: tuple[tuple[Slot, object, object], ...]
    reason: str
    codes: tuple[str, ...] = ()
    failures: int = 0

    @property
    def exact(self) -> bool:
        """Every cell of the truth, and nothing beside."""
        return not self.wrong and not self.reason

    @property
    def silent(self) -> bool:
        """Wrong, and claimed to be right: the one thing that must not happen."""
        return self.quality in ("verified", "as_printed") and bool(self.wrong)


def read_bytes(content: bytes, kind: str, name: str = "report") -> LoadPackage:
    """The package of a document given as bytes, by way of a file and discovery."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{name}{SUFFIX[kind]}").write_bytes(content)
        (found,) = discover([Path(folder)])
        return process(found, SETTINGS)


def read_file(path: Path) -> LoadPackage:
    """The package of a file on disk."""
    (found,) = discover([path])
    return process(found, SETTINGS)


def identities_of(report: Report) -> list[CheckResult]:
    """The results of the identities of its forms."""
    return [check for check in report.checks if check.check_code in IDENTITIES]


def truth_cells(truth: Mapping[str, Any]) -> dict[Slot, Decimal | None]:
    """The cells of a truth file by table, row and column."""
    cells: dict[Slot, Decimal | None] = {}
    for key, value in truth.get("proactive", {}).items():
        subject, measure = key.split(".")
        cells["proactive", subject, measure] = _decimal(value)
    for table in ("requests", "disputes"):
        for row, columns in truth.get(table, {}).items():
            for column, value in columns.items():
                cells[table, row, column] = _decimal(value)
    return cells


def printed_cells(figures: Figures) -> dict[Slot, str]:
    """The text printed in every figure cell that is on the page; blanks as the empty string."""
    truth = truth_cells(figures.truth())
    tables = {
        "proactive": figures.proactive, "requests": figures.requests, "disputes": figures.disputes,
    }
    return {
        (table, row, column): tables[table].get((row, column)) or ""
        for table, row, column in truth
    }


def wrong_cells(truth: Mapping[str, Any], report: Report) -> list[tuple[Slot, object, object]]:
    """Cells whose value is not the printed one; a derived number stands for no printed one."""
    expected = truth_cells(truth)
    got = {(fact.table, fact.row, fact.column): fact for fact in report.facts}
    wrong: list[tuple[Slot, object, object]] = []
    for slot, value in expected.items():
        fact = got.get(slot)
        found = fact.value if fact and fact.status != "derived" else None
        if found != value:
            wrong.append((slot, value, found))
    for slot, fact in got.items():
        if slot not in expected and fact.value is not None and fact.status != "derived":
            wrong.append((slot, "not printed", fact.value))
    return wrong


def wrong_texts(figures: Figures, report: Report) -> list[tuple[Slot, object, object]]:
    """Facts whose status or printed text is not what stands in the cell."""
    wrong: list[tuple[Slot, object, object]] = []
    got = {(fact.table, fact.row, fact.column): fact for fact in report.facts}
    for slot, text in printed_cells(figures).items():
        fact = got.get(slot)
        status = "blank" if not text else "printed" if any(c.isdigit() for c in text) else None
        if fact is None:
            wrong.append((slot, text, None))
        elif fact.status != (status or "not_applicable") or not _alike(fact.printed, text):
            wrong.append((slot, text, (fact.status, fact.printed)))
    return wrong


def judge(truth: Mapping[str, Any], package: LoadPackage) -> Verdict:
    """The verdict on a document that holds one report."""
    if len(package.reports) != 1:
        kind = package.reason or f"{len(package.reports)} reports"
        return Verdict("rejected", (), f"{kind}: {package.detail}")
    (report,) = package.reports
    reason = ""
    if report.year != truth["year"]:
        reason = f"year {report.year}, printed {truth['year']}"
    names = {truth["agency"], truth.get("agency_as_printed", truth["agency"])}
    if report.agency_as_printed not in names:
        reason = f"agency {report.agency_as_printed}, printed {truth['agency']}"
    if report.form != truth["template"]:
        reason = f"form {report.form}, printed {truth['template']}"
    problems = (*package.problems, *report.problems)
    failures = sum(check.status == "fail" for check in identities_of(report))
    return Verdict(
        report.quality,
        tuple(wrong_cells(truth, report)),
        reason,
        tuple(sorted({problem.code for problem in problems})),
        failures,
    )


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _alike(one: str, two: str) -> bool:
    """Equal but for the Unicode form PDF fonts give back."""
    return unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", two)
