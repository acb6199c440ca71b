"""Documents become packages in the order of the plan, whatever happens to some of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract.discover import Found
from extract.model import Rejection
from flows.batches import Job, run_plain
from flows.failures import UserError
from flows.feed import Feed
from flows.plan import Planned, plan_files
from flows.pool import Guard, WorkerPool
from flows.progress import Unwatched
from flows.reader import DocumentReader
from flows.settings import Settings
from flows.summary import Summary
from tests.flows.fakes import (
    RECIPE,
    MemoryBuild,
    found,
    frames_fake,
    package,
    read_fake,
    start_fake,
)

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
    reader = DocumentReader(settings, RECIPE, pool, read_fake)
    decisions = plan_files(files, {}, RECIPE, settings)
    feed = Feed(decisions, reader.begin, settings.batch_documents)
    summary = Summary("run", "w.duckdb", "plain", 2)
    job = Job(feed, reader, build, frames_fake, summary, Unwatched())
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
    reader = DocumentReader(settings, RECIPE, pool)
    for each in files[:4]:
        reader.store.put(package(each.source))
    build = MemoryBuild()
    summary = run(files, settings, pool, build)
    assert summary.resumed == 4
    assert build.fates() == [(name, "") for name in "abcdef"]


def test_a_damaged_store_costs_time_only(settings: Settings, pool: WorkerPool) -> None:
    reader = DocumentReader(settings, RECIPE, pool)
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


def test_batches_grow_so_that_loading_begins_early() -> None:
    planned = list(plan_files([found(str(n)) for n in range(500)], {}, RECIPE, Settings()))
    begun: list[str] = []
    feed = Feed(planned, lambda each: begun.append(each.path), 200)
    batches = list(feed)
    assert [len(batch) for batch in batches] == [25, 50, 100, 200, 125]
    assert [each.path for batch in batches for each in batch] == begun
    assert feed.is_empty()


def test_reading_begins_before_all_files_are_found() -> None:
    begun = threading.Event()

    def files() -> Iterator[Planned]:
        yield from plan_files([found(str(n)) for n in range(25)], {}, RECIPE, Settings())
        assert begun.wait(10)  # while discovery still goes on
        yield from plan_files([found("last")], {}, RECIPE, Settings())

    feed = Feed(files(), lambda each: begun.set(), 200)
    assert [len(batch) for batch in feed] == [25, 1]


def test_an_error_while_files_are_found_ends_the_run() -> None:
    def files() -> Iterator[Planned]:
        yield from plan_files([found(str(n)) for n in range(30)], {}, RECIPE, Settings())
        raise UserError("the disk is gone")

    batches = iter(Feed(files(), lambda each: None, 200))
    assert len(next(batches)) == 25
    with pytest.raises(UserError, match="the disk is gone"):
        next(batches)


def test_nothing_to_load_is_known_without_a_batch() -> None:
    file = found("a")
    plan = plan_files([file], {file.source.sha256: RECIPE.of("pdf")}, RECIPE, Settings())
    feed = Feed(plan, lambda each: None, 200)
    assert feed.is_empty()
    assert [each.path for each in feed.untouched] == ["a"]
