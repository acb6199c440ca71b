"""Documents become packages in the order of the plan, whatever happens to some of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from extract.discover import Found
from extract.model import Rejection
from flows.batches import Job, run_plain, split
from flows.plan import plan_files
from flows.pool import Guard, WorkerPool
from flows.progress import PlainLines
from flows.reader import DocumentReader
from flows.settings import Settings
from flows.summary import Summary
from tests.flows.fakes import MemoryBuild, found, frames_fake, package, read_fake, start_fake

HOSTILE = ["segfault", "sleep", "raise", "exit"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "w.duckdb", workers=2, document_seconds=1.0, batch_documents=3)


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(Guard(2, 1.0, 500, start_fake))
    yield pool
    pool.stop()


def run(files: list[Found], settings: Settings, pool: WorkerPool, build: MemoryBuild) -> Summary:
    """A whole run with a warehouse that only remembers."""
    plan = list(plan_files(files, {}, "recipe", settings))
    reader = DocumentReader(settings, "recipe", pool, read_fake)
    summary = Summary("run", "w.duckdb", "plain", 2)
    idle = [planned for planned in plan if planned.action == "duplicate"]
    progress = PlainLines(Console(quiet=True))
    job = Job(split(plan, settings), reader, build, frames_fake, summary, progress, idle)
    job.start()
    run_plain(job)
    return summary


def test_every_file_has_its_fate_in_the_order_of_the_plan(
    settings: Settings, pool: WorkerPool
) -> None:
    names = ["a", *HOSTILE, "b", "c", "d"]
    files = [found(name) for name in names]
    files.insert(2, found("empty", Rejection("empty", "no content")))
    first = found("a")
    files.append(replace(first, source=replace(first.source, path="copy of a")))
    build = MemoryBuild()

    summary = run(files, settings, pool, build)

    assert build.fates() == [
        ("a", ""),
        ("segfault", "corrupt"),
        ("empty", "empty"),
        ("sleep", "timeout"),
        ("raise", "unreadable"),
        ("exit", "corrupt"),
        ("b", ""),
        ("c", ""),
        ("d", ""),
    ]
    assert [source.path for source in build.seen] == ["copy of a"]
    assert build.published
    assert summary.files == {"loaded": 4, "rejected": 5, "duplicate": 1}
    assert summary.failed_share == pytest.approx(4 / 9)


def test_a_second_run_reads_nothing_that_is_in_the_store(
    settings: Settings, pool: WorkerPool
) -> None:
    files = [found(name) for name in "abcdef"]
    reader = DocumentReader(settings, "recipe", pool)
    for each in files[:4]:
        reader.store.put(package(each.source))
    build = MemoryBuild()
    summary = run(files, settings, pool, build)
    assert summary.resumed == 4
    assert build.fates() == [(name, "") for name in "abcdef"]


def test_a_damaged_store_costs_time_only(settings: Settings, pool: WorkerPool) -> None:
    reader = DocumentReader(settings, "recipe", pool)
    reader.store.put(package(found("a").source))
    for path in settings.work.rglob("*.package"):
        path.write_bytes(b"junk")
    build = MemoryBuild()
    run([found("a"), found("b")], settings, pool, build)
    assert build.fates() == [("a", ""), ("b", "")]


def test_a_document_the_warehouse_refuses_costs_itself(
    settings: Settings, pool: WorkerPool
) -> None:
    build = MemoryBuild(refuses="c")
    run([found(name) for name in "abcdef"], settings, pool, build)
    assert build.fates() == [
        ("a", ""), ("b", ""), ("c", "unreadable"), ("d", ""), ("e", ""), ("f", ""),
    ]  # fmt: skip


def test_small_runs_have_several_batches() -> None:
    settings = Settings(workers=2)
    assert settings.batch_size(0) == 1
    assert settings.batch_size(10) == 3
    assert settings.batch_size(100) == 25
    assert settings.batch_size(200) == 50
    assert settings.batch_size(100_000) == 50
