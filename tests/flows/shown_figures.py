"""Whether the outlined place in a traced picture shows the figure: read from the picture that was written.

    python -m tests.flows.shown_figures 200 --seed 1 [FOLDER ...]

draws reports of every kind (or takes those of the folders), loads them, traces random facts, and reads
what stands inside each outline: on pictures of pages by finding the picture on the page, drawn by
another route, and taking the characters that pdfplumber sees there; on scans by recognition; in SVG by
the text elements inside. Nothing of the geometry of `ogi trace` is used but the red outline itself.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import cv2
import numpy as np
import pdfplumber
import pypdfium2 as pdfium
from PIL import Image

from examples.draw import balanced, draw_pdf, random_report, random_style
from extract.archive import opened
from extract.optional import OCR, available
from flows.trace import Trace, Wanted, trace
from flows.trace_picture import RED, SCALE
from warehouse import provenance

ROOT = Path(__file__).resolve().parents[2]
SUFFIX = {"pdf": ".pdf", "html": ".html", "docx": ".docx", "text": ".txt", "scan": ".pdf", "pictures": ".pdf"}
ALIKE = 0.8
"""Correlation of a picture with its place on the page; other places on a page have 0.3 at most."""


@dataclass(frozen=True)
class Verdict:
    """A traced fact: the kind of file, what was printed, and what stands inside the outline."""

    kind: str
    name: str
    printed: str
    inside: str

    @property
    def right(self) -> bool:
        return plain(self.printed) == plain(self.inside)


def plain(text: str) -> str:
    """Text without blanks, in one width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


WRITTEN, PICTURED = ("pdf", "html", "docx", "text"), ("scan", "pictures")


def drawn(folder: Path, each: int, seed: str, kinds: Sequence[str] = WRITTEN) -> None:
    """Reports of some kinds, `each` of one; with PDF also pages turned in every way."""
    for kind in kinds:
        for number in range(each):
            report = random_report(f"{seed}/{kind}/{number}", kind)
            (folder / f"{kind}{number}{SUFFIX[kind]}").write_bytes(report.content)
    if "pdf" not in kinds:
        return
    rng = random.Random(seed)
    turns: list[dict[str, Any]] = [{"rotate": turn} for turn in (90, 180, 270)]
    for changed in (*turns, {"landscape": "turned"}, {"landscape": "page"}):
        figures = balanced(rng, f"某县{'-'.join(map(str, changed.values()))}局", 2022)
        style = replace(random_style(rng), **{"landscape": "none", **changed})
        name = "-".join(f"{name}{value}" for name, value in changed.items())
        (folder / f"{name}.pdf").write_bytes(draw_pdf(figures, style))


