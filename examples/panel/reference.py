"""What a person states of the panel: which reports must be there, and how many people live where."""

from __future__ import annotations

import csv
from pathlib import Path

from examples.panel.tree import YEARS, bodies

POPULATION = {
    "630000": 2_150_000, "630100": 1_180_000, "630200": 970_000, "630104": 480_000, "630106": 430_000,
    "630123": 120_000, "630202": 310_000, "630203": 160_000, "630223": 390_000,
}  # fmt: skip
"""Invented residents of the regions, the same in every year."""


def write_reference(folder: Path) -> None:
    """`expected.csv`: every body, every year; `population.csv`: residents of every region."""
    expected = [(name, year) for year in YEARS for name in bodies()]
    residents = [
        (code, year, number, "invented") for code, number in POPULATION.items() for year in YEARS
    ]
    _write(folder / "expected.csv", ("agency", "year"), expected)
    _write(folder / "population.csv", ("region_code", "year", "population", "source"), residents)


def _write(path: Path, names: tuple[str, ...], rows: list[tuple[str | int, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([names, *rows])
