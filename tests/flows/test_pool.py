"""A hostile item costs itself and nothing else; results keep the order of the items."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path

import pytest

from flows.failures import WorkersUnusable
from flows.pool import Guard, Lost, WorkerPool
from flows.read_ahead import Pool, ReadAhead
from tests.flows import nasty

MEMORY = 1024**3


def results_of(
    pool: Pool,
    function: Callable[..., object],
    items: Iterable[object],
    on_done: Callable[[], None] = lambda: None,
) -> list[tuple[object, object]]:
    """Every item with its result, in their order."""
    ahead: ReadAhead[object] = ReadAhead(pool, function, 1000, on_done)
    handed = [ahead.hand_over(item) for item in items]
    return [(each.item, ahead.outcome(each)) for each in handed]


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

    results = results_of(pool, nasty.behave, items, lambda: done.append(1))

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
    ((_, result),) = results_of(pool, nasty.behave, ["hang in C"])
    assert isinstance(result, Lost)
    assert time.monotonic() - start < 10


def test_window_bounds_what_is_handed_ahead(pool: WorkerPool) -> None:
    ahead: ReadAhead[str] = ReadAhead(pool, nasty.behave, 2)
    handed = []

    def hand_over() -> None:
        for _ in range(4):
            handed.append(ahead.hand_over("wait"))

    thread = threading.Thread(target=hand_over)
    started = time.monotonic()
    thread.start()
    while len(handed) < 4 and time.monotonic() - started < 10:
        assert sum(not each.future.done() for each in handed) <= 2
        time.sleep(0.005)
    thread.join()
    assert time.monotonic() - started > nasty.WAIT
    assert [ahead.outcome(each) for each in handed] == ["wait"] * 4


def test_who_waits_to_hand_over_can_be_sent_away(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.read_ahead.SECONDS_TO_LOOK", 0.05)
    ahead: ReadAhead[str] = ReadAhead(pool, nasty.behave, 1)
    ahead.hand_over("sleep")
    threading.Timer(0.2, ahead.give_up).start()
    with pytest.raises(CancelledError):
        ahead.hand_over("good")


def test_a_worker_killed_from_outside_costs_nothing(pool: WorkerPool, tmp_path: Path) -> None:
    ((_, result),) = results_of(pool, nasty.killed_once, [str(tmp_path / "first")])
    assert result == "read the second time"


def test_a_stopped_pool_takes_nothing(pool: WorkerPool) -> None:
    pool.stop()
    with pytest.raises(CancelledError):
        pool.submit(nasty.behave, "good")


def test_workers_are_renewed() -> None:
    pool = WorkerPool(Guard(1, 5.0, 3, nasty.limit_memory, (MEMORY,)))
    workers = {result for _, result in results_of(pool, nasty.process_id, range(9))}
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
    monkeypatch.setattr("flows.read_ahead.SECONDS_TO_LOOK", 0.05)
    done: list[int] = []
    results = results_of(BreaksOnce(), str.upper, ["a"], lambda: done.append(1))  # type: ignore[arg-type]
    assert results == [("a", "A")]
    assert len(done) == 1


def test_workers_that_cannot_start_end_the_run() -> None:
    pool = WorkerPool(Guard(2, 5.0, 500, nasty.refuse_to_start))
    with pytest.raises(WorkersUnusable):
        results_of(pool, nasty.behave, ["a", "b"])
    pool.stop()
