"""Reports of one kind after the other, drawn to be measured: as each form is published.

A kind is drawn where its drawing is at hand, and measured where its reader can work; else it is
skipped with a word why.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from examples.draw import draw_pdf, random_report, random_style
from examples.draw.style import Borders

_PER_ARCHIVE = 25
_DATE = (2024, 1, 20, 9, 0, 0)


@dataclass(frozen=True, slots=True)
class Kind:
    """A form in which reports are published. `share`: how many of them are drawn, of one."""

    title: str
    draw: Callable[[str], bytes]
    suffix: str
    share: float = 1.0
    needs: tuple[str, ...] = ()
    """Libraries without which nobody reads it."""


def _drawn(kind: str) -> Callable[[str], bytes]:
    return lambda seed: random_report(seed, kind).content


def _web_page(borders: Borders) -> Callable[[str], bytes]:
    """A PDF as browsers print pages: the same report, its table without the usual rules."""

    def draw(seed: str) -> bytes:
        style = replace(random_style(random.Random(seed)), borders=borders)
        return draw_pdf(random_report(seed, "text").figures, style)

    return draw


KINDS = {
    "pdf": Kind("PDF, printed by Word", _drawn("pdf"), ".pdf"),
    "pdf-fills": Kind("PDF of a web page, background boxes", _web_page("fills"), ".pdf", 0.5),
    "pdf-level": Kind("PDF of a web page, level rules only", _web_page("horizontal"), ".pdf", 0.5),
    "pdf-bare": Kind("PDF of a web page, no rules", _web_page("none"), ".pdf", 0.5),
    "html": Kind("web page", _drawn("html"), ".html", 2),
    "docx": Kind("Word file", _drawn("docx"), ".docx", 2),
    "text": Kind("converted text", _drawn("text"), ".txt", 2),
    "zip": Kind(f"PDF, {_PER_ARCHIVE} in a ZIP", _drawn("pdf"), ".zip"),
    "scan": Kind("scan", _drawn("scan"), ".pdf", 0.05, ("rapidocr", "onnxruntime")),
}


def skipped(name: str) -> str:
    """Why a kind cannot be measured here; empty if it can."""
    missing = [library for library in KINDS[name].needs if find_spec(library) is None]
    if missing:
        return f"nothing here reads it: {', '.join(missing)} not installed"
    try:
        KINDS[name].draw("0/0")
    except (ImportError, KeyError, OSError) as error:
        return f"it cannot be drawn here ({type(error).__name__}: {error})"
    return ""


def draw(folder: Path, name: str, count: int) -> int:
    """Draws about `count` reports of a kind, by its share; returns how many."""
    kind = KINDS[name]
    number = max(2, round(count * kind.share))
    folder.mkdir(parents=True)
    reports = [kind.draw(f"{name}/{each}") for each in range(number)]
    if kind.suffix != ".zip":
        for each, content in enumerate(reports):
            (folder / f"{each:05d}{kind.suffix}").write_bytes(content)
        return number
    for start in range(0, number, _PER_ARCHIVE):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for each, content in enumerate(reports[start : start + _PER_ARCHIVE]):
                archive.writestr(zipfile.ZipInfo(f"{each:03d}.pdf", _DATE), content)
        (folder / f"{start:05d}.zip").write_bytes(stream.getvalue())
    return number
