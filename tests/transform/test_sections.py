"""Which sections a report has, whatever its headings look like (quirks A12, A18, B1-B5, B9)."""

from __future__ import annotations

import pytest

from extract.model import Paragraph, RawCell, RawTable
from transform.headings import official_titles
from transform.sections import Section, find_sections, outline

TITLES = list(official_titles().values())
SIX = "一二三四五六"
HEADINGS = [f"{numeral}、{title}" for numeral, title in zip(SIX, TITLES, strict=True)]


def paragraphs(*texts: str) -> list[Paragraph | RawTable]:
    """Paragraphs in order; `None`-like text "TABLE" is a small table."""
    return [
        table(order, ["规章", "0"]) if text == "TABLE" else Paragraph(order, text)
        for order, text in enumerate(texts)
    ]


def table(order: int, texts: list[str]) -> RawTable:
    """A table of one row."""
    cells = tuple(RawCell(0, column, text) for column, text in enumerate(texts))
    return RawTable(order, "html", 1, len(texts), cells)


def officials(*texts: str) -> list[str | None]:
    """Official sections found in paragraphs."""
    return [section.official for section in find_sections(paragraphs(*texts)) if section.title]


def report(*headings: str) -> list[str]:
    """A report with these headings."""
    bodies = ["全年公开3条。", "TABLE", "TABLE", "TABLE", "仍有不足。", "无。"]
    return [text for pair in zip(headings, bodies, strict=True) for text in pair]


def test_six_sections_with_what_stands_beneath() -> None:
    found = find_sections(paragraphs("某局2023年报告", *report(*HEADINGS)))
    assert [(s.numeral, s.official, s.title) for s in found[1:]] == [
        (numeral, numeral, title) for numeral, title in zip(SIX, TITLES, strict=True)
    ]
    assert [section.tables for section in found] == [0, 0, 1, 1, 1, 0, 0]
    assert [section.text for section in found] == [
        "某局2023年报告", "全年公开3条。", "", "", "", "仍有不足。", "无。",
    ]  # fmt: skip
    assert outline(found).missing == () and outline(found).in_order


