"""Web pages: tables as they are shown, text around them, whatever the markup."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.html import read_page
from extract.html_flow import parse
from extract.html_scripts import unescape_literal
from extract.html_tables import leaf_tables
from extract.model import Document, RawTable, Rejection


def read(markup: str) -> Document:
    document = read_page(markup.encode(), "sha")
    assert isinstance(document, Document)
    return document


def rows(table: RawTable) -> list[list[str]]:
    lines: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        lines[cell.row].append(cell.text)
    return lines


def only_table(markup: str) -> RawTable:
    (table,) = read(markup).tables
    return table


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


PLAIN = row("事项", "数量") + row("甲", "1")


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<span>1</span><span lang=EN-US>2</span>", "12"),
        ("<p><font>1</font><o:p></o:p></p>", "1"),
        ("&nbsp;", ""),
        ("", ""),
        ("　\u200b ", ""),
        ("本年新<br />制作数量", "本年新\n制作数量"),  # quirks C11
        ("<p>商业</p><p>企业</p>", "商业\n企业"),
        ("<div>三</div>、<div>果</div>", "三\n、\n果"),
        ("申请人情</span><span>况", "申请人情况"),
        ("总&nbsp;计", "总 计"),
        ("a \n\t b", "a b"),
        ("2<script>var x = '9'</script><style>td{}</style><!-- 7 -->3", "23"),
        ("2<i style='DISPLAY: none'>9</i><b hidden>8</b>3", "23"),
        ("&lt;3&gt;", "<3>"),
        ("&#50;&#x33;", "23"),
        ("<pre>1\n2</pre>", "1\n2"),
    ],
)
def test_text_of_a_cell_is_what_is_shown(inner: str, text: str) -> None:
    table = only_table(f"<table>{PLAIN}{row('乙', inner)}</table>")
    assert rows(table)[2] == ["乙", text]


def test_blank_is_not_absent() -> None:  # quirks C17, C18
    table = only_table(f"<table>{row('a', 'b', 'c')}{row('d', '')}{row('', '', '')}</table>")
    assert rows(table) == [["a", "b", "c"], ["d", ""], ["", "", ""]]


def test_paths_count_cells_and_rows_as_they_are_written() -> None:
    markup = f"<table><tr><td><table>{row('x')}</table></td></tr></table><table>{PLAIN}</table>"
    paths = [cell.path for cell in only_table(markup).cells]
    assert paths[-1] == "table[3]/tr[2]/td[2]"


def test_head_and_body_are_one_table_and_rowspans_stay_in_their_part() -> None:
    table = only_table(
        "<table><thead><tr><th rowspan=2>a</th><th colspan=2>b</th></tr>"
        "<tr><th>c</th><th>d</th></tr></thead><tbody><tr><td>e</td><td>1</td><td>2</td></tr>"
        "</tbody></table>"
    )
    spans = [(c.row, c.column, c.row_span, c.column_span) for c in table.cells]
    assert spans[:4] == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]
    assert rows(table)[2] == ["e", "1", "2"]


def test_a_declared_span_is_found_through_bad_quoting() -> None:
    table = only_table(f'<table><tr><td colspan=\\"2\\">a</td></tr>{PLAIN}</table>')
    assert table.cells[0].column_span == 2


def test_tables_in_layout_tables_are_tables_and_the_rest_is_text() -> None:
    document = read(
        f"<table><tr><td>左</td><td>前<table>{PLAIN}</table>后<br>末</td></tr></table>"
        f"<table>{row('一栏')}{row('两行')}</table>"
        f"<table>{row('导航', '正文' * 600)}</table>"
    )
    shown = [b.text[:4] if not isinstance(b, RawTable) else b.columns for b in document.blocks()]
    assert shown == ["左", "前", 2, "后", "末", "一栏", "两行", "导航", "正文正文"]


@pytest.mark.parametrize("frame", ["2<table></table>", f"<table>{row('2')}</table>"])
def test_a_frame_in_a_cell_makes_no_layout_table(frame: str) -> None:
    table = only_table(f"<table>{PLAIN}{row('乙', frame, '3')}</table>")
    assert rows(table)[2] == ["乙", "2", "3"]


def test_broken_markup_keeps_its_cells() -> None:
    table = only_table("<table><tr><td>a<td>b<tr><td>c</td><td>d<form></table>x</td>")
    assert rows(table) == [["a", "b"], ["c", "d"]]
    loose = only_table("<table><td>a</td><td>b</td><tr><td>c</td><td>d</td></tr></table>")
    assert rows(loose) == [["a", "b"], ["c", "d"]]


SCRIPT = """<html><head><title>年报</title></head><body><div id="app"></div><script>
// don't stop here
let content = "<p class=\\"t\\">2019年<\\/p><table><tr><td colspan=\\"2\\">\\u7532<\\/td><\\/tr>" +
  '<tr><td>1</td><td>2</td></tr></table>';
