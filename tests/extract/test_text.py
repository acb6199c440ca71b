"""Texts of converted reports: tabs, pipes, and tables set out with spaces."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Document, RawTable, Rejection, SourceFile
from extract.text import read as read_file
from extract.text import read_text
from extract.text_lines import is_value, plain_text
from extract.text_tokens import display_width, tokens_of


def read(text: str) -> Document:
    document = read_text(text.encode(), "sha")
    assert isinstance(document, Document)
    return document


def rows(table: RawTable) -> list[list[str]]:
    lines: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        lines[cell.row].append(cell.text)
    return lines


def shown(text: str) -> list[str | list[list[str]]]:
    return [rows(b) if isinstance(b, RawTable) else b.text for b in read(text).blocks()]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("## 二、主动公开政府信息情况", "二、主动公开政府信息情况"),
        ("#### **四、复议、诉讼情况**", "四、复议、诉讼情况"),
        ("###三、收到", "三、收到"),
        ("第一项\n-----", "第一项"),
        (r"1\. 其他 2\*3", "1. 其他 2*3"),
        ("　　正文", "正文"),
        ("---", ""),
        ("# 5", "5"),
        ("#5 号楼", "#5 号楼"),
    ],
)
def test_marks_of_markdown_are_taken_off(line: str, text: str) -> None:
    assert "".join(map(plain_text, line.split("\n"))) == text


# --- tabs


def test_rows_stay_ragged_and_blank_fields_are_cells() -> None:  # quirks C6, C17
    text = "事项\t甲\t乙\t丙\n一\t1\t\t3\n二\t4\t5\n三\t\t\t\t\n\t\t\t"
    assert shown(text) == [
        [["事项", "甲", "乙", "丙"], ["一", "1", "", "3"], ["二", "4", "5"],
         ["三", "", "", "", ""], ["", "", "", ""]]
    ]  # fmt: skip


def test_blank_lines_do_not_end_a_table_and_headings_do() -> None:  # quirks A18
    text = "a\t1\n\nb\t2\n\f\nc\t3\n\n## 三、下一个\n\nd\t4\t5\ne\t6\t7"
    assert shown(text) == [
        [["a", "1"], ["b", "2"], ["c", "3"]], "三、下一个", [["d", "4", "5"], ["e", "6", "7"]],
    ]  # fmt: skip


def test_tables_of_another_width_behind_a_blank_line_are_others() -> None:
    narrow, wide = "a\t1\nb\t2", "甲\t1\t2\t3\t4\n乙\t5\t6\t7\t8"
    assert [len(part) for part in shown(f"{narrow}\n\n{wide}")] == [2, 2]


def test_paths_name_line_and_field() -> None:
    table = read("标题\n\na\t1\n\nb\t2").tables[0]
    assert [cell.path for cell in table.cells][-1] == "line 5, field 2"


HEAD = "事项\t甲\t乙\t丙\t丁\n一\t1\t2\t3\t4\n"


def test_a_row_cut_between_cells_is_joined_and_told() -> None:
    document = read(f"{HEAD}二\t5\t6\n\n7\t\n三\t8\t9\t10\t11")
    assert rows(document.tables[0])[2] == ["二", "5", "6", "7", ""]
    (problem,) = document.problems
    assert (problem.code, problem.params) == ("row_joined", {"rows": "3 + 5"})
    assert document.tables[0].cells[13].path == "line 5, field 1"


def test_blanks_of_a_joined_row_make_its_places_doubtful() -> None:
    """Counting does not prove where they are; a full row needs no more than its count."""
    blank = read(f"{HEAD}二\t5\t6\n\n7\t\n三\t8\t9\t10\t11").tables[0]
    full = read(f"{HEAD}二\t5\t6\n\n7\t8\n三\t8\t9\t10\t11").tables[0]
    doubts = {cell.column: cell.doubt for cell in blank.cells if cell.row == 2}
    assert doubts == {0: "", **dict.fromkeys(range(1, 5), "blanks_joined")}
    assert not any(cell.doubt for cell in full.cells)


def test_a_lone_last_figure_behind_a_page_break_is_joined() -> None:
    assert rows(read(f"{HEAD}二\t5\t6\t7\n\n8\n三\t8\t9\t10\t11").tables[0])[2][-1] == "8"


@pytest.mark.parametrize(
    "cut",
    [
        "二\t5\t6\n7\t8",  # no page break
        "二\t5\t6\n\n7\t8\t9",  # one cell too many: cut inside a cell, or none missing
        "二\t5\t6\n\n三\t8",  # the second part begins with a label
        "二\t5\t6\t7\t8\n\n9",
    ],
)
def test_what_may_be_two_rows_is_not_joined(cut: str) -> None:
    document = read(f"{HEAD}{cut}\n四\t1\t1\t1\t1")
    assert document.problems == ()
    assert "四" in [row[0] for row in rows(document.tables[0])]


def test_a_page_number_is_no_row() -> None:  # quirks B1
    assert shown(f"{HEAD}\n- 4 -\n\n二\t5\t6\t7\t8") == [
        "- 4 -",
        [["事项", "甲", "乙", "丙", "丁"], ["一", "1", "2", "3", "4"], ["二", "5", "6", "7", "8"]],
    ]


def test_a_tab_behind_the_number_of_a_heading_makes_no_row() -> None:
    body = "事项\t甲\t乙\t丙\n一\t1\t2\t3"
    assert shown(f"## 二、\t情况\n\n{body}\n\n三、\t情况\n\n正文\n\n（一）\t要点") == [
        "二、 情况", [["事项", "甲", "乙", "丙"], ["一", "1", "2", "3"]], "三、 情况", "正文",
        "（一） 要点",
    ]  # fmt: skip


def test_an_indented_sentence_is_no_table() -> None:
    assert shown("\t根据规定，编制报告。\n\t现公布如下。") == [
        "根据规定，编制报告。",
        "现公布如下。",
    ]


def test_flattened_cells_are_no_table() -> None:  # quirks C16
    assert read("信息内容\n本年制发件数\n规章\n0\n0\n0\n规范性文件\n2").tables == ()


# --- pipes and markup


def test_a_pipe_table() -> None:
    text = (
        "前\n\n| 事项 | **甲** | |\n|:--|--:|---|\n| 一 | | 2 |\n\n| 二<br>三 | a\\|b | 4 |\n\n后"
    )
    assert shown(text) == [
        "前", [["事项", "甲", ""], ["一", "", "2"], ["二\n三", "a|b", "4"]], "后",
    ]  # fmt: skip


def test_two_pipe_tables_are_two() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    assert len(read(f"{table}\n\n{table}").tables) == 2


def test_html_tables_in_markdown() -> None:
    table = "<table><tr><td colspan=2>甲</td></tr><tr><td>1</td><td>2</td></tr></table>"
    document = read(f"## 二、表\n{table}\n末\tx")
    assert [p.text for p in document.paragraphs] == ["二、表", "末 x"]
    assert rows(document.tables[0]) == [["甲"], ["1", "2"]]


# --- set out with spaces

LABELS = [
    "一、新收数量",
    "二、结转数量",
    "三、结果（一）予以公开",
    "（二）部分公开",
    "（三）其他",
    "四、总计",
]
HEADS = ["自然人", "商业企业", "科研机构", "公益组织", "其他", "总计"]
LEFT, STEP = 30, 12


def lay_out(label: str, values: list[str], indent: int = 0) -> str:
    """A line with its figures centred in columns; a label too long pushes them to the right."""
    line = " " * indent + label
    for column, value in enumerate(values):
        if value:
            at = LEFT + column * STEP + (STEP - 4 - display_width(value, 2)) // 2
            gap = at - display_width(line, 2)
            line += " " * gap if gap > 0 else " "
            line += value
    return line


HEAD_LINE = lay_out("勾稽关系", HEADS)
figures = st.one_of(st.just(""), st.sampled_from(["0", "/", "12", "1,397", "288.67"]))
bodies = st.lists(
    st.lists(figures, min_size=6, max_size=6), min_size=len(LABELS), max_size=len(LABELS)
).filter(lambda body: any(map(any, body)) and any(body[0]))


@given(bodies, st.sampled_from(["\n", "\n\n"]))
def test_blank_cells_keep_their_column(body: list[list[str]], ends: str) -> None:
    lines = [lay_out(label, values) for label, values in zip(LABELS, body, strict=True)]
    document = read("\n".join(["正文。", HEAD_LINE, ends.join(lines)]))
    (table,) = document.tables
    assert table.columns == 7
    found = rows(table)[1:]
    wanted = [[label, *values] for label, values in zip(LABELS, body, strict=True)]
    while len(wanted) > len(found):  # trailing rows without any figure are text
        assert not any(wanted.pop()[1:])
    assert found == wanted
    assert [(c.column, c.text) for c in table.cells[1:7]] == list(enumerate(HEADS, 1))


LONG = "申请人逾期未按通知要求缴纳费用、不再处理其申请"


def test_figures_pushed_by_a_long_label_are_taken_in_order_when_all_are_there() -> None:
    lines = [lay_out(label, ["1", "2", "3", "4", "5", "6"]) for label in LABELS]
    pushed = f"{LONG} 7 8 9         10          11          12"
    document = read("\n".join([HEAD_LINE, *lines, pushed, "    正文。"]))
    assert rows(document.tables[0])[-1] == [LONG, "7", "8", "9", "10", "11", "12"]
    assert document.problems == ()


def test_figures_pushed_by_a_long_label_are_not_guessed() -> None:
    lines = [lay_out(label, ["1", "2", "3", "4", "5", "6"]) for label in LABELS]
    pushed = lay_out(f"{LONG} 7 8", ["", "", "", "", "", "12"])
    document = read("\n".join([HEAD_LINE, *lines, pushed]))
    last = [cell for cell in document.tables[0].cells if cell.row == 7]
    assert [(cell.column, cell.text) for cell in last] == [
        (0, f"{LONG} 7 8"), (3, ""), (4, ""), (5, ""), (6, "12"),
    ]  # fmt: skip
    assert [problem.code for problem in document.problems] == ["cells_not_placed"]


def test_a_label_under_a_table_without_labels_is_a_cell_of_its_own() -> None:
    lines = [lay_out("", HEADS), lay_out("", ["1", "2", "3", "4", "5", "6"]), "    说明", ""]
    lines += [lay_out("", ["7", "8", "9", "1", "2", "3"])]
    assert rows(read("\n".join(lines)).tables[0])[1:] == [
        ["", "1", "2", "3", "4", "5", "6"], ["说明", *[""] * 6], ["", "7", "8", "9", "1", "2", "3"],
    ]  # fmt: skip


def test_columns_under_a_long_label_are_absent_not_blank() -> None:
    lines = [lay_out(label, ["1", "2", "3", "4", "5", "6"]) for label in LABELS]
    document = read("\n".join([HEAD_LINE, *lines, lay_out(LONG, ["", "", "", "10", "", "12"])]))
    last = [(cell.column, cell.text) for cell in document.tables[0].cells if cell.row == 7]
    assert last[-2:] == [(5, ""), (6, "12")]
    assert {column for column, _ in last}.isdisjoint({1, 2})


def test_a_new_head_begins_a_new_table_and_its_caption_is_text() -> None:
    text = "\n".join(
        [
            "第一项", lay_out("内容", ["制发", "废止", "现行"]), lay_out("规章", ["0", "1", "16"]),
            lay_out("文件", ["9", "", "98"]), "第五项", "", lay_out("内容", ["", "数量"]),
            lay_out("许可", ["", "44764"]), "", "五、问题", "", "正文正文。",
        ]
    )  # fmt: skip
    assert shown(text) == [
        "第一项",
        [["内容", "制发", "废止", "现行"], ["规章", "0", "1", "16"], ["文件", "9", "", "98"]],
        "第五项", [["内容", "数量"], ["许可", "44764"]],
        "五、问题", "正文正文。",
    ]  # fmt: skip


def test_a_heading_without_marks_before_a_head_further_left() -> None:
    """The next table is narrower: its head stands where labels stood, but begins where none of them does."""
    values = ["1", "2", "3", "4", "5", "6"]
    rows_above = [HEAD_LINE, lay_out("一、新收的申请数量全部在内", values)]
    below = ["", "四、复议情况", "", "     维持      纠正", "      7         8"]
    first, second = read("\n".join([*rows_above, *below])).tables
    assert rows(first)[-1][-6:] == values
    assert [row[-2:] for row in rows(second)] == [["维持", "纠正"], ["7", "8"]]


@pytest.mark.parametrize(("by", "count"), [(0, 1), (4, 2), (-8, 2)])
def test_a_page_set_out_anew_is_a_table_of_its_own(by: int, count: int) -> None:
    """Figures that stand below none of those before must not be counted into their columns."""
    label = "一、新收的申请数量全部在内"
    lines = [HEAD_LINE, lay_out(label, ["1", "2", "3", "4", "5", "6"])]
    moved = lay_out(label, ["7", "", "8", "", "", "9"])
    moved = moved.replace(label, label + " " * by if by >= 0 else label[: len(label) + by // 2])
    tables = read("\n".join([*lines, "", moved])).tables
    assert len(tables) == count
    assert [text for text in rows(tables[-1])[-1][1:] if text] == ["7", "8", "9"]


def test_rows_without_figures_under_the_head_are_rows() -> None:
    values = ["", "2", "", "", "5", "6"]
    lines = [HEAD_LINE, "一、全空", "二、也空", "", lay_out("三", values)]
    table = read("\n".join(lines)).tables[0]
    assert rows(table)[1:] == [["一、全空", *[""] * 6], ["二、也空", *[""] * 6], ["三", *values]]


@pytest.mark.parametrize("places", [[4], [14], [24], [114], [4, 44], [54, 104]])
def test_one_row_of_mostly_blanks_under_a_head_of_three_lines(places: list[int]) -> None:
    leaves = "维持      纠正      其他      未结      总计"
    top = " " * 22 + "复议" + " " * 70 + "诉讼"
    middle = "  " + leaves + " " * 22 + "直接起诉" + " " * 41 + "复议后起诉"
    low = " " * 52 + leaves + "      " + leaves
    data = "".join("7" if at in places else " " for at in range(120))
    table = read("\n".join([top, middle, low, data])).tables[0]
    assert table.columns == 15
    assert [cell.text for cell in table.cells if cell.row == 3] == [
        "7" if at in places else "" for at in range(4, 145, 10)
    ]  # fmt: skip
    spans = [(c.text, c.column, c.column_span) for c in table.cells if c.row == 0]
    assert spans == [("复议", 0, 5), ("诉讼", 5, 10)]


def test_a_row_without_figures_in_the_middle_is_a_row() -> None:
    values = ["1", "2", "3", "4", "5", "6"]
    lines = [HEAD_LINE, lay_out("一", values), "", "二、都是空白", "", lay_out("三", values)]
    assert rows(read("\n".join(lines)).tables[0])[2] == ["二、都是空白", *[""] * 6]


def test_headings_span_the_columns_they_are_centred_over() -> None:
    top = " " * 30 + "自然人" + " " * 13 + "法人或其他组织"
    leaf = " " * 44 + "企业      机构      组织"
    body = "一、新收" + " " * 24 + "5" + " " * 13 + "1         2         3"
    table = read("\n".join([top, leaf, body, body])).tables[0]
    heads = [(c.row, c.column, c.column_span, c.text) for c in table.cells if c.row < 2]
    assert heads == [
        (0, 1, 1, "自然人"), (0, 2, 3, "法人或其他组织"),
        (1, 2, 1, "企业"), (1, 3, 1, "机构"), (1, 4, 1, "组织"),
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["- 4 -", "4", "—12—"])
def test_a_page_number_in_a_table_set_out_with_spaces_is_text(number: str) -> None:
    values = ["1", "2", "3", "4", "5", "6"]
    lines = [HEAD_LINE, lay_out("一", values), "", " " * 50 + number, "\f" + lay_out("二", values)]
    document = read("\n".join(lines))
    assert [p.text for p in document.paragraphs] == [number]
    assert [len(row) for row in rows(document.tables[0])] == [7, 7, 7]


def test_marks_that_stand_for_no_figure_are_cells_not_rules() -> None:  # quirks E5, E18
    assert shown("甲\t乙\t丙\n-\t-\t-\n—\t/\t--")[0] == [
        ["甲", "乙", "丙"], ["-", "-", "-"], ["—", "/", "--"],
    ]  # fmt: skip


def test_words_set_wide_are_one_word() -> None:
    assert [token.text for token in tokens_of("规  章      0    总 计  其  他")] == [
        "规  章", "0", "总 计", "其  他",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["0", "1,397", "-8", "+43", "52.15", "１２", "/", "—", "－－", "无", "12件", "251000元"]
)
def test_figures_and_marks_are_values(text: str) -> None:  # quirks E5, E6, E8
    assert is_value(text)


@pytest.mark.parametrize("text", ["", "3.其他", "1.", "（一）", "2、", "规章", "2023-01-05"])
def test_labels_and_dates_are_not(text: str) -> None:
    assert not is_value(text)


def test_contact_lines_and_signatures_stay_text() -> None:
    text = "正文。\n\n                    某市统计局\n                  2024年1月5日"
    assert read(text).tables == ()


pieces = st.sampled_from(
    ["甲", "一、新收", "（一）", "总  计", "无", "12", "1,397", "0", "/", "-", "|", "---", "。",
     "# ", " ", "  ", "     ", "             ", "\t", "\n", "\n", "\n\n", "\f", "\r\n",
     "<td>", "\u00a0"]
)  # fmt: skip


@given(st.lists(pieces, max_size=80).map("".join))
def test_any_text_is_read_and_no_figure_is_lost(text: str) -> None:
    document = read_text(text.encode(), "sha")
    assert isinstance(document, Document)
    kept = "".join([p.text for p in document.paragraphs])
    for table in document.tables:
        kept += "".join(cell.text for cell in table.cells)
        places = [(c.row, c.column + step) for c in table.cells for step in range(c.column_span)]
        assert len(places) == len(set(places))
        assert all(r < table.rows and c < table.columns for r, c in places)
    for character in "012379甲一新收总计无":
        assert kept.count(character) == text.count(character)


@pytest.mark.parametrize("line", ["甲  乙", "\t甲", "12", "甲\t1\n12", "甲  1", "| 甲 | 1 |"])
def test_a_long_text_takes_bounded_time(line: str) -> None:
    begun = time.monotonic()
    read(f"{line}\n" * 5_000)
    assert time.monotonic() - begun < 10


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_rejection(data: bytes) -> None:
    assert isinstance(read_text(data, "sha"), Document | Rejection)


def test_a_text_far_larger_than_a_report_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("信息公开 12 34\n".encode() * 500_000)
    rejected = read_file(path, SourceFile("", "a.txt", 1, 0, "sha", "text"))
    assert isinstance(rejected, Rejection)
    assert (rejected.reason, "8 MB" in rejected.detail) == ("too_large", True)
