"""The text of the panel's reports: a few sentences that state figures, and some that differ by year."""

from __future__ import annotations

import random
from collections.abc import Mapping

from examples.panel.tree import Body

NOTICE = "（本报告为示例：机关与地区名称真实，全部数据均系虚构，不反映任何机关的实际工作。）"

_OVERVIEW = (
    "围绕群众关切推进政务公开，制作办事指南{n}份。",
    "完善主动公开基本目录，调整目录{n}处。",
    "规范依申请公开办理，修订答复文书样式{n}种。",
    "加强政策解读，召开座谈会{n}场。",
    "推进网站集约化，归并栏目{n}个。",
)
_PROBLEMS = (
    "政策解读形式不够丰富，群众看得懂的解读材料还不多。",
    "个别栏目更新不够及时，信息检索不够便捷。",
    "依申请公开答复的规范性有待提高，说理不够充分。",
    "基层工作人员变动较大，业务培训的针对性不强。",
    "公开属性审核把关不严，个别文件未同步确定公开属性。",
    "与群众互动交流的渠道不多，意见征集的反馈率偏低。",
)
_REMEDIES = (
    "下一步，将综合运用图文、音视频等方式开展解读。",
    "下一步，将完善内容保障责任制，定期检查、限时整改。",
    "下一步，将加强案例研讨，统一答复口径和文书格式。",
    "下一步，将分层分类开展培训，建立业务骨干库。",
)
_SCOPES = {
    ("government", "government_and_departments"): "本报告数据的统计范围为{name}本级及政府各部门。",
    ("government", "whole_region"): "本报告数据的统计范围包括全{unit}各级政府及部门。",
    ("government_office", "own"): "本报告数据的统计范围为{name}机关。",
    ("department", "own_and_subordinates"): "本报告数据的统计范围包括本机关及下属单位。",
}


def scope_sentence(body: Body, year: int) -> str:
    """What the report says of whose work it counts; nothing where that is unknown or goes without saying."""
    sentence = _SCOPES.get((body.kind, body.scope(year)), "")
    return sentence.format(name=body.name, unit=body.region[-1])


def sections(said: Mapping[str, int | None], rng: random.Random) -> dict[str, tuple[str, ...]]:
    """Paragraphs of the sections, the figures of `said` among them; None leaves a sentence out."""
    overview = "".join(text.format(n=rng.randint(2, 90)) for text in rng.sample(_OVERVIEW, 2))
    if said["new"] is not None and said["old"] is not None:
        overview += f"全年新收到政府信息公开申请{said['new']}件，上年结转{said['old']}件。"
    problems = "存在的主要问题：" + "".join(rng.sample(_PROBLEMS, 2)) + rng.choice(_REMEDIES)
    cases = f"本年度因政府信息公开工作发生行政复议案件{said['cases']}件。"
    return {
        "overview": (overview,),
        "disputes": (cases,),
        "problems": (problems,),
        "other": ("无其他需要报告的事项。",),
    }