def verdicts(folders: Sequence[Path], count: int, seed: str) -> Iterator[Verdict]:
    """Traces `count` random facts of all reports in the folders, of every kind equally many."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        warehouse = Path(place) / "shown.duckdb"
        load(folders, warehouse)
        reports = provenance.reports(warehouse)
        kinds: dict[str, list[provenance.ReportSource]] = {}
        for report in reports:
            kinds.setdefault(report.media, []).append(report)
        order = [rng.choice(kinds[kind]) for _ in range(count) for kind in sorted(kinds)][:count]
        for number, report in enumerate(order):
            figures = provenance.figures(warehouse, [report.report_id])
            figure = rng.choice([each for each in figures if each.cell_id is not None])
            out = Path(place) / f"{number}{'.png' if figure.page else '.svg'}"
            wanted = Wanted(
                report.agency, report.year, "/".join(figure.slot), report_id=report.report_id, out=out
            )
            (chain,) = trace(warehouse, wanted)
            assert chain.picture is not None, (report.path, chain.why_no_picture)
            name = f"{report.path} {'/'.join(figure.slot)}"
            yield Verdict(report.media, name, figure.printed, inside_outline(out, chain))


def load(folders: Sequence[Path], warehouse: Path) -> None:
    """Loads folders as the command line does."""
    command = [sys.executable, "-P", "-m", "flows", "ingest", *map(str, folders)]
    options = ["--warehouse", str(warehouse), "--engine", "plain", "--fail-above", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([*command, *options], env=environment, check=True, capture_output=True)


def inside_outline(picture: Path, chain: Trace) -> str:
    """What stands inside the outline of a picture that was written."""
    if picture.suffix == ".svg":
        return inside_svg(picture.read_text(encoding="utf-8"))
    pixels = np.asarray(Image.open(picture).convert("RGB"))
    box = red_frame(pixels)
    if chain.figure.reader == "ocr":
        return recognised(pixels, box)
    assert chain.found is not None and chain.figure.page is not None
    with opened(chain.found.location, chain.found.chain) as path:
        return "".join(characters(path, chain.figure.page, pixels, box))


def inside_svg(text: str) -> str:
    """Texts inside the outline of an SVG picture, from the top."""
    root = ElementTree.fromstring(text)
    name = "{http://www.w3.org/2000/svg}"
    (frame,) = [each for each in root.iter(f"{name}rect") if each.get("class") == "outline"]
    x, y, width, height = (float(frame.get(side, "")) for side in ("x", "y", "width", "height"))
    texts = [
        (float(each.get("y", "")), float(each.get("x", "")), each.text or "")
        for each in root.iter(f"{name}text")
    ]
    return "".join(t for at, left, t in sorted(texts) if y <= at <= y + height and x <= left <= x + width)


Frame = tuple[int, int, int, int]


def red_frame(pixels: Any) -> Frame:
    """The inside (left, top, right, bottom) of the rectangle drawn in red."""
    rows, columns = np.nonzero((pixels == np.array(RED)).all(axis=2))
    left, right, top, bottom = columns.min(), columns.max(), rows.min(), rows.max()
    middle = pixels[(top + bottom) // 2, left : right + 1]
    wide = int(np.argmin((middle == np.array(RED)).all(axis=1)))
    assert 2 <= wide <= 4, "no frame"
    return int(left) + wide, int(top) + wide, int(right) - wide + 1, int(bottom) - wide + 1


def characters(path: Path, number: int, pixels: Any, box: Frame) -> list[str]:
    """Characters inside a frame of a picture, in reading order, by finding the picture on its page."""
    pdf = pdfium.PdfDocument(path.read_bytes())
    page = pdf[number - 1]
    whole = np.asarray(page.render(scale=SCALE).to_pil().convert("L"))
    height, width = whole.shape
    pdf.close()
    part = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    part[(pixels == np.array(RED)).all(axis=2)] = 255  # what was drawn over the page
    halves = {"dsize": None, "fx": 0.5, "fy": 0.5, "interpolation": cv2.INTER_AREA}
    part, whole = cv2.resize(part, **halves), cv2.resize(whole, **halves)
    best: tuple[float, int, tuple[int, int]] | None = None
    for turn in range(4):
        held = np.ascontiguousarray(np.rot90(whole, turn))
        if held.shape[0] < part.shape[0] or held.shape[1] < part.shape[1]:
            continue
        held, soft = (cv2.GaussianBlur(each, (0, 0), 1) for each in (held, part))  # rules may snap
        _, score, _, at = cv2.minMaxLoc(cv2.matchTemplate(held, soft, cv2.TM_CCOEFF_NORMED))
        if best is None or score > best[0]:
            best = score, turn, at
    assert best is not None and best[0] > ALIKE, (path, number, best)
    _, turn, (left, top) = best
    left, top, found = 2 * left, 2 * top, []
    with pdfplumber.open(path) as plumbed:
        page = plumbed.pages[number - 1]
        x_left, y_top = page.bbox[0], page.bbox[1]
        for each in page.chars:
            x = ((each["x0"] + each["x1"]) / 2 - x_left) * SCALE
            y = ((each["top"] + each["bottom"]) / 2 - y_top) * SCALE
            wide, high = width, height
            for _ in range(turn):  # as np.rot90 turns: the right edge becomes the top
                x, y, wide, high = y, wide - x, high, wide
            x, y = x - left, y - top
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                found.append((round(y / 8), x, each["text"]))
    return [text for _, _, text in sorted(found)]


def recognised(pixels: Any, box: Frame) -> str:
    """What recognition reads inside the frame without its rules; a lone 0 comes as O, a speck as a point."""
    from extract.ocr_engine import recognise

    inside = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[box[1] + 3 : box[3] - 3, box[0] + 3 : box[2] - 3]
    inside = cv2.resize(inside, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    dark = np.argwhere(inside < 128)
    if not len(dark):
        return ""
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    ink = inside[max(0, top - 8) : bottom + 9, max(0, left - 8) : right + 9]
    ((text, _),) = recognise([np.ascontiguousarray(ink)])
    return str(text).replace("O", "0").strip(".,'’· ")


def main() -> int:
    """Counts by kind; the wrong ones one by one."""
    plain_text = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain_text)
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--seed", default="shown")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folders = options.folders
        if not folders:
            drawn(Path(place), 8, options.seed)
            if OCR in available():
                drawn(Path(place), 2, options.seed, PICTURED)
            folders = [Path(place)]
        tally: Counter[tuple[str, bool]] = Counter()
        for verdict in verdicts(folders, options.count, options.seed):
            tally[verdict.kind, verdict.right] += 1
            if not verdict.right:
                print(f"WRONG {verdict.name}: printed {verdict.printed!r}, inside {verdict.inside!r}")
    for (kind, right), number in sorted(tally.items()):
        print(f"{kind:<6} {'shown' if right else 'WRONG'} {number}")
    return int(any(not right for _, right in tally))


if __name__ == "__main__":
    sys.exit(main())
