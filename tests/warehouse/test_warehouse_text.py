"""The text of reports and the evidence for their scope, from the frames into the file and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract.model import SourceFile
from tests.transform.build import figures, only_draft, report
from transform.frames import to_frames
from transform.model import LoadPackage, Report
from transform.scope_statement import ScopeStatement
from transform.section_row import hashed
from transform.sections import Section
from transform.settle import settle
from warehouse.build import WarehouseBuild
from warehouse.query import run_sql
from warehouse.storage import connect_reader

TEXT = "2023年，全市收到申请12件。加强数据安全保护工作。\n无。"


def read(*sections: Section) -> Report:
    """A report as settled, with other text than it was drawn with."""
    of = report(figures(seed=5))
    return replace(settle(only_draft(of), of, None), sections=sections)


def package(of: Report, ingredients: str = "i") -> LoadPackage:
    source = SourceFile("/data", "a.pdf", 10, 0, "sha", "pdf")
    return LoadPackage(source, "loaded", None, "", (of,), (), ingredients, 0.1)


@pytest.fixture
def loaded(path: Path, words) -> Iterator[Path]:
    of = read(
        Section(None, None, "", "开头", 0),
        Section("一", "一", "总体情况", TEXT, 0),
        Section("二", "二", "主动公开政府信息情况", "", 1),
    )
    with WarehouseBuild(path, words.run("run-1")) as build:
        build.load(to_frames([package(of)]))
        build.publish()
    yield path


def test_text_is_found_with_whose_it_is(loaded: Path) -> None:
    """The question sections are there for."""
    sql = "SELECT year, heading, text FROM sections WHERE text LIKE '%数据安全%'"
    ((year, heading, text),) = run_sql(loaded, sql).rows
    assert (heading, text) == ("总体情况", TEXT)
    assert year == run_sql(loaded, "SELECT year FROM dim_report").rows[0][0]


def test_hashes_come_back_as_they_were_made(loaded: Path) -> None:
    """A 64-bit number that passes through a float is another one."""
    sql = (
        "SELECT ordinal, numeral, sentence_hashes, sentence_lengths FROM report_section ORDER BY 1"
    )
    rows = run_sql(loaded, sql).rows
    assert [row[:2] for row in rows] == [(0, None), (1, "一")]
    assert (list(rows[1][2]), list(rows[1][3])) == hashed(TEXT)
    assert rows[0][2:] == ([], [])


def test_text_and_evidence_go_with_their_report(loaded: Path, words) -> None:
    again = read(Section("一", "一", "总体情况", "全新的一段文字。", 0))
    with WarehouseBuild(loaded, words.run("run-2")) as build:
        build.load(to_frames([package(again, "j")]))
        build.publish()
    assert run_sql(loaded, "SELECT text FROM report_section").rows == (("全新的一段文字。",),)
    (evidence,) = run_sql(loaded, "SELECT count(*) FROM audit.report_scope").rows
    assert evidence == (len(again.scopes),)


def test_evidence_is_kept_with_its_sentence(path: Path, words) -> None:
    said = ScopeStatement("requests", "whole_region", "stated", "全市收到12件", "一", 2, "high")
    of = replace(
        read(), scope="whole_region", scope_basis="stated", version_scope="unknown", scopes=(said,)
    )
    with WarehouseBuild(path, words.run("run-1")) as build:
        build.load(to_frames([package(of)]))
        build.publish()
    columns = "scope, scope_basis, scope_read, version_scope"
    expected = ("whole_region", "stated", "whole_region", "unknown")
    assert run_sql(path, f"SELECT {columns} FROM dim_report").rows == (expected,)
    row = run_sql(path, "SELECT * EXCLUDE (report_id) FROM audit.report_scope").rows[0]
    assert row == ("requests", "whole_region", "stated", "全市收到12件", "一", 2, "high")


def test_text_is_compressed(loaded: Path) -> None:
    """Left to itself DuckDB keeps it as it is: six times as much."""
    with connect_reader(loaded) as connection:
        (found,) = connection.execute(
            "SELECT DISTINCT compression FROM pragma_storage_info('report_section')"
            " WHERE column_name = 'text' AND segment_type = 'VARCHAR'"
        ).fetchall()
    assert found == ("ZSTD",)
