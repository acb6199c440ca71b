"""Reports before 2019, whole: drawn in every medium, read, loaded, traced, corrected, compared."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from examples.draw import (
    random_docx_style,
    random_html_style,
    random_style,
    random_text_style,
)
from examples.draw.legacy import Sheet, broken, invent_sheet, random_sheet_style
from examples.draw.legacy_form import CODES
from examples.draw.legacy_media import Medium, draw_sheet
from extract.discover import Limits, discover
from extract.model import Rejection
from flows.cli import app
from flows.document import graded
from flows.readings import best_reading
from transform.form_file import load_forms
from transform.model import Report
from warehouse.diff import diff
from warehouse.query import run_sql

RUNNER = CliRunner()
NAME = "江苏省淮安市洪泽区人民政府"
STYLES: Mapping[Medium, Any] = {
    "pdf": random_style, "html": random_html_style, "docx": random_docx_style, "txt": random_text_style,
}  # fmt: skip


def truth(sheet: Sheet) -> dict[str, Decimal | None]:
    """Each figure of a sheet."""
    known = sheet.truth()["legacy"]
    return {code: None if known[code] is None else Decimal(str(known[code])) for code in CODES}


def read(folder: Path) -> Report:
    """The report of the only file of a folder."""
    (found,) = discover([folder], Limits())
    reading = best_reading(found, load_forms())
    assert not isinstance(reading, Rejection), reading
    (report,) = graded(found, reading, load_forms())
    return report


@pytest.mark.parametrize("medium", STYLES)
@pytest.mark.parametrize("seed", range(5))
def test_every_figure_comes_back(medium: Medium, seed: int, tmp_path: Path) -> None:
    """Whatever the medium and the style: each figure, its unit, its place, and a second look at it."""
    rng = random.Random(f"{seed}{medium}")
    sheet = invent_sheet(rng, NAME, 2014 + seed, blank=0.1 * (seed % 2))
    set_as, style = random_sheet_style(rng), STYLES[medium](rng)
    (tmp_path / f"a.{medium}").write_bytes(draw_sheet(sheet, medium, set_as, style))
    report = read(tmp_path)
    assert {fact.row: fact.value for fact in report.facts} == truth(sheet)
    assert (report.form, report.requests_form, report.year) == ("legacy", None, 2014 + seed)
    assert report.quality == "verified", (set_as, report.problems)
    (account,) = report.accounts
    assert account.facts == len(CODES)


@pytest.mark.parametrize("medium", STYLES)
def test_a_sum_that_does_not_hold_is_printed_so(medium: Medium, tmp_path: Path) -> None:
    """The second look confirms every cell: the publication itself is at fault."""
    sheet = broken(invent_sheet(random.Random(3), NAME), "answers_denied")
    (tmp_path / f"a.{medium}").write_bytes(draw_sheet(sheet, medium))
    report = read(tmp_path)
    assert report.quality == "as_printed"
    failed = [c.check_code for c in report.checks if c.status == "fail"]
    assert failed == ["legacy_denials"]
    assert {fact.row: fact.value for fact in report.facts} == truth(sheet)


@dataclass(frozen=True)
class Shelf:
    """A warehouse of reports of three years, and where they lie."""

    folder: Path
    sheets: Mapping[int, Sheet]

    @property
    def warehouse(self) -> Path:
        return self.folder / "ogi.duckdb"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("legacy")
    (folder / "in").mkdir()
    (folder / "corrections").mkdir()
    sheets = {year: invent_sheet(random.Random(year), NAME, year) for year in (2014, 2015, 2016)}
    for (year, sheet), medium in zip(sheets.items(), ("pdf", "html", "docx"), strict=True):
        (folder / f"in/{year}.{medium}").write_bytes(draw_sheet(sheet, medium))  # type: ignore[arg-type]
    run(folder)
    return Shelf(folder, sheets)


@pytest.fixture
def shelf(loaded: Shelf, tmp_path: Path) -> Shelf:
    """A copy that a test may change."""
    shutil.copytree(loaded.folder, tmp_path / "copy")
    return Shelf(tmp_path / "copy", loaded.sheets)


def run(folder: Path) -> None:
    """Ingests the folder `in`."""
    done = ogi("ingest", str(folder / "in"), "-w", str(folder / "ogi.duckdb"), "--engine", "plain")
    assert done.exit_code == 0, done.output


def ogi(*command: str) -> Any:
    return RUNNER.invoke(app, list(command))


def test_figures_in_the_warehouse(loaded: Shelf) -> None:
    rows = run_sql(loaded.warehouse, "SELECT year, indicator, value FROM legacy").rows
    assert {(year, code): value for year, code, value in rows} == {
        (year, code): value
        for year, sheet in loaded.sheets.items()
        for code, value in truth(sheet).items()
    }
    forms = run_sql(
        loaded.warehouse, "SELECT DISTINCT form, requests_form, quality FROM dim_report"
    )
    assert forms.rows == (("legacy", None, "verified"),)
    assert run_sql(loaded.warehouse, "SELECT count(*) FROM requests").rows == ((0,),)


@pytest.mark.parametrize(("year", "place"), [(2014, "page"), (2015, "tr["), (2016, "tr[")])
def test_trace_leads_to_the_cell(loaded: Shelf, year: int, place: str, tmp_path: Path) -> None:
    done = ogi(
        "trace", "洪泽区", str(year), "requests_received", "-w", str(loaded.warehouse), "--no-picture",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    printed = loaded.sheets[year].figures["requests_received"]
    assert f'printed    "{printed}"' in done.output
    assert place in done.output
    assert "legacy_requests_by_way" in done.output


def test_show_prints_the_sheet(loaded: Shelf) -> None:
    done = ogi("show", str(loaded.folder / "in/2015.html"))
    assert done.exit_code == 0, done.output
    assert "form legacy" in done.output
    assert "table 三" not in done.output
    assert "收到申请数" in done.output


def test_a_correction_of_the_sheet(shelf: Shelf) -> None:
    """A figure of the sheet is corrected like any other; the sums are taken anew, the diff says why."""
    before = shelf.folder / "before.duckdb"
    shutil.copy(shelf.warehouse, before)
    document = hashlib.sha256((shelf.folder / "in/2015.html").read_bytes()).hexdigest()[:16]
    seen = shelf.sheets[2015].figures["complaints"]
    (shelf.folder / "corrections/a.yml").write_text(
        f'- {{document: {document}, figure: legacy/complaints/value, seen: "{seen}", should_be: "77",'
        " reason: checked, who: 李明, date: 2026-11-22}\n",
        encoding="utf-8",
    )
    run(shelf.folder)
    sql = "SELECT value, status, unit FROM legacy WHERE year = 2015 AND indicator = 'complaints'"
    assert run_sql(shelf.warehouse, sql).rows == ((Decimal(77), "corrected", "件"),)
    (changed,) = diff(before, shelf.warehouse).rows
    assert tuple(changed[4:7]) == ("legacy", "complaints", "value")
    assert "correction" in changed


def test_a_file_of_before_the_sheet_can_be_compared(shelf: Shelf) -> None:
    """An older warehouse has no table of the sheet: its figures are new, nothing breaks."""
    import duckdb

    older = shelf.folder / "older.duckdb"
    shutil.copy(shelf.warehouse, older)
    with duckdb.connect(older) as connection:
        views = connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal AND sql LIKE '%fact_legacy%'"
        ).fetchall()
        for (view,) in views:
            connection.execute(f"DROP VIEW {view}")
        connection.execute("DROP TABLE fact_legacy")
        connection.execute("UPDATE dim_report SET figures_hash = 'older'")
    rows = diff(older, shelf.warehouse).rows
    assert {row[0] for row in rows} == {"added"}
    assert len(rows) == 3 * len(CODES)
