"""A report as PDF."""

from __future__ import annotations

from examples.draw.figures import Figures
from examples.draw.flow import Flow
from examples.draw.form import HEADINGS
from examples.draw.grid import Grid, grids
from examples.draw.pictures import Pictures, PictureTable
from examples.draw.style import PdfStyle
from examples.draw.tables import Table


def draw_pdf(
    figures: Figures, style: PdfStyle | None = None, pictures: Pictures | None = None
) -> bytes:
    """Draws a report; the same figures and style give the same bytes.

    `pictures` says which tables are pictures instead of text and lines.
    """
    style = style or PdfStyle()
    flow = Flow(style, figures.printed_title)
    flow.title(figures.printed_title, figures.printed_name)
    if figures.intro:
        flow.paragraph(figures.intro)
    tables = grids(figures, style.wording, style.shape)
    for section, heading in HEADINGS.items():
        turned = section == "requests" and section in tables and style.landscape != "none"
        if turned:
            flow.new_page(landscape=True)
        table = _table(flow, tables[section], pictures) if section in tables else None
        flow.heading(style.wording(heading), table.least() + 4 if table else 2 * style.leading)
        if table:
            table.draw()
        for paragraph in figures.sections.get(section, ()):
            flow.paragraph(paragraph)
        if turned:
            flow.new_page(landscape=False)
    if figures.dateline:
        flow.right(figures.dateline)
    return flow.finish()


def _table(flow: Flow, grid: Grid, pictures: Pictures | None) -> Table:
    """A table to be drawn in a flow, as text or as a picture."""
    if pictures and grid.name in pictures.tables:
        return PictureTable(flow, grid, pictures)
    return Table(flow, grid)
