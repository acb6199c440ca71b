"""Table 二: heads lost, doubled, unknown or odd; figures go under a head or are a problem."""

from __future__ import annotations

import pytest

from tests.transform.build import C, Written, align, codes, table, texts

CAPTION_1, CAPTION_5 = C("第二十条第（一）项", cols=4), C("第二十条第（五）项", cols=4)
MADE: tuple[Written, ...] = ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")


def test_header_lost_with_a_note() -> None:
    """Three figures for three measures are taken in order, and said to be."""
    found = align("proactive", table([CAPTION_1], ["规章", "1", "2", "3"]))
    assert [texts(found)["rules", m] for m in ("issued", "repealed", "in_force")] == ["1", "2", "3"]
    assert "header_by_order" in codes(found)


@pytest.mark.parametrize("row", [["规章", "1", "2"], ["规章", "1", "2", "3", "4"]])
def test_header_lost_and_figures_that_do_not_fit(row: list[str]) -> None:
    """Two or four figures for three measures belong nowhere for certain."""
    found = align("proactive", table([CAPTION_1], row))
    assert not texts(found)
    assert (found.unmatched, codes(found)) == (len(row) - 1, {"figures_not_placed"})


def test_twin_heads_go_by_order() -> None:
    """C10: 本年新 twice on the 2019 form, with a note; never a head of 2021."""
    twins = ("信息内容", "本年新", "本年新", "对外公开总数量")
    written = table([CAPTION_1], twins, ["规章", "1", "2", "3"])
    found = align("proactive", written, code="2019")
    assert texts(found) == {
        ("rules", "newly_made"): "1",
        ("rules", "newly_published"): "2",
        ("rules", "total_published"): "3",
    }
    assert codes(found) == {"header_by_order"}


def test_measures_of_the_old_form_are_never_those_of_the_new() -> None:
    """对外公开总数量 is not 现行有效件数 (D1, never aliases)."""
    found = align("proactive", table([CAPTION_1], MADE, ["规章", "1", "2", "3"]))
    assert not texts(found)
    assert found.misfit > 10


def test_number_inside_a_header() -> None:
    """C21: the 2020 and the -8 of a head are no figures."""
    head = "本年增/减（指2020年增加或减少的事项数，减用负值表示，如-8）"
    written = table(
        [CAPTION_5], ["信息内容", "上一年项目数量", head, "处理决定数量"],
        ["行政许可", "10", "-2", "300"],
    )  # fmt: skip
    found = align("proactive", written, code="2019")
    assert [texts(found)["licensing", m] for m in (
        "items_previous_year", "items_change", "decisions")] == ["10", "-2", "300"]  # fmt: skip


UNKNOWN_HEAD = table([CAPTION_5], ["信息内容", "本年发放证照数量"], ["行政许可", "12"])


def test_unknown_head_makes_the_table_unfit() -> None:
    """A head nobody knows: nobody may take the report for verified."""
    found = align("proactive", UNKNOWN_HEAD)
    assert codes(found) >= {"header_unknown"}
    assert found.unmatched


def test_unknown_head_is_not_read_by_position() -> None:
    """12 of something else is no number of decisions."""
    assert not texts(align("proactive", UNKNOWN_HEAD))


def test_unknown_head_among_known_ones() -> None:
    """Two of three heads known and in place name the third, with a note."""
    heads = ("信息内容", "本年制发件数", "本年作废件数", "现行有效件数")
    found = align("proactive", table([CAPTION_1], heads, ["规章", "1", "2", "3"]))
    assert texts(found)["rules", "repealed"] == "2"
    assert codes(found) == {"label_unlisted"}
