"""The folder of reference data beside a warehouse: what it does to a run and to the next one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.failures import UserError
from warehouse.query import run_sql

ROOT = Path(__file__).resolve().parents[2]
RUNNER = CliRunner()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    shutil.copy(next((ROOT / "examples/reports").glob("示例市*2020*.html")), tmp_path / "in")
    (tmp_path / "reference").mkdir()
    return tmp_path


def ingest(folder: Path, *more: str) -> str:
    command = ["ingest", str(folder / "in"), "--engine", "plain", "--workers", "1", *more]
    outcome = RUNNER.invoke(app, [*command, "--warehouse", str(folder / "ogi.duckdb")])
    if outcome.exception and not isinstance(outcome.exception, SystemExit):
        raise outcome.exception
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def state(folder: Path, file: str, text: str) -> None:
    (folder / "reference" / file).write_text(text, encoding="utf-8")


def asked(folder: Path, sql: str):
    return run_sql(folder / "ogi.duckdb", sql).rows


def test_stated_names_expected_reports_and_residents(folder):
    ingest(folder)
    assert asked(folder, "SELECT agency_key, region_code FROM dim_agency") == (
        ("示例市人民政府", None),
    )
    state(folder, "agencies.yml", "aliases:\n- {name: 示例市人民政府, agency: 达州市人民政府}\n")
    assert "1 loaded" in ingest(folder)  # another name, another reading
    assert asked(folder, "SELECT agency_key, region_code, agency FROM dim_agency") == (
        ("511700|government", "511700", "达州市人民政府"),
    )
    assert "1 unchanged" in ingest(folder)
    state(folder, "expected.csv", "agency,year\n达州市人民政府,2020\n达州市人民政府,2021\n")
    state(folder, "population.csv", "region_code,year,population\n511700,2020,5385400\n")
    assert "1 unchanged" in ingest(folder)  # nothing is read again for what is only counted
    assert asked(folder, "SELECT year, status, expected_basis FROM coverage ORDER BY year") == (
        (2020, "present", "stated"),
        (2021, "missing", "stated"),
    )
    rate = asked(
        folder,
        "SELECT m.value, a.new_received FROM region_metrics m JOIN agency_year a USING (agency_id, year)"
        " WHERE metric = 'requests_per_10k' AND m.region_code = '511700' AND year = 2020",
    )
    ((value, received),) = rate
    assert value == pytest.approx(10_000 * received / 5_385_400)


def test_another_folder_can_be_named(folder):
    (folder / "reference").rename(folder / "stated")
    (folder / "stated/population.csv").write_text(
        "region_code,year,population\n511700,2020,5385400\n", encoding="utf-8"
    )
    ingest(folder, "--reference", str(folder / "stated"))
    assert asked(folder, "SELECT count(*) FROM region_population") == ((1,),)


def test_folder_that_is_not_there_is_said(folder):
    with pytest.raises(UserError, match="nowhere is no folder"):
        ingest(folder, "--reference", str(folder / "nowhere"))


def test_what_is_wrong_stops_the_run_before_it_begins(folder):
    state(folder, "expected.csv", "agency;year\n")
    with pytest.raises(UserError, match="expected.csv: the first line must name"):
        ingest(folder)
    assert not (folder / "ogi.duckdb").exists()
