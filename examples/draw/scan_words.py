"""The words of a printed page, and where they stand on the page as it is seen."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text on one line; its box in points from the lower left corner of the seen page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


def words(page: pypdfium2.PdfPage) -> list[Word]:
    """The runs of the page's text layer in its order; what follows without a gap is one run."""
    text, size, turn = page.get_textpage(), page.get_size(), page.get_rotation()
    found: list[Word] = []
    for i in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(i)
        content = text.get_text_bounded(left, bottom, right, top).strip()
        if not content:
            continue
        x0, y0 = _seen(left, bottom, turn, size)
        x1, y1 = _seen(right, top, turn, size)
        word = Word(content, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if found and _follows(found[-1], word):
            found[-1] = _joined(found[-1], word)
        else:
            found.append(word)
    return found


def _follows(word: Word, after: Word) -> bool:
    """Whether the second run goes on where the first ends."""
    height = max(word.top - word.bottom, after.top - after.bottom)
    level = abs(word.middle[1] - after.middle[1]) < 0.6 * height
    return level and -0.3 * height < after.left - word.right < 0.45 * height


def _joined(word: Word, after: Word) -> Word:
    """Both runs as one."""
    return Word(
        word.text + after.text,
        word.left,
        min(word.bottom, after.bottom),
        after.right,
        max(word.top, after.top),
    )


def _seen(x: float, y: float, turn: int, size: tuple[float, float]) -> tuple[float, float]:
    """A point of the page as it is stored, on the page of that size as it is seen."""
    if turn == 90:
        return y, size[1] - x
    if turn == 180:
        return size[0] - x, size[1] - y
    return (size[0] - y, x) if turn == 270 else (x, y)
