"""New warehouses are copies of one template, which is never out of date and never needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.few_words import run
from warehouse import furnish, template
from warehouse.build import WarehouseBuild
from warehouse.query import run_sql

OBJECTS = """
SELECT schema_name, table_name AS name, comment, sql FROM duckdb_tables()
UNION ALL SELECT schema_name, view_name, comment, sql FROM duckdb_views() WHERE NOT internal
UNION ALL SELECT schema_name, function_name, comment, macro_definition FROM duckdb_functions()
          WHERE NOT internal
UNION ALL SELECT table_name, column_name, comment, data_type FROM duckdb_columns() WHERE NOT internal
ORDER BY ALL
"""
TABLES = """
SELECT schema_name, table_name FROM duckdb_tables()
WHERE table_name NOT IN ('run', 'schema_version') ORDER BY ALL
"""
ROWS = "SELECT count(*), bit_xor(hash(COLUMNS(*))) FROM {}"
VERSION = "SELECT checksum, wording, checked, note FROM schema_version"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "share"
    monkeypatch.setattr(template, "folder", lambda: found)
    return found


def published(path: Path) -> Path:
    with WarehouseBuild(path, run("none")) as warehouse:
        warehouse.publish()
    return path


def content(path: Path) -> list[object]:
    tables = [f'{schema}."{table}"' for schema, table in run_sql(path, TABLES).rows]
    rows = [run_sql(path, ROWS.format(table)).rows for table in tables]
    return [
        run_sql(path, OBJECTS).rows,
        run_sql(path, VERSION).rows,
        dict(zip(tables, rows, strict=True)),
    ]


def test_a_copy_is_what_would_have_been_made(folder: Path, tmp_path: Path) -> None:
    furnish.make_new(made := tmp_path / "made.duckdb")
    assert content(published(tmp_path / "first.duckdb")) == content(made)
    assert [file.suffix for file in sorted(folder.iterdir())] == [".duckdb", ".json"]
    assert content(published(tmp_path / "second.duckdb")) == content(made)


def test_the_second_warehouse_is_not_made_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path / "first.duckdb")
    for name in ("make_new", "furnish", "marks"):
        monkeypatch.delattr(furnish, name)
    published(tmp_path / "second.duckdb")
    published(tmp_path / "first.duckdb")


def test_another_content_is_another_template_and_the_old_one_goes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path / "first.duckdb")
    before = {file.name for file in folder.iterdir()}
    monkeypatch.setattr(template, "shape", lambda: "other")
    published(tmp_path / "second.duckdb")
    after = {file.name for file in folder.iterdir()}
    assert after == {"warehouse-other.duckdb", "warehouse-other.json"}
    assert before.isdisjoint(after)


@pytest.mark.parametrize("layer", template.LAYERS)
def test_any_file_that_shapes_a_warehouse_counts(
    layer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in template.LAYERS:
        (tmp_path / name / "data").mkdir(parents=True)
    monkeypatch.setattr(template, "ROOT", tmp_path)
    shapes = [template.shape.__wrapped__()]
    for text in ("one", "two"):
        (tmp_path / layer / "data" / "rule.yml").write_text(text, encoding="utf-8")
        shapes.append(template.shape.__wrapped__())
    assert len(set(shapes)) == 3


def test_code_that_was_replaced_while_it_runs_keeps_no_template(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in memory is the old code, what is on the disk the new: neither may pass for the other."""
    monkeypatch.setattr(template, "LOADED", 0.0)
    published(tmp_path / "first.duckdb")
    assert not folder.exists()


def test_an_installation_that_cannot_be_written_to_needs_none(folder: Path, tmp_path: Path) -> None:
    folder.write_text("a file where a folder should be", encoding="utf-8")
    furnish.make_new(made := tmp_path / "made.duckdb")
    assert content(published(tmp_path / "first.duckdb")) == content(made)


def test_a_template_cleared_away_is_made_anew(folder: Path, tmp_path: Path) -> None:
    published(tmp_path / "first.duckdb")
    for file in folder.glob("*.duckdb"):
        file.unlink()
    assert content(published(tmp_path / "second.duckdb")) == content(tmp_path / "first.duckdb")
