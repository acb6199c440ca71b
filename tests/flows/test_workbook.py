"""The Excel workbook: every number exact, no text that acts, links to pages, heads in both languages."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb
import pytest
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from flows import workbook, workbook_sheet
from flows.export import Wanted, export
from flows.failures import UserError
from tests.flows.sheets import Sheet, read_sheets
from tests.flows.test_export import EVIL, WORDS, package, warehouse  # noqa: F401
from warehouse.query import run_sql

LONG = "长" * 40_000


def _book(path: Path, out: Path, **wanted: Any) -> dict[str, Sheet]:
    export(path, out, Wanted("xlsx", **wanted))
    return read_sheets(out / "ogi.xlsx")


def test_every_row_of_every_sheet_is_that_of_the_warehouse(
    warehouse: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    sheets = _book(warehouse, tmp_path / "out")
    resources = package(tmp_path / "out")["resources"]
    assert {"agency_year", "region_year", "metrics", "coverage", "requests"} <= set(sheets)
    for resource in resources:
        names = [field["name"] for field in resource["schema"]["fields"]]
        (sheet_name,) = resource["dialect"]["sheet"]
        sheet = sheets[sheet_name]
        assert [cell and cell.value for cell in sheet.rows[2]] == names
        described = set(run_sql(warehouse, f"SELECT * FROM {resource['name']} LIMIT 0").columns)
        own = [place for place, name in enumerate(names) if name in described]
        columns = ", ".join(f'"{names[place]}"' for place in own)
        rows = run_sql(warehouse, f"SELECT {columns} FROM {resource['name']}").rows
        expected = sorted((tuple(map(_plain, row)) for row in rows), key=repr)
        found = [
            tuple(row[place] if place < len(row) else None for place in own)
            for row in sheet.values(skip=3)
        ]
        assert len(found) == resource["rows"] == len(expected)
        for got, want in zip(sorted(found, key=repr), expected, strict=True):
            assert got == tuple(want), (resource["name"], got, want)


def _plain(value: Any) -> Any:
    """A value of the warehouse as the cell that shows it holds it."""
    if isinstance(value, datetime):
        days = (value - datetime(1899, 12, 30)).total_seconds() / 86400
        return pytest.approx(days, abs=1e-8)
    if isinstance(value, date):
        return float((value - date(1899, 12, 30)).days)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return float(f"{value:.16G}")
    return value


def test_heads_filters_formats_and_links(warehouse: Path, tmp_path: Path) -> None:  # noqa: F811
    sheets = _book(warehouse, tmp_path / "out")
    requests = sheets["requests"]
    names = [cell.value for cell in requests.rows[2] if cell]
    heads = {
        name: (zh.value, en.value)
        for name, zh, en in zip(names, requests.rows[0], requests.rows[1], strict=True)
        if zh and en
    }
    assert heads["year"] == ("报告年度", "Reporting year")
    assert '<autoFilter ref="A3:' in requests.xml
    assert 'ySplit="3"' in requests.xml
    assert 'state="frozen"' in requests.xml
    first = dict(zip(names, requests.rows[3], strict=False))
    assert first["item"].number_format == "@"
    assert first["year"].number_format == "1"  # "0": a year has no thousands separator
    pages = {target.partition("#")[2] for target in requests.links.values() if ".pdf" in target}
    assert "page=3" in pages
    files = {unquote(urlsplit(target).path) for target in requests.links.values()}
    assert len(files) == 11
    assert all(Path(file).is_file() for file in files)
    metrics = sheets["metrics"]
    names = [cell.value for cell in metrics.rows[2] if cell]
    kinds = {
        (row[names.index("metric")].value, row[names.index("value")].number_format)
        for row in metrics.rows[3:]
        if row[names.index("value")]
    }
    assert ("disclosure_rate", "0.0%") in kinds
    assert ("requests_new", "#,##0") in kinds
    assert ("fee_income", "0.0%") not in kinds
    front = [cell.value for row in sheets["说明"].rows for cell in row if cell]
    assert any("needs_review" in str(text) for text in front)
    assert package(tmp_path / "out")["release"]["run_id"] in front
    assert {"agency_year", "requests"} <= set(front)


@pytest.mark.parametrize(("labels", "lines"), [("code", 1), ("zh", 2), ("en", 2), ("both", 3)])
def test_heads_in_the_language_that_is_wanted(
    warehouse: Path,  # noqa: F811
    tmp_path: Path,
    labels: Any,
    lines: int,
) -> None:
    sheet = _book(warehouse, tmp_path / "out", tables=("dim_agency",), labels=labels)["dim_agency"]
    assert sheet.rows[lines - 1][0].value == "agency_id"  # type: ignore[union-attr]
    assert len(sheet.rows) == lines + 5


def test_text_that_looks_like_a_formula_stays_text(warehouse: Path, tmp_path: Path) -> None:  # noqa: F811
    sheet = _book(warehouse, tmp_path / "out", tables=("dim_report",))["dim_report"]
    assert "<f>" not in sheet.xml
    cells = {cell.value: cell for row in sheet.rows for cell in row if cell}
    assert all(cells[text].is_quoted for text in (EVIL, *WORDS[:6]))
    assert not cells["普通文字"].is_quoted


def test_long_text_is_cut_in_sight_and_long_numbers_are_text(
    warehouse: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    path = tmp_path / "w.duckdb"
    path.write_bytes(warehouse.read_bytes())
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE dim_report SET title = ? WHERE report_id = 1", [LONG])
        connection.execute(
            "UPDATE fact_request SET value = 1234567890123456789, printed = '1' || chr(11) || '2' "
            "WHERE report_id = 2 AND item = 'granted' AND applicant = 'total'"
        )
    done = export(path, tmp_path / "out", Wanted("xlsx", ("dim_report", "fact_request")))
    assert done.cut_texts == 1
    sheets = read_sheets(tmp_path / "out" / "ogi.xlsx")
    (cut,) = [
        c.value for row in sheets["dim_report"].rows for c in row if c and "长" in str(c.value)
    ]
    assert len(str(cut)) == 32_767
    assert str(cut).endswith("the whole text is in --format csv or parquet]")
    values = {cell.value for row in sheets["fact_request"].rows for cell in row if cell}
    assert "1234567890123456789" in values


def test_rows_beyond_a_sheet_go_on_another_and_too_many_are_refused(
    warehouse: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 503)
    sheets = _book(warehouse, tmp_path / "out", tables=("fact_request",))
    names = [name for name in sheets if name.startswith("fact_request")]
    assert names == [f"fact_request{more}" for more in ("", " (2)", " (3)", " (4)")]
    (resource, _) = package(tmp_path / "out")["resources"]
    assert resource["dialect"]["sheet"] == names
    assert sum(len(sheets[name].rows) - 3 for name in names) == resource["rows"] == 1855
    monkeypatch.setattr(workbook, "MOST_ROWS", 400)
    with pytest.raises(UserError, match="fact_request has 1,855 rows.*--format csv"):
        _book(warehouse, tmp_path / "more", tables=("fact_request",))
    assert not (tmp_path / "more").exists()


def test_more_links_than_a_sheet_may_have_are_left_out(
    warehouse: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_sheet, "MOST_LINKS", 5)
    sheet = _book(warehouse, tmp_path / "out", tables=("dim_report",))["dim_report"]
    assert len(sheet.links) == 5
    text = json.dumps(sheet.values(3), default=str, ensure_ascii=False)
    assert text.count(".pdf") + text.count(".html") + text.count(".txt") == 11


def test_disk_that_fills_up_at_the_end_is_told_and_leaves_nothing(
    warehouse: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: object) -> None:
        raise FileCreateError("No space left on device")

    monkeypatch.setattr(xlsxwriter.Workbook, "close", fail)
    with pytest.raises(UserError, match=r"ogi\.xlsx cannot be written \(No space left"):
        export(warehouse, tmp_path / "out", Wanted("xlsx", ("dim_agency",)))
    assert not (tmp_path / "out").exists()
