"""However packages are split into batches and runs, the warehouse ends with the same figures."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.few_words import Pack, Rep, frames, run
from warehouse.build import WarehouseBuild
from warehouse.checksum import facts_checksum
from warehouse.query import run_sql

reps = st.builds(
    Rep,
    agency=st.sampled_from(["甲局", "乙局"]),
    year=st.sampled_from([2022, 2023]),
    requests=st.sampled_from([{("new_received", "total"): value} for value in (1, 2, None)]),
    quality=st.sampled_from(["verified", "needs_review"]),
    published_on=st.sampled_from([None, "2024-01-10", "2024-02-10"]),
)


def as_packs(drawn: list[tuple[Rep, int | None]]) -> list[Pack]:
    """One file per report; a number makes it a copy, byte for byte, of the file of that number."""
    packs: list[Pack] = []
    for index, (rep, copied) in enumerate(drawn):
        original = packs[copied] if copied is not None and copied < index else None
        content = (original.content or original.path) if original else ""
        reports = original.reports if original else [rep]
        packs.append(Pack(f"{index}.pdf", reports, content=content))
    return packs


def load(path: Path, packs: list[Pack], cuts: list[int]) -> tuple[str, object]:
    """Load in batches cut before these indices, a new run after the first cut."""
    edges = sorted({0, len(packs), *cuts})
    for number, (start, stop) in enumerate(zip(edges, edges[1:], strict=False)):
        with WarehouseBuild(path, run(f"run-{number}")) as warehouse:
            warehouse.load(frames(packs[start:stop]))
            warehouse.publish()
    reports = run_sql(
        path,
        "SELECT report_id, sha256, agency_id, is_current, superseded_by, figures_hash "
        "FROM dim_report ORDER BY ALL",
    )
    return facts_checksum(path), reports.rows


@settings(max_examples=7, deadline=None)
@given(
    drawn=st.lists(st.tuples(reps, st.none() | st.integers(0, 3)), min_size=2, max_size=7),
    cut=st.integers(1, 6),
)
def test_split_of_batches_does_not_matter(
    empty: Path, drawn: list[tuple[Rep, int | None]], cut: int
) -> None:
    packs = as_packs(drawn)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("whole", "split"):
            shutil.copyfile(empty, Path(folder, f"{name}.duckdb"))
        whole = load(Path(folder, "whole.duckdb"), packs, [])
        assert load(Path(folder, "split.duckdb"), packs, [min(cut, len(packs) - 1)]) == whole
        assert load(Path(folder, "whole.duckdb"), packs, []) == whole  # and once more
