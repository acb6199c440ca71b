"""The witness of PDF pages: the runs of glyphs within each cell's box, and the boxes against the grid."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from extract.glyph_runs import Run
from extract.model import Box, RawCell, RawTable
from extract.same_text import alike, covers, has_words, same_text, squeezed
from extract.surrogates import whole
from extract.witness import Dispute, Witness
from extract.witness_places import misplaced, misplaced_figures

PICTURES = "ocr"
"""Reader whose texts are on pictures: the text layer does not have them."""
UNRULED, LABELS = "aligned", 4
"""Reader of tables without rules, and how many columns its tables keep for labels."""


def witness_of_pages(runs: Mapping[int, Sequence[Run]]) -> Witness:
    """A witness that knows the texts of some pages."""
    pages: dict[int, _Page] = {}

    def disputes(table: RawTable) -> list[Dispute]:
        unruled = table.reader == UNRULED
        places = misplaced_figures(table, LABELS) if unruled else misplaced(table)
        found = [Dispute(cell, "place", "") for cell in places]
        number = table.page or 0
        if table.reader.startswith(PICTURES):
            return found
        if not runs.get(number) and not all(map(_is_read_again, table.cells)):
            raise LookupError(f"the texts of page {number} are not at hand")
        page = pages.setdefault(number, _Page(runs[number])) if runs.get(number) else None
        return [*found, *_other_texts(table, page)]

    return disputes


class _Page:
    """The runs of a page by the height of their middles."""

    def __init__(self, runs: Sequence[Run]) -> None:
        placed = sorted(runs, key=_height)
        self._heights = [run.middle_y for run in placed]
        self._runs = [(run.glyphs[0].x0, run.glyphs[-1].x1, -run.middle_y, run) for run in placed]
        self._levels: dict[tuple[float, float], Sequence[_Placed]] = {}

    def text(self, box: Box) -> str:
        """What stands in a box, its lines from the top."""
        parts: list[tuple[float, float, str]] = []
        left, right = box.x0, box.x1
        for x0, x1, height, run in self._level(box.y0, box.y1):
            if x0 >= right or x1 <= left:
                continue
            if x0 >= left - 1 and x1 <= right + 1:
                parts.append((height, x0, run.text))
                continue
            inside = [g.text for g in run.glyphs if left <= (g.x0 + g.x1) / 2 <= right]
            if inside:
                parts.append((height, x0, "".join(inside)))
        if len(parts) == 1:
            return parts[0][2]
        return " ".join([text for _, _, text in sorted(parts)])

    def _level(self, low: float, high: float) -> Sequence[_Placed]:
        """The runs between two heights, the same for all cells of a row."""
        level = self._levels.get((low, high))
        if level is None:
            first, last = bisect_left(self._heights, low), bisect_right(self._heights, high)
            level = self._levels[low, high] = self._runs[first:last]
        return level


_Placed = tuple[float, float, float, Run]
"""Left and right end of a run, its height with the sign changed."""


def _height(run: Run) -> float:
    return run.middle_y


def _is_read_again(cell: RawCell) -> bool:
    return cell.again is not None or not cell.text


def _other_texts(table: RawTable, page: _Page | None) -> Iterator[Dispute]:
    unruled = table.reader == UNRULED
    same, same_again = (_same_unruled, _same_unruled) if unruled else (same_text, alike)
    for cell in table.cells:
        if cell.box is None:
            continue
        text, again = cell.text, cell.again
        printed = whole(page.text(cell.box)) if page else again or ""
        if text != printed and not same(text, printed):
            yield Dispute(cell, "text", printed)
        elif (
            again is not None and text != again and has_words(text) and not same_again(text, again)
        ):
            yield Dispute(cell, "text", again)


def _same_unruled(text: str, printed: str) -> bool:
    """A head over several columns stands in the box of one of them with a part, or not at all; words
    that are of another row may stand where a blank is."""
    if not has_words(text + printed):
        return same_text(text, printed)
    found = squeezed(printed)
    if not text:
        return not any(map(str.isdigit, found))
    return not found or covers(printed, text) or found in squeezed(text)
