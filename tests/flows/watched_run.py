"""A run that only says what it does, for whoever watches it: `python -m tests.flows.watched_run FILE`.

It reads 600 documents in three batches, then does what `then` says: end, fail, break, hang or kill
(itself); `wait` waits for the warehouse first.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from rich.console import Console

from flows.failures import UserError
from flows.progress import LOADING, LOOKING, PUBLISHING, READING, WAITING, Progress, staged
from flows.settings import Settings
from flows.summary import Summary
from flows.watch import watching

SLOW = (
    "江苏省/淮安市/洪泽区人民政府2023年政府信息公开工作年度报告（扫描件，共一百二十页，已盖章）.pdf"
)


def batch(progress: Progress, summary: Summary, number: int, seconds: float) -> None:
    """Reads and loads 200 documents, one of which gives no report."""
    with staged(progress, summary.stages, READING) as waiting:
        for place in range(200):
            progress.waiting(f"{place}.pdf")
            progress.advance()
            time.sleep(seconds / 200)
    with staged(progress, summary.stages, LOADING) as loading:
        summary.files.update({"loaded": 199, "rejected": 1})
    detail = "not a complete PDF file; fetch it again"
    progress.event("document_rejected", path=SLOW, reason="corrupt", detail=detail)
    progress.event(
        "batch_loaded",
        batch=number,
        documents=200,
        reports=199,
        rejected=1,
        problems=35,
        reading=4.0,
        waiting=waiting.seconds,
        loading=loading.seconds,
    )
    summary.documents += 200
    summary.problems += 35
    progress.report(summary.problems, summary.files["rejected"])


def carry_out(progress: Progress, settings: Settings, then: str, seconds: float) -> Summary:
    """The run itself; `seconds` is what a batch takes."""
    started = time.monotonic()
    if then == "wait":
        progress.stage(WAITING)
        progress.event("waiting_for_lock", holder="an ogi run (PID 1)", limit=600.0)
        time.sleep(seconds)
    progress.begin()
    progress.stage(LOOKING)
    for _ in range(1200):
        progress.found()
        time.sleep(seconds / 1200)
    summary = Summary(progress.run_id, str(settings.warehouse), "plain", 2)
    for number in (1, 2, 3):
        progress.expect(200 * number + 100, growing=number < 3)
        batch(progress, summary, number, seconds)
    act(progress, then)
    progress.expect(600)
    with staged(progress, summary.stages, PUBLISHING) as publishing:
        time.sleep(seconds / 4)
    progress.event("run_published", bytes=12_000_000, seconds=publishing.seconds)
    summary.seconds = time.monotonic() - started
    progress.end(summary)
    return summary


def act(progress: Progress, then: str) -> None:
    """What happens to the run before it publishes."""
    if then == "fail":
        raise UserError("the disk is full; make room")
    if then == "break":
        raise ZeroDivisionError("by zero")
    if then == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if then == "hang":
        progress.stage(READING)
        progress.waiting(SLOW)
        time.sleep(60)


def main(warehouse: str, then: str, seconds: str) -> int:
    """Watches such a run; returns its exit status."""
    settings = Settings(Path(warehouse), engine="plain")
    try:
        with watching(settings, [Path("reports")], "ingest reports", Console(stderr=True)) as watch:
            summary = carry_out(watch, settings, then, float(seconds))
        print(json.dumps(summary.files))
    except (KeyboardInterrupt, UserError):
        pass
    return watch.exit_status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
