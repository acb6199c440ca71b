"""Facts in a folder a year: a warehouse of views over them answers as the one they came from."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from examples.panel.questions import questions
from flows.export import Wanted, export
from flows.failures import UserError
from tests.bench.nation.build import build_nation

ASKED = ("Q01", "Q05", "Q14", "Q22", "Q27")
TABLES = (
    *("agency_year", "metrics", "coverage", "region_tile", "fact_request", "audit.cell"),
    *("dim_agency", "dim_request_item", "dim_applicant"),
)


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("nation") / "ogi.duckdb"
    build_nation(path, 300, say=lambda line: None)
    return path


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def views(folder: Path, monkeypatch: pytest.MonkeyPatch) -> duckdb.DuckDBPyConnection:
    """A warehouse that holds nothing but views."""
    monkeypatch.chdir(folder)
    connection = duckdb.connect()
    connection.execute((folder / "views.sql").read_text(encoding="utf-8"))
    return connection


def test_views_over_the_files_answer_the_same(
    nation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(nation, tmp_path / "out", Wanted("parquet", TABLES, by_year=True))
    with (
        duckdb.connect(nation, read_only=True) as whole,
        views(tmp_path / "out", monkeypatch) as parts,
    ):
        for code in ASKED:
            question = next(each for key, each in questions().items() if code in (key, each.code))
            rows = whole.execute(question.sql).fetchall()
            assert rows, code
            assert parts.execute(question.sql).fetchall() == rows, code


def test_every_row_lies_in_the_folder_of_its_year(
    nation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = export(
        nation, tmp_path / "out", Wanted("parquet", ("fact_request", "audit.cell"), by_year=True)
    )
    assert set(done.tables) == {"fact_request", "audit.cell", "dim_report"}
    sql = "SELECT year, count(*), sum({value}) FROM {table} {join} GROUP BY year ORDER BY year"
    with (
        duckdb.connect(nation, read_only=True) as whole,
        views(tmp_path / "out", monkeypatch) as parts,
    ):
        for table, value in (("fact_request", "value"), ("audit.cell", "cell_id")):
            there = whole.execute(
                sql.format(value=value, table=table, join="JOIN dim_report USING (report_id)")
            )
            here = parts.execute(sql.format(value=value, table=table, join=""))
            assert here.fetchall() == there.fetchall()
    years = {p.name for p in (tmp_path / "out" / "fact_request").iterdir()}
    assert len(years) > 3
    assert all(name.startswith("year=20") for name in years)
    assert (tmp_path / "out" / "dim_report.parquet").is_file()


def test_the_descriptor_lists_every_file_and_the_next_export_replaces_them(
    nation: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export(nation, out, Wanted("parquet", ("fact_request", "fact_legacy"), by_year=True))
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert set(package["files"]) | {"datapackage.json"} == files(out)
    request = next(r for r in package["resources"] if r["name"] == "fact_request")
    assert set(request["path"]) == {name for name in files(out) if name.startswith("fact_request/")}
    assert request["bytes"] == sum((out / name).stat().st_size for name in request["path"])
    assert (
        out / "fact_legacy.parquet"
    ).is_file()  # no rows, so there is no year to name a folder after
    export(nation, out, Wanted("parquet", ("dim_agency",), force=True))
    assert files(out) == {"dim_agency.parquet", "datapackage.json", "data_dictionary.md"}
    assert not (out / "fact_request").exists()


def test_a_file_of_somebody_else_among_the_years_is_left_alone(
    nation: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export(nation, out, Wanted("parquet", ("fact_request",), by_year=True))
    (mine := next((out / "fact_request").iterdir()) / "mine.txt").write_text(
        "mine", encoding="utf-8"
    )
    with pytest.raises(UserError, match=r"mine\.txt"):
        export(nation, out, Wanted("parquet", ("fact_request",), by_year=True, force=True))
    assert mine.read_text(encoding="utf-8") == "mine"
