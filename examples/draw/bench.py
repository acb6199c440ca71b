"""Many different reports, drawn quickly: material for measuring and for fuzzing."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import repeat
from pathlib import Path

from examples.draw.docx import draw_docx
from examples.draw.docx_style import random_docx_style
from examples.draw.figures import Figures
from examples.draw.fonts import with_random_fonts
from examples.draw.habits import random_habits
from examples.draw.html import draw_html, random_html_style
from examples.draw.invent import IDENTITIES, Identity, balanced
from examples.draw.names import random_agency
from examples.draw.pdf import draw_pdf
from examples.draw.pictures import random_pictures
from examples.draw.quirks import random_shape, with_rows_ending_early
from examples.draw.scan import draw_scan
from examples.draw.scan_style import random_scan
from examples.draw.style import random_style
from examples.draw.text import TextStyle, draw_text, random_text_style
from examples.draw.themes import with_more_prose

KINDS = ("pdf", "html", "docx", "text")
PICTURED = ("scan", "pictures")
"""Kinds that hold pictures of text; no part of a mixture, since only recognition reads them."""
_SUFFIX = {
    "pdf": ".pdf", "html": ".html", "docx": ".docx", "text": ".txt", "scan": ".pdf", "pictures": ".pdf",
}
_SHARES = (6, 3, 1, 1)
_PER_JOB = 25


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn report: its content, its bytes, its kind and the style as a note."""

    figures: Figures
    content: bytes
    kind: str
    style: str


def random_report(
    seed: str, kind: str = "mixed", change: Callable[[Figures], Figures] | None = None
) -> Drawn:
    """The report of a seed: the same seed and kind give the same bytes.

    `change` makes other figures of those invented; the drawing is the same.
    """
    rng = random.Random(seed)
    agency = random_agency(rng)
    year = rng.randint(2019, 2025)
    old_requests = year >= 2021 and rng.random() < 0.06
    broken: tuple[Identity, ...] = (rng.choice(IDENTITIES),) if rng.random() < 0.08 else ()
    figures = balanced(
        rng, agency.name, year, scale=agency.scale, region=agency.region,
        requests_form="2019" if old_requests else "", broken=broken, habits=random_habits(rng),
    )
    figures = with_more_prose(figures, random.Random(f"prose {seed}"))
    odd = random.Random(f"quirks {seed}")
    shape = random_shape(odd)
    if odd.random() < 0.06:
        figures = with_rows_ending_early(figures, odd)
    if change is not None:
        figures = change(figures)
    if kind == "mixed":
        kind = rng.choices(KINDS, _SHARES)[0]
    draw: dict[str, Callable[[], tuple[bytes, object]]] = {
        "pdf": lambda: (draw_pdf(figures, style := replace(random_style(rng), shape=shape)), style),
        "html": lambda: (
            draw_html(figures, style := replace(random_html_style(rng), shape=shape)), style
        ),
        "docx": lambda: (draw_docx(figures, style := random_docx_style(rng)), style),
        "text": lambda: (draw_text(figures, style := _set_out(random_text_style(rng), odd)), style),
        "scan": lambda: _scan(figures, rng),
        "pictures": lambda: _pictures(figures, rng),
    }
    content, style = draw[kind]()
    return Drawn(figures, content, kind, repr(style))


def _set_out(style: TextStyle, odd: random.Random) -> TextStyle:
    """The style, with tables set out by blanks now and then."""
    layout = style.separator == "\t" and odd.random() < 0.3
    return replace(style, separator=" ", relaid=odd.random() < 0.1) if layout else style


def _scan(figures: Figures, rng: random.Random) -> tuple[bytes, object]:
    """A report printed, stamped and scanned."""
    style = with_random_fonts(random_style(rng), rng)
    scan = random_scan(rng, figures.printed_name)
    return draw_scan(draw_pdf(figures, style), scan), (style, scan)


def _pictures(figures: Figures, rng: random.Random) -> tuple[bytes, object]:
    """A report with tables that are pictures."""
    style = with_random_fonts(random_style(rng), rng)
    pictures = random_pictures(rng)
    return draw_pdf(figures, style, pictures), (style, pictures)


def bench(out: Path, count: int, seed: int = 0, kind: str = "pdf", workers: int = 2) -> None:
    """Draws reports into `out` and their truth into `out` + `.truth`."""
    out.mkdir(parents=True, exist_ok=True)
    truths(out).mkdir(parents=True, exist_ok=True)
    jobs = [range(i, min(i + _PER_JOB, count)) for i in range(0, count, _PER_JOB)]
    work = partial(_draw_some, out, seed, kind)
    if workers > 1 and len(jobs) > 1:
        with ProcessPoolExecutor(workers) as pool:
            for _ in pool.map(work, jobs):
                pass
    else:
        for _ in map(work, jobs):
            pass


def truths(out: Path) -> Path:
    """The folder of the truth files of a bench folder."""
    return out.with_name(f"{out.name}.truth")


def _draw_some(out: Path, seed: int, kind: str, numbers: range) -> None:
    """Draws some of the reports of a bench."""
    for number, start in zip(numbers, repeat(seed), strict=False):
        drawn = random_report(f"{start}/{number}", kind)
        figures = drawn.figures
        stem = f"{number:05d}_{figures.agency}_{figures.year}"
        (out / f"{stem}{_SUFFIX[drawn.kind]}").write_bytes(drawn.content)
        truth = figures.truth(kind=drawn.kind, seed=f"{start}/{number}", style=drawn.style)
        text = json.dumps(truth, ensure_ascii=False, indent=1)
        (truths(out) / f"{stem}.truth.json").write_text(text + "\n", encoding="utf-8")
