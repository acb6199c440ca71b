"""Who published the report and for which year: title, statistics period, dateline.

Period, title, announcement and dateline are witnesses of the reporting year; a date on the page is
none (re-uploads are dated years later). What contradicts is a problem, not an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Paragraph, Problem
from transform.agency import Agency
from transform.labels import may_count_pages, normalise, normalise_long
from transform.publication_date import publication_date
from transform.titles import Title, is_generic, may_be_title, names_an_organ, read_title

_PERIOD = re.compile(
    r"(?:期限|时间|时限|周期|截止|统计|数据).{0,18}?(?<!\d)(?P<year>20\d{2})年?1月1日.{0,4}?(?:至|到|起|—|-|~).{0,12}?12月31日"
)
_ANY_PERIOD = re.compile(r"(?<!\d)(20\d{2})年1月1日.{0,4}(?:至|到|—|-|~).{0,12}12月31日")
_PAGE_NUMBER = re.compile(r"^(?:第?[-—－–\s]*\d{1,3}[-—－–\s]*页?(?:/?共?\d+页?)?|—|\d+/\d+)$")
_MADE_BY = re.compile(
    r"(?:编制|编写|形成|发布|公布)(?:了|的)?(?:本)?(?P<agency>[\u4e00-\u9fff()（）]{3,40}?)(?P<year>20\d{2})年度?(?:政府|政务)?信息公开"
)
_ANNOUNCED = re.compile(
    r"(?<!\d)(20\d{2})年度?(?:政府|政务)信息公开(?:工作)?(?:年度报告|年报|年度工作报告)"
)
_NAME_PART = re.compile(r"^[\u4e00-\u9fff()（）]{2,30}$")
OPENING_LINES = 40
"""A title stands within the first lines of a report, cover page and metadata included."""
MOST_LINES = 4
"""Lines a title is printed over."""


@dataclass(frozen=True, slots=True)
class ReportIdentity:
    """Agency as printed, reporting year, title; `published_on` ISO date with where it stands; `placed`
    is which agency that is, once it was looked for."""

    agency: str
    year: int | None
    title: str
    published_on: str | None
    published_basis: str | None
    problems: tuple[Problem, ...]
    placed: Agency | None = None


def identify(
    opening: Sequence[Paragraph], closing: Sequence[Paragraph], hint: str, file_name: str
) -> ReportIdentity | None:
    """Identity from the paragraphs before the first table and after the last; None: not an annual report.

    `hint` is the document's metadata title, `file_name` the last resort for a name (never for a year
    alone: download dates stand in file names).
    """
    lines = [
        line
        for p in opening
        for line in p.text.splitlines()
        if line.strip() and not _is_furniture(line)
    ]
    problems: list[Problem] = []
    title = find_title(lines, "".join(p.text for p in closing)) or _hinted(hint)
    if title is None or not title.agency or is_generic(title.agency):
        title, origin = _fallback(title, lines, file_name)
        if title is None:
            return None
        problems.append(Problem("agency_not_in_title", title.text, params={"source": origin}))
    published, basis = publication_date(lines, closing)
    year, contradiction = _year(lines, title, published if basis == "dateline" else None)
    problems.extend(contradiction)
    return ReportIdentity(title.agency, year, title.text, published, basis, tuple(problems))


def find_title(lines: Sequence[str], elsewhere: str = "") -> Title | None:
    """The best title among the opening lines: named agency first, then fewer lines, then earlier.

    `elsewhere` is the rest of the text: a name that begins on the line above the title is known by
    standing there in one piece.
    """
    candidates: list[tuple[tuple[int, int, int], Title]] = []
    plain = [normalise(line) for line in lines[: OPENING_LINES + MOST_LINES]]
    long = [len(line) > 45 for line in plain]
    for start in range(min(len(lines), OPENING_LINES)):
        for count in range(1, MOST_LINES + 1):
            if start + count > len(plain) or (count > 1 and True in long[start : start + count]):
                break
            if not may_be_title("".join(plain[start : start + count])):
                continue
            title = read_title("".join(lines[start : start + count]))
            if title:
                rank = 0 if names_an_organ(title.agency) else 1 if title.agency else 2
                candidates.append(((rank, count, start), title))
                break
    if not candidates:
        return None
    (_, count, start), title = min(candidates, key=lambda item: item[0])
    rest = ""
    for above in reversed(lines[max(0, start - 2) : start]):
        begun = normalise(above)
        if not _NAME_PART.match(begun) or not title.agency:
            break
        rest = rest or normalise_long(elsewhere) + "".join(map(normalise, lines[start + count :]))
        whole = begun.replace("(", "（").replace(")", "）") + title.agency
        begins_inside = is_generic(title.agency) or title.agency[0] in "和与及"
        if not (begins_inside or whole in rest.replace("(", "（").replace(")", "）")):
            break
        title = Title(begun + title.text, whole, title.year, title.tail)
    return title


def _is_furniture(line: str) -> bool:
    return may_count_pages(line) and bool(_PAGE_NUMBER.match(normalise(line)))


def _hinted(hint: str) -> Title | None:
    for part in re.split(r"[-_|—–]", hint):
        title = read_title(part)
        if title:
            return title
    return None


def _fallback(
    title: Title | None, lines: Sequence[str], file_name: str
) -> tuple[Title | None, str]:
    """A report whose title names no agency: the sentence that says whose report it is, the dateline's
    organ, the file name."""
    text = "".join(lines[:OPENING_LINES])
    match = _MADE_BY.search(normalise_long(text))
    if match and names_an_organ(match["agency"]):
        return Title(title.text if title else match[0], match["agency"], int(match["year"])), "text"
    named = read_title(re.sub(r"\.\w{2,5}$", "", file_name))
    if named and named.agency and (title or _mentions_report(text)):
        return Title(
            title.text if title else named.text, named.agency, title.year if title else named.year
        ), "file name"
    if title:
        return title, "nothing"
    return None, ""


def _mentions_report(text: str) -> bool:
    plain = normalise_long(text)
    return (
        "信息公开" in plain
        and ("年度报告" in plain or "年报" in plain)
        and bool(_ANY_PERIOD.search(plain))
    )


def _year(
    lines: Sequence[str], title: Title, published_on: str | None
) -> tuple[int | None, list[Problem]]:
    """The year most witnesses name; of equals the statistics period, then the title.

    Witnesses: the period, the title, the sentence that announces the report, the dateline less one.
    Titles (quirks F5) and periods copied from last year's report are both known to be wrong.
    """
    text = normalise_long("".join(lines))
    periods = [int(m["year"]) for m in _PERIOD.finditer(text)] or [
        int(y) for y in _ANY_PERIOD.findall(text)
    ]
    period = Counter(periods).most_common(1)[0][0] if periods else None
    announced = [int(y) for y in _ANNOUNCED.findall(text.replace(title.text, ""))]
    witnesses = [period, title.year, Counter(announced).most_common(1)[0][0] if announced else None]
    if published_on:
        witnesses.append(int(published_on[:4]) - 1)
    if period is None and title.year is None:
        return None, [Problem("year_unknown", title.text)]
    votes = Counter(year for year in witnesses if year)
    order = [year for year in witnesses if year]
    year = max(votes, key=lambda candidate: (votes[candidate], -order.index(candidate)))
    if period and title.year and period != title.year:
        params = {"title_year": str(title.year), "period_year": str(period), "year": str(year)}
        return year, [Problem("year_contradicts", title.text, params=params)]
    return period or title.year, []
