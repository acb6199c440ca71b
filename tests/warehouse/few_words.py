"""Frames as `transform.frames` makes them, from few words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from extract.model import SourceFile
from warehouse.build import RunInfo
from warehouse.staging import expected_frames

Codes = tuple[str, str]
Figure = int | str | None
"""A number or decimal text; None is a blank cell."""


@dataclass(frozen=True)
class Rep:
    """A report; figures by codes."""

    agency: str = "达州市卫生健康委员会"
    year: int = 2023
    requests: Mapping[Codes, Figure] = field(default_factory=lambda: {("new_received", "total"): 5})
    proactive: Mapping[Codes, Figure] = field(default_factory=dict)
    disputes: Mapping[Codes, Figure] = field(default_factory=dict)
    narrative: Mapping[str, Figure] = field(default_factory=dict)
    legacy: Mapping[str, Figure] = field(default_factory=dict)
    form: str = "2021"
    requests_form: str | None = "2021"
    quality: str = "verified"
    scope: str | None = "own"
    declared: bool = True
    published_on: str | None = None
    ordinal: int = 0


@dataclass(frozen=True)
class Pack:
    """A file and what it gave; its bytes are named by `content`, the path unless given."""

    path: str
    reports: Sequence[Rep] = ()
    content: str = ""
    ingredients: str = "i1"
    problems: int = 0
    reason: str = "no_tables"

    @property
    def sha256(self) -> str:
        return sha(self.content or self.path)


_TABLES = {
    "fact_request": "requests",
    "fact_proactive": "proactive",
    "fact_dispute": "disputes",
    "fact_legacy": "legacy",
}


def sha(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def source(path: str, content: str = "") -> SourceFile:
    return SourceFile("/in", path, 10, 0, sha(content or path), "pdf")


def frames(packs: Sequence[Pack]) -> dict[str, dict[str, list[Any]]]:
    """All frames of the packages; what is not said is None."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in expected_frames()}
    number = 0
    for package_no, pack in enumerate(packs):
        rows["source_file"].append(
            {
                "package_no": package_no, "path": pack.path, "folder": "/in",
                "sha256": pack.sha256, "bytes": 10, "kind": "pdf",
                "status": "loaded" if pack.reports else "rejected",
                "reason": None if pack.reports else pack.reason, "detail": "",
                "ingredients": pack.ingredients, "seconds": 0.1,
            }
        )  # fmt: skip
        for index in range(pack.problems):
            rows["problem"].append(_problem(package_no, None, f"file {index}"))
        for rep in pack.reports:
            _add_report(rows, package_no, number, rep)
            number += 1
    return {
        name: {column: [row.get(column) for row in rows[name]] for column in columns}
        for name, columns in expected_frames().items()
    }


def _add_report(rows: dict[str, list[dict[str, Any]]], package_no: int, no: int, rep: Rep) -> None:
    rows["report"].append(
        {
            "report_no": no, "package_no": package_no, "agency_as_printed": rep.agency,
            "year": rep.year, "form": rep.form, "requests_form": rep.requests_form, "title": None,
            "published_on": rep.published_on, "published_basis": None, "media": "pdf", "pages": 4,
            "ordinal_in_file": rep.ordinal, "quality": rep.quality, "scope": rep.scope,
            "scope_basis": rep.scope and "stated",
            "version_scope": rep.scope if rep.declared else rep.scope and "own",
        }
    )  # fmt: skip
    cell_no = 0
    for table, (row, column), figures in (
        ("fact_request", ("item", "applicant"), rep.requests),
        ("fact_proactive", ("subject", "measure"), rep.proactive),
        ("fact_dispute", ("procedure", "outcome"), rep.disputes),
        ("fact_legacy", ("indicator", "column"), {(c, "value"): v for c, v in rep.legacy.items()}),
    ):
        for codes, value in figures.items():
            text = None if value is None else str(value)
            status = "blank" if value is None else "printed"
            rows[table].append(
                {"report_no": no, row: codes[0], column: codes[1], "value": text, "unit": None,
                 "status": status, "printed": text or "", "cell_no": cell_no}
            )  # fmt: skip
            rows["cell"].append(
                {"report_no": no, "cell_no": cell_no, "page": 1, "x0": 1.0, "y0": 2.0, "x1": 3.0,
                 "y1": 4.0, "text": text or "", "reader": "lattice", "path": None}
            )  # fmt: skip
            cell_no += 1
        if figures:
            rows["table_account"].append(
                {"report_no": no, "table_name": _TABLES[table], "cells": len(figures) + 1,
                 "facts": len(figures), "heads": 1, "notes": 0, "empty": 0, "problems": 0}
            )  # fmt: skip
    for metric, value in rep.narrative.items():
        rows["fact_narrative"].append(
            {"report_no": no, "metric": metric, "value": str(value), "unit": "条",
             "approximate": True, "period": "year", "section": "一", "sentence": "共发布…条"}
        )  # fmt: skip
    rows["problem"].append(_problem(package_no, no, "report"))
    rows["check_result"].append(
        {"report_no": no, "check_code": "requests_balance", "scope": "total", "expected": "5",
         "found": "6", "difference": "1", "status": "fail", "note": ""}
    )  # fmt: skip


def _problem(package_no: int, report_no: int | None, raw: str) -> dict[str, Any]:
    return {
        "package_no": package_no, "report_no": report_no, "code": "odd", "severity": "note",
        "page": 1 if report_no is not None else None, "x0": None, "raw": raw, "message": "odd",
        "message_zh": "异常",
    }  # fmt: skip


def run(run_id: str) -> RunInfo:
    return RunInfo(run_id, datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "0.1", "ingest in")
