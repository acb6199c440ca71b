"""Counts, rates and remaining times: right, steady, and said as a person would."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from io import StringIO

import pytest

from flows.pace import Pace
from flows.plain_lines import PlainLines
from flows.progress import LOADING, LOOKING, PUBLISHING, READING
from flows.quantities import about, counted, lasting, listed, of_rate, sized
from flows.run_status import RunStatus
from flows.run_words import line, of_documents, of_remaining
from flows.tally import Tally


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (counted(1234567), "1,234,567"),
        (listed({"loaded": 1200, "rejected": 0, "unchanged": 3}), "1,200 loaded, 3 unchanged"),
        (listed({}), "none"),
        (of_rate(1240.4), "1,240"),
        (of_rate(62.13), "62.1"),
        (of_rate(0.251), "0.25"),
        (lasting(5.84), "5.8 s"),
        (lasting(59.6), "1 min 00 s"),
        (lasting(445), "7 min 25 s"),
        (lasting(7500), "2 h 05 min"),
        (lasting(86400 * 3 + 4 * 3600), "3 d 4 h"),
        (about(1), "5 s"),
        (about(43), "45 s"),
        (about(58), "1 min 00 s"),
        (about(443), "7 min 20 s"),
        (about(1501), "25 min"),
        (about(3590), "1 h 00 min"),
        (sized(999), "999 bytes"),
        (sized(12_400_000), "12.4 MB"),
        (sized(2.5e12), "2,500.0 GB"),
    ],
)
def test_quantities_as_a_person_reads_them(said: str, wanted: str) -> None:
    assert said == wanted


def test_the_pace_of_late_forgets_what_was_long_ago() -> None:
    pace = Pace()
    assert pace.lately(0, 0) is None
    pace.start(100)
    assert pace.lately(101, 50) is None, "too early to say"
    for second in range(60):
        pace.sample(100 + second, 50 * second)
    for second in range(60, 90):
        pace.sample(100 + second, 3000 + 2 * (second - 60))
    assert pace.lately(190, 3060) == pytest.approx(2.0)
    assert pace.overall(190, 3060) == pytest.approx(34.0)


def test_the_pace_of_scans_is_taken_over_minutes_and_falls_when_nothing_comes() -> None:
    pace = Pace()
    pace.start(0)
    for second in range(1, 1000):
        pace.sample(second, second // 4)
    assert pace.lately(1000, 250) == pytest.approx(0.25, rel=0.05)
    assert pace.lately(1600, 250) == pytest.approx(30 / 720, rel=0.3)


def tally(clock: list[float]) -> Tally:
    return Tally("run", "w.duckdb", lambda: clock[0])


def test_remaining_time_from_the_documents_that_took_reading() -> None:
    clock = [0.0]
    run = tally(clock)
    run.stage(LOOKING)
    run.expect(1000, growing=True)
    run.advance(500, read=False)
    for second in range(1, 41):
        clock[0] = second
        run.advance(2, read=True)
        run.status()
    status = run.status()
    assert (status.documents, status.total, status.stage) == (580, 1000, READING)
    assert status.rate == pytest.approx(2.0)
    assert status.remaining == pytest.approx(210.0)
    assert of_documents(status) == "580 of 1,000+"
    assert of_remaining(status) == "over 3 min 30 s left"
    run.expect(1000, growing=False)
    assert of_remaining(run.status()) == "3 min 30 s left"


def test_counting_from_many_threads_loses_nothing_and_is_cheap() -> None:
    run = Tally("run", "w.duckdb")

    def count() -> None:
        for _ in range(20_000):
            run.advance(1, read=True)

    threads = [threading.Thread(target=count) for _ in range(4)]
    started = time.thread_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert run.status().documents == 80_000
    assert time.thread_time() - started < 1


def a_status(**changes: object) -> RunStatus:
    clock = [0.0]
    run = tally(clock)
    run.expect(40_000, growing=True)
    run.loaded(200)
    run.report(35, 2)
    known = {"documents": 12_300, "rate": 62.1, "rate_overall": 58.3, "remaining": 445.9}
    return replace(run.status(), **{"stage": READING, **known, **changes})  # type: ignore[arg-type]


def test_one_line_says_everything() -> None:
    assert line(a_status()) == (
        "reading: 12,300 of 40,000+ documents, 62.1/s now, 58.3/s over all, over 7 min 30 s left, "
        "35 problems, 2 rejected"
    )
    slow = a_status(waiting_for="甲.pdf", waiting_seconds=35.2)
    assert line(slow).endswith(", 2 rejected, waiting 35 s for 甲.pdf")
    assert line(a_status(stage=LOOKING, total=0, files=4100)) == "looking for files: 4,100 files"


def test_lines_come_after_ten_seconds_then_each_half_minute_then_each_minute() -> None:
    clock, told = [0.0], StringIO()
    lines = PlainLines(told, lambda: clock[0])
    times: list[float] = []
    for second in range(1, 901):
        clock[0] = second
        before = told.tell()
        lines.show(a_status(stage=LOADING if second % 3 else READING, seconds=float(second)))
        if told.tell() > before:
            times.append(second)
    assert times[:5] == [3, 10, 40, 70, 100], "a line for the first sight of a stage, too"
    assert times[-3:] == [730, 790, 850]
    lines.show(a_status(stage=PUBLISHING))
    assert "publishing: " in told.getvalue().splitlines()[-1]
