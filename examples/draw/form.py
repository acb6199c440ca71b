"""The official forms of 2019 and 2021 as they are printed: codes, labels, rows and columns."""

from __future__ import annotations

from dataclasses import dataclass

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

APPLICANTS = {
    "natural_person": "自然人",
    "commercial_enterprise": "商业企业",
    "research_institution": "科研机构",
    "public_interest_organization": "社会公益组织",
    "legal_service_institution": "法律服务机构",
    "other_organization": "其他",
    "total": "总计",
}
PARTS = tuple(code for code in APPLICANTS if code != "total")

OUTCOMES = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
PROCEDURES = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}

HEADINGS = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}

RESULTS = "三、本年度办理结果"
GROUPS = {
    "denied": "（三）不予公开",
    "unavailable": "（四）无法提供",
    "not_processed": "（五）不予处理",
    "other": "（六）其他处理",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A row of table 三. `group` is a key of GROUPS, `result` a row without one, or `top`."""

    code: str
    group: str
    label: str


_HEAD = [
    Item("new_received", "top", "一、本年新收政府信息公开申请数量"),
    Item("carried_over", "top", "二、上年结转政府信息公开申请数量"),
    Item("granted", "result", "（一）予以公开"),
    Item("partially_granted", "result", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    Item("denied_state_secret", "denied", "1.属于国家秘密"),
    Item("denied_prohibited_by_law", "denied", "2.其他法律行政法规禁止公开"),
    Item("denied_three_securities_one_stability", "denied", "3.危及“三安全一稳定”"),
    Item("denied_third_party_rights", "denied", "4.保护第三方合法权益"),
    Item("denied_internal_affairs", "denied", "5.属于三类内部事务信息"),
    Item("denied_deliberative_process", "denied", "6.属于四类过程性信息"),
    Item("denied_enforcement_case_file", "denied", "7.属于行政执法案卷"),
    Item("denied_administrative_query", "denied", "8.属于行政查询事项"),
    Item("unavailable_not_held", "unavailable", "1.本机关不掌握相关政府信息"),
    Item("unavailable_needs_creation", "unavailable", "2.没有现成信息需要另行制作"),
    Item("unavailable_still_unclear", "unavailable", "3.补正后申请内容仍不明确"),
    Item("not_processed_petition", "not_processed", "1.信访举报投诉类申请"),
    Item("not_processed_duplicate", "not_processed", "2.重复申请"),
    Item("not_processed_publication", "not_processed", "3.要求提供公开出版物"),
    Item("not_processed_excessive", "not_processed", "4.无正当理由大量反复申请"),
    Item(
        "not_processed_reconfirmation",
        "not_processed",
        "5.要求行政机关确认或重新出具已获取信息",
    ),
]
_OTHER_2021 = [
    Item(
        "other_not_corrected_in_time",
        "other",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    ),
    Item(
        "other_fee_not_paid_in_time",
        "other",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ),
    Item("other_other", "other", "3.其他"),
]
_OTHER_2019 = [Item("other_processing", "result", "（六）其他处理")]
_TAIL = [
    Item("handled_total", "result", "（七）总计"),
    Item("carried_forward", "top", "四、结转下年度继续办理"),
]
ITEMS = {
    "2019": tuple([*_HEAD, *_OTHER_2019, *_TAIL]),
    "2021": tuple([*_HEAD, *_OTHER_2021, *_TAIL]),
}


def outcomes(form: str) -> tuple[str, ...]:
    """Codes of the rows that add up to （七）总计 in a form of table 三."""
    frame = {"new_received", "carried_over", "handled_total", "carried_forward"}
    return tuple(item.code for item in ITEMS[form] if item.code not in frame)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of table 二: its caption, its columns and its rows, as (code, label)."""

    caption: str
    measures: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]


_ITEM_COUNTS = (("items_previous_year", "上一年项目数量"), ("items_change", "本年增/减"))
_DECIDED = (("decisions", "本年处理决定数量"),)
_DECIDED_2019 = (*_ITEM_COUNTS, ("decisions", "处理决定数量"))
_ISSUED = (("issued", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数"))
_MADE = (
    ("newly_made", "本年新制作数量"),
    ("newly_published", "本年新公开数量"),
    ("total_published", "对外公开总数量"),
)
_BOUGHT = (("procurement_items", "采购项目数量"), ("procurement_amount", "采购总金额"))
_RULES, _LICENSING = ("rules", "规章"), ("licensing", "行政许可")
_PENALTIES = (("penalties", "行政处罚"), ("coercive_measures", "行政强制"))
_FEES = (("fees", "行政事业性收费"),)
_SERVICES = ("other_external_services", "其他对外管理服务事项")

BLOCKS = {
    "2021": (
        Block("第二十条第（一）项", _ISSUED, (_RULES, ("normative_documents", "行政规范性文件"))),
        Block("第二十条第（五）项", _DECIDED, (_LICENSING,)),
        Block("第二十条第（六）项", _DECIDED, _PENALTIES),
        Block("第二十条第（八）项", (("fee_amount", "本年收费金额（单位：万元）"),), _FEES),
    ),
    "2019": (
        Block("第二十条第（一）项", _MADE, (_RULES, ("normative_documents", "规范性文件"))),
        Block("第二十条第（五）项", _DECIDED_2019, (_LICENSING, _SERVICES)),
        Block("第二十条第（六）项", _DECIDED_2019, _PENALTIES),
        Block("第二十条第（八）项", _ITEM_COUNTS, _FEES),
        Block("第二十条第（九）项", _BOUGHT, (("government_procurement", "政府集中采购"),)),
    ),
}


def proactive_cells(form: str) -> tuple[tuple[str, str], ...]:
    """(subject, measure) of every figure of table 二, in printed order."""
    return tuple(
        (subject, measure)
        for block in BLOCKS[form]
        for subject, _ in block.subjects
        for measure, _ in block.measures
    )
