"""A long run from outside, looked at each second: how far it is, what each of its processes holds."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench.processes import Kind, Memory, memory, processes


@dataclass(frozen=True, slots=True)
class Sample:
    """A look: seconds since the start, documents read, memory by kind and pid."""

    seconds: float
    documents: int
    held: dict[tuple[Kind, int], Memory]


@dataclass(slots=True)
class Watch:
    """Looks each second at a run with a mark."""

    mark: str
    status: Path
    samples: list[Sample] = field(default_factory=list)

    @contextmanager
    def watch(self, pid: int) -> Iterator[None]:
        """Looks until the block ends."""
        over, start = threading.Event(), time.monotonic()

        def go() -> None:
            while not over.wait(1.0):
                found = [(each, memory(each.pid)) for each in processes(self.mark, pid)]
                held = {(each.kind, each.pid): size for each, size in found if size}
                self.samples.append(Sample(time.monotonic() - start, self._documents(), held))

        thread = threading.Thread(target=go)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _documents(self) -> int:
        try:
            return int(json.loads(self.status.read_text(encoding="utf-8"))["documents"])
        except FileNotFoundError:
            return 0


def rates(samples: list[Sample], documents: int) -> list[float]:
    """Documents a second over each tenth of the documents."""
    times = [_when(samples, documents * tenth / 10) for tenth in range(11)]
    return [documents / 10 / (end - start) for start, end in zip(times, times[1:], strict=False)]


def _when(samples: list[Sample], documents: float) -> float:
    """The second at which so many documents were read, between two looks."""
    before = samples[0]
    for sample in samples:
        if sample.documents >= documents and sample.documents > before.documents:
            share = (documents - before.documents) / (sample.documents - before.documents)
            return before.seconds + share * (sample.seconds - before.seconds)
        if sample.documents == 0 or sample.documents > before.documents:
            before = sample
    return samples[-1].seconds


def growth(samples: list[Sample], documents: int, kind: Kind, what: str) -> float:
    """Per cent by which the largest process of a kind is larger in the last tenth than in the sixth.

    Workers are replaced from time to time: of each look the largest counts, of a tenth the median look.
    """

    def size(first: float, last: float) -> float:
        inside = [
            each for each in samples if first * documents <= each.documents <= last * documents
        ]
        sizes = [getattr(held, what) for each in inside for held in [largest(each, kind)] if held]
        return median(sizes)

    before, after = size(0.5, 0.6), size(0.9, 0.999)
    return 100 * (after - before) / before


def largest(sample: Sample, kind: Kind) -> Memory | None:
    held = [size for (of, _), size in sample.held.items() if of == kind]
    return max(held, key=lambda size: size.rss) if held else None
