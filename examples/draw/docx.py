"""A report as a Word file."""

from __future__ import annotations

from collections.abc import Sequence

from examples.draw.docx_parts import package
from examples.draw.docx_runs import Pen
from examples.draw.docx_style import DocxStyle
from examples.draw.docx_table import table
from examples.draw.figures import Figures
from examples.draw.form import HEADINGS
from examples.draw.grid import Cell, Grid, grids
from examples.draw.pieces import apply_cuts, split


def draw_docx(figures: Figures, style: DocxStyle | None = None) -> bytes:
    """Draws a report as a Word file; the same figures and style give the same bytes."""
    style = style or DocxStyle()
    pen = Pen(style)
    body = "".join(_blocks(figures, style, pen))
    if style.framed:
        body = f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{body}</w:tc></w:tr></w:tbl><w:p/>"
    title = figures.printed_title
    return package(body, title, main_part=style.main_part, strict=style.strict)


def _blocks(figures: Figures, style: DocxStyle, pen: Pen) -> list[str]:
    """The report's paragraphs and tables in their order."""
    tables = grids(figures, style.wording, style.shape)
    title = pen.paragraph(figures.printed_title)
    blocks = [_boxed(title) if style.text_box else title]
    if figures.intro:
        blocks.append(pen.paragraph(figures.intro))
    for section, heading in HEADINGS.items():
        blocks.append(pen.paragraph(style.wording(heading), heading=True))
        if section in tables:
            blocks += [table(part, pen) + "<w:p/>" for part in _parts(tables[section], style)]
        blocks += map(pen.paragraph, figures.sections.get(section, ()))
    if figures.dateline:
        blocks.append(pen.paragraph(figures.dateline))
    return blocks


def _boxed(paragraph: str) -> str:
    """A paragraph in a text box, in the two ways Word writes it."""
    inner = f"<w:txbxContent>{paragraph}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def _parts(grid: Grid, style: DocxStyle) -> list[Grid]:
    """The table, in parts where the original had page breaks."""
    grid, breaks = apply_cuts(grid, style.cuts, _lines)
    parts, done = [], 0
    for row in breaks:
        above, grid = split(grid, row - done, style.label_at_cut, _lines, lambda cell: cell.rows)
        parts.append(above)
        done = row
    return [*parts, grid]


def _lines(cell: Cell, text: str) -> Sequence[str]:
    """The lines a label had in the original's narrow columns."""
    width = {"vertical": 2, "group": 4}.get(cell.role, 14)
    return [text[i : i + width] for i in range(0, len(text), width)]
