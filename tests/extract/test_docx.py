"""Word files: merged cells, tracked changes, content controls, and packages that are none."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.docx import read_package
from extract.model import Document, RawTable, Rejection

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def package(body: str, **parts: bytes) -> bytes:
    stream = io.BytesIO()
    xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def read(body: str) -> Document:
    document = read_package(package(body), "sha")
    assert isinstance(document, Document), document
    return document


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def p(text: str) -> str:
    return f"<w:p>{r(text)}</w:p>"


def tc(inner: str, properties: str = "") -> str:
    inner = inner if inner.startswith("<") else p(inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def rows(table: RawTable) -> list[list[str]]:
    lines: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        lines[cell.row].append(cell.text)
    return lines


RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
PLAIN = tr(tc("规章"), tc("1"))


def test_merged_cells_are_one_with_spans() -> None:
    body = tbl(
        tr(tc("注", '<w:gridSpan w:val="2"/>' + RESTART), tc("人")),
        tr(tc("", '<w:gridSpan w:val="2"/>' + GOES_ON), tc("甲")),
        tr(tc("一"), tc("二"), tc("3")),
    )
    (table,) = read(body).tables
    spans = [(c.text, c.row, c.column, c.row_span, c.column_span) for c in table.cells]
    assert spans == [
        ("注", 0, 0, 2, 2), ("人", 0, 2, 1, 1), ("甲", 1, 2, 1, 1),
        ("一", 2, 0, 1, 1), ("二", 2, 1, 1, 1), ("3", 2, 2, 1, 1),
    ]  # fmt: skip
    assert table.cells[-1].path == "table[1]/tr[3]/tc[3]"


def test_cells_that_only_look_merged_are_blank_cells() -> None:
    (table,) = read(tbl(tr(tc("组"), tc("1")), tr(tc(""), tc("2")))).tables
    assert rows(table) == [["组", "1"], ["", "2"]]


def test_a_merge_without_a_beginning_is_a_cell() -> None:
    (table,) = read(tbl(tr(tc("a", GOES_ON), tc("1")), PLAIN)).tables
    assert rows(table) == [["a", "1"], ["规章", "1"]]


DRAGGED = tr(tc("x", '<w:gridSpan w:val="2"/>'), tc("y")) + tr(
    tc("1"), tc("2", '<w:gridSpan w:val="2"/>')
)


def grid_of(*widths: int) -> str:
    return "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths) + "</w:tblGrid>"


@pytest.mark.parametrize(
    ("grid", "columns"),
    [
        (grid_of(1000, 60, 940), [0, 1, 0, 1]),
        (grid_of(1000, 700, 300), [0, 2, 0, 1]),
        (grid_of(1000, 0, 1000), [0, 2, 0, 1]),
        (grid_of(1000), [0, 2, 0, 1]),
        ("", [0, 2, 0, 1]),
    ],
    ids=["a little", "a column of its own", "no width", "too few", "no grid"],
)
def test_an_edge_dragged_a_little_is_the_same_edge(grid: str, columns: list[int]) -> None:
    (table,) = read(tbl(grid, DRAGGED)).tables
    assert [cell.column for cell in table.cells] == columns


def test_a_merge_goes_on_under_a_dragged_edge() -> None:
    body = tbl(
        grid_of(900, 60, 940),
        tr(tc("组", '<w:gridSpan w:val="2"/>' + RESTART), tc("1")),
        tr(tc("", GOES_ON), tc("2", '<w:gridSpan w:val="2"/>')),
    )
    (table,) = read(body).tables
    assert [(c.text, c.row_span, c.column) for c in table.cells] == [
        ("组", 2, 0),
        ("1", 1, 1),
        ("2", 1, 1),
    ]


def test_a_row_may_begin_further_right() -> None:
    (table,) = read(tbl(PLAIN, tr(tc("2"), properties='<w:gridBefore w:val="1"/>'))).tables
    assert [(c.row, c.column) for c in table.cells] == [(0, 0), (0, 1), (1, 1)]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (r("1") + r("2"), "12"),
        (f"<w:ins>{r('1')}</w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del>", "1"),
        (f"<w:moveFrom>{r('9')}</w:moveFrom><w:moveTo>{r('1')}</w:moveTo>", "1"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('1')}</w:sdtContent></w:sdt>", "1"),
        ("<w:r><w:t>商业</w:t><w:br/><w:t>企业</w:t></w:r>", "商业\n企业"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>" + r("1"), "1"),
        ("<w:r><w:noBreakHyphen/><w:t>8</w:t></w:r>", "-8"),
        (r("1") + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>', "1^2"),
        (r("1") + '<w:r><w:rPr><w:vertAlign w:val="baseline"/></w:rPr><w:t>2</w:t></w:r>', "12"),
        (f"<w:r><w:instrText>9</w:instrText></w:r><w:hyperlink>{r('1')}</w:hyperlink>", "1"),
        ("", ""),
    ],
)  # fmt: skip
def test_text_of_a_cell_is_what_is_shown(inner: str, text: str) -> None:
    (table,) = read(tbl(PLAIN, tr(tc("乙"), tc(f"<w:p>{inner}</w:p>")))).tables
    assert rows(table)[1] == ["乙", text]


def test_tables_rows_and_cells_in_content_controls_are_found() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = control(p("前") + tbl(control(tr(control(tc("a")), tc("1"))), PLAIN)) + p("后")
    document = read(body)
    assert [x.text for x in document.paragraphs] == ["前", "后"]
    assert rows(document.tables[0]) == [["a", "1"], ["规章", "1"]]


def test_deleted_rows_are_gone_and_inserted_ones_stay() -> None:
    (table,) = read(
        tbl(
            PLAIN,
            tr(tc("x"), tc("9"), properties="<w:del/>"),
            tr(tc("y"), tc("2"), properties="<w:ins/>"),
        )
    ).tables
    assert rows(table) == [["规章", "1"], ["y", "2"]]


def test_inner_tables_are_tables_and_layout_is_text() -> None:
    document = read(tbl(tr(tc("左"), tc(p("前") + tbl(PLAIN, PLAIN)))))
    assert [x.text for x in document.paragraphs] == ["左", "前"]
    assert len(document.tables) == 1 and document.tables[0].rows == 2


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    ways = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    inner = f"<w:t>文</w:t><mc:AlternateContent>{ways}</mc:AlternateContent>"
    document = read(f"<w:p><w:r>{inner}</w:r></w:p>")
    assert [x.text for x in document.paragraphs] == ["文", "框"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "corrupt"),
        (b"PK\x03\x04 cut", "corrupt"),
        (package(tbl(PLAIN))[:300], "corrupt"),
        (package("<w:p>"), "corrupt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted"),
        (package(p("0" * 70_000_000)), "too_large"),
    ],
    ids=["empty", "no zip", "cut", "bad xml", "password", "bomb"],
)
def test_what_is_no_whole_word_file_is_rejected(data: bytes, reason: str) -> None:
    rejected = read_package(data, "sha")
    assert isinstance(rejected, Rejection) and rejected.reason == reason and rejected.detail


def test_entities_are_not_expanded() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><a>&b;</a>'
        )
    assert isinstance(read_package(stream.getvalue(), "sha"), Rejection)


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 255))
def test_any_bytes_are_a_document_or_a_rejection(data: bytes, at: int, byte: int) -> None:
    assert isinstance(read_package(data, "sha"), Document | Rejection)
    whole = bytearray(package(tbl(PLAIN)))
    whole[at % len(whole)] = byte
    assert isinstance(read_package(bytes(whole), "sha"), Document | Rejection)
