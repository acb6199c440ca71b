"""Many different reports before 2019, with what a warehouse must hold of them beside."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

from examples.draw.docx_style import random_docx_style
from examples.draw.html import random_html_style
from examples.draw.legacy import broken, invent_sheet, random_sheet_style
from examples.draw.legacy_form import SUMS
from examples.draw.legacy_media import Medium, Style, draw_sheet
from examples.draw.style import random_style
from examples.draw.text import random_text_style

MEDIA: tuple[Medium, ...] = ("pdf", "html", "docx", "txt")
FIRST_YEAR, YEARS = 2014, 5


def write_sheets(out: Path, count: int, seed: int = 0) -> Iterator[Path]:
    """Draws `count` reports into `out` and their truth into `out`.truth; yields the reports.

    The same seed draws the same bytes. One in ten breaks a sum, one in three leaves cells blank.
    """
    truth = out.with_name(f"{out.name}.truth")
    out.mkdir(parents=True, exist_ok=True)
    truth.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        rng = random.Random(f"legacy {seed} {number}")
        medium, year = MEDIA[number % len(MEDIA)], FIRST_YEAR + number % YEARS
        agency = f"某市某县第{number // YEARS + 1}街道办事处"
        sheet = invent_sheet(rng, agency, year, blank=0.1 if number % 3 == 0 else 0.0)
        if number % 10 == 9:
            sheet = broken(sheet, rng.choice(tuple(SUMS)))
        path = out / f"{number:05d}.{medium}"
        path.write_bytes(draw_sheet(sheet, medium, random_sheet_style(rng), _style(medium, rng)))
        text = json.dumps(sheet.truth() | {"file": path.name}, ensure_ascii=False, indent=1)
        (truth / f"{path.stem}.truth.json").write_text(text + "\n", encoding="utf-8")
        yield path


def _style(medium: Medium, rng: random.Random) -> Style:
    styles: Mapping[Medium, Style] = {
        "pdf": random_style(rng),
        "html": random_html_style(rng),
        "docx": random_docx_style(rng),
        "txt": random_text_style(rng),
    }
    return styles[medium]
