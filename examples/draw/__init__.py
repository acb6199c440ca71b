"""Draws annual reports with known figures: as PDF, scan, web page, Word file, converted text.

    figures = balanced(random.Random(1), "某县人民政府", 2023)
    draw_pdf(figures, random_style(random.Random(1)))   # bytes
    figures.truth()                                     # what a warehouse must hold

`python -m examples.draw --help` draws whole folders.
"""

from examples.draw.bench import random_report
from examples.draw.docx import draw_docx
from examples.draw.docx_style import DocxStyle, random_docx_style
from examples.draw.figures import Figures, Stated
from examples.draw.habits import Habits, as_typed, random_habits
from examples.draw.html import HtmlStyle, draw_html, random_html_style
from examples.draw.identities import broken_identities
from examples.draw.invent import balanced
from examples.draw.pdf import draw_pdf
from examples.draw.pictures import Pictures, random_pictures
from examples.draw.printed import number
from examples.draw.scan import draw_scan
from examples.draw.scan_style import Scan, random_scan
from examples.draw.style import CUTS, Cut, PdfStyle, random_style
from examples.draw.text import TextStyle, draw_text, random_text_style
from examples.draw.wording import Shape, Wording, random_wording

__all__ = [
    "CUTS",
    "Cut",
    "DocxStyle",
    "Figures",
    "Habits",
    "HtmlStyle",
    "PdfStyle",
    "Pictures",
    "Scan",
    "Shape",
    "Stated",
    "TextStyle",
    "Wording",
    "as_typed",
    "balanced",
    "broken_identities",
    "draw_docx",
    "draw_html",
    "draw_pdf",
    "draw_scan",
    "draw_text",
    "number",
    "random_docx_style",
    "random_habits",
    "random_html_style",
    "random_pictures",
    "random_report",
    "random_scan",
    "random_style",
    "random_text_style",
    "random_wording",
]
