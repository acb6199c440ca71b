"""The command line keeps its contract: names, help, exit status, errors that say what to do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.flows.help_text import COMMANDS, GOLDEN, ROOT, help_of, help_text

REPORTS = ROOT / "examples" / "reports"
Done = subprocess.CompletedProcess[str]


def command_line(arguments: Sequence[object]) -> list[str]:
    """The command `ogi` with these arguments, as a separate process."""
    return [sys.executable, "-P", "-m", "flows", *map(str, arguments)]


def environment() -> dict[str, str]:
    """Our packages can be imported; the user's Prefect settings are not ours to test."""
    rest = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT_")}
    return {**rest, "PYTHONPATH": str(ROOT)}


def ogi(*arguments: object) -> Done:
    """Runs `ogi` to its end."""
    return subprocess.run(
        command_line(arguments), env=environment(), capture_output=True, text=True, timeout=100
    )


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the bundled examples."""
    path = tmp_path_factory.mktemp("cli") / "examples.duckdb"
    done = ogi("ingest", REPORTS, "-w", path, "--engine", "plain", "--fail-above", 1)
    assert done.returncode == 0, done.stderr
    assert "loaded" in done.stdout
    return path


def test_help_is_as_agreed() -> None:
    assert help_text() == GOLDEN.read_text(encoding="utf-8"), (
        "the help changed; if that is meant: python -m tests.flows.help_text"
    )


@pytest.mark.parametrize("command", [command for command in COMMANDS if command])
def test_every_command_has_an_example(command: str) -> None:
    assert f"Example: ogi {command} " in help_of(command)


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = (
        "import sys, flows.cli; "
        "print([m for m in ('prefect', 'duckdb', 'pandas', 'camelot') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["ingest", "no-such-folder"], "name a folder of reports"),
        (["status", "-w", "no-such.duckdb"], "ogi ingest FOLDER"),
        (["sql", "select 1", "-w", "no-such.duckdb"], "ogi ingest FOLDER"),
        (["sql", "select 1", "--json", "--csv"], "choose one"),
        (["show", "no-such.pdf"], "does not exist"),
        (["ingest", ".", "--engine", "fast"], "prefect"),
        (["no-such-command"], "Try 'ogi"),
    ],
)
def test_wrong_use_ends_with_two_and_says_what_to_do(arguments: list[str], advice: str) -> None:
    done = ogi(*arguments)
    assert done.returncode == 2
    assert advice in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_query_is_explained(warehouse: Path) -> None:
    done = ogi("sql", "select nothing from nowhere", "-w", warehouse)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_answers_as_text_json_and_csv(warehouse: Path) -> None:
    query = "select agency, year from agency_year order by year, agency limit 1"
    shapes: list[list[str]] = [[], ["--json"], ["--csv"]]
    text, as_json, csv = (ogi("sql", query, "-w", warehouse, *shape).stdout for shape in shapes)
    (row,) = json.loads(as_json)
    assert csv == f"agency,year\n{row['agency']},{row['year']}\n"
    assert row["agency"] in text
    assert str(row["year"]) in text


def test_status_and_problems_of_the_examples(warehouse: Path) -> None:
    status = json.loads(ogi("status", "-w", warehouse, "--json").stdout)
    assert status["reports"] > 0
    assert sum(status["files"].values()) == len(list(REPORTS.iterdir()))
    problems = json.loads(ogi("problems", "-w", warehouse, "--json", "--limit", 2).stdout)
    assert len(problems) == 2
    assert {"code", "severity", "path", "page", "message"} <= set(problems[0])


def test_a_second_run_reads_nothing_and_a_plan_says_so(warehouse: Path) -> None:
    plan = json.loads(ogi("plan", REPORTS, "-w", warehouse, "--json").stdout)
    assert {row["action"] for row in plan} == {"unchanged"}
    again = json.loads(ogi("ingest", REPORTS, "-w", warehouse, "--json").stdout)
    assert again["files"] == {"unchanged": len(plan)}
    assert again["documents"] == 0


def test_too_many_unreadable_files_end_with_one(tmp_path: Path) -> None:
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    arguments = ("ingest", tmp_path, "-w", tmp_path / "w.duckdb", "--engine", "plain")
    assert ogi(*arguments).returncode == 1


def test_show_prints_what_is_on_the_page() -> None:
    (report,) = REPORTS.glob("洪泽区*2023*.pdf")
    done = ogi("show", report)
    assert done.returncode == 0, done.stderr
    assert "洪泽区人民政府  2023" in done.stdout
    assert "7730.28" in done.stdout
    assert "scope whole_region (stated)" in done.stdout


def test_a_killed_run_leaves_no_processes_and_is_continued(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    arguments = ("ingest", REPORTS, "-w", warehouse, "--engine", "plain", "--workers", 1, "--json")
    store = tmp_path / "w.duckdb.work" / "store"
    killed = subprocess.Popen(
        command_line(arguments), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while len(list(store.rglob("*.package"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=20)  # its workers hold the pipes: they are gone when this returns
    assert not warehouse.exists()

    done = ogi(*arguments, "--fail-above", 1)
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["resumed"] >= 3
    assert sum(summary["files"].values()) == len(list(REPORTS.iterdir()))
