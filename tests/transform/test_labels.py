"""Labels made comparable: what is one label in two spellings, and what must stay two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.labels import (
    Label,
    Ordinal,
    caption_key,
    has_cjk,
    normalise,
    parse_label,
    split_unit,
)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("总　计", "总计"),
        ("\ufeff总\u200b计", "总计"),
        ("商业\n企业", "商业企业"),
        ("（一） 予以 公开", "(一)予以公开"),
        ("１２", "12"),
        ("⼈⺠政府", "人民政府"),  # Kangxi and supplement radicals of PDF fonts
        ("本年增／减", "本年增/减"),
    ],
)
def test_normal_form(printed: str, plain: str) -> None:
    """A spelling left as it is would make a listed label an unknown one."""
    assert normalise(printed) == plain


PRINTABLE = st.one_of(
    *(
        st.characters(min_codepoint=first, max_codepoint=last)
        for first, last in (
            (0x20, 0x7E), (0x2000, 0x206F), (0x2E80, 0x2FD5), (0x3000, 0x303F),
            (0x3200, 0x33FF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF),
        )
    )
)  # fmt: skip
"""What Chinese reports are printed with, compatibility forms and odd blanks included."""


@given(st.text(PRINTABLE, max_size=40))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    """Else a key made from a normalised label would miss the label itself."""
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "level", "number", "key"),
    [
        ("一、本年新收", "top", 1, "本年新收"),
        ("四．结转下年度", "top", 4, "结转下年度"),
        ("十二、其他", "top", 12, "其他"),
        ("（三）不予公开", "group", 3, "不予公开"),
        ("(七)总 计", "group", 7, "总计"),
        ("1.属于国家秘密", "item", 1, "属于国家秘密"),
        ("1、属于国家秘密", "item", 1, "属于国家秘密"),
        ("1．属于国家秘密", "item", 1, "属于国家秘密"),
        ("１.属于国家秘密", "item", 1, "属于国家秘密"),
        ("（2）重复申请", "item", 2, "重复申请"),
        ("3.危及“三安全一稳定”", "item", 3, "危及三安全一稳定"),
        ('3.危及"三安全一稳定"', "item", 3, "危及三安全一稳定"),
        ("3.危及『三安全一稳定』", "item", 3, "危及三安全一稳定"),
    ],
)
def test_ordinals(text: str, level: str, number: int, key: str) -> None:
    """A lost ordinal would leave an unlisted spelling without a place."""
    assert parse_label(text) == Label(Ordinal(level, number), key)


@pytest.mark.parametrize("text", ["1.5", "12", "1,234", "251000元", "2023年", "-3", "总计", ""])
def test_figures_carry_no_ordinal(text: str) -> None:
    """`1.5` read as item 1 would turn a figure into a label."""
    assert parse_label(text).ordinal is None


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("规章", "规范性文件"),
        ("其他", "其他处理"),
        ("部分公开", "予以公开"),
        ("总计", "公开总数量"),
        ("行政许可", "行政处罚"),
        ("结果维持", "结果纠正"),
        ("本年新制作数量", "本年新公开数量"),
    ],
)
def test_other_labels_keep_other_keys(one: str, two: str) -> None:
    """Normalising too much would put one row's figures into another."""
    assert parse_label(one).key != parse_label(two).key


def test_a_word_that_says_nothing_is_left_out() -> None:
    """其它 for 其他 and a 的 too many are no other label."""
    assert parse_label("其它处理").key == parse_label("其他处理").key
    assert parse_label("其他法律行政法规禁止的公开").key == parse_label(
        "其他法律行政法规禁止公开"
    ).key


@pytest.mark.parametrize(
    ("text", "label", "unit"),
    [
        ("本年收费金额（单位：万元）", "本年收费金额", "万元"),
        ("本年收费金额(单位:万元)", "本年收费金额", "万元"),
        ("本年收费金额（万元）", "本年收费金额", "万元"),
        ("采购总金额（元）", "采购总金额", "元"),
        ("采购总金额", "采购总金额", None),
        ("规章（设区的市）", "规章(设区的市)", None),
        ("（一）万元", "(一)万元", None),
    ],
)
def test_units_in_brackets(text: str, label: str, unit: str | None) -> None:
    """A unit that stays in the label hides the label; one that is invented scales the amount."""
    assert split_unit(text) == (label, unit)


@pytest.mark.parametrize(
    "text",
    [
        "第二十条 第（一）项",
        "第二十条第一项",
        "第二十条第(一)项",
        "第20条第（一）项",
        "第 二 十 条\n第（一）项",
    ],
)
def test_captions_are_their_numbers(text: str) -> None:
    """A caption not recognised leaves its block without its own header."""
    assert caption_key(text) == caption_key("第二十条第（一）项")
    assert caption_key(text) != caption_key("第二十条第（五）项")


@pytest.mark.parametrize(
    ("text", "expected"), [("无", True), ("⼈", True), ("12", False), ("—", False), ("", False)]
)
def test_chinese_or_not(text: str, expected: bool) -> None:
    """A figure taken for a label would end the row's labels too late."""
    assert has_cjk(text) is expected
