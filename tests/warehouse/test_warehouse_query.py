"""Questions from the command line: answers, and errors that say what to do."""

from __future__ import annotations

import pytest

from warehouse.build import WarehouseBuild
from warehouse.errors import QueryError, WarehouseError, WarehouseMissing
from warehouse.query import problems, run_sql, status


def test_missing_file_says_how_to_make_one(path):
    for ask in (lambda: run_sql(path, "SELECT 1"), lambda: status(path), lambda: problems(path)):
        with pytest.raises(WarehouseMissing, match="ogi ingest FOLDER"):
            ask()


def test_file_that_is_no_database_is_named(path, words):
    path.write_bytes(b"not a database, but long enough to be looked at " * 400)
    with pytest.raises(WarehouseError, match="cannot be opened"):
        run_sql(path, "SELECT 1")
    with pytest.raises(WarehouseError, match="cannot be opened"):
        WarehouseBuild(path, words.run("r")).__enter__()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_wrong_sql_and_writing_are_query_errors(build, path):
    build()
    with pytest.raises(QueryError, match="no_such_table"):
        run_sql(path, "SELECT * FROM no_such_table")
    with pytest.raises(QueryError, match="read-only"):
        run_sql(path, "DELETE FROM dim_report")


def test_status_tells_the_last_run_and_what_is_there(build, path, words):
    build()
    assert status(path).reports == 0
    other = words.Rep(requests={("new_received", "total"): 6}, quality="needs_review")
    build(
        [words.Pack("a.pdf", [words.Rep()]), words.Pack("b.pdf", [other]), words.Pack("c.pdf")],
        run_id="run-2",
    )
    build(seen=[words.source("a.pdf")], run_id="run-3")
    told = status(path)
    assert (told.run_id, told.version) == ("run-3", "0.1")
    assert (told.agencies, told.reports, told.current_reports, told.facts) == (1, 2, 1, 2)
    assert (told.first_year, told.last_year) == (2023, 2023)
    assert told.quality == {"needs_review": 1}
    assert told.files == {"unchanged": 1}
    assert told.rejected == {"no_tables": 1}
    assert told.problems == {"note": 1}
    assert told.failed_checks == {"requests_balance": 1}


def test_problems_can_be_narrowed(build, path, words):
    packs = [
        words.Pack("a.pdf", [words.Rep()], problems=1),
        words.Pack("b.pdf", [words.Rep(year=2022, agency="万源市教育局")]),
    ]
    build(packs)
    assert len(problems(path).rows) == 3
    assert len(problems(path, limit=2).rows) == 2
    assert problems(path, code="nothing").rows == ()
    (row,) = problems(path, agency="万源", year=2022, severity="note").rows
    found = dict(zip(problems(path).columns, row, strict=True))
    assert (found["path"], found["page"], found["message_zh"]) == ("b.pdf", 1, "异常")
