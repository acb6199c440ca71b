"""Drawn reports before 2019: every figure on the page, the truth beside, the same bytes again."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pypdfium2
import pytest

from examples.draw.legacy import broken, invent_sheet, sheet_grid
from examples.draw.legacy_bench import write_sheets
from examples.draw.legacy_form import CODES, SUMS
from examples.draw.legacy_media import draw_sheet


@pytest.mark.parametrize("seed", range(5))
def test_sums_hold_until_one_is_broken(seed: int) -> None:
    sheet = invent_sheet(random.Random(seed), blank=0.3)

    def failing(of: dict[str, float | None]) -> list[str]:
        return [t for t, parts in SUMS.items() if of[t] != sum(of[p] or 0 for p in parts)]

    assert failing(sheet.truth()["legacy"]) == []
    for total in SUMS:
        assert failing(broken(sheet, total).truth()["legacy"]) == [total]


def test_pdf_holds_every_figure() -> None:
    sheet = invent_sheet(random.Random(1))
    document = pypdfium2.PdfDocument(draw_sheet(sheet, "pdf"))
    words = " ".join(page.get_textpage().get_text_range() for page in document).split()
    printed = [text for text in sheet.figures.values() if text]
    assert all(words.count(text) >= printed.count(text) for text in set(printed))
    assert len(document) > 1


def test_the_grid_has_a_row_for_every_indicator() -> None:
    assert set(sheet_grid(invent_sheet(random.Random(1))).row_of) == set(CODES)


def test_a_folder_of_them(tmp_path: Path) -> None:
    paths = list(write_sheets(tmp_path / "a", 12))
    again = list(write_sheets(tmp_path / "b", 12))
    assert [p.read_bytes() for p in paths] == [p.read_bytes() for p in again]
    assert {path.suffix for path in paths} == {".pdf", ".html", ".docx", ".txt"}
    truth = json.loads((tmp_path / "a.truth/00003.truth.json").read_text(encoding="utf-8"))
    assert (truth["file"], truth["template"], len(truth["legacy"])) == ("00003.txt", "legacy", 58)
