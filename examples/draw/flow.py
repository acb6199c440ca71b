"""Pages: where the next line goes, new pages, page numbers, prose and headings."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from examples.draw.face import Face, face
from examples.draw.paint import line_of_text
from examples.draw.style import PAGE, PdfStyle


class Flow:
    """A document in the making: a canvas, the page at hand and the height still free on it."""

    def __init__(self, style: PdfStyle, title: str) -> None:
        self.style = style
        self.face: Face = face(style.font_file, style.font_index, style.latin)
        self.heading_face: Face = self.face
        if style.heading_font_file:
            self.heading_face = face(style.heading_font_file, 0, style.latin)
        self._buffer = BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=PAGE, invariant=True, pageCompression=1)
        self.canvas.setTitle(title)
        self.page, self.y = 0, 0.0
        self.size = PAGE
        self.new_page()

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.size[0] - self.style.margins[0] - self.style.margins[1]

    @property
    def left(self) -> float:
        """The left edge of the text."""
        return self.style.margins[0]

    @property
    def bottom(self) -> float:
        """The lower edge of the text; landscape pages give some margin to the table."""
        return self.style.margins[3] if self.size == PAGE else min(self.style.margins[3], 60)

    @property
    def top(self) -> float:
        """The upper edge of the text."""
        margin = self.style.margins[2]
        return self.size[1] - (margin if self.size == PAGE else min(margin, 60))

    @property
    def free(self) -> float:
        """The height that is left on this page."""
        return self.y - self.bottom

    def new_page(self, landscape: bool | None = None) -> None:
        """Ends the page, if there is one; None keeps its orientation."""
        if self.page:
            self._page_number()
            self.canvas.showPage()
        if landscape is not None:
            self.size = (PAGE[1], PAGE[0]) if landscape else PAGE
        self.page += 1
        self._orient()
        self.y = self.top

    def _orient(self) -> None:
        """Sets MediaBox and /Rotate: reportlab swaps the sides of a page turned by a quarter."""
        landscape = self.size != PAGE
        turn = 90 if landscape and self.style.landscape == "turned" else self.style.rotate
        sideways = self.style.rotate in (90, 270) and turn == self.style.rotate
        self.canvas.setPageSize(self.size[::-1] if sideways else self.size)
        self.canvas.setPageRotation(turn)
        if landscape and self.style.landscape == "turned":
            self.canvas.transform(0, 1, -1, 0, self.size[1], 0)

    def _page_number(self) -> None:
        """The page number in the bottom margin."""
        kind = self.style.page_number
        if kind == "none":
            return
        text = {"dash": f"- {self.page} -", "words": f"第{self.page}页"}.get(kind, f"{self.page}")
        width = self.face.width(text) * 10.5
        x = (self.size[0] - width) / 2
        if self.style.page_number_outer:
            x = self.size[0] - self.left - width if self.page % 2 else self.left
        line_of_text(self.canvas, (x, self.bottom - 32), text, 10.5, self.face)

    def title(self, text: str, name: str) -> None:
        """The title, centred; one too long is broken behind the name, or in even lines."""
        size, lines = 22.0, self.heading_face.wrap(text, self.width / 22.0)
        if len(lines) == 2 and text.startswith(name):
            lines = (name, text.removeprefix(name))
        elif len(lines) > 1:
            even = self.heading_face.width(text) / len(lines) + 1.5
            lines = self.heading_face.wrap(text, min(even, self.width / size))
        self.y -= size
        for line in lines:
            x = self.left + (self.width - self.heading_face.width(line) * size) / 2
            line_of_text(self.canvas, (x, self.y), line, size, self.heading_face)
            self.y -= size * 1.6
        self.y -= size * 0.5

    def centred(self, text: str, size: float) -> None:
        """A centred line, such as the date below the title."""
        x = self.left + (self.width - self.face.width(text) * size) / 2
        line_of_text(self.canvas, (x, self.y), text, size, self.face)
        self.y -= self.style.leading * 1.2

    def heading(self, text: str, below: float) -> None:
        """A section heading, on the page where `below` points of what follows have room."""
        style = self.style
        if self.free < style.leading + below:
            self.new_page()
        self.y -= style.leading
        x = self.left + (0 if self.size != PAGE else 2 * style.body_size)
        at = (x, self.y + 0.3 * (style.leading - style.body_size))
        bold = not style.heading_font_file
        line_of_text(self.canvas, at, text, style.body_size, self.heading_face, bold=bold)

    def paragraph(self, text: str) -> None:
        """A justified paragraph whose first line is indented by two characters."""
        style = self.style
        size, ems = style.body_size, self.width / style.body_size
        lines = self.face.wrap(text, ems, indent=2)
        for i, line in enumerate(lines):
            if self.free < style.leading:
                self.new_page()
            self.y -= style.leading
            indent = 2 * size if i == 0 else 0.0
            slack = self.width - indent - self.face.width(line) * size
            last = i == len(lines) - 1
            spread = 0.0 if last or slack > 3 * size else slack / max(len(line) - 1, 1)
            at = (self.left + indent, self.y + 0.3 * (style.leading - size))
            line_of_text(self.canvas, at, line, size, self.face, spread=round(spread, 3))

    def right(self, text: str) -> None:
        """A line at the right margin: the dateline."""
        size = self.style.body_size
        if self.free < 2 * self.style.leading:
            self.new_page()
        self.y -= 2 * self.style.leading
        x = self.left + self.width - (self.face.width(text) + 2) * size
        line_of_text(self.canvas, (x, self.y), text, size, self.face)

    def finish(self) -> bytes:
        """The last page is ended; the document's bytes."""
        self._page_number()
        self.canvas.save()
        return self._buffer.getvalue()
