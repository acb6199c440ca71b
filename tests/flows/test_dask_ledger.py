"""Who has what: batches, what comes back from a worker that dies, and what is given up for it."""

from __future__ import annotations

from flows.dask_ledger import MOST_DEATHS, MOST_ITEMS, Batch, Item, Ledger


def ledger(items: int, *workers: str, threads: int = 1) -> tuple[Ledger, list[Item]]:
    """Items that wait, and workers that have none."""
    made = Ledger()
    given = [Item(str, (number,)) for number in range(items)]
    for item in given:
        made.add(item)
    for worker in workers:
        made.join(worker, threads)
    return made, given


def taken(made: Ledger, worker: str) -> Batch:
    batch = made.take(worker, 0.0)
    assert batch is not None
    return batch


def names(batch: Batch | None) -> list[object]:
    return [item.args[0] for item in batch.items] if batch else []


def test_batches_are_full_while_there_is_much_and_small_at_the_end() -> None:
    made, _ = ledger(50, "a", "b")
    sizes = []
    while made.first:
        for worker in ("a", "b"):
            batch = made.take(worker, 0.0)
            if batch:
                sizes.append(len(batch.items))
                made.done(batch, 0.0)
    assert sizes[0] == 13  # a fourth: two workers, two batches each
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 1
    assert sum(sizes) == 50
    assert len(taken(ledger(1000, "a")[0], "a").items) == MOST_ITEMS


def test_a_worker_has_one_batch_more_than_threads() -> None:
    made, _ = ledger(1000, "a", threads=3)
    assert [made.take("a", 0.0) is not None for _ in range(6)] == [True] * 4 + [False] * 2


def test_what_a_dead_worker_had_comes_first_and_each_on_its_own() -> None:
    made, _ = ledger(100, "a", "b")
    batch = taken(made, "a")
    batches, given_up = made.leave("a", died=True)
    assert (batches, given_up) == ([batch], [])
    assert [names(made.take("b", 0.0)) for _ in range(2)] == [[0], [1]]


def test_what_a_worker_gave_back_in_peace_counts_as_fresh() -> None:
    made, _ = ledger(100, "a", "b")
    first = taken(made, "a")
    made.leave("a", died=False)
    assert names(made.take("b", 0.0)) == names(first)


def test_an_item_is_given_up_only_after_it_killed_a_worker_alone() -> None:
    made, items = ledger(3, "a", "b", "c", "d")
    poison = items[1]
    for deaths, worker in enumerate("abc"):
        held = []
        while batch := made.take(worker, 0.0):
            held.append(batch)
        if deaths == MOST_DEATHS - 1:
            assert len(held) == 1 and len(held[0].items) == 1
        for batch in held:
            if poison not in batch.items:
                made.done(batch, 0.0)
        _, given_up = made.leave(worker, died=True)
        assert given_up == ([poison] if deaths == MOST_DEATHS - 1 else [])
    assert made.first is None


def test_while_a_suspect_is_alone_its_worker_gets_nothing_else() -> None:
    made, _ = ledger(40, "a", "b")
    made.give_back([Item(str, ("suspect",), deaths=MOST_DEATHS - 1)])
    held = taken(made, "a")
    assert names(held) == ["suspect"]
    assert made.take("a", 0.0) is None
    assert made.take("b", 0.0) is not None
    made.done(held, 0.0)
    assert made.take("a", 0.0) is not None


def test_what_nobody_waits_for_is_not_carried_out() -> None:
    made, items = ledger(2, "a")
    items[0].future.cancel()
    assert made.take("a", 0.0) is None
    assert names(made.take("a", 0.0)) == [1]


def test_a_late_reply_of_a_worker_that_was_given_up_is_ignored() -> None:
    made, _ = ledger(2, "a", "b")
    batch = taken(made, "a")
    made.leave("a", died=True)
    assert not made.done(batch, 0.0)


def test_a_worker_that_holds_items_and_says_nothing_is_silent() -> None:
    made, _ = ledger(100, "a", "b")
    batch = made.take("a", 10.0)
    assert batch is not None
    assert made.silent(since=9.0) == []
    assert made.silent(since=11.0) == ["a"]
    made.take("a", 11.0)
    assert made.silent(since=10.5) == ["a"]  # more work is no sign of life
    made.done(batch, 12.0)
    assert made.silent(since=11.0) == []
