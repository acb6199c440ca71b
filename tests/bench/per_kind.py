"""What a report costs by the form it is published in: `ogi ingest` over folders of one kind each.

What starting costs (libraries, workers, an empty warehouse) is measured with a single report, named
by itself and taken off, so that kinds that are read quickly can be compared with others.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench.kinds import KINDS, draw, skipped
from tests.bench.measure import Cost
from tests.bench.ogi import cold

_STARTS = 3
RunOgi = Callable[[Path, int], Cost]
"""Reads a folder of so many reports into a new warehouse."""


@dataclass(frozen=True, slots=True)
class KindCost:
    """What reports of a kind cost once the program runs; `skipped` says why there is nothing."""

    kind: str
    title: str
    documents: int
    rate: float
    milliseconds: float
    skipped: str = ""

    def __str__(self) -> str:
        if self.skipped:
            return f"{self.title:<36} skipped: {self.skipped}"
        return (
            f"{self.title:<36} {self.documents:4} documents  {self.rate:7.1f} documents/s  "
            f"{self.milliseconds:6.1f} CPU-ms each"
        )


def by_kind(workers: int, count: int, say: Callable[[str], None]) -> list[dict[str, Any]]:
    """What a report costs by its kind, told as it is measured."""

    def run(folder: Path, documents: int) -> Cost:
        return cold(folder, documents, workers, "--engine", "plain")

    start = start_cost(run)
    say(f"{'starting, without Prefect':<36} {start.wall:.1f} s wall, {start.cpu:.1f} s CPU")
    rows = []
    for cost in costs(run, count, start):
        say(str(cost))
        rows.append(asdict(cost))
    return rows


def start_cost(run: RunOgi) -> Cost:
    """A run over one report, the middle one of three by CPU time."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "one"
        folder.mkdir()
        (folder / "1.txt").write_bytes(KINDS["text"].draw("start"))
        runs = sorted((run(folder, 1) for _ in range(_STARTS)), key=lambda cost: cost.cpu)
    return runs[_STARTS // 2]


def costs(run: RunOgi, count: int, start: Cost) -> Iterator[KindCost]:
    """What each kind costs, drawn by `count` times its share."""
    for name, kind in KINDS.items():
        why = skipped(name)
        if why:
            yield KindCost(name, kind.title, 0, 0.0, 0.0, why)
            continue
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / name
            documents = draw(folder, name, count)
            cost = run(folder, documents)
        wall = max(cost.wall - start.wall, 1e-3)
        yield KindCost(
            name, kind.title, documents, documents / wall, 1000 * (cost.cpu - start.cpu) / documents
        )
