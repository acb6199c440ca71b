"""Ask a warehouse the thirty questions and time the answers."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from examples.panel.questions import questions


@dataclass(frozen=True, slots=True)
class Answer:
    """Seconds of a question: of the first time, and medians of several; `cpu` over all threads.

    On a machine that does other work, CPU seconds say what a free one would need at most.
    """

    code: str
    english: str
    first: float
    median: float
    cpu: float
    rows: int


def ask_all(path: Path, threads: int = 2, rounds: int = 5) -> list[Answer]:
    """Every question with its default values, each in `rounds` runs of one connection."""
    found = []
    with duckdb.connect(path, read_only=True, config={"threads": threads}) as connection:
        for question in questions().values():
            seconds, cpu, rows = [], [], 0
            for _ in range(rounds):
                started, used = time.perf_counter(), time.process_time()
                rows = len(connection.execute(question.sql).fetchall())
                seconds.append(time.perf_counter() - started)
                cpu.append(time.process_time() - used)
            median = statistics.median
            found.append(
                Answer(
                    question.code, question.english, seconds[0], median(seconds), median(cpu), rows
                )
            )
    return found
