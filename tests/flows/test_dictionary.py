"""The data dictionary: every table and column, from the file's own comments, in the docs as in SQL."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest

from flows.dictionary_text import markdown
from tests.flows.test_cli import ROOT, ogi
from warehouse.dictionary import LAYERS, Dictionary, dictionary
from warehouse.empty import empty_warehouse
from warehouse.query import run_sql

PAGE = ROOT / "docs" / "data_dictionary.md"
GUIDE = ROOT / "warehouse" / "views" / "data_dictionary.sql"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse without reports."""
    path = tmp_path_factory.mktemp("dictionary") / "w.duckdb"
    with empty_warehouse() as made:
        path.write_bytes(made.read_bytes())
    return path


@pytest.fixture(scope="module")
def found(empty: Path) -> Dictionary:
    """What it says of itself."""
    return dictionary(empty)


def test_page_in_the_docs_is_what_the_command_writes(found: Dictionary) -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(found), (
        "the tables changed; if that is meant: "
        "python -m flows dictionary --out docs/data_dictionary.md"
    )


def test_every_object_and_column_of_the_file_is_described(empty: Path, found: Dictionary) -> None:
    columns = run_sql(
        empty,
        "SELECT CASE schema_name WHEN 'main' THEN '' ELSE schema_name || '.' END || table_name, "
        "column_name FROM duckdb_columns() WHERE NOT internal",
    ).rows
    described = {(e.name, column.name) for e in found.objects for column in e.columns}
    assert described == set(columns)
    for entry in found.objects:
        assert entry.layer in LAYERS
        assert entry.english, entry.name
        assert entry.chinese, entry.name
        assert re.search("[\u4e00-\u9fff]", entry.chinese), entry.name
        for column in entry.columns:
            assert column.english, (entry.name, column.name)
            assert column.chinese, (entry.name, column.name)
            assert column.type, (entry.name, column.name)
    page = PAGE.read_text(encoding="utf-8")
    for entry in found.objects:
        is_macro = entry.kind == "macro"
        head = f"| `{entry.name}{entry.parameters}` |" if is_macro else f"## {entry.name}\n"
        assert f"\n{head}" in page


def test_newcomers_are_led_to_objects_that_are_there(found: Dictionary) -> None:
    named = re.findall(r"\('(\w+)', '(start|internal)', \d+\)", GUIDE.read_text(encoding="utf-8"))
    layers = {entry.name: entry.layer for entry in found.objects}
    assert len(named) > 10
    assert {name: layer for name, layer in named} == {name: layers.get(name) for name, _ in named}
    assert [entry.name for entry in found.objects][:3] == ["read_me", "data_dictionary", "release"]
    assert {entry.layer for entry in found.objects if entry.name.startswith("audit.")} == {"audit"}


def test_every_code_is_on_the_page(found: Dictionary) -> None:
    page = PAGE.read_text(encoding="utf-8")
    tables = {entry.table: entry for entry in found.codes}
    assert {"dim_request_item", "dim_applicant", "dim_narrative_metric"} <= set(tables)
    for entry in tables.values():
        section = page.partition(f"\n## Codes of {entry.table}\n")[2].partition("\n## ")[0]
        assert section.count("\n| ") == len(entry.rows) + 1, entry.table
    assert "| granted | （一）予以公开 | Disclosed |" in page


def test_views_about_the_file_answer_and_their_queries_run(empty: Path) -> None:
    steps = run_sql(empty, "SELECT step, topic, try FROM read_me ORDER BY step").rows
    assert len(steps) == 10
    for step, topic, query in steps:
        assert run_sql(empty, query).columns, (step, topic)
    ((count,),) = run_sql(empty, "SELECT count(*) FROM release").rows
    assert count == 1
    comment = (
        "SELECT english FROM data_dictionary WHERE object = 'dim_report' AND column_name = 'year'"
    )
    assert run_sql(empty, comment).rows == (("Reporting year (not the year of publication)",),)


def test_dictionary_of_an_attached_file_tells_of_that_file_alone(empty: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE mine (a INTEGER)")
        connection.execute(f"ATTACH '{empty}' AS w (READ_ONLY)")
        names = {
            row[0] for row in connection.execute("SELECT object FROM w.data_dictionary").fetchall()
        }
    assert "requests" in names
    assert "mine" not in names


def test_views_for_analysts_do_not_borrow_words_of_checkers(found: Dictionary) -> None:
    (view,) = [entry for entry in found.objects if entry.name == "requests"]
    comments = {column.name: column.english for column in view.columns}
    assert comments["scope"].startswith("Whose work the figures count")
    assert "file as a whole" not in comments["report_id"]


def test_command_writes_a_file_or_prints(tmp_path: Path, empty: Path) -> None:
    out = tmp_path / "dictionary.md"
    written = ogi("dictionary", "--out", out, "-w", empty)
    assert (written.returncode, written.stdout) == (0, "")
    assert out.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")
    told = json.loads(ogi("dictionary", "--json").stdout)
    assert {"objects", "codes"} == set(told)
    assert told["objects"][0]["name"] == "read_me"
    wrong = ogi("dictionary", "--out", tmp_path / "no" / "folder.md")
    assert wrong.returncode == 2
    assert "cannot be written" in wrong.stderr
