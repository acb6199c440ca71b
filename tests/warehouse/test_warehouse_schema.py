"""The tables of a new file: complete comments, codes in their places, a version others can read."""

from __future__ import annotations

import re
from datetime import datetime

import duckdb
import pytest

from warehouse import schema
from warehouse.build import WarehouseBuild
from warehouse.codes import codes
from warehouse.query import run_sql
from warehouse.storage import STORAGE_VERSION, storage_version

BILINGUAL = re.compile(r".*[A-Za-z]{2,}.* / .*[\u4e00-\u9fff].*", re.DOTALL)

CONTRACT = {
    "dim_report": "report_id agency_id agency_as_printed year form requests_form title "
    "published_on published_basis media pages sha256 source_path ordinal_in_file quality "
    "is_current superseded_by scope run_id loaded_at",
    "dim_agency": "agency_id agency kind level region_code parent_agency_id function",
    "dim_agency_name": "agency_id name first_year last_year",
    "dim_region": "region_code region level parent_code",
    "fact_request": "report_id item applicant value status printed cell_id",
    "fact_proactive": "report_id subject measure value unit status printed cell_id",
    "fact_dispute": "report_id procedure outcome value status printed cell_id",
    "fact_narrative": "report_id metric value unit approximate period section sentence",
    "audit.source_file": "run_id path sha256 status reason detail",
    "audit.problem": "code severity sha256 report_id page bbox raw message message_zh run_id",
    "audit.check_result": "report_id check_code scope expected found difference status note",
    "audit.cell": "cell_id report_id page x0 y0 x1 y1 text reader path",
    "audit.run": "run_id version",
    "audit.correction": "seen should_be reason made_by",
    **{
        name: "code label_zh label_en"
        for name in (
            "dim_request_item",
            "dim_applicant",
            "dim_disclosure_measure",
            "dim_disclosure_subject",
            "dim_dispute_outcome",
            "dim_dispute_procedure",
            "dim_narrative_metric",
        )
    },
}


def test_every_object_and_column_has_a_bilingual_comment(build, path):
    build()
    described = run_sql(
        path,
        "SELECT schema_name || '.' || table_name, comment FROM duckdb_tables() WHERE NOT internal "
        "UNION ALL SELECT schema_name || '.' || view_name, comment FROM duckdb_views() "
        "WHERE NOT internal "
        "UNION ALL SELECT concat_ws('.', schema_name, table_name, column_name), comment "
        "FROM duckdb_columns() WHERE NOT internal",
    ).rows
    assert len(described) > 350
    assert [name for name, text in described if not BILINGUAL.fullmatch(text or "")] == []


def test_tables_and_columns_of_the_contract_are_there():
    for name, columns in CONTRACT.items():
        present = {column.name for column in schema.table(name).columns}
        assert set(columns.split()) <= present, name


def test_counts_are_whole_and_amounts_exact_decimals(build, path):
    build()
    types = dict(
        run_sql(
            path,
            "SELECT table_name, data_type FROM duckdb_columns() WHERE column_name = 'value' "
            "AND table_name LIKE 'fact_%'",
        ).rows
    )
    assert types == {
        "fact_request": "BIGINT",
        "fact_dispute": "BIGINT",
        "fact_proactive": "DECIMAL(18,6)",
        "fact_legacy": "DECIMAL(18,6)",
        "fact_narrative": "DECIMAL(18,6)",
    }


def test_codes_fill_their_tables(build, path):
    build()
    counts = {table: len(rows) for table, rows in codes().items()}
    assert counts["dim_request_item"] == 26
    assert counts["dim_applicant"] == 7
    for table, count in counts.items():
        assert run_sql(path, f"SELECT count(*) FROM {table}").rows == ((count,),)
    one_row = "SELECT label_zh, forms FROM dim_request_item WHERE code = 'other_processing'"
    assert run_sql(path, one_row).rows == (("（六）其他处理", ["2019"]),)


def test_every_code_of_the_tables_is_a_column_of_agency_year(build, path):
    build()
    columns = set(run_sql(path, "SELECT * FROM agency_year").columns)
    assert {row.code for row in codes()["dim_request_item"]} <= columns
    for table, other in (
        ("dim_dispute_procedure", "dim_dispute_outcome"),
        ("dim_disclosure_subject", "dim_disclosure_measure"),
    ):
        for row in codes()[table]:
            assert any(f"{row.code}_{column.code}" in columns for column in codes()[other])
        for column in codes()[other]:
            assert any(f"{row.code}_{column.code}" in columns for row in codes()[table])


def test_file_has_the_storage_version_older_clients_read(build, path):
    build()
    assert storage_version(path) == STORAGE_VERSION
    build(run_id="run-2")  # a copy of the published file keeps it
    assert storage_version(path) == STORAGE_VERSION


def test_a_value_without_a_status_that_allows_one_is_refused(build, path, words):
    with WarehouseBuild(path, words.run("r")) as warehouse:
        frames = words.frames([words.Pack("a.pdf", [words.Rep()])])
        frames["fact_request"]["status"] = ["blank"]
        with pytest.raises(Exception, match="CHECK"):
            warehouse.load(frames)


def test_file_of_another_shape_is_rebuilt_with_its_rows(build, path, words):
    build([words.Pack("a.pdf", [words.Rep()])])
    with duckdb.connect(path) as connection:  # an older ogi: a column less, another more
        connection.execute("DROP VIEW audit.open_problem")
        connection.execute("ALTER TABLE audit.content DROP COLUMN detail")
        connection.execute("ALTER TABLE audit.run ADD COLUMN old_column INTEGER")
        connection.execute("UPDATE schema_version SET checksum = 'older'")
    build(run_id="run-2")
    assert run_sql(path, "SELECT value FROM requests").rows == ((5,),)
    assert run_sql(path, "SELECT run_id FROM audit.run ORDER BY 1").rows == (("run-1",), ("run-2",))
    columns = run_sql(
        path, "SELECT column_name FROM duckdb_columns() WHERE table_name = 'run'"
    ).rows
    assert ("run_id",) in columns
    assert ("old_column",) not in columns
    assert run_sql(path, "SELECT detail FROM audit.content").rows == ((None,),)
    versions = run_sql(path, "SELECT version, applied_at FROM schema_version ORDER BY 1").rows
    assert [version for version, _ in versions] == [1, 2]
    assert isinstance(versions[1][1], datetime)
    assert storage_version(path) == STORAGE_VERSION


def test_schema_file_with_a_column_without_chinese_is_refused(tmp_path, monkeypatch):
    (tmp_path / "bad.yml").write_text(
        "t:\n  en: T\n  zh: 表\n  columns:\n    a: [INTEGER, only English]\n", encoding="utf-8"
    )
    monkeypatch.setattr(schema, "FOLDER", tmp_path)
    schema.tables.cache_clear()
    with pytest.raises(ValueError, match=r"t\.a must be"):
        schema.tables()
    schema.tables.cache_clear()
