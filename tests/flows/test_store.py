"""What goes into the store comes out the same, or does not come out at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flows.store import Store
from tests.flows.fakes import found, package

SOURCE = found("a.pdf").source


def test_a_package_comes_back_as_it_went_in(tmp_path: Path) -> None:
    store = Store(tmp_path, "recipe")
    store.put(package(SOURCE))
    assert store.has(SOURCE.sha256)
    assert store.get(SOURCE) == package(SOURCE)


def test_a_package_is_placed_where_its_file_is_now(tmp_path: Path) -> None:
    store = Store(tmp_path, "recipe")
    store.put(package(SOURCE))
    moved = replace(SOURCE, path="2024/a.pdf")
    assert store.get(moved) == package(moved)


def test_other_ingredients_find_nothing(tmp_path: Path) -> None:
    Store(tmp_path, "recipe").put(package(SOURCE))
    assert Store(tmp_path, "another").get(SOURCE) is None


def test_damaged_files_count_as_absent(tmp_path: Path) -> None:
    store = Store(tmp_path, "recipe")
    store.put(package(SOURCE))
    (path,) = (each for each in tmp_path.rglob("*") if each.is_file())
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], b"junk" + whole):
        path.write_bytes(damaged)
        assert store.get(SOURCE) is None


def test_pruning_keeps_only_the_current_ingredients(tmp_path: Path) -> None:
    old, current = Store(tmp_path, "old"), Store(tmp_path, "current")
    old.put(package(SOURCE))
    current.put(package(SOURCE))
    assert current.prune() == 1
    assert old.get(SOURCE) is None
    assert current.get(SOURCE) is not None
