"""Rows of tables without rules: wrapped labels, blank rows, group labels, what is no row at all."""

from __future__ import annotations

import pytest

from tests.extract_pdf_web.sheet import Word, read, texts

HEADS: list[Word] = [("事项", 60, 700), ("自然人", 300, 700), ("总计", 400, 700)]


def figures(y: float, *values: str) -> list[Word]:
    """Figures under the heads."""
    return [(value, x, y) for value, x in zip(values, (312, 408), strict=False) if value]


def rows(body: list[Word]) -> list[list[str]]:
    """The rows below the head."""
    (table,) = read([*HEADS, *body])
    return texts(table)[1:]


@pytest.mark.parametrize("height", [654, 660])
def test_a_wrapped_label_with_its_figures_in_the_middle_or_at_the_top(height: float) -> None:
    body: list[Word] = [
        ("1.属于国家秘密", 60, 680),
        *figures(680, "1", "1"),
        ("2.其他法律行政法规", 60, 660),
        ("禁止公开", 60, 648),
        *figures(height, "2", "2"),
        ("3.保护第三方权益", 60, 628),
        ("合法权益", 60, 616),
        *figures(height - 32, "3", "3"),
        ("4.属于过程信息", 60, 596),
        *figures(596, "4", "4"),
    ]
    found = rows(body)
    assert found[1:3] == [
        ["2.其他法律行政法规禁止公开", "2", "2"],
        ["3.保护第三方权益合法权益", "3", "3"],
    ]


def test_a_blank_row_is_a_row() -> None:
    body: list[Word] = [
        ("规章", 60, 680),
        ("文件", 60, 664),
        *figures(664, "3", "3"),
        ("许可", 60, 648),
        *figures(648, "5", "5"),
    ]
    assert rows(body) == [["规章", "", ""], ["文件", "3", "3"], ["许可", "5", "5"]]


def test_a_group_label_at_its_own_height_has_no_figures() -> None:
    body: list[Word] = [
        ("1.国家秘密", 150, 680),
        *figures(680, "1", "1"),
        ("（三）不予公开", 60, 670),
        ("2.法律禁止", 150, 660),
        *figures(660, "2", "2"),
    ]
    (table,) = read([*HEADS, *body])
    labels = {cell.text: cell.row for cell in table.cells}
    group = [cell for cell in table.cells if cell.row == labels["（三）不予公开"]]
    assert [cell.text for cell in group] == ["（三）不予公开"]


def test_a_label_cut_by_a_blank_is_one_label() -> None:
    body: list[Word] = [
        ("1.补正后申请", 60, 680),
        ("仍不明确", 126, 680),
        *figures(680, "1", "1"),
        ("2.其他", 60, 660),
        *figures(660, "2", "2"),
    ]
    assert rows(body)[0] == ["1.补正后申请仍不明确", "1", "1"]


def test_marks_full_width_digits_and_thousands_are_figures() -> None:
    body: list[Word] = [
        ("规章", 60, 680),
        ("／", 310, 680),
        ("１２", 400, 680),
        ("文件", 60, 660),
        *figures(660, "1,262", "—"),
    ]
    assert rows(body) == [["规章", "／", "１２"], ["文件", "1,262", "—"]]


def test_prose_and_the_next_head_end_a_table() -> None:
    body: list[Word] = [
        ("规章", 60, 680),
        *figures(680, "1", "1"),
        ("文件", 60, 660),
        *figures(660, "2", "2"),
        ("二、收到和处理政府信息公开申请情况如下表所示各项", 80, 630),
        ("种类", 60, 600),
        ("结果维持", 350, 600),
        ("许可", 60, 580),
        ("7", 365, 580),
        ("处罚", 60, 560),
        ("8", 365, 560),
    ]
    first, second = read([*HEADS, *body])
    assert texts(first)[1:] == [["规章", "1", "1"], ["文件", "2", "2"]]
    assert texts(second)[-3:] == [["种类", "结果维持"], ["许可", "7"], ["处罚", "8"]]


def test_what_a_browser_prints_on_every_page_is_no_row() -> None:
    first: list[Word] = [
        ("2026/1/5", 20, 790),
        *HEADS,
        ("规章", 60, 680),
        *figures(680, "1", "1"),
        ("1/2", 560, 10),
    ]
    second: list[Word] = [
        ("2026/1/5", 20, 790),
        ("文件", 60, 770),
        *figures(770, "2", "2"),
        ("2/2", 560, 10),
    ]
    _, table = read(first, second)
    assert texts(table) == [["文件", "2", "2"]]


def test_a_vertical_label_beside_a_wrapped_one_stays_apart() -> None:
    """Lines of both stand closer than a blank; each continues what begins above it."""
    body: list[Word] = [
        ("三、本", 60, 686),
        ("1.属于行", 96, 686),
        ("年度办", 60, 674),
        ("政查询事", 96, 674),
        *figures(674, "9", "9"),
        ("理结果", 60, 662),
        ("项", 96, 662),
        ("2.其他", 96, 640),
        *figures(640, "3", "3"),
    ]
    assert ["1.属于行政查询事项", "9", "9"] in rows(body)


def test_a_numbered_label_without_figures_is_a_blank_row() -> None:
    """Further left than its neighbours, but no group: groups have no Arabic numeral."""
    body: list[Word] = [
        ("1.国家秘密", 150, 680),
        *figures(680, "1", "1"),
        ("2.法律禁止", 60, 660),
        ("3.其他", 150, 640),
        *figures(640, "2", "2"),
    ]
    assert ["2.法律禁止", "", ""] in rows(body)


def test_a_blank_divides_an_article_from_its_item() -> None:
    """第二十条 第（八）项 is one caption, not a head over a column."""
    words: list[Word] = [
        ("第二十条", 230, 720),
        ("第（八）项", 275, 720),
        ("信息内容", 60, 700),
        ("收费金额", 300, 700),
        ("收费", 60, 680),
        ("7", 318, 680),
    ]
    (table,) = read(words)
    assert "第二十条第（八）项" in [cell.text for cell in table.cells]


def test_a_block_without_figures_is_a_table_of_blanks() -> None:
    """Its head stands under that of the block above, its label under the labels there."""
    words: list[Word] = [
        ("信息内容", 60, 700),
        ("决定数量", 300, 700),
        ("行政处罚", 60, 680),
        ("7", 318, 680),
        ("信息内容", 60, 650),
        ("收费金额", 300, 650),
        ("行政收费", 60, 630),
        ("三、收到和处理政府信息公开申请情况", 80, 590),
    ]
    first, second = read(words)
    assert texts(first)[-1] == ["行政处罚", "7"]
    head, row = texts(second)
    assert (head[-2:], row[0], row[-1]) == (["信息内容", "收费金额"], "行政收费", "")


def test_a_figure_left_of_the_columns_does_not_widen_the_first() -> None:
    """A row moved to the left: other rows' labels must not lie within the box of their first figure."""
    body: list[Word] = [
        ("1.属于国家秘密的一切信息", 60, 680),
        *figures(680, "1", "1"),
        ("2.其他", 60, 660),
        ("5", 150, 660),
        ("5", 312, 660),
    ]
    (table,) = read([*HEADS, *body])
    one = next(cell for cell in table.cells if cell.text == "1")
    label = next(cell for cell in table.cells if "国家秘密" in cell.text)
    assert one.box is not None and label.box is not None
    assert one.box.x0 >= label.box.x1
