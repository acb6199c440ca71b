"""A fuzz run from its seed to its findings: draw, ingest, ingest again, compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import starmap
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from tests.extract_pdf.scoring import read_bytes
from tests.fuzz import accounts, run
from tests.fuzz.claims import Claimed, claimed
from tests.fuzz.draw import mutant, original
from tests.fuzz.findings import Findings
from tests.fuzz.mutant import Mutant
from tests.fuzz.silent import Difference, differences
from warehouse.query import run_sql

T = TypeVar("T")
R = TypeVar("R")
_FEW = 100
_QUALITY = "SELECT quality, count(*) FROM dim_report GROUP BY ALL"
_GOOD = ("verified", "as_printed")
_GRADES = "SELECT source_path, quality FROM dim_report"


def campaign(
    place: Path,
    files: int,
    seed: int,
    *,
    workers: int,
    limit: float,
    deadline: float,
    again: bool = True,
) -> Findings:
    """Draws `files` files into `place`/files, reads them into `place`/fuzz.duckdb, looks at everything.

    `limit` are seconds for a document, `deadline` those for a run; `again` asks for a second run.
    """
    folder, warehouse = place / "files", place / "fuzz.duckdb"
    folder.mkdir(parents=True)
    names = _each(workers, partial(_draw, folder, seed), range(files))
    first = run.ingest(folder, warehouse, workers=workers, limit=limit, deadline=deadline)
    found = Findings(files, seed, first, limit, [], Counter())
    if not warehouse.exists():
        found.add_run()
        return found
    found.fates = accounts.fates(warehouse)
    found.add_run()
    found.qualities = Counter(dict(run_sql(warehouse, _QUALITY).rows))
    found.defects += accounts.unaccounted(found.fates, names)
    found.defects += accounts.broken(warehouse)
    numbers = {name: number for number, name in enumerate(names)}
    reports = [(numbers[each.file], each) for each in claimed(warehouse)]
    for told in _each(workers, partial(_compared, seed), reports):
        found.differences += told
    unloved = _unloved(warehouse, numbers)
    found.lost = list(filter(None, _each(workers, partial(_worse, seed), unloved)))
    if not again:
        return found
    second = run.ingest(folder, warehouse, workers=workers, limit=limit, deadline=deadline)
    if second.status != 0:
        found.defects.append(f"a second run ended with {second.status}: {second.errors[-300:]}")
    changed = accounts.changed_by_second_run(found.fates, accounts.fates(warehouse))
    found.defects += [f"a second run changed {each}" for each in changed]
    return found


def _each(workers: int, work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """The work done on each item; where there are many, in processes that are gone when it is done."""
    if len(items) < _FEW:
        return list(map(work, items))
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        return list(pool.map(work, items, chunksize=5))


def _draw(folder: Path, seed: int, number: int) -> str:
    each = mutant(seed, number)
    (folder / each.name).write_bytes(each.content)
    return each.name


def _compared(seed: int, numbered: tuple[int, Claimed]) -> list[Difference]:
    number, report = numbered
    return differences(report, mutant(seed, number))


def _unloved(warehouse: Path, numbers: dict[str, int]) -> Sequence[tuple[int, str]]:
    """Files without a report graded as right, and what became of them."""
    grades = dict(run_sql(warehouse, _GRADES).rows)
    good = {path.partition("!/")[0] for path, grade in grades.items() if grade in _GOOD}
    became = {f.file: f"{f.status} {f.reason} {f.detail[:90]}" for f in accounts.fates(warehouse)}
    return [
        (number, f"{name}: {became.get(name)}")
        for name, number in numbers.items()
        if name not in good
    ]


def _worse(seed: int, numbered: tuple[int, str]) -> str:
    """A file that prints what was drawn, and was read worse than before it was changed."""
    number, became = numbered
    each = mutant(seed, number)
    if not each.neutral or each.kind == "zip":
        return ""
    before = read_bytes(original(each.seed, each.kind).content, each.kind)
    if not any(report.quality in _GOOD for report in before.reports):
        return ""
    return f"{became} ({', '.join(each.changes)})"


def described(each: Mutant) -> str:
    """What was done to a file, in a line."""
    return f"{each.name}: {each.kind}, {', '.join(each.changes) or 'as drawn'}"


def keep(findings: Findings, place: Path, kept: Path) -> None:
    """Copies the files a person has to look at, with what was drawn and what was done to them."""
    kept.mkdir(parents=True, exist_ok=True)
    named = {each.path.partition("!/")[0] for each in findings.to_look_at}
    named |= {fate.file for fate in findings.fates if fate.death or fate.mistake}
    named |= {
        why.partition(":")[0].partition("!/")[0] for why in [*findings.lost, *findings.defects]
    }
    here = sorted(name for name in named if (place / "files" / name).is_file())
    notes = []
    for each in starmap(mutant, ((findings.seed, int(name[:5])) for name in here)):
        (kept / each.name).write_bytes(each.content)
        drawn = original(each.seed, each.kind)
        (kept / f"{each.name}.drawn").write_bytes(drawn.content)
        notes.append(described(each))
    (kept / "what_was_done.txt").write_text("\n".join(notes) + "\n", encoding="utf-8")
