"""The prose of a report: sentences that state the figures of its own tables, and some more."""

from __future__ import annotations

import random
from dataclasses import replace

from examples.draw.figures import Figures, Stated
from examples.draw.printed import number

_INTRO = (
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）和《国务院办公厅政府信息"
    "与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函{notice}）"
    "要求，编制{name}{year}年政府信息公开工作年度报告。本报告所列数据的统计期限自{year}年1月1日起至"
    "{year}年12月31日止。",
    "按照《中华人民共和国政府信息公开条例》第四十九条、第五十条规定，现公布{name}{year}年政府信息公开"
    "工作年度报告。本年度报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息"
    "公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。所列数据的"
    "统计期限为{year}年1月1日至12月31日。",
)
_OPENING = (
    "{year}年，我们认真落实《条例》要求，围绕群众关切推进政务公开，以公开促落实、强监管、优服务，"
    "各项工作有序开展。现将有关情况报告如下。",
    "{year}年，{name}坚持以公开为常态、不公开为例外，持续加大主动公开力度，规范依申请公开办理，"
    "提升平台建设水平，较好地完成了年度各项任务。",
)
_PUBLISHED = (
    "（一）主动公开。坚持应公开尽公开，及时更新机构职能、规划计划、财政预决算、重大项目等栏目，"
    "全年主动公开政府信息{items}条，发布政策解读{guides}篇。",
    "（一）主动公开情况。通过门户网站、政务新媒体、公告栏等渠道，全年主动公开政府信息{items}条，"
    "其中政策解读材料{guides}篇，方便企业群众查询。",
)
_APPLIED = (
    "（二）依申请公开。进一步规范登记、审核、办理、答复、归档各环节，加强与申请人的沟通。"
    "全年新收到政府信息公开申请{new}件，上年结转{old}件，办结{handled}件，结转下年度继续办理{forward}件。",
    "（二）依申请公开情况。畅通当面、信函、网络等受理渠道，依法依规办理。{year}年新收政府信息公开申请"
    "{new}件，上年结转{old}件，全年办结{handled}件，结转下年{forward}件，均在法定期限内答复。",
)
_MANAGED = (
    "（三）政府信息管理。严格执行信息发布“三审三校”制度，坚持先审查、后公开，全年未发生失泄密事件；"
    "定期清理已发布信息，做到内容准确、格式规范。",
    "（三）政府信息管理情况。建立健全公开属性源头认定机制，拟制公文时同步明确公开属性，"
    "对历史信息开展集中排查，及时调整失效内容。",
)
_PLATFORM = (
    "（四）政府信息公开平台建设。优化门户网站栏目设置和检索功能，网站全年访问量{visits}万人次；"
    "政务新媒体账号{accounts}个，按要求常态化开展检查。",
    "（四）平台建设情况。加强网站集约化管理，推进适老化改造，政府信息公开专栏全年访问量{visits}万人次，"
    "运行维护政务新媒体账号{accounts}个。",
)
_WATCHED = (
    "（五）监督保障。把政务公开纳入年度绩效考核，全年举办业务培训{trainings}次，参训{people}人次，"
    "未发生因政府信息公开工作被追究责任的情形。",
    "（五）监督保障情况。明确分管负责人和专职工作人员，定期通报工作进展，组织培训{trainings}次，"
    "培训{people}人次，自觉接受社会评议。",
)
_PROBLEMS = (
    "{year}年，我们的政府信息公开工作取得一定成效，但还存在一些不足：一是政策解读形式不够丰富，"
    "二是依申请公开答复的规范性有待提高。下一步，将从以下方面改进：一是综合运用图文、音视频等方式"
    "加强解读；二是加强业务培训和案例研讨，不断提高办理质量。",
    "存在的主要问题：个别栏目更新不够及时，信息检索不够便捷，基层工作人员变动较大。改进措施：一是完善"
    "内容保障责任制，定期检查、限时整改；二是优化栏目结构；三是加强队伍建设，定期开展交流学习。",
)
_OTHER = (
    "本年度依据《政府信息公开信息处理费管理办法》收取信息处理费{fee}元。无其他需要报告的事项。",
    "{year}年收取政府信息公开信息处理费{fee}元。没有其他需要报告的事项。",
)


def written(figures: Figures, rng: random.Random) -> Figures:
    """The report with prose that agrees with its tables, and the figures stated there."""
    year, busy = figures.year, 1 + (_of(figures, "new_received") or 0)
    known: dict[str, object] = {
        "new": _of(figures, "new_received"),
        "old": _of(figures, "carried_over"),
        "handled": _of(figures, "handled_total"),
        "forward": _of(figures, "carried_forward"),
        "items": rng.randint(60, 400) * (1 + int(busy**0.5)),
        "guides": rng.randint(2, 60),
        "visits": f"{rng.randint(20, 4000) / 100:g}",
        "accounts": rng.randint(1, 20),
        "trainings": rng.randint(1, 9),
        "people": rng.randint(20, 600),
        "fee": 0,
    }
    notice = "〔2021〕30号" if figures.form == "2021" else "〔2019〕60号"

    def say(texts: tuple[str, ...]) -> str:
        return rng.choice(texts).format(
            name=figures.printed_name, year=year, notice=notice, **known
        )

    overview = (_OPENING, _PUBLISHED, _APPLIED, _MANAGED, _PLATFORM, _WATCHED)
    return replace(
        figures,
        intro=figures.intro or say(_INTRO),
        sections=figures.sections
        or {
            "overview": tuple(map(say, overview)),
            "problems": (say(_PROBLEMS),),
            "other": (say(_OTHER),),
        },
        dateline=figures.dateline or f"{year + 1}年1月{rng.randint(8, 31)}日",
        stated=figures.stated or _stated(known),
    )


def _of(figures: Figures, item: str) -> float | None:
    """The total of a row of table 三, or nothing said about it."""
    return number(figures.requests.get((item, "total"))) or 0


def _stated(known: dict[str, object]) -> tuple[Stated, ...]:
    """The figures of the prose as the warehouse knows them."""
    return (
        Stated("published_items", _number(known["items"]), "条"),
        Stated("policy_interpretations", _number(known["guides"]), "篇"),
        Stated("requests_received", _number(known["new"]), "件"),
        Stated("requests_carried_over", _number(known["old"]), "件"),
        Stated("requests_handled", _number(known["handled"]), "件"),
        Stated("requests_carried_forward", _number(known["forward"]), "件"),
        Stated("site_visits", round(_number(known["visits"]) * 10_000), "人次"),
        Stated("new_media_accounts", _number(known["accounts"]), "个"),
        Stated("trainings_held", _number(known["trainings"]), "次"),
        Stated("training_participants", _number(known["people"]), "人次"),
        Stated("processing_fee_amount", 0, "元"),
    )


def _number(value: object) -> float:
    """A number from what stands in the prose."""
    return float(str(value)) if "." in str(value) else int(str(value))
