"""Files that are gone are noted until they are seen again; what was read of them stays."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from extract.model import SourceFile
from tests.warehouse.few_words import Pack, Rep, frames, run, sha
from warehouse.build import RunInfo, WarehouseBuild
from warehouse.query import run_sql

MISSING = "SELECT path, folder, last_seen_run_id, missed_in_run_id, reports FROM audit.missing_file"


class Nights:
    """One run after the other, each a minute later."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0

    def __call__(
        self, *packs: Pack, seen: tuple[str, ...] = (), folders: tuple[str, ...] | None = ("/in",)
    ) -> int:
        self.count += 1
        first = run(f"run-{self.count}")
        at = first.started_at + timedelta(minutes=self.count)
        with WarehouseBuild(self.path, RunInfo(first.run_id, at, "0.1")) as warehouse:
            if packs:
                warehouse.load(frames(packs))
            warehouse.record_seen([found(place) for place in seen])
            gone = warehouse.record_missing(folders) if folders is not None else 0
            warehouse.publish()
        return gone

    def missing(self) -> set[tuple[Any, ...]]:
        return set(run_sql(self.path, MISSING).rows)


def found(place: str) -> SourceFile:
    """`/in/a.pdf`: the file a.pdf of the folder /in."""
    folder, _, name = place.rpartition("/")
    if place.startswith("//"):
        return SourceFile("/", place[2:], 10, 0, sha(name), "pdf")
    return SourceFile(folder, name, 10, 0, sha(name), "pdf")


@pytest.fixture
def nights(path: Path) -> Nights:
    return Nights(path)


A = Pack("a.pdf", [Rep()])
B = Pack("b.pdf", [Rep(year=2022), Rep(year=2021, ordinal=1)])
REJECTED = Pack("c.pdf")


def test_a_deleted_file_is_noted_and_its_reports_stay(nights: Nights) -> None:
    assert nights(A, B, REJECTED) == 0
    assert nights(seen=("/in/a.pdf",)) == 2
    gone = {("b.pdf", "/in", "run-1", "run-2", 2), ("c.pdf", "/in", "run-1", "run-2", 0)}
    assert nights.missing() == gone
    assert run_sql(nights.path, "SELECT count(*) FROM dim_report").rows == ((3,),)


def test_a_file_noted_before_is_not_new(nights: Nights) -> None:
    nights(A, B)
    assert nights(seen=("/in/a.pdf",)) == 1
    assert nights(seen=("/in/a.pdf",)) == 0
    assert nights.missing() == {("b.pdf", "/in", "run-1", "run-2", 2)}


@pytest.mark.parametrize("folders", [("/in",), None])
def test_a_file_seen_again_is_struck_off_and_may_go_again(
    nights: Nights, folders: tuple[str, ...] | None
) -> None:
    """Also where a run sees it that does not go through the whole folder."""
    nights(A, B)
    nights(seen=("/in/a.pdf",))
    assert nights(seen=("/in/a.pdf", "/in/b.pdf"), folders=folders) == 0
    assert nights.missing() == set()
    assert nights(seen=("/in/a.pdf",)) == 1
    assert nights.missing() == {("b.pdf", "/in", "run-3", "run-4", 2)}


def test_only_folders_that_were_gone_through_count(nights: Nights) -> None:
    nights(A, B)
    assert nights(seen=("/in/a.pdf",), folders=None) == 0
    assert nights(seen=(), folders=("/elsewhere",)) == 0
    assert nights.missing() == set()
    assert nights(seen=(), folders=("/in", "/elsewhere")) == 2


def test_runs_between_two_whole_ones_are_not_forgotten(nights: Nights) -> None:
    """A file that only a run in passing saw is missed by the next whole one."""
    nights(A)
    nights(B, folders=None)
    assert nights(seen=("/in/a.pdf",)) == 1
    assert nights.missing() == {("b.pdf", "/in", "run-2", "run-3", 2)}


def test_a_moved_file_is_gone_from_its_place(nights: Nights) -> None:
    nights(A)
    moved = SourceFile("/in", "new/a.pdf", 10, 0, A.sha256, "pdf")
    with WarehouseBuild(nights.path, run("run-2")) as warehouse:
        warehouse.record_seen([moved])
        assert warehouse.record_missing(["/in"]) == 1
        warehouse.publish()
    assert nights.missing() == {("a.pdf", "/in", "run-1", "run-2", 1)}


def test_folders_named_otherwise_are_the_same_folders(nights: Nights) -> None:
    """Of several folders named at once, files are known by their path from the one that holds them all."""
    assert nights(A, B) == 0
    together = ("/in", "/more")
    assert nights(seen=("//in/a.pdf",), folders=together) == 1  # now in `/`, as in/a.pdf
    assert {row[0] for row in nights.missing()} == {"b.pdf"}
    assert nights(seen=("/in/a.pdf", "/in/b.pdf"), folders=("/in",)) == 0
    assert nights.missing() == set()


def test_a_folder_that_was_not_looked_through_misses_nothing(nights: Nights) -> None:
    assert nights(A, B) == 0
    assert nights(folders=("/in/below", "/inner")) == 0
