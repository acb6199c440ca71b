"""`ogi export`: what comes out is what is in the warehouse, with what it means, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import export as export_module
from flows.export import Wanted, export
from flows.failures import UserError
from tests.flows.test_cli import REPORTS, ogi
from warehouse.empty import empty_warehouse
from warehouse.errors import WarehouseError
from warehouse.query import run_sql

EVIL = '=HYPERLINK("http://example.invalid")'
WORDS = ("+1+1|cmd", "@SUM(A1)", "-2+3", "-5", "+86", "－1＋x", "普通文字", "", "NA")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled examples, with texts among them that a spreadsheet would carry out."""
    path = tmp_path_factory.mktemp("export") / "w.duckdb"
    done = ogi("ingest", REPORTS, "-w", path, "--engine", "plain", "--fail-above", 1)
    assert done.returncode == 0, done.stderr
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE dim_report SET title = ? WHERE report_id = 1", [EVIL])
        for number, word in enumerate(WORDS, 2):
            connection.execute(
                "UPDATE dim_report SET title = ? WHERE report_id = ?", [word, number]
            )
    return path


def package(folder: Path) -> dict[str, Any]:
    """The descriptor."""
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def differing(warehouse: Path, table: str, names: list[str], file: str) -> tuple[int, ...]:
    """Rows of the table, rows in one of table and file but not in the other."""
    columns = ", ".join(f'"{name}"' for name in names)
    with duckdb.connect(warehouse, read_only=True) as connection:
        first, second = f"SELECT {columns} FROM {table}", f"SELECT {columns} FROM {file}"
        queries = (f"FROM ({first})", f"FROM ({first} EXCEPT ALL {second})",
                   f"FROM ({second} EXCEPT ALL {first})")  # fmt: skip
        return tuple(
            connection.execute(f"SELECT count(*) {query}").fetchall()[0][0] for query in queries
        )


