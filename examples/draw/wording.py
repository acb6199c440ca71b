"""How a report words and shapes its tables: label variants, brackets, ordinals, odd cells."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Brackets = Literal["full", "half", "mixed"]

VARIANTS: dict[str, tuple[str, ...]] = {
    "第二十条第（一）项": ("第二十条 第（一）项", "第二十条第一项"),
    "第二十条第（五）项": ("第二十条 第（五）项", "第二十条第五项"),
    "第二十条第（六）项": ("第二十条 第（六）项", "第二十条第六项"),
    "第二十条第（八）项": ("第二十条 第（八）项", "第二十条第八项"),
    "规章": ("规 章",),
    "行政规范性文件": ("规范性文件",),
    "本年制发件数": ("本年度制发数", "制发件数"),
    "本年废止件数": ("本年废止数", "废止件数"),
    "现行有效件数": ("现行有效", "有效件数"),
    "本年处理决定数量": ("处理决定数量",),
    "本年收费金额（单位：万元）": ("本年收费金额（万元）", "本年收费金额(单位:万元)", "收费金额"),
    "对外公开总数量": ("公开总数量",),
    "商业企业": ("商业 企业", "商 业 企业", "企业"),
    "科研机构": ("科研 机构",),
    "社会公益组织": ("社会公益", "社 会 公 益组织"),
    "法律服务机构": ("法律服务",),
    "其他": ("其他组织",),
    "总计": ("总 计", "合计"),
    "一、本年新收政府信息公开申请数量": ("一、本年新收政府信息公开申请",),
    "二、上年结转政府信息公开申请数量": ("二、上年结转政府信息公开申请",),
    "三、本年度办理结果": ("三、本 年 度办 理 结果",),
    "2.其他法律行政法规禁止公开": ("2.其他法律行政止公开", "2.法律行政法规禁止公开"),
    "3.危及“三安全一稳定”": ("3.危及三安全一稳定", "3.危及\"三安全一稳定\""),
    "5.属于三类内部事务信息": ("5.三类内部事务",),
    "7.属于行政执法案卷": ("7.行政执法案卷",),
    "8.属于行政查询事项": ("8.行政查询事项",),
    "（七）总计": ("（七）总 计", "（七）办理结果总计"),
    "四、结转下年度继续办理": ("四、结转下年度",),
    "结果维持": ("维持", "结 果维持"),
    "结果纠正": ("纠正",),
    "尚未审结": ("未审结",),
    "未经复议直接起诉": ("未经复议直接诉讼",),
    "复议后起诉": ("复议后诉讼",),
    "二、主动公开政府信息情况": (
        "二、行政机关主动公开政府信息情况",
        "二、本年度主动公开政府信息情况",
    ),
    "三、收到和处理政府信息公开申请情况": (
        "三、行政机关收到和处理政府信息公开申请情况",
        "三、收到和处理政府信息公开申请情况统计表",
    ),
    "四、政府信息公开行政复议、行政诉讼情况": (
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    "五、存在的主要问题及改进情况": ("五、政府信息公开工作存在的主要问题及改进情况",),
}
"""Variants met in published reports, by official label."""

_ORDINAL = re.compile(r"^(\d)\.")
_HALF = str.maketrans("（）", "()")


@dataclass(frozen=True)
class Wording:
    """How labels are written: `variants` replaces official labels, the rest applies to all."""

    brackets: Brackets = "full"
    ordinal: str = "."
    variants: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, label: str) -> str:
        """The label as this report prints it."""
        text = _ORDINAL.sub(rf"\g<1>{self.ordinal}", self.variants.get(label, label))
        half = self.brackets == "half" or (self.brackets == "mixed" and len(label) % 2)
        return text.translate(_HALF) if half else text


@dataclass(frozen=True, slots=True)
class Shape:
    """Odd cells that published tables have.

    `split_decisions`: three cells where the form has one (`行政处罚 | 16 | | |`);
    `dispute_head_shift`: 行政诉讼 starts so many columns too far right;
    `extra_row`: a row the form does not have, behind the first block of table 二;
    `short_group`: the cell of （三） ends a row too early, and the row below it moves to the left;
    `split_result`: two cells for 三、本年度办理结果, one below the other.
    """

    split_decisions: bool = False
    dispute_head_shift: int = 0
    extra_row: tuple[str, ...] = ()
    short_group: bool = False
    split_result: bool = False


OFFICIAL = Wording()
PLAIN = Shape()


def random_wording(rng: random.Random, share: float = 0.15) -> Wording:
    """A wording in which about `share` of the labels is not the official one."""
    variants = {
        label: rng.choice(texts) for label, texts in VARIANTS.items() if rng.random() < share
    }
    brackets: Brackets = rng.choice(("full", "full", "half", "mixed"))
    return Wording(brackets, rng.choice((".", ".", "．", "、")), variants)
