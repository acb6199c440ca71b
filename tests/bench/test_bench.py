"""What the measurements themselves must not get wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.bench.contest import Turn, judged
from tests.bench.measure import measure
from tests.bench.ogi import surroundings
from tests.bench.processes import Kind, Memory, marked_environment
from tests.bench.samples import Sample, growth, rates
from tests.bench.targets import Target, of_rounds
from tests.bench.told import events
from tests.bench.watcher import Sampler

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def test_a_limit_is_kept_or_not() -> None:
    assert Target("x", 30, 30, "at least").is_met
    assert not Target("x", 29.9, 30, "at least").is_met
    assert Target("x", 2.5, 2.5, "at most").is_met
    assert not Target("x", 2.51, 2.5, "at most").is_met
    assert str(of_rounds("x", [3, 1, 2], 2.5, "at most")).startswith("met      x")


def test_ratios_are_those_of_each_round() -> None:
    ogi = [Turn(40, 30, 30), Turn(60, 30, 30), Turn(50, 40, 40)]
    camelot = [Turn(1, 1500, 1490), Turn(3, 1500, 1490), Turn(2, 1500, 1490)]
    pdfium = [Turn(200, 13, 10), Turn(200, 13, 12), Turn(200, 13, 10)]
    found = judged({"ogi": ogi, "camelot": camelot, "pypdfium2": pdfium})
    assert [target.rounds for target in found] == [(40, 20, 25), (3.0, 2.5, 4.0)]
    assert [target.value for target in found] == [25, 3.0]
    assert [target.is_met for target in found] == [False, False]


@linux_only
def test_the_cpu_of_grandchildren_and_orphans_is_counted() -> None:
    spin = "import time; end = time.process_time() + 0.6\\nwhile time.process_time() < end: pass"
    orphan = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '''{spin}'''])"
    environment, mark = marked_environment(surroundings())
    sampler = Sampler(mark, 0.02)
    cost = measure([sys.executable, "-c", orphan], 1, environment, watcher=sampler.watch)
    assert cost.cpu >= 0.6
    assert cost.wall < cost.cpu + 5
    assert sampler.cpu()["main"] < 0.6


def test_output_is_kept_and_errors_are_raised() -> None:
    assert measure([sys.executable, "-c", "print(7)"], 1, surroundings()).output == "7\n"
    with pytest.raises(Exception, match="status 3"):
        measure([sys.executable, "-c", "raise SystemExit(3)"], 1, surroundings(), quiet=True)


def samples(seconds: list[float], size: list[int]) -> list[Sample]:
    """A look a second: documents read, and what the worker and the main process hold."""
    kinds: tuple[Kind, ...] = ("worker", "main")
    return [
        Sample(
            second,
            100 * number,
            {(kind, 1): Memory(held, held) for kind in kinds} | {("worker", 2): Memory(1, 1)},
        )
        for number, (second, held) in enumerate(zip(seconds, size, strict=True))
    ]


def test_rates_and_growth_of_a_long_run() -> None:
    even = samples([float(n) for n in range(11)], [100] * 11)
    assert rates(even, 1000) == pytest.approx([100] * 10)
    assert growth(even, 1000, "worker", "rss") == 0
    slowing = samples([n * n / 10 for n in range(11)], [100 + 10 * n for n in range(11)])
    tenths = rates(slowing, 1000)
    assert tenths[9] < tenths[1] / 2
    assert growth(slowing, 1000, "main", "pss") == pytest.approx(100 * (190 - 155) / 155)


def test_a_line_half_written_is_left_out(tmp_path: Path) -> None:
    log = tmp_path / "run.jsonl"
    assert events(log) == []
    log.write_text(json.dumps({"event": "stage", "stage": "reading"}) + '\n{"event": "ru')
    assert [event["stage"] for event in events(log, "stage")] == ["reading"]
    assert events(log, "run_ended") == []
