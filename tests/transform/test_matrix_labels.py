"""Table 三, labels nobody listed: placed only where ordinals, order and likeness agree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.transform.build import (
    C,
    align,
    codes,
    complete,
    drawn,
    figures,
    form,
    only_draft,
    printed,
    raw,
    report,
    table,
    texts,
)

OF = figures(seed=8, scale="city")
TRUTH = printed(OF, "requests")
LABELS = {row.code: row.label for row in form("2021").tables["requests"].rows}
HEAD = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def said(code: str, label: str) -> Callable[[str], str]:
    """A wording in which one row has another label."""
    return lambda text: label if text == LABELS[code] else text


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("denied_third_party_rights", "4.保护第三方的合法权利"),
        ("denied_internal_affairs", "5.属于三类内部事务的公文信息"),
        ("unavailable_needs_creation", "2.没有现成信息，需另行制作"),
        ("not_processed_petition", "1.信访、举报、投诉类的申请事项"),
        ("granted", "（一）予以公开的"),
    ],
)
def test_unlisted_spelling_in_its_place(code: str, label: str) -> None:
    """A misprint in a label must not lose the row, and must be said."""
    found = align("requests", raw(drawn(OF, "requests", said(code, label))))  # type: ignore[arg-type]
    assert texts(found) == TRUTH
    assert found.misfit == 0


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("denied_third_party_rights", "保护第三方的合法权利"),  # no ordinal
        ("denied_third_party_rights", "6.保护第三方的合法权利"),  # another ordinal
        ("denied_third_party_rights", "4.其他不予公开的情形"),  # not alike
        ("unavailable_needs_creation", "2.本机关不掌握的信息另行制作"),
        ("other_other", "3.撤回申请"),
    ],
)
def test_unlisted_row_is_refused(code: str, label: str) -> None:
    """Nothing fuzzy: a row that might be another is left out and said, with its nearest label."""
    found = align("requests", raw(drawn(OF, "requests", said(code, label))))  # type: ignore[arg-type]
    assert {row for row, _ in found.missing} == {code}
    assert found.unmatched == 1
    assert codes(found) == {"row_unknown"}
    (problem,) = found.problems
    assert label.split(".")[-1] in problem.raw
    assert problem.params["nearest"]


def test_the_group_tells_bare_labels_apart() -> None:
    """其他 is a column, a row and a group; 总计 a row and a column."""
    found = align("requests", raw(drawn(OF, "requests")))
    assert texts(found)["other_other", "total"] == TRUTH["other_other", "total"]
    assert texts(found)["handled_total", "total"] == TRUTH["handled_total", "total"]


def test_results_of_the_year_is_group_and_total() -> None:
    """`本年度办理结果` with figures behind （六） is the total, without figures the group."""
    found = align("requests", raw(drawn(OF, "requests", said("handled_total", "本年度办理结果"))))  # type: ignore[arg-type]
    assert texts(found) == TRUTH
    assert found.misfit == 0


def test_only_a_row_at_the_top_level() -> None:
    """A few rows without groups read as the form's rows; the rest is missing."""
    written = table(
        [C("申请人情况"), *HEAD],
        ["一、本年新收", "3", "", "", "", "", "", "3"],
        ["二、上年结转", "1", "", "", "", "", "", "1"],
        ["四、结转下年", "0", "", "", "", "", "", "0"],
    )
    found = align("requests", written)
    assert texts(found)["new_received", "total"] == "3"
    assert texts(found)["carried_forward", "natural_person"] == "0"
    assert len(found.missing) == 22 * 7


def test_same_row_twice() -> None:
    """Two rows 予以公开 with figures: the second is left over, a person must look."""
    written = table(
        [C("申请人情况"), *HEAD],
        ["（一）予以公开", *"1000001"],
        ["（一）予以公开", *"2000002"],
    )
    found = align("requests", written)
    assert texts(found)["granted", "total"] == "1"
    assert (found.unmatched, codes(found)) == (1, {"row_repeated"})


def test_rows_in_another_order_are_found_by_label() -> None:
    """Position alone never decides; the order is noted."""
    written = table(
        [C("申请人情况"), *HEAD],
        ["四、结转下年度继续办理", *"1000001"],
        ["一、本年新收", *"2000002"],
    )
    found = align("requests", written)
    assert texts(found)["new_received", "total"] == "2"
    assert codes(found) == {"row_out_of_order"}


OTHERS = ("other_not_corrected_in_time", "other_fee_not_paid_in_time")


def test_blank_row_nobody_knows_is_not_dropped() -> None:
    """A row of blank cells is printed too: it must be said that nobody knows it."""
    grid = drawn(figures(seed=1, scale="township"), "requests")
    strange = [said(code, f"{n}、某种别的情形下的处理") for n, code in enumerate(OTHERS, 1)]
    say = lambda text: strange[1](strange[0](text))  # noqa: E731
    of = figures(seed=1, scale="township")
    cells = {**of.requests, **{(code, a): None for code in OTHERS for _, a in of.requests}}
    blank = type(of)(**{**vars(of), "requests": cells})
    found = align("requests", raw(drawn(blank, "requests", say)), code="2019")  # type: ignore[arg-type]
    assert grid.n_rows == 28
    assert [problem.code for problem in found.problems].count("row_unknown") >= 2


def test_third_of_three_others_is_not_the_only_other() -> None:
    """Rows 1 and 2 of （六） lost with a page: 3.其他 is not the whole of （六）."""
    cells = {key: text for key, text in OF.requests.items() if key[0] not in OTHERS}
    balanced = {**cells}
    for column in HEAD and {column for _, column in cells}:
        lost = sum(int(OF.requests[code, column] or 0) for code in OTHERS)
        balanced["granted", column] = str(int(cells["granted", column] or 0) + lost)
    of = type(OF)(**{**vars(OF), "requests": balanced})
    draft = only_draft(report(of))
    slot = ("requests", "other_processing", "total")
    assert not (complete(draft) and slot in draft.found.by_slot())
