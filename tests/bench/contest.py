"""`ogi ingest` against loops over plain libraries: the same files, the same number of processes, in turns.

A loop that is slow reads some of the files only. Its start-up is then counted as if it had read all of
them: whoever starts once for 1,000 files must not win against ten starts for 100 each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.measure import measure
from tests.bench.ogi import cold, surroundings
from tests.bench.targets import Target, listed, of_rounds

TIMES_CAMELOT, TIMES_PDFPLUMBER, OF_PDFIUM = 30, 6, 2.5


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn comes to for all files. `rate`: documents a second of wall time; `milliseconds`:
    CPU of a document, start-up included; `reading`: of a loop's reading alone."""

    rate: float
    milliseconds: float
    reading: float


@dataclass(frozen=True, slots=True)
class Contest:
    """Files, processes, and how many of the files each loop reads."""

    folder: Path
    files: Sequence[Path]
    workers: int
    shares: Mapping[str, int]

    def ogi(self) -> Turn:
        """A cold run over all files, Prefect with a server of its own."""
        cost = cold(self.folder, len(self.files), self.workers)
        return Turn(cost.rate, cost.milliseconds, cost.milliseconds)

    def loop(self, name: str) -> Turn:
        """A loop over its share of the files."""
        few = spread(self.files, self.shares[name])
        command = [sys.executable, "-m", "tests.bench.loops", name, str(self.workers)]
        cost = measure([*command, *map(str, few)], len(few), surroundings(), quiet=True)
        told = json.loads(cost.output)
        return projected(len(self.files), len(few), cost.wall, cost.cpu, told["wall"], told["cpu"])


def projected(
    files: int, read: int, wall: float, cpu: float, reading: float, reading_cpu: float
) -> Turn:
    """What `files` would take where `read` of them took so many seconds, `reading` of it after the start.

    >>> projected(1000, 100, 12.0, 22.0, 10.0, 20.0)
    Turn(rate=9.803921568627452, milliseconds=202.0, reading=200.0)
    """
    times = files / read
    rate = files / (wall - reading + reading * times)
    milliseconds = 1000 * (cpu - reading_cpu + reading_cpu * times) / files
    return Turn(rate, milliseconds, 1000 * reading_cpu / read)


def spread(files: Sequence[Path], count: int) -> Sequence[Path]:
    """So many of the files, evenly spread over them.

    >>> spread([Path(str(n)) for n in range(10)], 3)
    [PosixPath('0'), PosixPath('3'), PosixPath('6')]
    """
    count = min(count, len(files))
    return [files[number * len(files) // count] for number in range(count)]


def contest(of: Contest, rounds: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Rounds in which everybody has a turn, each round begun by another."""
    turns: dict[str, list[Turn]] = {}
    names = ["ogi", *of.shares]
    for number in range(rounds):
        start = number % len(names)
        for name in [*names[start:], *names[:start]]:
            turn = of.ogi() if name == "ogi" else of.loop(name)
            turns.setdefault(name, []).append(turn)
            say(
                f"round {number + 1}  {name:<10} {turn.rate:8.2f} documents/s  "
                f"{turn.milliseconds:7.1f} CPU-ms a document"
            )
    targets = judged(turns)
    for line in (*summary(turns), *map(str, targets)):
        say(line)
    return {
        "documents": len(of.files),
        "read_by_loops": dict(of.shares),
        "workers": of.workers,
        "turns": {
            name: [[turn.rate, turn.milliseconds, turn.reading] for turn in each]
            for name, each in turns.items()
        },
        "targets": [target.row() for target in targets],
    }


def judged(turns: Mapping[str, Sequence[Turn]]) -> list[Target]:
    """The ratios of each round, and their medians against what is wanted."""
    ogi = turns["ogi"]
    found = []
    for name, limit in (("camelot", TIMES_CAMELOT), ("pdfplumber", TIMES_PDFPLUMBER)):
        if name in turns:
            ratios = [own.rate / other.rate for own, other in zip(ogi, turns[name], strict=True)]
            found.append(of_rounds(f"times as fast as {name}", ratios, limit, "at least"))
    if pdfium := turns.get("pypdfium2"):
        pairs = list(zip(ogi, pdfium, strict=True))
        ratios = [own.milliseconds / other.reading for own, other in pairs]
        found.append(of_rounds("CPU in that of pypdfium2", ratios, OF_PDFIUM, "at most"))
    return found


def summary(turns: Mapping[str, Sequence[Turn]]) -> list[str]:
    """Medians and all rounds of each."""
    return [
        f"{name:<10} {median(t.rate for t in each):8.2f} documents/s ({listed([t.rate for t in each])})  "
        f"{median(t.milliseconds for t in each):7.1f} CPU-ms a document "
        f"({listed([t.milliseconds for t in each])})"
        for name, each in turns.items()
    ]
