"""A page turned so that most of its text runs from left to right."""

from __future__ import annotations

from typing import NamedTuple

from extract.glyphs import Glyph
from extract.model import Box
from extract.pdf_page import PageGeometry, Segment


class Turned(NamedTuple):
    """How a page was turned upright: by which angle, and its width and height before."""

    angle: int
    width: float
    height: float

    def back(self, box: Box) -> Box:
        """The box where it was before the page was turned."""
        if self.angle == 90:
            return Box(box.y0, self.height - box.x1, box.y1, self.height - box.x0)
        if self.angle == 180:
            return Box(
                self.width - box.x1, self.height - box.y1, self.width - box.x0, self.height - box.y0
            )
        return Box(self.width - box.y1, box.x0, self.width - box.y0, box.x1)


def upright(
    page: PageGeometry, glyphs: list[Glyph], angle: int
) -> tuple[PageGeometry, list[Glyph]]:
    """The page and its glyphs after turning by `angle` (90, 180 or 270, as pdfium gives it)."""
    width, height = page.width, page.height

    def turn(x: float, y: float) -> tuple[float, float]:
        if angle == 90:
            return height - y, x
        if angle == 180:
            return width - x, height - y
        return y, width - x

    def segment(rule: Segment) -> Segment:
        (x0, y0), (x1, y1) = turn(rule[0], rule[1]), turn(rule[2], rule[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    turned = []
    for glyph in glyphs:
        x0, y0, x1, y1 = segment((glyph.x0, glyph.y0, glyph.x1, glyph.y1))
        origin_x, origin_y = turn(glyph.origin_x, glyph.origin_y)
        turned.append(Glyph(glyph.text, x0, y0, x1, y1, origin_x, origin_y, x1))
    rules = [segment(rule) for rule in (*page.horizontal, *page.vertical)]
    flat = tuple(rule for rule in rules if rule[3] - rule[1] <= rule[2] - rule[0])
    standing = tuple(rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0])
    fills = tuple(segment(fill) for fill in page.fills)
    doubts = tuple((code, segment(box)) for code, box in page.doubts)
    if angle in (90, 270):
        width, height = height, width  # not before: turn() asks for them
    turned_page = PageGeometry(
        page.number, width, height, flat, standing, page.has_image, fills, doubts
    )
    return turned_page, turned
