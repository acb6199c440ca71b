"""One reader: a process that asks the published file again and again until it is told to stop.

    python -m tests.readers.one_reader WAREHOUSE fresh|held|command --stop FILE --out FILE

`fresh` opens the file for every look, `held` keeps it open for seconds and must see the same all the while,
`command` asks by `ogi sql`. Every look is a line of JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import duckdb

from tests.bench.ogi import OGI, surroundings
from tests.crash.contents import LAST_RUN
from tests.readers.observation import Observation, observe

HELD = 4.0
"""Seconds for which a connection is kept at least."""
REST = 1.0
"""Seconds between two looks, at most: people read what they asked for."""
ASKED = f"""
SELECT {LAST_RUN} AS run_id,
  (SELECT report_count FROM audit.run WHERE run_id = {LAST_RUN}) AS counted,
  (SELECT count(*) FROM dim_report) AS reports,
  (SELECT count(*) FROM audit.run WHERE ended_at IS NULL) AS going
"""


def fresh(warehouse: Path) -> Iterator[Observation]:
    """One look by a connection of its own."""
    seen = Observation("fresh")
    with duckdb.connect(warehouse, read_only=True) as connection:
        observe(connection, seen)
    yield seen


def held(warehouse: Path) -> Iterator[Observation]:
    """Looks by one connection, which see the same whatever is published meanwhile."""
    until = time.monotonic() + HELD
    before: Observation | None = None
    with duckdb.connect(warehouse, read_only=True) as connection:
        while before is None or time.monotonic() < until:
            seen = Observation("held")
            observe(connection, seen)
            if before and (seen.run_id, seen.mark) != (before.run_id, before.mark):
                seen.faults.append("an open connection saw another state")
            before = seen
            yield seen


def command(warehouse: Path) -> Iterator[Observation]:
    """One question by the command line."""
    seen = Observation("command")
    done = subprocess.run(
        [*OGI, "sql", "--json", "--warehouse", str(warehouse), ASKED],
        env=surroundings(),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        seen.faults.append(f"ogi sql ended with {done.returncode}: {done.stderr.strip()}")
    else:
        (row,) = json.loads(done.stdout)
        seen.run_id = row["run_id"]
        if row["counted"] != row["reports"] or row["going"]:
            seen.faults.append(f"not whole: {row}")
    yield seen


LOOKS: dict[str, Callable[[Path], Iterator[Observation]]] = {
    "fresh": fresh,
    "held": held,
    "command": command,
}


def main() -> None:
    """Looks until the file of `--stop` is there; waits where nothing was ever published."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("how", choices=LOOKS)
    parser.add_argument("--stop", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    while not options.warehouse.exists() and not options.stop.exists():
        time.sleep(0.02)
    rng = random.Random(options.out.name)
    with options.out.open("a", encoding="utf-8") as out:
        while not options.stop.exists():
            for seen in timed(options.how, options.warehouse):
                out.write(json.dumps(asdict(seen), ensure_ascii=False) + "\n")
                out.flush()
                time.sleep(rng.uniform(0, REST))


def timed(how: str, warehouse: Path) -> Iterator[Observation]:
    """Looks with what they took; an error is a look, too."""
    start = time.monotonic()
    try:
        for seen in LOOKS[how](warehouse):
            seen.seconds = time.monotonic() - start
            yield seen
            start = time.monotonic()  # after the rest
    except Exception as error:  # any error is a finding
        yield Observation(
            how, time.monotonic() - start, faults=[f"{type(error).__name__}: {error}"]
        )


if __name__ == "__main__":
    main()
