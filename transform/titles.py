"""Titles of annual reports: is a line one, and which agency and year does it name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transform.labels import normalise

_SUBJECT = r"(?:政府信息与政务公开|政府信息公开|政务信息公开|信息公开|政务公开)"
_KIND = (
    r"(?:(?:工作)?(?:(?:19|20)\d{2}年)?年度工作报告|(?:工作)?年度工作情况|(?:工作)?年度报告"
    r"|(?:工作)?年度情况报告|(?:工作)?年报|工作报告|报告)"
)
_TITLE = re.compile(
    r"^(?:附件\d*[:：]?|正文[:：]?|关于|标题[:：]?)*[《“\"]?(?P<head>.{0,60}?)"
    + _SUBJECT
    + r"(?:工作)?(?:情况(?=的?年度))?的?"
    + r"(?P<inner>(?:19|20)\d{2}年度?)?"
    + _KIND
    + r"(?P<tail>[(（《》”\"].{0,14}|[-—_|].{1,20})?$"
)
_GLANCE = re.compile("公开.{0,24}?(?:报告|年报|年度工作情况)")
"""What every title has: of the subject the last word, of the kind the last one of each way to put it."""
_YEAR_IN_WORDS = re.compile(
    r"(?<![〇○零一二三四五六七八九])二[〇○0零][〇○0零一二三][〇○0零一二三四五六七八九](?=年)"
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR_IN = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年度|年)?")
_ORGAN = re.compile(
    r"(?:政府|局|委|办|厅|室|会|院|署|镇|乡|街道|处|中心|馆|所|队|站|区|县|市|省|旗|州|盟|系统|银行"
    r"|海关|关区|本级|公司|园|校|学|社|总队|机关|部|分局|场|台)(?:[(（].{1,20}[)）])?$"
)
_NOT_AGENCY = re.compile(
    r"[，。；！？,;>»›]|根据|按照|规定|现将|本报告|目录|索引|来源|发布|位置[:：]|首页"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed (blanks removed), its agency part, its year; year None when not in the title."""

    text: str
    agency: str
    year: int | None
    tail: str = ""


def may_be_title(plain: str) -> bool:
    """Whether a normalised line can be a title, at first glance."""
    return bool(_GLANCE.search(plain))


def read_title(text: str) -> Title | None:
    """The title a line is, or None.

    >>> read_title("达州市人力资源和社会保障局 2023 年政府信息公开工作年度报告").agency
    '达州市人力资源和社会保障局'
    >>> read_title("2020年四川省人民政府政府信息公开年度报告")
    Title(text='2020年四川省人民政府政府信息公开年度报告', agency='四川省人民政府', year=2020, tail='')
    """
    plain = normalise(text)
    if len(plain) > 90 or not may_be_title(plain):
        return None
    plain = _YEAR_IN_WORDS.sub(lambda year: year[0].translate(_DIGITS), plain)
    match = _TITLE.match(plain)
    if not match:
        return None
    head = match["head"]
    if _NOT_AGENCY.search(head):
        return None
    years = _YEAR_IN.findall(head + (match["inner"] or ""))
    agency = _YEAR_IN.sub("", head).strip("《》“”\"'·-—_:： 度年的").removesuffix("关于")
    year = int(years[-1]) if years else None
    return Title(plain, agency.replace("(", "（").replace(")", "）"), year, match["tail"] or "")


def names_an_organ(agency: str) -> bool:
    """Whether the text ends as names of organs do."""
    return bool(_ORGAN.search(agency))


def is_generic(agency: str) -> bool:
    """Whether the name is only the kind of an organ, its place having stood on another line.

    >>> is_generic("局"), is_generic("人民政府"), is_generic("洪泽区人民政府")
    (True, True, False)
    """
    return 0 < len(agency) < 3 or agency in _KINDS_OF_ORGAN


_KINDS_OF_ORGAN = frozenset(
    (
        "人民政府",
        "委员会",
        "办公室",
        "办公厅",
        "办事处",
        "街道办事处",
        "管理局",
        "管委会",
        "管理委员会",
        "人民政府办公室",
        "人民政府办公厅",
    )
)
