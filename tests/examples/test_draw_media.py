"""What is drawn: every figure is in the text layer, and drawing is deterministic."""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pypdfium2
import pytest

from examples.draw import (
    CUTS,
    Cut,
    DocxStyle,
    Figures,
    Habits,
    HtmlStyle,
    PdfStyle,
    TextStyle,
    balanced,
    draw_docx,
    draw_html,
    draw_pdf,
    draw_text,
    random_docx_style,
    random_html_style,
    random_report,
    random_style,
    random_text_style,
)
from examples.draw.bench import bench, truths


def _figures(seed: int, year: int = 2023, **how: Any) -> Figures:
    return balanced(random.Random(seed), "某市某县人民政府", year, **how)


def _pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def _missing(figures: Figures, text: str) -> Counter[str]:
    return Counter(figures.texts()) - Counter(text.split())


@pytest.mark.parametrize("seed", range(30))
def test_pdf_holds_every_figure(seed: int) -> None:
    habits = Habits(thousands=seed % 7 == 0, full_width=seed % 11 == 0)
    scale = ("township", "county", "city")[seed % 3]
    figures = _figures(seed, 2019 + seed % 6, scale=scale, habits=habits)
    style = random_style(random.Random(seed))
    pdf = draw_pdf(figures, style)
    assert not _missing(figures, "\n".join(_pages(pdf)))
    assert draw_pdf(figures, style) == pdf


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: f"{cut.kind}-{cut.where}")
def test_every_cut_makes_a_page(cut: Cut) -> None:
    figures = _figures(1)
    plain = _pages(draw_pdf(figures, PdfStyle(row_height=16)))
    pages = _pages(draw_pdf(figures, PdfStyle(row_height=16, cuts=(cut,))))
    assert len(pages) >= len(plain)
    assert pages != plain
    assert not _missing(figures, "\n".join(pages))


def test_cut_row_keeps_its_figures_on_one_part() -> None:
    figures = _figures(1)
    row = "other_not_corrected_in_time"
    for cut, on_first in ((Cut("in_row_first", row), True), (Cut("in_row_second", row), False)):
        pages = _pages(draw_pdf(figures, PdfStyle(cuts=(cut,))))
        first = next(page for page in pages if "1.申请人无正当理由" in page)
        last = [line for line in first.splitlines() if "1.申请人无正当理由" in line][-1]
        assert (sum(word.isdigit() for word in last.split()) == 7) is on_first


def test_landscape_and_rotation() -> None:
    figures = _figures(2)
    real, by_rotation = PdfStyle(landscape="page"), PdfStyle(landscape="turned")
    for style, box in ((real, (842, 595)), (by_rotation, (595, 842))):
        document = pypdfium2.PdfDocument(draw_pdf(figures, style))
        turned = [page for page in document if page.get_size() == (842, 595)]
        assert turned
        assert turned[0].get_mediabox()[2:] == box
        assert turned[0].get_rotation() == (90 if style is by_rotation else 0)
        assert "申请人情况" in turned[0].get_textpage().get_text_range()
    sideways = pypdfium2.PdfDocument(draw_pdf(figures, PdfStyle(rotate=90)))
    assert {page.get_rotation() for page in sideways} == {90}
    assert sideways[0].get_mediabox()[2:] == (595, 842)


def test_missing_cells_and_rows_are_not_drawn() -> None:
    figures = _figures(4)
    kept = {
        key: text
        for key, text in figures.requests.items()
        if key[0] != "other_other" and key != ("handled_total", "total")
    }
    figures = replace(figures, requests=kept)
    truth = figures.truth()
    assert "other_other" not in truth["requests"]
    assert truth["requests"]["handled_total"]["total"] is None
    text = "".join(_pages(draw_pdf(figures)))
    assert "3.其他" not in text
    row = next(line for line in draw_text(figures).decode().splitlines() if "（七）总计" in line)
    assert len(row.split("\t")) == 9


@pytest.mark.parametrize("seed", range(20))
def test_html_holds_every_figure(seed: int) -> None:
    figures = _figures(seed, 2019 + seed % 6)
    style = replace(random_html_style(random.Random(seed)), in_script=False)
    page = draw_html(figures, style)
    assert draw_html(figures, style) == page
    tree = lxml.html.fromstring(page.decode(style.encoding))
    cells = [" ".join(cell.text_content().split()) for cell in tree.iter("td")]
    assert not Counter(figures.texts()) - Counter(cells)


def test_html_rows_are_complete() -> None:
    tree = lxml.html.fromstring(draw_html(_figures(5), HtmlStyle()).decode())
    widths = []
    for table in tree.xpath("//table[@class='t']"):
        area = sum(
            int(cell.get("rowspan", 1)) * int(cell.get("colspan", 1)) for cell in table.iter("td")
        )
        widths.append(area / len(table.xpath(".//tr")))
    assert widths == [4, 10, 15]


def _cells(docx: bytes, part: str = "word/document.xml") -> list[str]:
    """The text of every cell as it is shown: deleted, hidden and fields' own text left out."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = lxml.etree.fromstring(archive.read(part))
    dropped = "ancestor::*[local-name()='del'] or ../*[local-name()='rPr']/*[local-name()='vanish']"
    cells = root.xpath("//*[local-name()='tc'][not(.//*[local-name()='tbl'])]")
    shown = f".//*[local-name()='t' or local-name()='noBreakHyphen'][not({dropped})]"
    return ["".join(t.text or "-" for t in cell.xpath(shown)) for cell in cells]


@pytest.mark.parametrize("seed", range(20))
def test_docx_holds_every_figure(seed: int) -> None:
    figures = _figures(seed, 2019 + seed % 6)
    style = replace(random_docx_style(random.Random(seed)), text_box=False)
    docx = draw_docx(figures, style)
    assert draw_docx(figures, style) == docx
    assert not Counter(figures.texts()) - Counter(_cells(docx, style.main_part))


def test_docx_of_every_manner_holds_the_same_figures() -> None:
    figures = _figures(3)
    plain = Counter(_cells(draw_docx(figures)))
    for style in (
        DocxStyle(merging="bare"), DocxStyle(runs="noisy", seed=1), DocxStyle(tracked=True, seed=2),
        DocxStyle(controls=("table", "row", "cell", "text")), DocxStyle(slivers=True),
        DocxStyle(strict=True), DocxStyle(framed=True),
    ):
        assert Counter(_cells(draw_docx(figures, style)))[""] >= plain[""], style
        assert not plain - Counter(_cells(draw_docx(figures, style))), style


@pytest.mark.parametrize("seed", range(20))
def test_text_holds_every_figure(seed: int) -> None:
    figures = _figures(seed, 2019 + seed % 6)
    style = random_text_style(random.Random(seed))
    text = draw_text(figures, style).decode(style.encoding)
    assert draw_text(figures, style).decode(style.encoding) == text
    assert not _missing(figures, text.replace("|", " "))


def test_text_rows_are_complete() -> None:
    lines = draw_text(_figures(6), TextStyle()).decode().splitlines()
    assert {line.count("\t") for line in lines if "\t" in line} == {3, 9, 14}


def test_bench(tmp_path: Path) -> None:
    out = tmp_path / "many"
    bench(out, 6, seed=5, kind="mixed", workers=1)
    names = sorted(path.stem for path in out.iterdir())
    assert len(names) == 6
    assert sorted(p.name.removesuffix(".truth.json") for p in truths(out).iterdir()) == names
    again = random_report("5/0", "mixed")
    assert next(out.glob("00000_*")).read_bytes() == again.content
