"""The statistics sheet before 2019 as it is printed: labels, units, and which rows are headings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet; `code` empty for a heading. `depth` 0 is a part, 1 （一）, 2 1., 3 其中."""

    code: str
    label: str
    unit: str
    depth: int


def _lines() -> tuple[Line, ...]:
    lines = []
    for text in _SHEET.strip().splitlines():
        code, label, unit = (part.strip() for part in text.split("|"))
        lines.append(Line(code, label, unit, _depth(label)))
    return tuple(lines)


def _depth(label: str) -> int:
    if label[1] == "、" and label[0] in "一二三四五六七八九":
        return 0
    if label[0] == "（":
        return 1
    return 2 if label[0].isdigit() else 3


_SHEET = """
|一、主动公开情况|
proactive_published_items|（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）|条
proactive_published_normative_documents|其中：主动公开规范性文件数|条
normative_documents_issued|制发规范性文件总数|件
|（二）通过不同渠道和方式公开政府信息的情况|
published_in_gazette|1．政府公报公开政府信息数|条
published_on_website|2．政府网站公开政府信息数|条
published_on_weibo|3．政务微博公开政府信息数|条
published_on_wechat|4．政务微信公开政府信息数|条
published_otherwise|5．其他方式公开政府信息数|条
|二、回应解读情况|
concerns_answered|（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）|次
|（二）通过不同渠道和方式回应解读的情况|
press_conferences|1．参加或举办新闻发布会总次数|次
press_conferences_by_leaders|其中：主要负责同志参加新闻发布会次数|次
online_interviews|2．政府网站在线访谈次数|次
online_interviews_by_leaders|其中：主要负责同志参加政府网站在线访谈次数|次
policy_explanations|3．政策解读稿件发布数|篇
concerns_answered_on_weibo_wechat|4．微博微信回应事件数|次
concerns_answered_otherwise|5．其他方式回应事件数|次
|三、依申请公开情况|
requests_received|（一）收到申请数|件
requests_received_in_person|1．当面申请数|件
requests_received_by_fax|2．传真申请数|件
requests_received_online|3．网络申请数|件
requests_received_by_letter|4．信函申请数|件
requests_concluded|（二）申请办结数|件
requests_concluded_in_time|1．按时办结数|件
requests_concluded_after_extension|2．延期办结数|件
requests_answered|（三）申请答复数|件
answers_already_public|1．属于已主动公开范围数|件
answers_granted|2．同意公开答复数|件
answers_partially_granted|3．同意部分公开答复数|件
answers_denied|4．不同意公开答复数|件
answers_denied_state_secret|其中：涉及国家秘密|件
answers_denied_trade_secret|涉及商业秘密|件
answers_denied_personal_privacy|涉及个人隐私|件
answers_denied_security_stability|危及国家安全、公共安全、经济安全和社会稳定|件
answers_denied_not_government_information|不是《条例》所指政府信息|件
answers_denied_other_law|法律法规规定的其他情形|件
answers_other_agency|5．不属于本行政机关公开数|件
answers_not_existing|6．申请信息不存在数|件
answers_amend_request|7．告知作出更改补充数|件
answers_other_channel|8．告知通过其他途径办理数|件
reconsideration_total|四、行政复议数量|件
reconsideration_upheld|（一）维持具体行政行为数|件
reconsideration_corrected|（二）被依法纠错数|件
reconsideration_other|（三）其他情形数|件
litigation_total|五、行政诉讼数量|件
litigation_upheld|（一）维持具体行政行为或者驳回原告诉讼请求数|件
litigation_corrected|（二）被依法纠错数|件
litigation_other|（三）其他情形数|件
complaints|六、举报投诉数量|件
request_fees|七、依申请公开信息收取的费用|万元
|八、机构建设和保障经费情况|
dedicated_bodies|（一）政府信息公开工作专门机构数|个
reading_points|（二）设置政府信息公开查阅点数|个
staff|（三）从事政府信息公开工作人员数|人
staff_full_time|1．专职人员数（不包括政府公报及政府网站工作人员数）|人
staff_part_time|2．兼职人员数|人
dedicated_funds|（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）|万元
|九、政府信息公开会议和培训情况|
meetings|（一）召开政府信息公开工作会议或专题会议数|次
trainings|（二）举办各类培训班数|次
persons_trained|（三）接受培训人员数|人次
"""

LINES = _lines()
CODES = tuple(line.code for line in LINES if line.code)
SUMS = {
    "requests_received": (
        "requests_received_in_person",
        "requests_received_by_fax",
        "requests_received_online",
        "requests_received_by_letter",
    ),
    "answers_denied": (
        "answers_denied_state_secret",
        "answers_denied_trade_secret",
        "answers_denied_personal_privacy",
        "answers_denied_security_stability",
        "answers_denied_not_government_information",
        "answers_denied_other_law",
    ),
    "reconsideration_total": (
        "reconsideration_upheld",
        "reconsideration_corrected",
        "reconsideration_other",
    ),
    "litigation_total": ("litigation_upheld", "litigation_corrected", "litigation_other"),
    "staff": ("staff_full_time", "staff_part_time"),
}
"""Totals and their parts: the identities of the sheet."""