@pytest.mark.parametrize(
    ("official", "heading"),
    [
        ("一", "一、总体工作情况"), ("一", "一、2023年政府信息公开总体情况"),
        ("一", "一．政务公开工作总体情况"),
        ("一", "一、总体情况、"), ("一", "第一部分 总体情况"), ("一", "## 一、总体情况"),
        ("一", "**一、总体情况**"),
        ("一", "｜一、总体情况"), ("一", "一 、 总 体 情 况"), ("一", "总体情况"), ("一", "一、总体概述"),
        ("二", "二、行政机关主动公开政府信息情况"), ("二", "二、本年度主动公开政府信息的情况"),
        ("二", "一、主动公开政府信息情况"), ("二", "二、主动公开政务信息情况"),
        ("三", "三、行政机关收到和处理信息公开申请情况"), ("三", "四、收到和处理政府信息公开申请情况"),
        ("三", "三、收到和处理政府信息公开申请情况统计表"),
        ("四", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("四", "四、因政府信息公开工作被行政复议提起行政诉讼情况"),
        ("四", "四、政府信息公开工作行政复议、行政诉讼情况"), ("四", "四、被申请行政复议、提起行政诉讼情况"),
        ("五", "五、存在的问题及改进措施"), ("五", "五、政务公开工作存在的主要问题和改进方向"),
        ("五", "六、政府信息公开工作存在的主要问题及改进情况"), ("五", "五、存在问题与整改措施"),
        ("六", "七、其他需要报告的事项"), ("六", "其他需要报告的事项"), ("六", "六、其它需要报告的事项"),
    ],
)  # fmt: skip
def test_headings_are_known_by_their_words(official: str, heading: str) -> None:
    """A heading not known puts figures of the next section into the one before."""
    assert officials("前文。", heading, "正文。") == [official]


def test_headings_at_the_beginning_of_their_paragraph_and_all_in_one() -> None:
    assert officials("一、总体情况2023年，我局扎实推进公开。", "二、主动公开政府信息情况") == [
        "一",
        "二",
    ]
    found = find_sections(paragraphs("某局年度报告" + "".join(f"{h}无。" for h in HEADINGS)))
    assert [section.official for section in found] == [None, *SIX]
    assert [section.text for section in found[1:]] == ["无。"] * 6


@pytest.mark.parametrize(
    "lines",
    [
        ("四、因政府信息公开工作被申请行政复议、", "提起行政诉讼情况"),
        ("四、", "政府信息公开行政复议、行政诉讼情况"),
        ("四、政府信息公开行政复议、行政", "诉讼情况"),
    ],
)
def test_a_heading_over_two_lines_is_one(lines: tuple[str, str]) -> None:
    found = find_sections(paragraphs("前文。", *lines, "TABLE"))
    assert [(s.official, s.text, s.tables) for s in found[1:]] == [("四", "", 1)]


def test_a_heading_over_two_lines_keeps_its_end() -> None:
    found = find_sections(paragraphs("五、存在的主要问题", "及改进情况", "仍有不足。"))
    assert [(s.official, s.title, s.text) for s in found] == [
        ("五", "存在的主要问题及改进情况", "仍有不足。")
    ]


def test_headings_and_prose_in_cells_of_a_layout_table() -> None:
    prose = (
        "（一）主动公开。全年主动公开政府信息591条，其中通知公告273条，工作动态88条，全部经过审查。"
    )
    blocks = [
        table(0, ["一、总体情况", prose, "二、主动公开政府信息情况"]),
        table(1, ["规章", "0"]),
    ]
    found = find_sections(blocks)
    assert [(s.official, s.text, s.tables) for s in found] == [("一", prose, 0), ("二", "", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "四、结转下年度继续办理", "一、本年新收政府信息公开申请数量", "无其他需要报告的事项。",
        "其他需要报告的事项。", "详见三、收到和处理政府信息公开申请情况。", "总体情况良好，公开及时。",
        "总体情况........3", "一、总体情况 1",
    ],
)  # fmt: skip
def test_what_is_no_heading_of_a_section(text: str) -> None:
    """Rows of table 三, sentences, references, lines of a table of contents."""
    assert officials("一、总体情况", "正文。", text) in (["一"], ["一", None])


def test_rows_of_a_table_open_no_section() -> None:
    blocks = [
        Paragraph(0, "三、收到和处理政府信息公开申请情况"),
        table(1, ["四、结转下年度继续办理", "3"]),
    ]
    assert [(s.official, s.tables) for s in find_sections(blocks)] == [("三", 1)]


def test_a_table_of_contents_is_no_section() -> None:
    found = find_sections(paragraphs(*HEADINGS, *report(*HEADINGS)))
    assert [section.official for section in found] == list(SIX)


def test_the_agencys_own_numbering_before_the_forms() -> None:
    found = find_sections(
        paragraphs(
            "一、加强组织领导", "成立小组。", "二、拓宽渠道", "公开3条。", *report(*HEADINGS)
        )
    )
    assert [section.official for section in found] == [None, None, *SIX]
    assert outline(found).reused == ("一", "二") and not outline(found).repeated


def test_own_numerals_inside_a_section_stay_in_it() -> None:
    found = find_sections(
        paragraphs(
            "五、存在的主要问题及改进情况", "一、存在问题", "人少。", "二、改进措施", "增员。"
        )
    )
    assert [(s.official, s.inner) for s in found] == [("五", ("一", "二"))]
    assert "人少。" in found[0].text and "增员。" in found[0].text


def test_what_follows_the_last_section_is_a_section_of_the_agencys_own() -> None:
    found = find_sections(paragraphs(HEADINGS[5], "无。", "七、附件", "见网站。"))
    assert [(s.official, s.title, s.text) for s in found] == [
        ("六", TITLES[5], "无。"), (None, "附件", "见网站。"),
    ]  # fmt: skip


def test_outline_says_what_is_missing_repeated_and_out_of_order() -> None:
    wrong = [HEADINGS[2], "TABLE", HEADINGS[1], "TABLE", HEADINGS[2], "TABLE"]
    found = find_sections(paragraphs(*wrong))
    seen = outline(found)
    assert seen.missing == ("一", "四", "五", "六")
    assert seen.repeated == ("三",) and seen.reused == ("三",)
    assert not seen.in_order


def test_lines_broken_by_the_page_are_one_sentence_again() -> None:
    """B1, B9: a page number and a page break stand in the middle of a word."""
    found = find_sections(
        paragraphs("一、总体情况", "（一）主动公开。全年受理咨询15件，按时答复办结率100%，官", "- 4 -",
                   "方网站浏览量达12.03万人次。", "（二）依申请公开", "全年收到6件。")
    )  # fmt: skip
    assert found[0].text == (
        "（一）主动公开。全年受理咨询15件，按时答复办结率100%，官方网站浏览量达12.03万人次。\n"
        "（二）依申请公开\n全年收到6件。"
    )


def test_two_numbers_side_by_side_do_not_become_one() -> None:
    assert find_sections(paragraphs("一、总体情况", "网站１２ 34条。"))[0].text == "网站12 34条。"


def test_nothing_is_no_section() -> None:
    assert find_sections([]) == ()
    assert outline(()).missing == tuple(SIX)
    assert Section(None, None, "", "", 0).inner == ()
