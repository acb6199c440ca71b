"""The pipe between a run and the process of its Prefect server: questions, failures, ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

import pytest

from flows.batches import Batch, Job
from flows.overheard import MOST_OF_A_KIND, Overheard
from flows.prefect_work import INTERRUPTED, AskedWork, JobWork, RunGone, WorkFailed
from flows.progress import Unwatched
from flows.summary import Summary


class TwoBatches:
    """A job of two empty batches; the first fails once."""

    def __init__(self) -> None:
        self.progress = Unwatched()
        self.summary = Summary("20261122T174500-3f9a", "w.duckdb", "prefect", 1)
        self.done: list[int | str] = []
        self.fails = 1

    def batches(self) -> Iterator[Batch]:
        yield Batch(1, ())
        yield Batch(2, ())

    def carry_out(self, batch: Batch) -> int:
        if self.fails:
            self.fails -= 1
            raise OSError("the disk is full")
        self.progress.event("batch_loaded", batch=batch.number)
        self.done.append(batch.number)
        return 7

    def publish(self) -> None:
        self.done.append("published")


def answering(pipe: Connection, work: JobWork) -> None:
    while True:
        try:
            pipe.send(work.answer(pipe.recv()))
        except EOFError:
            return


@pytest.fixture
def asked() -> Iterator[tuple[AskedWork, TwoBatches, JobWork]]:
    job = TwoBatches()
    work = JobWork(cast(Job, job))
    ours, theirs = Pipe()
    thread = threading.Thread(target=answering, args=(ours, work), daemon=True)
    thread.start()
    yield AskedWork(theirs), job, work
    theirs.close()
    thread.join(5)


def test_a_job_is_carried_out_through_the_pipe(asked: Any) -> None:
    work, job, there = asked
    assert work.next_batch() == (1, 0)
    with pytest.raises(WorkFailed, match="OSError: the disk is full"):
        work.carry_out(1)
    assert isinstance(there.error, OSError)
    reports, lines = work.carry_out(1)
    assert (reports, there.error) == (7, None)
    assert lines == [("info", 'batch_loaded run_id="20261122T174500-3f9a" batch=1')]
    assert work.next_batch() == (2, 0)
    work.carry_out(2)
    assert work.next_batch() is None
    assert work.publish() == []
    assert (job.done, work.tasks) == ([1, 2, "published"], 3)


def test_a_run_that_is_gone_or_interrupted_is_no_failure_to_retry() -> None:
    ours, theirs = Pipe()
    ours.send(INTERRUPTED)
    with pytest.raises(KeyboardInterrupt):
        AskedWork(theirs).next_batch()
    ours.close()
    with pytest.raises(RunGone) as gone:
        AskedWork(theirs).next_batch()
    assert not isinstance(gone.value, Exception)


def test_many_lines_of_a_kind_are_counted() -> None:
    heard = Overheard(Unwatched(), "r")
    for number in range(MOST_OF_A_KIND + 5):
        heard.event("document_rejected", path=f"{number}.pdf")
    lines = heard.lines()
    assert len(lines) == MOST_OF_A_KIND + 1
    assert lines[0] == ("warning", 'document_rejected run_id="r" path="0.pdf"')
    assert lines[-1] == ("warning", "document_rejected: 5 more like these")
    assert heard.lines() == []


@pytest.mark.parametrize("asked_for", range(6))
def test_whatever_was_asked_for_the_rest_is_done_alone(asked_for: int) -> None:
    job = TwoBatches()
    job.fails = 0
    work = JobWork(cast(Job, job))
    questions: list[tuple[Any, ...]] = [
        ("next_batch",), ("carry_out", 1), ("next_batch",), ("carry_out", 2), ("publish",),
    ]  # fmt: skip
    for question in questions[:asked_for]:
        work.answer(question)
    work.go_on_alone(Path("server.log"))
    assert job.done == [1, 2, "published"]
