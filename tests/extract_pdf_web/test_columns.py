"""Columns of tables without rules: which head stands over which figures, and when nobody can tell."""

from __future__ import annotations

from tests.extract_pdf_web.sheet import Word, doubts, read, texts

HEADS: list[Word] = [
    ("信息内容", 30, 700),
    ("本年制发", 200, 700),
    ("本年废止", 300, 700),
    ("现行有效", 400, 700),
]


def row(label: str, y: float, *figures: tuple[str, float]) -> list[Word]:
    """A label and its figures at their left edges."""
    return [(label, 30, y), *((text, x, y) for text, x in figures)]


def test_figures_under_their_heads() -> None:
    (table,) = read(
        [
            *HEADS,
            *row("规章", 680, ("0", 218), ("0", 318), ("0", 418)),
            *row("文件", 660, ("3", 218), ("12", 315), ("7", 418)),
        ]
    )
    assert texts(table)[1:] == [["规章", "0", "0", "0"], ["文件", "3", "12", "7"]]
    assert not doubts(table)


def test_blank_cells_and_a_blank_column() -> None:
    (table,) = read(
        [*HEADS, *row("规章", 680, ("0", 418)), *row("文件", 660, ("3", 218), ("7", 418))]
    )
    assert texts(table)[1:] == [["规章", "", "", "0"], ["文件", "3", "", "7"]]


def test_left_aligned_figures_beside_centred_heads() -> None:
    """The figures overlap no head; every column has one, so their order tells."""
    body = [
        *row("规章", 680, ("0", 180), ("10", 280), ("0", 380)),
        *row("文件", 660, ("31", 180), ("2", 280), ("117", 380)),
    ]
    (table,) = read([*HEADS, *body])
    assert texts(table)[1:] == [["规章", "0", "10", "0"], ["文件", "31", "2", "117"]]
    assert not doubts(table)


def test_a_figure_between_two_heads_goes_where_the_alignment_says() -> None:
    """Left-aligned figures begin left of their own head, never behind it."""
    body = [
        *row("规章", 680, ("0", 180), ("10", 380)),
        *row("文件", 660, ("31", 180), ("117", 380)),
    ]
    (table,) = read([*HEADS, *body])
    assert texts(table)[1:] == [["规章", "0", "", "10"], ["文件", "31", "", "117"]]
    assert not doubts(table)


def test_a_figure_between_two_heads_is_doubtful_where_nothing_tells() -> None:
    (table,) = read([*HEADS, *row("规章", 680, ("0", 270)), *row("文件", 660, ("3", 270))])
    assert doubts(table) == {"column_uncertain"}


def test_a_figure_across_two_heads_is_doubtful() -> None:
    (table,) = read(
        [
            *HEADS,
            *row("规章", 680, ("1234567890123456789012345", 210), ("0", 420)),
            *row("文件", 660, ("3", 210), ("7", 420)),
        ]
    )
    assert "column_uncertain" in doubts(table)


def test_spaced_heads_are_one_head() -> None:
    heads: list[Word] = [
        ("项", 30, 700),
        ("总", 200, 700),
        ("计", 218, 700),
        ("其", 300, 700),
        ("他", 318, 700),
    ]
    (table,) = read(
        [
            *heads,
            *row("规章", 680, ("5", 211), ("6", 311)),
            *row("文件", 660, ("5", 211), ("6", 311)),
        ]
    )
    assert texts(table)[0] == ["项", "总计", "其他"]


def test_characters_over_different_figures_are_different_heads() -> None:
    heads: list[Word] = [("项", 30, 700), ("甲", 200, 700), ("乙", 218, 700)]
    (table,) = read(
        [
            *heads,
            *row("规章", 680, ("5", 203), ("6", 221)),
            *row("文件", 660, ("5", 203), ("6", 221)),
        ]
    )
    assert texts(table) == [["项", "甲", "乙"], ["规章", "5", "6"], ["文件", "5", "6"]]


def test_a_page_that_goes_on_takes_over_the_columns() -> None:
    first = [
        *HEADS,
        *row("规章", 680, ("0", 218), ("0", 318), ("0", 418)),
        *row("文件", 660, ("3", 218), ("1", 318), ("7", 418)),
    ]
    second = [*row("许可", 780, ("9", 318)), *row("处罚", 760, ("8", 318))]
    _, table = read(first, second)
    assert texts(table) == [["许可", "", "9", ""], ["处罚", "", "8", ""]]


def test_a_head_of_its_own_is_never_overruled() -> None:
    first = [
        *HEADS,
        *row("规章", 680, ("0", 218), ("0", 318), ("0", 418)),
        *row("文件", 660, ("3", 218), ("1", 318), ("7", 418)),
    ]
    second: list[Word] = [
        ("信息内容", 30, 780),
        ("处理决定", 310, 780),
        *row("许可", 760, ("9", 318)),
        *row("处罚", 740, ("8", 318)),
    ]
    _, table = read(first, second)
    assert texts(table)[1:] == [["许可", "9"], ["处罚", "8"]]
