"""A short crash campaign, and that what judges it sees what it must."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.bench.ogi import ROOT, ingest_command, surroundings
from tests.bench.processes import marked_environment, processes
from tests.crash.aims import AIMS
from tests.crash.complete import faults_of, rules
from tests.crash.contents import contents, differing
from tests.crash.crash_documents import draw, half
from tests.crash.kills import campaign, engine_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


@pytest.mark.timeout(600)
def test_killed_runs_are_resumed_without_a_trace(tmp_path: Path) -> None:
    findings = campaign(tmp_path / "crash", 6, 30, seed=0, workers=2, prefect=0.2)
    assert not findings.faults
    assert {str(kill): kill.faults for kill in findings.kills if kill.faults} == {}
    assert [kill.aim for kill in findings.kills] == [str(aim) for aim in AIMS[:6]]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run made of six drawn reports and the files beside them."""
    folder = tmp_path_factory.mktemp("whole")
    draw(folder / "reports", 6, seed=1)
    command = ingest_command(folder / "reports", folder / "ogi.duckdb", 1, "--engine", "plain")
    subprocess.run(command, env=surroundings(), check=True, capture_output=True, timeout=100)
    return folder / "ogi.duckdb"


def test_what_a_run_publishes_is_whole(warehouse: Path) -> None:
    assert faults_of(warehouse) == []
    with duckdb.connect(warehouse, read_only=True) as connection:
        fates = connection.execute(
            "SELECT status, count(*) FROM audit.source_file GROUP BY ALL"
        ).fetchall()
    assert dict(fates) == {"loaded": 6, "rejected": 2, "duplicate": 1}


LAST = "(SELECT max(report_id) FROM dim_report)"
HARM = {
    "a run that has not ended": "UPDATE audit.run SET ended_at = NULL",
    "no run": "DELETE FROM audit.run",
    "reports that the last run did not count": "UPDATE audit.run SET report_count = 3",
    "problems that the last run did not count": "UPDATE audit.run SET problem_count = -1",
    "files that the last run did not count": "DELETE FROM audit.source_file WHERE kind = 'pdf'",
    "files seen twice by a run": "INSERT INTO audit.source_file FROM audit.source_file LIMIT 1",
    "files of the last run whose content is not known": "DELETE FROM audit.content",
    "contents that are there twice": "INSERT INTO audit.content FROM audit.content LIMIT 1",
    "contents loaded without a report": f"DELETE FROM dim_report WHERE report_id = {LAST}",
    "reports that are there twice": "INSERT INTO dim_report FROM dim_report LIMIT 1",
    "reports without facts": "".join(
        f"DELETE FROM {table} WHERE report_id = {LAST};"
        for table in ("fact_request", "fact_proactive", "fact_dispute", "fact_legacy")
    ),
    "reports that lack facts their account counts": f"DELETE FROM fact_dispute WHERE report_id = {LAST}",
    "facts that are there twice": "INSERT INTO fact_request FROM fact_request LIMIT 1",
    "facts whose cell is not there": f"DELETE FROM audit.cell WHERE report_id = {LAST}",
    "cells of no report": f"DELETE FROM dim_report WHERE report_id = {LAST}",
    "current reports without a row in the wide table": f"DELETE FROM report_wide WHERE report_id = {LAST}",
}


def test_there_is_a_harm_for_every_rule() -> None:
    assert HARM.keys() == rules().keys()


def test_what_is_not_whole_is_seen(warehouse: Path, tmp_path: Path) -> None:
    with duckdb.connect(copied(warehouse, tmp_path)) as connection:
        for fault, harm in HARM.items():
            connection.begin()
            assert connection.execute(rules()[fault]).fetchall() in ([], [(0,)]), fault
            connection.execute(harm)
            assert connection.execute(rules()[fault]).fetchall() not in ([], [(0,)]), fault
            connection.rollback()


