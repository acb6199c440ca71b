"""Table 三: rows by their labels, over page breaks anywhere, on both forms."""

from __future__ import annotations

import random

import pytest

from examples.draw import Figures, random_wording
from examples.draw.pieces import apply_cuts
from examples.draw.style import Cut, LabelAtCut
from extract.model import RawTable
from tests.transform.build import align, codes, cut, drawn, figures, printed, raw, texts

NEW = figures(seed=5, scale="city")
OLD = figures(seed=6, requests_form="2019", scale="city")
GRID = drawn(NEW, "requests")
ROWS = range(1, GRID.n_rows)


def parts(of: Figures, *rows: int, label: LabelAtCut = "first") -> list[RawTable]:
    """Table 三 on as many pages as there are breaks before `rows`, plus one."""
    grid, done, found = drawn(of, "requests"), 0, []
    for row in rows:
        above, grid = cut(grid, row - done, label)
        found.append(above)
        done = row
    return [raw(part, n, n + 1) for n, part in enumerate([*found, grid])]


@pytest.mark.parametrize(("of", "code"), [(NEW, "2021"), (OLD, "2019")])
def test_whole_table(of: Figures, code: str) -> None:
    """Every figure in its row and column, nothing left over."""
    found = align("requests", raw(drawn(of, "requests")), code=code)
    assert texts(found) == printed(of, "requests")
    assert (found.misfit, codes(found)) == (0, set())


@pytest.mark.parametrize(("of", "code"), [(NEW, "2019"), (OLD, "2021")])
def test_the_number_of_rows_tells_the_form(of: Figures, code: str) -> None:
    """C23: 23 rows never fit the form of 25, nor the other way round; no counting of figures."""
    assert align("requests", raw(drawn(of, "requests")), code=code).misfit >= 7


@pytest.mark.parametrize("label", ["first", "cut", "repeat"])
@pytest.mark.parametrize("row", ROWS)
def test_page_break_before_any_row(row: int, label: LabelAtCut) -> None:
    """C2, C3, C4: inside a group, through the vertical label, through the header."""
    found = align("requests", *parts(NEW, row, label=label))
    assert texts(found) == printed(NEW, "requests")
    assert found.misfit == 0


@pytest.mark.parametrize("seed", range(12))
def test_three_pages_and_other_words(seed: int) -> None:
    """Any two breaks, labels as published reports spell them."""
    rng = random.Random(seed)
    of = (NEW, OLD)[seed % 2]
    grid = drawn(of, "requests", random_wording(rng, 0.4))
    first, second = sorted(rng.sample(range(3, grid.n_rows), 2))
    above, rest = cut(grid, first, rng.choice(("first", "cut", "repeat")))
    middle, below = cut(rest, second - first, rng.choice(("first", "cut", "repeat")))
    pages = [raw(part, n, n + 1) for n, part in enumerate((above, middle, below))]
    found = align("requests", *pages, code=of.requests_form)
    assert texts(found) == printed(of, "requests")
    assert found.misfit == 0


FIRST_HALF_TAKEN_FOR_HEADER = pytest.mark.xfail(
    strict=True, reason="the first half of the first row, without figures, counts as header"
)
CUT_ROWS = [
    "partially_granted", "denied_prohibited_by_law", "unavailable_not_held",
    "not_processed_reconfirmation", "other_not_corrected_in_time",
    "other_fee_not_paid_in_time", "carried_forward", "carried_over",
]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        *((item, kind) for item in CUT_ROWS for kind in ("in_row_first", "in_row_second")),
        ("new_received", "in_row_first"),
        pytest.param("new_received", "in_row_second", marks=FIRST_HALF_TAKEN_FOR_HEADER),
    ],
)
def test_a_row_cut_by_the_page(item: str, kind: str) -> None:
    """C5: half of the label and all figures on one page, the rest of the label on the other."""

    def lines(cell: object, text: str) -> list[str]:
        return [text[i : i + 12] for i in range(0, len(text), 12)]

    grid, (row,) = apply_cuts(GRID, (Cut(kind, item),), lines)  # type: ignore[arg-type]
    above, below = cut(grid, row)
    found = align("requests", raw(above, 0, 1), raw(below, 1, 2))
    assert texts(found) == printed(NEW, "requests")
    assert found.misfit == 0


def test_header_repeated_on_every_page() -> None:
    """Repeated heads are no rows, and the columns stay."""
    above, below = cut(GRID, 14)
    head = cut(GRID, 3)[0]
    found = align("requests", raw(above), raw(head, 1), raw(below, 2))
    assert texts(found) == printed(NEW, "requests")


@pytest.mark.parametrize(
    ("head", "wrapped"),
    [
        ("商业企业", "商业\n企业"), ("商业企业", "商 业 企业"), ("科研机构", "科研"),
        ("社会公益组织", "社 会 公 益组织"), ("总计", "合 计"), ("其他", "其他组织"),
    ],
)  # fmt: skip
def test_heads_as_published(head: str, wrapped: str) -> None:
    """C11, D2: a wrapped or shortened head names the same column."""
    table = raw(GRID)
    place = next(c for c in table.cells if c.text == head and c.row < 3)
    written = raw(drawn(NEW, "requests", lambda text: wrapped if text == head else text))  # type: ignore[arg-type]
    assert written.cells != table.cells
    assert place.column == next(c.column for c in written.cells if c.text == wrapped)
    found = align("requests", written)
    assert (texts(found), found.misfit) == (printed(NEW, "requests"), 0)


@pytest.mark.parametrize("half", ["full", "half", "mixed"])
@pytest.mark.parametrize("ordinal", [".", "．", "、"])
def test_brackets_and_ordinals(half: str, ordinal: str) -> None:
    """(一) and （一）, 1. and 1、 are the same label."""
    from examples.draw import Wording

    grid = drawn(NEW, "requests", Wording(half, ordinal))  # type: ignore[arg-type]
    found = align("requests", raw(grid))
    assert (texts(found), found.misfit) == (printed(NEW, "requests"), 0)
