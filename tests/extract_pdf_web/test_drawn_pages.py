"""Whole reports drawn without rules, with level rules only, with cells apart: never wrong in silence."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from examples.draw import Figures, balanced, draw_pdf, random_habits, random_style
from examples.draw.style import Borders, PdfStyle
from extract.model import Box, RawCell, RawTable
from extract.pdf_doubts import doubted
from extract.pdf_page import PageGeometry
from tests.extract_pdf.scoring import judge, read_bytes

SEEDS = range(6)


def drawn(borders: Borders, seed: int) -> tuple[Figures, bytes]:
    """A report with the habits and page breaks of its seed."""
    rng = random.Random(f"web/{borders}/{seed}")
    figures = balanced(
        rng, "示例市示例区人民政府", rng.randint(2019, 2025), habits=random_habits(rng)
    )
    return figures, draw_pdf(figures, replace(random_style(rng), borders=borders))


@pytest.mark.parametrize("borders", ["horizontal", "none", "spaced", "fills"])
def test_plain_reports_are_read_whole(borders: Borders) -> None:
    figures = balanced(random.Random(7), "示例市示例区人民政府", 2023)
    verdict = judge(
        figures.truth(), read_bytes(draw_pdf(figures, PdfStyle(borders=borders)), "pdf")
    )
    assert (verdict.exact, verdict.quality) == (True, "verified")


@pytest.mark.parametrize("borders", ["horizontal", "none", "spaced", "fills"])
def test_no_report_is_wrong_in_silence(borders: Borders) -> None:
    for seed in SEEDS:
        figures, content = drawn(borders, seed)
        verdict = judge(figures.truth(), read_bytes(content, "pdf"))
        assert not verdict.silent, (seed, verdict)


def test_a_cell_beyond_the_page_is_doubtful() -> None:
    cells = (
        RawCell(0, 0, "1", box=Box(10, 10, 90, 20)),
        RawCell(0, 1, "", box=Box(90, 10, 140, 20)),
    )
    page = PageGeometry(1, 100.0, 100.0, (), (), False)
    table = doubted(RawTable(0, "reader", 1, 2, cells, 1), page)
    assert [cell.doubt for cell in table.cells] == ["", "cell_cut_off"]
