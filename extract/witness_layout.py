"""The witness of tables set out with spaces: every figure nearest to others of its own column.

A row's characters must be those of its line, in their order; then each cell has a place on the line, with
nothing within a figure and a gap before it. In its column stand the heads and figures above and below it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from extract.model import RawCell
from extract.same_text import has_words, squeezed
from extract.witness import Dispute

Row = tuple[Sequence[RawCell], str]
"""Cells of a row, left to right, and the line they are from."""


class Placed(NamedTuple):
    """A cell with the display columns it begins at and ends before; `whole`: there is no gap within."""

    cell: RawCell
    start: int
    end: int
    whole: bool

    @property
    def is_figure(self) -> bool:
        """Whether it holds no words."""
        return not has_words(self.cell.text)

    def gap(self, other: Placed) -> int:
        """How far another cell is away along the line; 0 where they stand above each other."""
        return max(0, self.start - other.end, other.start - self.end)


def other_places(rows: Sequence[Row]) -> list[Dispute]:
    """Cells whose row has other characters than its line, or that stand nearer to another column.

    The width of quotes and the like is not known; they are taken as wide as fits the table better.
    """
    found = []
    sound = []
    for cells, line in rows:
        if squeezed("".join(cell.text for cell in cells)) == squeezed(line):
            sound.append((cells, line))
        else:
            found += [Dispute(cell, "text", " ".join(line.split())) for cell in cells]
    return found + min((_astray(sound, ambiguous) for ambiguous in (2, 1)), key=len)


def _astray(rows: Sequence[Row], ambiguous: int) -> list[Dispute]:
    lines = [_placed(cells, line, ambiguous) for cells, line in rows]
    columns: dict[int, list[Placed]] = {}
    for each in (each for line in lines for each in line if each.cell.column_span == 1):
        columns.setdefault(each.cell.column, []).append(each)
    body = min((e.cell.row for line in lines for e in line if e.is_figure), default=0)
    labels = {e.cell.column for line in lines for e in line if e.cell.row >= body and not e.is_figure}
    columns = {at: here for at, here in columns.items() if at not in labels}
    found = []
    for line in lines:
        full = columns.keys() <= {each.cell.column for each in line}  # their order is enough
        for number, each in enumerate(line):
            if each.is_figure and (
                not each.whole
                or (number and each.start == line[number - 1].end)
                or (not full and _is_nearer_to_another(each, columns))
            ):
                found.append(Dispute(each.cell, "place", ""))
    return found


def _is_nearer_to_another(figure: Placed, columns: dict[int, list[Placed]]) -> bool:
    gaps = {
        column: min((figure.gap(other) for other in here if other is not figure), default=1)
        for column, here in columns.items()
    }
    own = gaps.get(figure.cell.column, 1)
    return min(gaps.values(), default=own) < own


def _placed(cells: Sequence[RawCell], line: str, ambiguous: int) -> list[Placed]:
    """The cells that say something, each where it stands in the line."""
    places = []
    at = 0
    for character in line:
        wide = unicodedata.east_asian_width(character)
        end = at + (2 if wide in "WF" else ambiguous if wide == "A" else 1)
        places += [(at, end)] * len(squeezed(character))
        at = end
    found, first = [], 0
    for cell in cells:
        words = cell.text.split()
        size = sum(len(squeezed(character)) for word in words for character in word)
        own = places[first : first + size]
        if own:
            gaps = sum(one[1] < two[0] for one, two in zip(own, own[1:], strict=False))
            found.append(Placed(cell, own[0][0], own[-1][1], gaps < len(words)))
        first += size
    return found
