"""`ogi dashboard`: from a warehouse to one page on a region, an agency or all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from flows.dashboard_data import Choice, gather
from flows.dashboard_page import page_html
from flows.page_file import require_own, write_page

MAKER = "ogi dashboard"
MEBIBYTE = 1024 * 1024

Language = Literal["zh", "en", "both"]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What was written; `has_agencies` is false where the pages of agencies would have been too much."""

    file: Path
    agencies: int
    reports: int
    first_year: int
    last_year: int
    regions: int
    bytes: int
    has_agencies: bool


def dashboard(
    warehouse: Path, out: Path, choice: Choice, language: Language = "zh", megabytes: float = 5.0
) -> Dashboard:
    """Writes the page to `out`; beyond `megabytes` it goes without what it has for single agencies.

    Raises UserError if nothing fits the choice, or if `out` is a file that is no such page.
    """
    require_own(out, MAKER)
    data = gather(warehouse, choice)
    made = datetime.now()
    content = page_html(data, language, made).encode()
    has_agencies = len(content) <= megabytes * MEBIBYTE
    if not has_agencies:
        content = page_html(data, language, made, with_agencies=False).encode()
    write_page(out, content)
    return Dashboard(
        out,
        len(data.bodies),
        len(data.sources),
        data.years[0],
        data.years[-1],
        len(data.regions),
        len(content),
        has_agencies,
    )
