"""Excerpts of files without pages: the right cell is outlined, whatever the spans and the encodings."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from examples.draw import (
    DocxStyle,
    HtmlStyle,
    TextStyle,
    balanced,
    draw_docx,
    draw_html,
    draw_text,
)
from extract.discover import discover
from extract.excerpt import Excerpt, Part, excerpt_of
from extract.excerpt_file import OpenedFile, excerpt, opened_file
from extract.excerpt_svg import svg_of
from extract.model import Document, RawCell, Rejection
from extract.reading import read_document, rungs
from tests.flows.shown_figures import inside_svg, plain

FIGURES = balanced(random.Random(3), "某县人民政府", 2022)
FILES = {
    "html.html": draw_html(FIGURES, HtmlStyle()),
    "gbk.html": draw_html(FIGURES, HtmlStyle(encoding="gbk", spans="empty")),
    "script.html": draw_html(FIGURES, HtmlStyle(in_script=True)),
    "word.docx": draw_docx(FIGURES, DocxStyle()),
    "tabs.txt": draw_text(FIGURES, TextStyle(separator="\t")),
    "pipes.md": draw_text(FIGURES, TextStyle(separator="|")),
    "spaces.txt": draw_text(FIGURES, TextStyle(separator=" ")),
}


def opened(content: bytes, name: str, folder: Path) -> tuple[OpenedFile, list[RawCell]]:
    """The file taken apart, and the cells of its longest table as its reader gives them."""
    path = folder / name
    path.write_bytes(content)
    (found,) = discover([path])
    document = read_document(path, found.source, rungs(found.source.kind)[0])
    taken = opened_file(path, found.source.kind)
    assert isinstance(document, Document) and isinstance(taken, OpenedFile)
    table = max(document.tables, key=lambda table: len(table.cells))
    return taken, [cell for cell in table.cells if cell.path]


def figures(cells: list[RawCell]) -> list[RawCell]:
    """Cells that hold a number, or nothing between such cells."""
    return [cell for cell in cells if cell.text.strip().isdigit()]


@pytest.mark.parametrize("name", FILES)
def test_every_figure_is_outlined(name: str, tmp_path: Path) -> None:
    taken, cells = opened(FILES[name], name, tmp_path)
    numbers = figures(cells)
    known = {cell.path or "": cell.text for cell in numbers}
    assert len(numbers) > 100
    for cell in numbers[::7]:
        found = excerpt(taken, [cell.path or ""], known)
        assert found is not None, cell
        assert plain(inside_svg(svg_of(found))) == plain(cell.text)


def test_a_figure_that_is_not_what_was_read_is_not_shown(tmp_path: Path) -> None:
    taken, cells = opened(FILES["html.html"], "html.html", tmp_path)
    path = figures(cells)[0].path or ""
    assert excerpt(taken, [path], {path: "123456"}) is None
    assert excerpt(taken, ["table[99]/tr[1]/td[1]"], {}) is None
    assert excerpt(taken, ["line 3, field 1"], {}) is None


def test_of_two_tables_with_the_same_path_the_one_that_agrees(tmp_path: Path) -> None:
    """Each HTML table of a Markdown text counts anew."""
    rows = [[f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in pairs] for pairs in (
        (("新收", 7), ("结转", 0)), (("纠正", 5), ("结转", 0)),
    )]
    text = "\n\n段落\n\n".join(f"<table>{''.join(each)}</table>" for each in rows)
    path = tmp_path / "two.md"
    path.write_text(text, encoding="utf-8")
    taken = opened_file(path, "text")
    assert isinstance(taken, OpenedFile)
    wanted = "table[1]/tr[2]/td[2]"
    for value, label in (("7", "新收"), ("5", "纠正")):
        found = excerpt(taken, [wanted], {"table[1]/tr[1]/td[2]": value, wanted: "0"})
        assert isinstance(found, Excerpt)
        assert label in {cell.text for cell in found.cells}


def test_rows_around_heads_and_dots() -> None:
    rows = [(n, [Part(f"行{n}", f"{n}a"), Part(str(n), f"{n}b")]) for n in range(3, 20)]
    heads = [(1, [Part("项目", "1a"), Part("数量", "1b")]), (2, [Part("甲", "2a"), Part("乙", "2b")])]
    found = excerpt_of("table[1]", [*heads, *rows], ["10b"])
    assert found is not None
    assert found.numbers == (1, 2, None, 8, 9, 10, 11, 12)
    assert [cell.text for cell in found.cells if cell.marked] == ["10"]


def test_several_rows_have_fewer_around_and_the_first_is_the_one_in_question() -> None:
    rows = [(n, [Part(f"行{n}", f"{n}a"), Part(str(n), f"{n}b")]) for n in range(1, 20)]
    found = excerpt_of("table[1]", rows, ["12b", "4b"])
    assert found is not None
    assert found.numbers == (None, 3, 4, 5, None, 11, 12, 13)
    assert [(cell.text, cell.first) for cell in found.cells if cell.marked] == [("4", False), ("12", True)]
    svg = svg_of(found)
    assert inside_svg(svg) == "12" and svg.count('class="also"') == 1


def test_spans_as_a_browser_lays_them_out() -> None:
    rows = [
        (1, [Part("高", "a", row_span=3), Part("宽", "b", column_span=2)]),
        (2, [Part("1", "c"), Part("2", "d")]),
        (3, [Part("3", "e"), Part("4", "f")]),
    ]
    found = excerpt_of("t", rows, ["f"])
    assert found is not None
    assert {cell.text: (cell.row, cell.column) for cell in found.cells} == {
        "高": (0, 0), "宽": (0, 1), "1": (1, 1), "2": (1, 2), "3": (2, 1), "4": (2, 2),
    }


@pytest.mark.parametrize("text", ["<&>\"'", "a\x00b\x0bc\ufffe", "很长" * 80, ""])
def test_any_text_makes_a_picture(text: str) -> None:
    found = excerpt_of("t", [(1, [Part("项目", "a"), Part(text, "b")])], ["b"])
    assert found is not None
    root = ElementTree.fromstring(svg_of(found))
    assert root.tag.endswith("svg")


def test_blank_figures_between_others_have_a_place_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "blank.txt"
    path.write_text("项目        自然人   企业   总计\n1.国家秘密      3             3\n", encoding="utf-8")
    taken = opened_file(path, "text")
    assert isinstance(taken, OpenedFile)
    known = {"line 2, field 2": "3", "line 2, field 3": "", "line 2, field 4": "3"}
    inside = [inside_svg(svg_of(found)) for p in known if (found := excerpt(taken, [p], known))]
    assert inside == ["3", "", "3"]


def test_a_file_that_cannot_be_taken_apart_says_why(tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK\x03\x04 no package")
    assert isinstance(opened_file(path, "docx"), Rejection)
    assert isinstance(opened_file(tmp_path / "gone.html", "html"), Rejection)


def test_hidden_rows_do_not_shift_the_outline(tmp_path: Path) -> None:
    style = replace(HtmlStyle(), in_script=False)
    content = draw_html(FIGURES, style).replace(b"<tr", b'<tr style="display:none"><td>9</td></tr><tr', 1)
    taken, cells = opened(content, "hidden.html", tmp_path)
    numbers = figures(cells)
    known = {cell.path or "": cell.text for cell in numbers}
    for cell in numbers[::31]:
        found = excerpt(taken, [cell.path or ""], known)
        assert found is not None and plain(inside_svg(svg_of(found))) == plain(cell.text)