def test_a_file_that_is_not_whole_or_none_is_told(warehouse: Path, tmp_path: Path) -> None:
    harmed = copied(warehouse, tmp_path, "DELETE FROM report_wide")
    assert faults_of(harmed) == ["current reports without a row in the wide table: 6"]
    harmed.write_bytes(harmed.read_bytes()[:10_000])
    (told,) = faults_of(harmed)
    assert told.startswith("the published file cannot be read: ")


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("fact_request", "UPDATE fact_request SET value = value + 1 WHERE item = 'granted'"),
        ("fact_request", "INSERT INTO fact_request FROM fact_request LIMIT 1"),
        ("audit.cell", f"UPDATE audit.cell SET text = text || '0' WHERE report_id = {LAST}"),
        ("audit.problem", "INSERT INTO audit.problem FROM audit.problem LIMIT 1"),
        ("audit.content", "UPDATE audit.content SET reason = 'timeout' WHERE status = 'rejected'"),
        ("report_section", "UPDATE report_section SET text = text || '。'"),
        ("dim_report", f"UPDATE dim_report SET title = title || '。' WHERE report_id = {LAST}"),
    ],
)
def test_contents_differ_where_a_row_does(
    warehouse: Path, tmp_path: Path, table: str, sql: str
) -> None:
    changed = differing(contents(copied(warehouse, tmp_path, sql)), contents(warehouse))
    assert [line.partition(":")[0] for line in changed] == [table]


def test_contents_are_the_same_under_other_numbers(warehouse: Path, tmp_path: Path) -> None:
    """As another run would number reports, cells and agencies, and call itself."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        columns = connection.execute(
            "SELECT schema_name || '.' || table_name, column_name FROM duckdb_columns() "
            "JOIN duckdb_tables() t USING (schema_name, table_name) WHERE NOT t.internal AND "
            "regexp_matches(column_name, "
            "'(report_id|agency_id|cell_id|superseded_by|^run_id)$')"
        ).fetchall()
    sql = "".join(
        f"UPDATE {table} SET {column} = "
        + (f"'x' || {column};" if column == "run_id" else f"1000000 + {column};")
        for table, column in columns
    )
    renumbered = copied(warehouse, tmp_path, sql)
    assert len(columns) > 10
    assert contents(renumbered) == contents(warehouse)


def copied(warehouse: Path, folder: Path, sql: str = "") -> Path:
    """A copy of a warehouse, changed."""
    copy = folder / "copy.duckdb"
    shutil.copyfile(warehouse, copy)
    with duckdb.connect(copy) as connection:
        connection.execute(sql or "SELECT 1")
    return copy


def test_half_of_the_documents_holds_both_copies_of_one(tmp_path: Path) -> None:
    draw(tmp_path / "reports", 12, seed=2)
    chosen = half(tmp_path / "reports")
    contents_of = [path.read_bytes() for path in chosen]
    assert len(contents_of) - len(set(contents_of)) == 1
    assert 5 <= len(chosen) < len(list((tmp_path / "reports").iterdir()))


def test_processes_are_found_by_their_mark() -> None:
    environment, mark = marked_environment(surroundings())
    code = "import subprocess, sys; subprocess.run(['sleep', '30'])"
    process = subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=ROOT)
    try:
        deadline = time.monotonic() + 20
        while len(found := processes(mark, process.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert sorted(each.kind for each in found) == ["main", "other"]
        assert processes("another mark", process.pid) == []
    finally:
        for each in processes(mark, process.pid):
            subprocess.run(["kill", "-9", str(each.pid)], check=True)
        process.wait()


def test_a_server_is_killed_only_where_there_is_one() -> None:
    rng = random.Random(0)
    servers = [aim for aim in AIMS if aim.victim == "server"]
    assert {engine_for(aim, rng, prefect=0) for aim in servers} == {"prefect"}
    assert {engine_for(AIMS[0], rng, prefect=0.5) for _ in range(20)} == {"plain", "prefect"}
