"""A report as the text of a converted document: tab-separated tables, cut rows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from examples.draw.figures import Figures
from examples.draw.form import HEADINGS
from examples.draw.grid import Cell, Grid, grids
from examples.draw.pieces import apply_cuts, split
from examples.draw.style import CUTS, Cut, LabelAtCut
from examples.draw.text_layout import column_widths, laid_out
from examples.draw.wording import OFFICIAL, PLAIN, Shape, Wording, random_wording


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Everything about the text that is not the report's content."""

    wording: Wording = OFFICIAL
    shape: Shape = PLAIN
    separator: Literal["\t", "|", " "] = "\t"
    """Between fields; blanks set the columns out one below the other."""
    relaid: bool = False
    """Each page of a table set out anew, as wide as its own texts."""
    compact: bool = False
    """A cell over several columns is one field, not one and empty ones behind it."""
    markdown: bool = True
    """Headings marked with #, of mixed depth."""
    cuts: tuple[Cut, ...] = ()
    """Page breaks of the original: a blank line in the table, divided labels and rows."""
    label_at_cut: LabelAtCut = "cut"
    encoding: Literal["utf-8", "gbk"] = "utf-8"


def draw_text(figures: Figures, style: TextStyle | None = None) -> bytes:
    """Draws a report as text; the same figures and style give the same bytes."""
    style = style or TextStyle()
    tables = grids(figures, style.wording, style.shape)
    blocks = [_heading(figures.printed_title, 1, style), figures.intro]
    for number, (section, heading) in enumerate(HEADINGS.items()):
        blocks.append(_heading(style.wording(heading), 2 + number % 3, style))
        if section in tables:
            blocks.append(table_text(tables[section], style))
        blocks += figures.sections.get(section, ())
    text = "\n\n".join(block for block in [*blocks, figures.dateline] if block)
    return (text + "\n").encode(style.encoding, errors="replace")


def _heading(text: str, depth: int, style: TextStyle) -> str:
    """A heading of the given depth."""
    return f"{'#' * depth} {text}" if style.markdown else text


def _lines(cell: Cell, text: str) -> Sequence[str]:
    """The lines a label had in the original's narrow columns."""
    width = {"vertical": 2, "group": 4}.get(cell.role, 14)
    return [text[i : i + width] for i in range(0, len(text), width)]


def table_text(grid: Grid, style: TextStyle) -> str:
    """The table, in parts with a blank line between them."""
    grid, breaks = apply_cuts(grid, style.cuts, _lines)
    parts, done, widths = [], 0, column_widths(grid)
    for row in breaks:
        above, grid = split(grid, row - done, style.label_at_cut, _lines, _room)
        parts.append(_rows(above, style, widths))
        done = row
    return "\n\n".join([*parts, _rows(grid, style, widths)])


def _room(cell: Cell) -> int:
    """Lines of a label that stay above a page break."""
    return max(1, cell.rows)


def _rows(grid: Grid, style: TextStyle, widths: Sequence[int]) -> str:
    """The rows of a part, fields separated."""
    if style.separator == " ":
        return laid_out(grid, column_widths(grid) if style.relaid else widths)
    rows: list[dict[int, str]] = [{} for _ in range(grid.n_rows)]
    for cell in grid.cells:
        if cell.text is None:
            continue
        for row in range(cell.row, cell.row + cell.rows):
            width = 1 if style.compact else cell.cols
            rows[row].update({cell.col + i: "" for i in range(width)})
        rows[cell.row][cell.col] = cell.text.replace("\n", "").strip()
    if style.separator == "|":
        lines = ["| " + " | ".join(row[col] for col in sorted(row)) + " |" for row in rows]
        lines.insert(1, "|" + "---|" * len(rows[0]))
        return "\n".join(lines)
    return "\n".join("\t".join(row[col] for col in sorted(row)) for row in rows)


def random_text_style(rng: random.Random) -> TextStyle:
    """A text like those that converters write."""
    separator: Literal["\t", "|"] = rng.choice(("\t", "\t", "|"))
    cuts = tuple(rng.sample(CUTS, rng.choice((0, 1, 2))))
    return TextStyle(
        wording=random_wording(rng),
        separator=separator,
        compact=separator == "\t" and rng.random() < 0.3,
        markdown=rng.random() < 0.6,
        cuts=() if separator == "|" else cuts,
        label_at_cut=rng.choice(("first", "cut", "repeat")),
        encoding=rng.choice(("utf-8", "utf-8", "gbk")),
    )
