"""Tables as pictures in a report that has text otherwise: pasted screenshots."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from examples.draw.flow import Flow
from examples.draw.grid import Grid
from examples.draw.tables import Table

ALL = ("proactive", "requests", "disputes")
_AIR = 3.0
"""Points around the table that the picture shows as well: half of the outer rules is beside it."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Which tables are pictures, and of what kind."""

    tables: Collection[str] = ALL
    dpi: int = 150
    quality: int = 0
    """JPEG quality; 0 for pictures without loss."""


class PictureTable(Table):
    """A table each part of which is put on its page as a picture."""

    def __init__(self, flow: Flow, grid: Grid, pictures: Pictures) -> None:
        super().__init__(flow, grid)
        self.pictures = pictures

    def _part(self, grid: Grid, heights: list[float], top: bool, bottom: bool) -> None:
        """The part of the table on one page: drawn on a sheet of its own, cut out, pasted."""
        flow, page, apart = self.flow, self.flow.canvas, BytesIO()
        left, right = self.xs[0] - _AIR, self.xs[-1] + _AIR
        above, below = flow.y + _AIR, flow.y - list(accumulate(heights))[-1] - _AIR
        flow.canvas = Canvas(apart, pagesize=flow.size, invariant=True)
        super()._part(grid, heights, top, bottom)
        flow.canvas.save()
        flow.canvas = page
        crop = (left, below, flow.size[0] - right, flow.size[1] - above)
        with pypdfium2.PdfDocument(apart.getvalue()) as document:
            image = document[0].render(scale=self.pictures.dpi / 72, crop=crop).to_pil()
        size = (right - left, above - below)
        page.drawImage(ImageReader(self._stored(image.convert("RGB"))), left, below, *size)

    def _stored(self, image: Image.Image) -> Image.Image | BytesIO:
        """The picture as it is embedded."""
        if not self.pictures.quality:
            return image
        out = BytesIO()
        image.save(out, "JPEG", quality=self.pictures.quality)
        out.seek(0)
        return out


def random_pictures(rng: random.Random) -> Pictures:
    """All tables or only table 三, in one of the resolutions of screenshots and exports."""
    return Pictures(
        tables=rng.choice((ALL, ALL, ("requests",))),
        dpi=rng.choice((110, 130, 150, 200)),
        quality=rng.choice((0, 0, 60, 85)),
    )
