"""The real `ogi ingest` says what its watchers are told: log, status, alarms, on every end."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.flows.help_text import ROOT
from tests.flows.screen import seen
from tests.flows.test_cli import REPORTS, command_line, environment, ogi


def ingest(warehouse: Path, *more: object) -> subprocess.CompletedProcess[str]:
    return ogi("ingest", REPORTS, "-w", warehouse, "--engine", "plain", "--json", *more)


def test_a_run_from_its_first_line_to_its_last(tmp_path: Path) -> None:
    warehouse, log, news = (tmp_path / name for name in ("w.duckdb", "run.jsonl", "news.json"))
    done = ingest(warehouse, "--log", log, "--on-end", f"cat > {news}; echo told")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    names = [line["event"] for line in lines]
    assert names[0] == "run_started"
    assert names[-2:] == ["run_published", "run_ended"]
    assert {"files_found", "document_rejected", "batch_loaded"} <= set(names)
    batches = [line for line in lines if line["event"] == "batch_loaded"]
    assert sum(batch["documents"] for batch in batches) == summary["documents"]
    assert sum(batch["problems"] for batch in batches) == summary["problems"]
    ended = lines[-1]
    assert ended["files"] == summary["files"]
    assert set(ended["stages"]) >= {"reading", "loading", "publishing"}
    assert 0 < ended["first_document"] < ended["last_document"] < ended["seconds"]
    told = json.loads(news.read_text(encoding="utf-8"))
    assert (told["outcome"], told["summary"]) == ("ok", summary)
    assert "told" in done.stderr
    status = json.loads(ogi("status", "-w", warehouse, "--json").stdout)
    assert status["running"] is None
    (run,) = status["last_runs"]
    assert (run["run_id"], run["outcome"]) == (summary["run_id"], "ok")


def test_a_run_that_cannot_begin_is_told(tmp_path: Path) -> None:
    news = tmp_path / "news.json"
    warehouse = tmp_path / "w.duckdb"
    done = ogi("ingest", tmp_path / "gone", "-w", warehouse, "--on-end", f"cat > {news}")
    assert done.returncode == 2
    told = json.loads(news.read_text(encoding="utf-8"))
    assert (told["outcome"], told["exit_status"], told["summary"]) == ("failed", 2, None)
    assert "does not exist" in told["message"]
    assert not warehouse.with_name("w.duckdb.work").exists(), "nothing is made to say so"


def test_the_secret_of_a_webhook_is_nowhere(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    done = ingest(warehouse, "--webhook", "http://127.0.0.1:9/T0/secret")
    assert done.returncode == 0
    assert "--webhook failed: http://127.0.0.1: " in done.stderr
    assert "secret" not in done.stderr
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"T0/secret" not in path.read_bytes(), path


def test_what_is_no_webhook_is_wrong_use(tmp_path: Path) -> None:
    done = ingest(tmp_path / "w.duckdb", "--webhook", "chat")
    assert done.returncode == 2
    assert "is no address" in done.stderr


def test_the_bar_of_the_real_command(tmp_path: Path) -> None:
    arguments = ("ingest", REPORTS, "-w", tmp_path / "w.duckdb", "--engine", "plain")
    shown = {**environment(), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    screens, screen = seen(command_line(arguments), 80, shown, 100)
    whole = "\n".join(screens)
    assert "reading ━" in whole
    assert "files     12: 11 loaded, 1 rejected" in screen.text()
    assert "reading ━" not in screen.text()
