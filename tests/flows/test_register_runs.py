"""The register beside a warehouse: what it does to a run, to the next one, and to what people see."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.failures import UserError
from warehouse.diff import diff
from warehouse.query import run_sql

ROOT = Path(__file__).resolve().parents[2]
REPORT = next((ROOT / "examples/reports").glob("沭阳县*.html"))
RUNNER = CliRunner()
ENTRY = """\
- document: {document}
  figure: {figure}
  seen: "{seen}"
  should_be: "{should_be}"
  reason: checked against the page
  who: 李明
  date: 2026-11-22
"""

VERDICT = """\
- document: {document}
  check: no_gap_in_series/2020
  verdict: as_published
  reason: no report was published for 2020
  who: 李明
  date: 2026-11-22
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one report in `in`, and a place for the register."""
    (tmp_path / "in").mkdir()
    shutil.copy(REPORT, tmp_path / "in")
    (tmp_path / "corrections").mkdir()
    return tmp_path


def document() -> str:
    return hashlib.sha256(REPORT.read_bytes()).hexdigest()[:16]


def declare(folder: Path, figure: str, seen: str, should_be: str, of: str = "") -> None:
    text = ENTRY.format(document=of or document(), figure=figure, seen=seen, should_be=should_be)
    (folder / "corrections/a.yml").write_text(text, encoding="utf-8")


def ingest(folder: Path, *more: str) -> str:
    command = [
        "ingest",
        str(folder / "in"),
        "-w",
        str(folder / "ogi.duckdb"),
        "--engine",
        "plain",
        "--workers",
        "1",
    ]
    result = RUNNER.invoke(app, [*command, *more])
    if isinstance(result.exception, UserError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def ask(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(run_sql(folder / "ogi.duckdb", sql).rows)


FACT = "SELECT value, status, printed FROM fact_request WHERE item = 'new_received' AND applicant = 'total'"


def test_a_correction_is_applied_kept_and_taken_back(folder: Path) -> None:
    """Value used and value printed are both there; without the entry all is as before."""
    ingest(folder)
    ((printed, *_),) = ask(folder, FACT)
    declare(folder, "requests/new_received/total", str(printed), "77")
    assert "corrected 1 applied" in ingest(folder)
    assert ask(folder, FACT) == [(77, "corrected", str(printed))]
    ((used, before, cell, who),) = ask(
        folder,
        "SELECT value_used, value_printed, cell_id IS NOT NULL, made_by FROM audit.correction",
    )
    assert (used, before, cell, who) == (77, printed, True, "李明")
    assert "1 unchanged" in ingest(folder)
    (folder / "corrections/a.yml").unlink()
    ingest(folder)
    assert ask(folder, FACT) == [(printed, "printed", str(printed))]
    assert ask(folder, "FROM audit.correction") == []


def test_what_was_not_seen_is_refused_openly(folder: Path) -> None:
    declare(folder, "requests/new_received/total", "4711", "77")
    assert "1 refused" in ingest(folder)
    ((value, status, _),) = ask(folder, FACT)
    assert (value, status) != (77, "corrected")
    assert ask(folder, "SELECT status FROM audit.correction") == [("refused",)]
    assert ask(folder, "SELECT code FROM audit.open_problem WHERE code = 'correction_refused'")


def test_a_document_that_is_not_here_is_not_forgotten(folder: Path) -> None:
    declare(folder, "requests/new_received/total", "1", "77", of="0123456789ab")
    ingest(folder)
    ingest(folder)
    assert ask(folder, "SELECT document, status FROM audit.correction") == [
        ("0123456789ab", "no_document")
    ]


def test_a_verdict_survives_runs(folder: Path) -> None:
    """On a check over years too: the failure stays, with what a person said of it."""
    for year in (2019, 2021):
        shutil.copy(next((ROOT / "examples/reports").glob(f"示例市人民政府{year}*")), folder / "in")
    later = next((folder / "in").glob("*2021*"))
    sha256 = hashlib.sha256(later.read_bytes()).hexdigest()
    (folder / "corrections/a.yml").write_text(VERDICT.format(document=sha256), encoding="utf-8")
    asked = "SELECT scope, verdict FROM audit.check_result WHERE check_code = 'no_gap_in_series'"
    for _ in range(2):
        ingest(folder)
        assert ask(folder, asked + " AND status = 'fail'") == [("2020", "as_published")]
    shutil.copy(next((ROOT / "examples/reports").glob("示例市人民政府2020*")), folder / "in")
    ingest(folder)
    assert {verdict for _, verdict in ask(folder, asked)} == {None}
    assert ask(folder, "SELECT status, detail FROM audit.correction") == [
        ("refused", "the check does not fail")
    ]


@pytest.mark.parametrize(
    ("text", "said"), [("- document: 1", "a.yml, entry 1"), ("nonsense", "list of entries")]
)
def test_a_register_that_cannot_be_used_stops_the_run(text: str, said: str, folder: Path) -> None:
    """Half a register applied would be a guess; nothing is touched."""
    (folder / "corrections/a.yml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=said):
        ingest(folder)
    assert not (folder / "ogi.duckdb").exists()
    with pytest.raises(UserError, match="no folder"):
        ingest(folder, "--corrections", str(folder / "nowhere"))


def test_diff_names_what_changed_and_why(folder: Path) -> None:
    """A correction, a report that came, one that went; the same file twice differs in nothing."""
    ingest(folder)
    earlier = folder / "old.duckdb"
    shutil.copy(folder / "ogi.duckdb", earlier)
    ((printed, *_),) = ask(folder, FACT)
    declare(folder, "requests/new_received/total", str(printed), "77")
    other = next((ROOT / "examples/reports").glob("上海市*.html"))
    shutil.copy(other, folder / "in")
    ingest(folder)
    rows = [
        dict(zip(found.columns, row, strict=True))
        for found in [diff(earlier, folder / "ogi.duckdb")]
        for row in found.rows
    ]
    ((run,),) = ask(folder, "SELECT run_id FROM audit.run ORDER BY ended_at DESC LIMIT 1")
    (changed,) = [row for row in rows if row["change"] == "changed"]
    assert (changed["old_value"], changed["new_value"], changed["why"], changed["run_id"]) == (
        printed,
        77,
        "correction",
        run,
    )
    added = [row for row in rows if row["change"] == "added"]
    ((facts,),) = ask(
        folder,
        "SELECT count(*) FROM fact_request JOIN dim_report USING (report_id) WHERE year = 2019",
    )
    assert len([row for row in added if row["table_name"] == "requests"]) == facts
    assert {row["why"] for row in added} == {"new report"}
    back = diff(folder / "ogi.duckdb", earlier)
    assert {row[0] for row in back.rows} == {"changed", "removed"}
    assert diff(earlier, earlier).rows == ()


def test_diff_on_the_terminal(folder: Path) -> None:
    ingest(folder)
    shutil.copy(folder / "ogi.duckdb", folder / "old.duckdb")
    command = ["diff", str(folder / "old.duckdb"), str(folder / "ogi.duckdb")]
    assert RUNNER.invoke(app, command).output.strip() == "no figure differs"
    declare(folder, "requests/new_received/total", str(ask(folder, FACT)[0][0]), "77")
    ingest(folder)
    text = RUNNER.invoke(app, [*command, "--limit", "5"]).output
    assert "requests/new_received/total" in text
    assert "77 (corrected)" in text
    assert "1 changed (correction)" in text
