"""Readers in their own processes while one run after the other publishes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.ogi import ROOT, ingest_command, surroundings
from tests.crash.crash_documents import draw
from tests.readers.observation import Observation, state

KINDS = ("fresh", "held", "command", "fresh", "held", "fresh", "held", "fresh", "held", "fresh")
"""Every tenth asks by the command line, which costs a second of CPU each time."""
LIMIT = 600.0


@dataclass(slots=True)
class Findings:
    """What readers saw. `states`: marks by the run that published them."""

    states: dict[str, str]
    seen: list[Observation]
    faults: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Figures, then every fault."""
        by_how = {
            how: [each for each in self.seen if each.how == how] for how in dict.fromkeys(KINDS)
        }
        lines = []
        for how, looks in by_how.items():
            slowest = max((look.seconds for look in looks), default=0)
            runs = len({look.run_id for look in looks})
            lines.append(f"{how:<8} {len(looks):5} looks, slowest {slowest:.2f} s, {runs} states")
        return [
            *lines,
            *(f"FAULT  {fault}" for fault in self.faults[:50]),
            f"{len(self.faults)} faults",
        ]


def campaign(
    folder: Path, readers: int, rounds: int, reports: int, seed: int, workers: int,
    say: Callable[[str], None] = lambda line: None,
) -> Findings:  # fmt: skip
    """Runs that publish more and more of the reports, and the readers of what they publish."""
    documents, warehouse, stop = folder / "all", folder / "ogi.duckdb", folder / "stop"
    draw(documents, reports, seed)
    files = sorted(documents.iterdir())
    (folder / "reports").mkdir()
    states: dict[str, str] = {}
    found: list[str] = []
    processes = [
        reader(folder, number, warehouse, stop, KINDS[number % len(KINDS)])
        for number in range(readers)
    ]
    try:
        for number in range(rounds):
            for path in files[number * len(files) // rounds : (number + 1) * len(files) // rounds]:
                shutil.copy2(path, folder / "reports")
            found += publish(
                folder / "reports", warehouse, workers, "prefect" if number % 2 else "plain"
            )
            run_id, mark = state(warehouse)
            states[run_id] = mark
            say(f"round {number + 1}: {run_id} published")
    finally:
        stop.touch()
        ended = [process.wait(LIMIT) for process in processes]
    found += [f"a reader ended with {status}" for status in ended if status]
    seen = [looks(folder / f"{number}.jsonl") for number in range(readers)]
    for each in seen:
        found += judged(each, states)
    return Findings(states, [look for each in seen for look in each], found)


def reader(
    folder: Path, number: int, warehouse: Path, stop: Path, how: str
) -> subprocess.Popen[bytes]:
    """Starts a reader."""
    options = ["--stop", str(stop), "--out", str(folder / f"{number}.jsonl")]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.readers.one_reader", str(warehouse), how, *options],
        cwd=ROOT,
        env=surroundings(),
    )


def publish(reports: Path, warehouse: Path, workers: int, engine: str) -> list[str]:
    """A run; what is wrong with how it ended."""
    command = [*ingest_command(reports, warehouse, workers), "--engine", engine]
    done = subprocess.run(
        command, env=surroundings(), capture_output=True, text=True, timeout=LIMIT
    )
    return [f"a run ended with {done.returncode}: {done.stderr}"] if done.returncode else []


def looks(path: Path) -> list[Observation]:
    """What a reader wrote down."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Observation(**json.loads(line)) for line in lines]


def judged(seen: list[Observation], states: dict[str, str]) -> list[str]:
    """What a reader met that must not be; it never sees an older state after a newer one."""
    found, latest = [], ""
    for look in seen:
        found += [f"{look.how}: {fault}" for fault in look.faults]
        if look.run_id and look.run_id not in states:
            found.append(f"{look.how}: saw a state that no run published: {look.run_id}")
        elif look.mark and look.mark != states[look.run_id]:
            found.append(f"{look.how}: saw {look.run_id} in part")
        if look.run_id and look.run_id < latest:
            found.append(f"{look.how}: saw {look.run_id} after {latest}")
        latest = max(latest, look.run_id)
    return found