def own_columns(warehouse: Path, table: str, resource: dict[str, Any]) -> list[str]:
    """Columns of the resource that the table itself has."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        names = {row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()}
    return [f["name"] for f in resource["schema"]["fields"] if f["name"] in names]


def test_parquet_holds_every_row_and_says_what_it_is(warehouse: Path, tmp_path: Path) -> None:
    export(warehouse, tmp_path / "out", Wanted("parquet", with_cells=True))
    found = package(tmp_path / "out")
    names = [resource["name"] for resource in found["resources"]]
    assert {
        "dim_report",
        "fact_request",
        "agency_year",
        "metrics",
        "requests",
        "audit.cell",
    } <= set(names)
    assert not {"read_me", "data_dictionary", "release", "schema_version", "audit.problem"} & set(
        names
    )
    for resource in found["resources"]:
        path = tmp_path / "out" / resource["path"]
        content = path.read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        own = own_columns(warehouse, resource["name"], resource)
        assert differing(warehouse, resource["name"], own, f"'{path}'") == (resource["rows"], 0, 0)
        described = duckdb.sql(f"DESCRIBE FROM '{path}'").fetchall()
        fields = [(field["name"], field["sqlType"]) for field in resource["schema"]["fields"]]
        assert [(row[0], row[1]) for row in described] == fields
        said = dict(duckdb.sql(
            f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{path}')"
        ).fetchall())  # fmt: skip
        assert said["table"] == resource["name"]
        assert said["run_id"] == found["release"]["run_id"]
        assert {"version", "built_at", "forms", "row_counts", "licence", "citation"} <= set(said)
        assert set(json.loads(said["columns"])) == {name for name, _ in fields}
        codec = f"SELECT DISTINCT compression FROM parquet_metadata('{path}')"
        assert duckdb.sql(codec).fetchall() in ([("ZSTD",)], [])


def test_descriptor_is_a_data_package_whose_keys_are_true(warehouse: Path, tmp_path: Path) -> None:
    export(warehouse, tmp_path / "out", Wanted("parquet", with_cells=True))
    found = package(tmp_path / "out")
    assert re.fullmatch(r"[-a-z0-9._/]+", found["name"])
    assert all(licence["name"] for licence in found["licenses"])
    on_disk = {path.name for path in (tmp_path / "out").iterdir()}
    assert on_disk == {*found["files"], "datapackage.json"}
    paths = {r["name"]: tmp_path / "out" / r["path"] for r in found["resources"]}
    types = {"string", "integer", "number", "boolean", "date", "datetime", "array", "object"}
    for resource in found["resources"]:
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        schema = resource["schema"]
        names = [field["name"] for field in schema["fields"]]
        assert len(set(names)) == len(names)
        assert {field["type"] for field in schema["fields"]} <= types
        assert all(" / " in field["description"] for field in schema["fields"])
        keys = [(resource["name"], key, None, None) for key in [schema.get("primaryKey")] if key]
        for table, key, _, _ in keys:
            assert set(key) <= set(names)
            columns = ", ".join(key)
            twice = f"SELECT {columns} FROM '{paths[table]}' GROUP BY ALL HAVING count(*) > 1"
            assert duckdb.sql(twice).fetchall() == [], table
            nothing = " OR ".join(f"{name} IS NULL" for name in key)
            assert duckdb.sql(f"FROM '{paths[table]}' WHERE {nothing}").fetchall() == [], table
        for foreign in schema.get("foreignKeys", ()):
            column, target = foreign["fields"], foreign["reference"]
            lost = (
                f"SELECT {column} FROM '{paths[resource['name']]}' WHERE {column} IS NOT NULL AND "
                f"{column} NOT IN (SELECT {target['fields']} FROM '{paths[target['resource']]}')"
            )
            assert duckdb.sql(lost).fetchall() == [], (resource["name"], column)
    for table, count in found["release"]["row_counts"].items():
        assert run_sql(warehouse, f"SELECT count(*) FROM {table}").rows == ((count,),), table
    assert found["release"]["current_reports"] == 11
    assert re.fullmatch(r"Chinese .* 2019-2024, .* inputs [0-9a-f]{12}", found["description"])
    by_name = {r["name"]: r["schema"] for r in found["resources"]}
    assert by_name["fact_request"]["primaryKey"] == ["report_id", "item", "applicant"]
    assert {f["fields"] for f in by_name["fact_request"]["foreignKeys"]} == {
        "report_id", "item", "applicant", "cell_id",
    }  # fmt: skip


def _read_csv(path: Path, resource: dict[str, Any]) -> str:
    """The file as the descriptor says it is to be read, with the types of the warehouse."""
    raw = {f["name"]: "VARCHAR" if f["type"] in ("array", "object") else f["sqlType"]
           for f in resource["schema"]["fields"]}  # fmt: skip
    columns = ", ".join(f"'{name}': '{type_}'" for name, type_ in raw.items())
    (null,) = resource["schema"]["missingValues"]
    options = f"header=true, nullstr='{null}', allow_quoted_nulls=false, columns={{{columns}}}"
    read = f"read_csv('{path}', {options})"
    nested = [
        f'CASE WHEN "{f["name"]}" IS NOT NULL THEN from_json("{f["name"]}", \'"{f["sqlType"]}"\') END'
        f' AS "{f["name"]}"' if f["sqlType"].endswith("[]") else f'"{f["name"]}"'
        for f in resource["schema"]["fields"]
    ]  # fmt: skip
    return f"(SELECT {', '.join(nested)} FROM {read})"


def test_csv_holds_every_row_and_keeps_null_and_empty_apart(
    warehouse: Path, tmp_path: Path
) -> None:
    export(warehouse, tmp_path / "out", Wanted("csv"))
    found = package(tmp_path / "out")
    for resource in found["resources"]:
        path = tmp_path / "out" / resource["path"]
        assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert b"\r\n" not in path.read_bytes()
        assert resource["schema"]["missingValues"] == ["NA"]
        header = path.read_text(encoding="utf-8").splitlines()[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]
        own = own_columns(warehouse, resource["name"], resource)
        rows = differing(warehouse, resource["name"], own, _read_csv(path, resource))
        assert rows == (resource["rows"], 0, 0), resource["name"]
    titles = duckdb.sql(
        f"SELECT title FROM read_csv('{tmp_path}/out/dim_report.csv', nullstr='NA', all_varchar=true, "
        "allow_quoted_nulls=false)"
    ).fetchall()
    assert {(EVIL,), ("",), ("NA",)} <= set(titles)


def test_csv_for_excel_begins_with_a_mark_and_no_text_acts(warehouse: Path, tmp_path: Path) -> None:
    export(warehouse, tmp_path / "out", Wanted("csv", ("dim_report",), for_excel=True))
    path = tmp_path / "out" / "dim_report.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfreport_id,")
    (resource,) = package(tmp_path / "out")["resources"]
    assert resource["schema"]["missingValues"] == [""]
    rows = duckdb.sql(
        f"SELECT report_id, title FROM read_csv('{path}', all_varchar=true)"
    ).fetchall()
    titles = {int(number): title for number, title in rows}
    assert titles[1] == "'" + EVIL
    assert [titles[number] for number in range(2, 5)] == ["'+1+1|cmd", "'@SUM(A1)", "'-2+3"]
    assert [titles[number] for number in range(5, 9)] == ["-5", "+86", "'－1＋x", "普通文字"]
    assert "apostrophe" in " ".join(package(tmp_path / "out")["notes"])


def test_figures_lead_to_report_page_and_scope_whatever_is_chosen(
    warehouse: Path, tmp_path: Path
) -> None:
    done = export(warehouse, tmp_path / "a", Wanted("csv", ("fact_request",)))
    assert set(done.tables) == {"fact_request", "dim_report"}
    fields = {
        resource["name"]: {field["name"] for field in resource["schema"]["fields"]}
        for resource in package(tmp_path / "a")["resources"]
    }
    assert {"report_id", "status", "page", "cell_id"} <= fields["fact_request"]
    assert {"scope", "source_path", "sha256"} <= fields["dim_report"]
    export(warehouse, tmp_path / "b", Wanted("csv", ("requests", "agency_year", "metrics")))
    for resource in package(tmp_path / "b")["resources"]:
        names = {field["name"] for field in resource["schema"]["fields"]}
        assert {"report_id", "scope", "source_path"} <= names
    pages = duckdb.sql(
        f"SELECT count(page), count(*) FROM '{tmp_path}/b/requests.csv' WHERE source_path LIKE '%.pdf'"
    ).fetchall()
    assert pages[0][0] == pages[0][1] > 500


@pytest.mark.parametrize(
    ("labels", "kept"),
    [("code", set()), ("en", {"label_en", "applicant_en"}), ("zh", {"label_zh", "applicant_zh"}),
     ("both", {"label_en", "applicant_en", "label_zh", "applicant_zh"})],
)  # fmt: skip
def test_labels_in_the_language_that_is_wanted(
    warehouse: Path, tmp_path: Path, labels: Any, kept: set[str]
) -> None:
    export(warehouse, tmp_path / "out", Wanted("csv", ("requests",), labels=labels))
    (requests, _) = package(tmp_path / "out")["resources"]
    names = {field["name"] for field in requests["schema"]["fields"]}
    assert {name for name in names if name.endswith(("_zh", "_en"))} == kept


def test_folder_of_somebody_else_is_left_alone(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    wanted = Wanted("csv", ("dim_agency",), force=True)
    with pytest.raises(UserError, match=r"thesis\.docx, which no export wrote"):
        export(warehouse, tmp_path, wanted)
    with pytest.raises(UserError, match="is a file"):
        export(warehouse, tmp_path / "thesis.docx", wanted)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_earlier_export_is_replaced_only_with_force_and_whole(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    export(warehouse, out, Wanted("csv", ("dim_agency", "dim_region")))
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(UserError, match="--force"):
        export(warehouse, out, Wanted("parquet", ("dim_agency",)))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(export_module, "_write_about", fail)
        with pytest.raises(UserError, match="No space left"):
            export(warehouse, out, Wanted("parquet", ("dim_agency",), force=True))
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    (out / ".ogi-export").mkdir()  # a killed run leaves it
    (out / ".ogi-export" / "half.parquet").write_text("half")
    export(warehouse, out, Wanted("parquet", ("dim_agency",), force=True))
    assert {path.name for path in out.iterdir()} == {
        "dim_agency.parquet", "datapackage.json", "data_dictionary.md",
    }  # fmt: skip


def test_nothing_is_left_of_an_export_that_fails(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(
        WarehouseError, match=r"no table nonsense; there are read_me, .*agency_year"
    ):
        export(warehouse, out, Wanted("csv", ("dim_agency", "nonsense")))
    with pytest.raises(WarehouseError, match="ogi ingest"):
        export(tmp_path / "none.duckdb", out, Wanted("csv"))
    assert not out.exists()


def test_file_of_an_older_ogi_is_named_with_what_to_do(warehouse: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.duckdb"
    shutil.copyfile(warehouse, old)
    with duckdb.connect(old) as connection:
        connection.execute("DROP VIEW narrative")
        connection.execute("ALTER TABLE fact_narrative RENAME TO fact_told")
    with pytest.raises(WarehouseError, match="another version of ogi .*ogi ingest"):
        export(old, tmp_path / "out", Wanted("csv", ("dim_agency",)))
    assert not (tmp_path / "out").exists()


def test_warehouse_without_reports_is_exported(tmp_path: Path) -> None:
    formats: tuple[Any, ...] = ("parquet", "csv", "xlsx")
    with empty_warehouse() as path:
        for kind in formats:
            done = export(path, tmp_path / kind, Wanted(kind))
            assert done.tables["agency_year"] == done.tables["dim_report"] == 0


def test_equal_warehouses_give_equal_files(warehouse: Path, tmp_path: Path) -> None:
    hashes = []
    for name in ("a", "b"):
        export(warehouse, tmp_path / name, Wanted("parquet"))
        hashes.append([resource["hash"] for resource in package(tmp_path / name)["resources"]])
    assert hashes[0] == hashes[1]


def test_command_line_says_what_it_wrote(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = ogi("export", out, "-w", warehouse, "-f", "csv", "--tables", "agency_year", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["tables"] == {"agency_year": 11, "dim_report": 11}
    assert (told["format"], told["folder"], told["cut_texts"]) == ("csv", str(out), 0)
    again = ogi("export", out, "-w", warehouse, "-f", "csv")
    assert (again.returncode, again.stdout) == (2, "")
    assert "--force" in again.stderr
    wrong = ogi("export", tmp_path / "x", "-w", warehouse, "--bom")
    assert (wrong.returncode, wrong.stderr.strip()) == (
        2,
        "ogi: --bom and --null are for --format csv",
    )
    shutil.rmtree(out)
    text = ogi("export", out, "-w", warehouse, "-f", "csv", "--tables", "dim_applicant")
    assert text.returncode == 0
    assert "1 tables, 7 rows" in text.stdout