</script></body></html>"""


def test_a_report_in_a_script_is_read() -> None:  # quirks A6
    document = read(SCRIPT)
    assert [p.text for p in document.paragraphs] == ["2019年"]
    assert rows(document.tables[0]) == [["甲"], ["1", "2"]]
    assert document.tables[0].cells[0].column_span == 2
    assert [p.code for p in document.problems] == ["content_from_script"]


@pytest.mark.parametrize(
    "holder",
    [
        "<script type='text/html'>{}</script>",
        "<textarea style='display:none'>{}</textarea>",
        "<script>var a = `{}`</script>",
    ],
)
def test_a_report_in_a_template_is_read(holder: str) -> None:
    assert read(holder.format(f"<table>{PLAIN}</table>")).tables


def test_a_copy_in_a_script_does_not_double_a_report() -> None:
    table = f"<table>{row('甲', '1') * 12}</table>"
    assert len(read(f"{table}<script>var c = '{table}'</script>").tables) == 1


def test_a_page_without_content_has_neither_tables_nor_text() -> None:  # quirks A7
    document = read("<html><title>x</title><body><div id=app></div><script>f()</script></body>")
    assert (document.paragraphs, document.tables, document.title_hint) == ((), (), "x")


def test_a_page_that_only_links_a_report_names_it() -> None:  # quirks A8
    document = read(
        "<a href='/a/P020.pdf'>2023年 年报</a><a href='/b.html'>b</a><a href='c.pdf?x'>"
    )
    assert document.links == ("/a/P020.pdf 2023年 年报", "c.pdf?x")


@pytest.mark.parametrize(
    ("markup", "links"),
    [
        ("<a href='/down.do?id=5'>2023年年报.pdf</a>", ("/down.do?id=5 2023年年报.pdf",)),
        ("<a href='/x?id=5' download>年报</a>", ("/x?id=5 年报",)),
        ("<a href='javascript:void(0)' onclick=\"open('/a/b.docx')\">年报</a>", ("/a/b.docx 年报",)),
        ("<a href=\"javascript:down('c.wps')\">年报</a>", ("c.wps 年报",)),
        ("<a href='#' onclick='go(5)'>年报.pdf</a>", ()),
        ("<iframe src='/viewer.html?file=/a.pdf'></iframe>", ("/viewer.html?file=/a.pdf",)),
        ("<embed src='a.pdf#page=1'>", ("a.pdf#page=1",)),
        ("<base href='http://www.x.gov.cn/a/b.html'><a href='../c.pdf'>", ("http://www.x.gov.cn/c.pdf",)),
        ("<link rel=canonical href='https://x.gov.cn/a/'><a href='c.pdf'>", ("https://x.gov.cn/a/c.pdf",)),
        ("<base href='http://['><a href='http://[/c.pdf'>", ("http://[/c.pdf",)),
        ("<a href='a.pdf'>一</a><a href='a.pdf'>二</a>", ("a.pdf 一",)),
    ],
)  # fmt: skip
def test_links_lead_to_files(markup: str, links: tuple[str, ...]) -> None:
    assert read(f"<html><head></head><body>{markup}</body></html>").links == links


def test_what_is_hidden_is_read_only_when_nothing_else_is_there() -> None:
    hidden = f"<div style='display:none'><table>{row('藏', '9')}{PLAIN}</table></div>"
    document = read(f"{hidden}<table>{PLAIN}</table>")
    assert [rows(table)[0] for table in document.tables] == [["事项", "数量"]]
    alone = read(hidden)
    assert len(alone.tables) == 1
    assert [problem.code for problem in alone.problems] == ["hidden_content"]


def test_a_hidden_row_or_cell_is_left_out() -> None:
    inner = f"<tr style='display:none'><td>9</td></tr>{PLAIN}<tr><td hidden>8</td><td>乙</td></tr>"
    assert rows(only_table(f"<table>{inner}</table>"))[2] == ["乙"]


def test_a_picture_in_a_cell_is_told() -> None:
    document = read(f"<table>{PLAIN}{row('乙', '<img src=a.png>')}</table>")
    assert [(p.code, p.raw) for p in document.problems] == [
        ("picture_in_cell", "table[1]/tr[3]/td[2]")
    ]


def test_an_xml_declaration_does_no_harm() -> None:
    page = (
        f'<?xml version="1.0" encoding="gb2312"?><html><body><table>{PLAIN}</table></body></html>'
    )
    document = read_page(page.encode("gb18030"), "sha")
    assert isinstance(document, Document) and rows(document.tables[0])[0] == ["事项", "数量"]


def test_deep_markup_is_read_to_the_end() -> None:
    deep = "<div>" * 600 + f"<table>{PLAIN}</table>" + "</div>" * 600 + "<p>末</p>"
    document = read(deep)
    assert len(document.tables) == 1 and document.paragraphs[-1].text == "末"


def test_a_large_page_takes_bounded_time() -> None:
    begun = time.monotonic()
    read("<table>" + row(*"甲0123456") * 10_000 + "</table>")  # 1 MB
    read("<table>" + "<tr><td rowspan=9 colspan=900>1" * 10_000)
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        (r"\"\'\/\\", "\"'/\\"),
        (r"\u4e00\x41\u{4e8c}", "一A二"),
        ("a\\\nb\\nc", "ab\nc"),
        (r"\u{ffffffff}", "u{ffffffff}"),
    ],
)
def test_literals_are_unescaped(literal: str, text: str) -> None:
    assert unescape_literal(literal) == text


markup = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<table>",
                "</table>",
                "<tr>",
                "</tr>",
                "<td>",
                "<td rowspan=3>",
                "<th colspan=4>",
                "</td>",
                "<p>",
                "<br>",
                "<div style='display:none'>",
                "</div>",
                "<script>",
                "</script>",
                "<tbody>",
                "<thead>",
                "<!--",
                "-->",
                "<pre>",
                "12",
                "甲",
                "&nbsp;",
                "<div style='display:grid;grid-template-columns:1fr 1fr'>",
                "<form>",
            ]
        ),  # fmt: skip
        st.text(max_size=4),
    ),
    max_size=40,
).map(" ".join)


@given(markup)
@example("<table><tr><td><table><tr><td>\x00\ud800</td></tr></table>")
def test_any_page_is_read_without_overlaps(text: str) -> None:
    document = read_page(text.encode("utf-8", "surrogatepass"), "sha")
    assert isinstance(document, Document | Rejection)
    for table in document.tables if isinstance(document, Document) else ():
        places = [
            (c.row + down, c.column + across)
            for c in table.cells
            for down in range(c.row_span)
            for across in range(c.column_span)
        ]
        assert len(places) == len(set(places))
        assert all(r < table.rows and c < table.columns for r, c in places)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_page_or_a_rejection(data: bytes) -> None:
    assert isinstance(read_page(data, "sha"), Document | Rejection)


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("display:none", ["规章", "2"]),
        ("visibility: hidden", ["规章", "", "2"]),
        ("visibility:collapse", ["规章", "2"]),
    ],
)
def test_a_cell_that_is_not_seen_may_keep_its_place(style: str, shown: list[str]) -> None:
    row = f"<tr><td>规章</td><td style='{style}'>1</td><td>2</td></tr>"
    table = only_table(f"<table><tr><td>事项</td><td>甲</td><td>乙</td></tr>{row}</table>")
    assert rows(table)[1] == shown
    grid = (
        "".join(f"<div>{n}</div>" for n in range(7)) + f"<div style='{style}'>7</div><div>8</div>"
    )
    table = only_table(f"<div style='display:grid;grid-template-columns:1fr 1fr 1fr'>{grid}</div>")
    assert [cell.text for cell in table.cells][7:] == shown[1:][:-1] + ["8"]


def test_a_row_that_is_not_seen_is_blank() -> None:
    row = "<tr style='visibility:hidden'><td>规章</td><td>1</td></tr>"
    table = only_table(f"<table>{PLAIN}{row}{PLAIN}</table>")
    assert "".join(rows(table)[PLAIN.count("<tr")]) == ""


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<input value='12' readonly>", "12"),
        ("<input type=text value=' 12 '>", "12"),
        ("<input type=hidden value=12>", ""),
        ("<input type=button value=12>", ""),
        ("<input style='display:none' value=12>", ""),
        ("<span hidden><input value=12></span>", ""),
        ("<textarea>12</textarea>", "12"),
        ("<select><option>11<option selected>12</select>", "12"),
        ("3<input value=12>", "3 / 12"),
        ("3<sup>1</sup>", "3^1"),
        ("<input><script>12</script>", ""),
    ],
)
def test_what_a_cell_shows_beside_its_text_is_no_digit_of_it(cell: str, text: str) -> None:
    table = only_table(
        f"<table><tr><td>事项</td><td>数量</td></tr><tr><td>规章</td><td>{cell}</td></tr></table>"
    )
    assert table.cells[-1].text == text


@pytest.mark.parametrize(
    ("row", "doubted"),
    [
        ("<tr><td>规章</td><td>1</td>2</td></tr>", True),
        ("<tr>2<td>规章</td><td>1</td></tr>", True),
        ("<tr><td>规章</td><b>2</b><td>1</td></tr>", True),
        ("<tr><td>规章</td><td>1</td></tr>2", True),
        ("<tr><td>规章</td>、<td>1</td></tr>", False),
        ("<tr><td>规章</td><script>2</script><!-- 2 --><td>1</td></tr>", False),
        ("<tr><form><td>规章</td><td>1</td></form></tr>", False),
        ("<td>规章</td><td>1</td>", False),
    ],
)
def test_a_figure_beside_the_cells_of_a_row_makes_them_doubtful(row: str, doubted: bool) -> None:
    table = only_table(f"<table><tr><td>事项</td><td>数量</td></tr>{row}</table><p>2023年</p>")
    doubts = [cell.doubt for cell in table.cells]
    assert doubts == ["", "", *["figure_beside_cells" if doubted else ""] * 2]


def test_leaf_tables_are_numbered_among_all() -> None:
    root = parse(f"<table><tr><td><table>{PLAIN}</table></td></tr></table><table>{PLAIN}</table>")
    assert root is not None and sorted(leaf_tables(root).values()) == [2, 3]


GRID = """<style>.g{display:grid} .g div{padding:1px}</style>
<div class="g" style="grid-template-columns:2fr repeat(2, minmax(1px, 1fr)) 20px">
<div style="grid-row:span 2">项目</div><div style="grid-column:span 3">数量</div>
<div>甲</div><div>乙</div><div>丙</div>
<div>规章</div><div>1</div><div></div><div>3</div></div>"""


def test_a_table_of_divs_in_a_css_grid_is_a_table() -> None:
    table = only_table(GRID)
    assert rows(table) == [["项目", "数量"], ["甲", "乙", "丙"], ["规章", "1", "", "3"]]
    assert [(c.column, c.row_span, c.column_span) for c in table.cells[:3]] == [
        (0, 2, 1), (1, 1, 3), (1, 1, 1),
    ]  # fmt: skip


def test_cells_of_a_css_grid_stand_where_their_lines_say() -> None:
    cells = "".join(
        f"<div style='grid-area:{r}/{c}/{r + 1}/{c + 1}'>{r}{c}</div>"
        for c in (1, 2, 3) for r in (1, 2, 3)
    )  # fmt: skip
    table = only_table(f"<div style='display:grid;grid-template-columns:1fr 1fr 1fr'>{cells}</div>")
    assert rows(table) == [["11", "12", "13"], ["21", "22", "23"], ["31", "32", "33"]]
    lines = "".join(
        f"<div style='grid-row-start:{r};grid-column:{c} / {c + 2}'>{r}{c}</div>"
        for r in (1, 2, 3, 4) for c in (1, 3)
    )  # fmt: skip
    table = only_table(f"<div style='grid-template-columns:repeat(4,1fr)'>{lines}</div>")
    assert rows(table) == [["11", "13"], ["21", "23"], ["31", "33"], ["41", "43"]]


def test_a_grid_that_lays_out_the_page_is_none() -> None:
    page = f"<div class=g>{'<div>栏</div>' * 9}<div><table>{PLAIN}</table></div></div>"
    document = read("<style>.g{display:grid;grid-template-columns:1fr 1fr}</style>" + page)
    assert len(document.tables) == 1 and len(document.paragraphs) == 9
