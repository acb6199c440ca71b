"""Alarms reach a real command and a real server; where they do not, that is said and nothing else happens."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from flows.alarm import AlarmFailed, Ended, run_command
from flows.failures import UserError
from flows.settings import Settings
from flows.summary import Summary
from flows.watch import watching
from flows.webhook import post, require_address, without_secrets

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def ended(files: int = 0) -> Ended:
    """News of a run that rejected so many files."""
    rejected = [{"file": f"{n}.pdf", "reason": "corrupt", "detail": ""} for n in range(files)]
    summary = {"files": {"rejected": files}, "rejected_files": rejected}
    return Ended("ok", 0, "run", "/w.duckdb", "ogi /w.duckdb: 好", "", "host", NOW, NOW, summary)


@dataclass
class Server:
    """A server that answers with these codes, one after the other, and keeps what it is sent."""

    url: str
    answers: list[int]
    got: list[dict[str, object]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            known.got.append(json.loads(body))
            self.send_response(known.answers.pop(0) if known.answers else 200)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        known = Server(f"http://127.0.0.1:{listening.server_port}/hook/secret", [])
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield known
        listening.shutdown()


def test_a_command_gets_the_news_on_its_input_and_in_its_environment(tmp_path: Path) -> None:
    out = tmp_path / "out"
    environment = "$OGI_OUTCOME,$OGI_EXIT_STATUS,$OGI_RUN_ID,$OGI_WAREHOUSE"
    run_command(f'cat > {out}; echo "{environment}" >> {out}', ended(40))
    body, _, variables = out.read_text(encoding="utf-8").rpartition("}")
    news = json.loads(body + "}")
    assert news["text"] == "ogi /w.duckdb: 好"
    assert len(news["summary"]["rejected_files"]) == 40
    assert variables == "ok,0,run,/w.duckdb\n"


def test_what_a_command_prints_does_not_reach_the_output(capfd: pytest.CaptureFixture[str]) -> None:
    run_command("echo told", ended())
    assert capfd.readouterr() == ("", "told\n")


@pytest.mark.parametrize(
    ("command", "why"),
    [("exit 3", "ended with status 3"), ("sleep 30 & sleep 30", "stopped after 0.5 s")],
)
def test_a_command_that_fails_or_hangs(command: str, why: str) -> None:
    started = time.monotonic()
    with pytest.raises(AlarmFailed, match=why):
        run_command(command, ended(100_000), seconds=0.5)
    assert time.monotonic() - started < 10


def test_a_webhook_gets_the_news_without_every_file(server: Server) -> None:
    post(server.url, ended(40))
    (news,) = server.got
    assert news["text"] == "ogi /w.duckdb: 好"
    assert len(news["summary"]["rejected_files"]) == 20  # type: ignore[index]
    assert news["summary"]["files"] == {"rejected": 40}  # type: ignore[index]


@pytest.mark.parametrize(
    ("answers", "tries", "is_told"),
    [
        ([503, 429], 3, True),
        ([503, 503, 503], 3, False),
        ([404], 1, False),
        ([302], 1, False),
    ],
)
def test_a_webhook_tries_again_where_that_may_help(
    answers: list[int], tries: int, is_told: bool, server: Server
) -> None:
    server.answers.extend(answers)
    try:
        post(server.url, ended(), pauses=(0.0, 0.0))
        told = True
    except AlarmFailed as error:
        told = False
        assert str(error) == f"http://127.0.0.1: answered {answers[-1]}", "no secret is printed"
    assert (len(server.got), told) == (tries, is_told)


def test_nobody_at_the_address() -> None:
    with pytest.raises(AlarmFailed, match="refused"):
        post("http://127.0.0.1:1/hook", ended(), pauses=())


@pytest.mark.parametrize("url", ["file:///etc/passwd", "host/path", "http://"])
def test_what_is_no_address_is_refused_at_once(url: str) -> None:
    with pytest.raises(UserError, match="--webhook"):
        require_address(url)


def test_a_command_line_is_written_down_without_the_secret_of_a_webhook() -> None:
    words = ["ingest", "a b", "--webhook", "https://user:pw@host/T0/secret", "--on-end", "x"]
    assert without_secrets(words) == "ingest 'a b' --webhook https://host/... --on-end x"
    assert without_secrets(["--webhook=https://host/s"]) == "--webhook=https://host/..."


def news_of(settings: Settings, error: BaseException | None, failed: int = 0) -> tuple[int, str]:
    """Exit status and terminal of a run that ends by an error, or with so many unreadable files."""
    said = StringIO()
    try:
        with watching(settings, [], "", Console(file=said)) as watch:
            watch.begin()
            if error:
                raise error
            summary = Summary(watch.run_id, "w", "plain", 1, documents=10)
            summary.reasons["corrupt"] = failed
            watch.end(summary)
    except (UserError, KeyboardInterrupt, RuntimeError):
        pass
    return watch.exit_status, said.getvalue()


@pytest.mark.parametrize(
    ("error", "failed", "outcome", "exit_status"),
    [
        (None, 1, "ok", 0),
        (None, 2, "problems", 1),
        (UserError("no such folder"), 0, "failed", 2),
        (RuntimeError("a mistake"), 0, "failed", 2),
        (KeyboardInterrupt(), 0, "interrupted", 130),
    ],
)
def test_every_end_of_a_run_is_told(
    error: BaseException | None,
    failed: int,
    outcome: str,
    exit_status: int,
    server: Server,
    tmp_path: Path,
) -> None:
    settings = Settings(tmp_path / "w.duckdb", webhook=server.url, on_end=f"cat > {tmp_path}/news")
    assert news_of(settings, error, failed)[0] == exit_status
    (news,) = server.got
    assert (news["outcome"], news["exit_status"]) == (outcome, exit_status)
    assert (news["summary"] is None) == (error is not None)
    assert str(error or "files") in str(news["text"]) or outcome == "interrupted"
    assert json.loads((tmp_path / "news").read_text(encoding="utf-8"))["outcome"] == outcome


def test_alarms_that_fail_change_nothing_but_are_told(server: Server, tmp_path: Path) -> None:
    server.answers.append(404)
    log = tmp_path / "log.jsonl"
    settings = Settings(tmp_path / "w.duckdb", webhook=server.url, on_end="exit 7", log=log)
    exit_status, said = news_of(settings, None)
    assert exit_status == 0
    assert "--on-end failed: ended with status 7" in said
    assert "--webhook failed: http://127.0.0.1: answered 404" in said
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    told = [line["alarm"] for line in lines if line["event"] == "alarm_failed"]
    assert told == ["on_end", "webhook"]
