"""When a report was published: its dateline, or what the page around it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import Paragraph
from transform.labels import normalise

_DATELINE = re.compile(r"^(20\d{2})年(\d{1,2})月(\d{1,2})日$")
_PUBLISHED = re.compile(
    r"(?:发布|公布|公开|发文|生成|成文)(?:日期|时间)[:：]?(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
)


def publication_date(
    lines: Sequence[str], closing: Sequence[Paragraph]
) -> tuple[str | None, str | None]:
    """The date (ISO) and where it stands, `dateline` or `page`; None twice where there is none.

    `lines` are those before the first table, `closing` what stands after the last.
    """
    for line in reversed([line for p in closing for line in p.text.splitlines()]):
        match = _DATELINE.match(normalise(line))
        if match:
            return _iso(match), "dateline"
    for line in lines:
        match = _PUBLISHED.search(normalise(line))
        if match:
            return _iso(match), "page"
    return None, None


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = (int(part) for part in match.groups())
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None
