"""A hostile item costs itself and nothing else; results keep the order of the items."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest

from flows.failures import WorkersUnusable
from flows.pool import Guard, Lost, ReadAhead, WorkerPool
from tests.flows import nasty

MEMORY = 1024**3


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(Guard(2, 1.0, 500, nasty.limit_memory, (MEMORY,)))
    yield pool
    pool.stop()


def test_each_loss_is_named_and_costs_one_item(pool: WorkerPool) -> None:
    hostile = ["segfault", "killed", "exit", "raise", "memory", "sleep", "hang in C"]
    items = [f"good {n}" for n in range(20)]
    for place, item in enumerate(hostile):
        items.insert(3 * place, item)
    done: list[int] = []

    results = list(ReadAhead(pool, nasty.behave, items, 100, lambda: done.append(1)))

    assert [item for item, _ in results] == items
    losses = {item: result for item, result in results if isinstance(result, Lost)}
    assert {item: loss.how for item, loss in losses.items()} == {
        "segfault": "crash",
        "killed": "crash",
        "exit": "crash",
        "raise": "error",
        "memory": "memory",
        "sleep": "timeout",
        "hang in C": "timeout",
    }
    assert "SIGSEGV" in losses["segfault"].detail
    assert "exit status 3" in losses["exit"].detail
    assert losses["raise"].detail == "ValueError: not a number: 七"
    assert all(result == item for item, result in results if item.startswith("good"))
    assert len(done) == len(items)


def test_a_killed_worker_is_gone_when_its_time_is_up(pool: WorkerPool) -> None:
    start = time.monotonic()
    ((_, result),) = ReadAhead(pool, nasty.behave, ["hang in C"], 1)
    assert isinstance(result, Lost)
    assert time.monotonic() - start < 10


def test_window_bounds_what_is_handed_ahead(pool: WorkerPool) -> None:
    handed: list[int] = []

    def items() -> Iterator[int]:
        for number in range(50):
            handed.append(number)
            yield number

    results = iter(ReadAhead(pool, nasty.process_id, items(), 5))
    assert len(handed) == 5
    next(results)
    next(results)
    assert len(handed) == 6


def test_workers_are_renewed() -> None:
    pool = WorkerPool(Guard(1, 5.0, 3, nasty.limit_memory, (MEMORY,)))
    workers = {result for _, result in ReadAhead(pool, nasty.process_id, range(9), 9)}
    pool.stop()
    assert len(workers) == 3


class BreaksOnce:
    """A pool whose workers die while the first item is handed over: pebble leaves its future open."""

    generation, guard, handed = 0, Guard(1, 5.0, 500, nasty.refuse_to_start), 0

    @property
    def is_working(self) -> bool:
        return self.handed > 1

    def submit(self, function: Callable[[str], str], item: str) -> Future[str]:
        self.handed += 1
        future: Future[str] = Future()
        if self.handed > 1:
            future.set_result(function(item))
        return future


def test_an_item_left_open_by_a_broken_pool_is_handed_over_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("flows.pool.SECONDS_TO_LOOK", 0.05)
    done: list[int] = []
    items = ReadAhead(BreaksOnce(), str.upper, ["a"], 1, lambda: done.append(1))  # type: ignore[arg-type]
    assert list(items) == [("a", "A")]
    assert len(done) == 1


def test_workers_that_cannot_start_end_the_run() -> None:
    pool = WorkerPool(Guard(2, 5.0, 500, nasty.refuse_to_start))
    with pytest.raises(WorkersUnusable):
        list(ReadAhead(pool, nasty.behave, ["a", "b"], 10))
    pool.stop()
