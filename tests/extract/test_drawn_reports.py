"""Real and drawn reports with known figures, where they are at hand: no figure is lost or moved."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from extract import docx, html, text
from extract.discover import Found, discover
from extract.model import Document, RawTable

ROOT = Path(__file__).resolve().parents[3] / "shared"
READERS = {"docx": docx.read, "html": html.read, "text": text.read}
Truth = dict[str, dict[str, float | None]]


def reports() -> list[Found]:
    roots = [ROOT / name for name in ("corpus", "real") if (ROOT / name).is_dir()]
    return [
        found
        for found in discover(roots)
        if found.source.kind in READERS and truth_path(found).exists()
    ]


def truth_path(found: Found) -> Path:
    return found.location.with_suffix(".truth.json")


def figure(printed: str) -> float | None:
    plain = unicodedata.normalize("NFKC", printed).replace(",", "").replace(" ", "")
    match = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)(?:元|万元)?", plain)
    return float(match[1]) if match else None


def lines(table: RawTable) -> list[list[float | None]]:
    grid: list[list[float | None]] = [[None] * (table.columns + 7) for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = figure(cell.text)
    return grid


REPORTS = reports()
pytestmark = pytest.mark.skipif(not REPORTS, reason="no drawn reports at hand")


@pytest.mark.parametrize("found", REPORTS, ids=[found.source.path[-40:] for found in REPORTS])
def test_every_figure_is_in_a_cell_and_every_row_in_order(found: Found) -> None:
    document = READERS[found.source.kind](found.location, found.source)
    assert isinstance(document, Document)
    truth = json.loads(truth_path(found).read_text(encoding="utf-8"))
    wanted = Counter(
        value
        for figures in (
            truth["proactive"],
            *truth["requests"].values(),
            *truth["disputes"].values(),
        )
        for value in figures.values()
        if value is not None
    )
    read = Counter(
        value
        for table in document.tables
        for cell in table.cells
        if (value := figure(cell.text)) is not None
    )
    assert read == wanted
    rows = [line for table in document.tables for line in lines(table)]
    for item, figures in truth["requests"].items():
        printed = list(figures.values())
        assert any(
            line[start : start + 7] == printed for line in rows for start in range(len(line) - 6)
        ), item
