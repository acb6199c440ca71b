"""From a text set out with spaces, as `pdftotext -layout` writes it, to tables.

`text_tokens` says where words stand, `text_columns` which columns they make; here lines become
rows. What cannot be placed is not guessed (quirks C16): the cell is left out, with a problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import Problem, RawCell
from extract.spans import Grid
from extract.text_columns import Columns, find_columns, is_label, trailing_figures
from extract.text_heads import head_cells, in_columns
from extract.text_lines import Line
from extract.text_tokens import Token, split_glued, tokens_of


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """A line and its words, measured once for either width of a curly quote."""

    line: Line
    narrow: tuple[Token, ...]
    wide: tuple[Token, ...]

    def tokens(self, ambiguous: int) -> tuple[Token, ...]:
        """Its words, with quotes and the like as wide as said."""
        return self.narrow if ambiguous == 1 else self.wide

    @property
    def has_figures(self) -> bool:
        """Whether it ends with figures and has something else to say, or a place in the middle."""
        figures = trailing_figures(self.wide)
        if not self.wide or (len(self.wide) == 1 and not self.wide[0].start):
            return bool(self.wide) and len(split_glued(self.wide[0])[1]) > 1
        return bool(figures) or len(split_glued(self.wide[-1])[1]) > 1


def measure(line: Line) -> LayoutLine:
    """`line` with its words in their places."""
    return LayoutLine(line, tokens_of(line.text, 1), tokens_of(line.text, 2))


def build_table(lines: Sequence[LayoutLine]) -> tuple[Grid, tuple[Problem, ...]] | None:
    """The table of lines that belong together; None if no columns can be told."""
    first = _head_size(lines)
    variants = [_columns(lines, first, ambiguous) for ambiguous in (2, 1)]
    columns, ambiguous = min(
        zip(variants, (2, 1), strict=True), key=lambda each: _spread(each[0], lines)
    )
    if not columns.figures:
        return None
    cells: list[RawCell] = []
    problems: list[Problem] = []
    heads = head_cells([line.tokens(ambiguous) for line in lines[:first]], columns)
    for row, line in enumerate(lines):
        if row < first:
            found = heads[row]
        else:
            found, is_whole = _row_cells(line.tokens(ambiguous), columns)
            if not is_whole:
                place = {"line": str(line.line.number)}
                problems.append(Problem("cells_not_placed", line.line.text.strip(), params=place))
        cells += _numbered(found, row, line.line.number)
    width = len(columns.labels) + len(columns.figures)
    return Grid(len(lines), width, tuple(cells)), tuple(problems)


def _head_size(lines: Sequence[LayoutLine]) -> int:
    """How many lines stand above the rows; a label without figures above them is a row."""
    first = next((i for i, line in enumerate(lines) if line.has_figures), len(lines))
    begins = min(
        (figures[0].start for line in lines if (figures := trailing_figures(line.wide))), default=0
    )
    while first and all(token.middle < begins for token in lines[first - 1].wide):
        first -= 1
    return first


def _columns(lines: Sequence[LayoutLine], first: int, ambiguous: int) -> Columns:
    heads = [line.tokens(ambiguous) for line in lines[:first]]
    rows = [line.tokens(ambiguous) for line in lines[first:]]
    return find_columns(rows, heads)


def _spread(columns: Columns, lines: Sequence[LayoutLine]) -> tuple[int, int]:
    """How badly columns fit: first those that ran together, then how wide they are."""
    most = max((len(trailing_figures(line.wide)) for line in lines), default=0)
    return max(0, most - len(columns.figures)), sum(b - a for a, b in columns.figures)


def _numbered(cells: Sequence[RawCell], row: int, number: int) -> list[RawCell]:
    return [
        replace(cell, row=row, path=f"line {number}, field {place}")
        for place, cell in enumerate(cells, 1)
    ]


def _row_cells(tokens: Sequence[Token], columns: Columns) -> tuple[list[RawCell], bool]:
    """Cells of a row, blank ones too, and whether every figure found its column."""
    labels = [token for token in tokens if is_label(token, columns.start)]
    figures = list(tokens[len(labels) :])
    pushed: tuple[str, ...] = ()
    hidden = 0
    if labels and labels[-1].end > columns.start:
        label, pushed = split_glued(labels[-1])
        hidden = sum(start < labels[-1].end for start, _ in columns.figures)
        placed = _order(pushed, figures, columns)
        if placed is not None:
            labels[-1] = replace(labels[-1], text=label)
            return _label_cells(labels, columns) + _figure_cells(placed, columns, 0), True
    far = [token for token in figures if not columns.has_place_for(token)]
    if far and labels:  # kept with the label, so that nothing is lost and nothing is guessed
        text = " ".join([labels[-1].text, *(token.text for token in far)])
        labels[-1] = replace(labels[-1], text=text)
        figures = [token for token in figures if token not in far]
    placed = {}
    for token in figures:
        column = columns.figure_at(token)
        text = placed.get(column, "")
        placed[column] = f"{text} {token.text}" if text else token.text
    cells = _label_cells(labels, columns) + _figure_cells(placed, columns, hidden)
    return cells, not (pushed or far)


def _order(
    pushed: Sequence[str], figures: Sequence[Token], columns: Columns
) -> dict[int, str] | None:
    """Columns of figures a long label pushed aside: known when they fill all up to a known one."""
    texts = [*pushed, *(token.text for token in figures)]
    if pushed and len(texts) == len(columns.figures):
        return dict(enumerate(texts))
    places = [columns.figure_at(token) for token in figures]
    first = places[0] if places else len(columns.figures)
    is_clear = len(set(places)) == len(places) and all(map(columns.has_place_for, figures))
    if not pushed or len(pushed) != first or not is_clear:
        return None
    texts_by_column = dict(enumerate(pushed))
    texts_by_column.update((i, token.text) for i, token in zip(places, figures, strict=True))
    return texts_by_column


def _label_cells(labels: Sequence[Token], columns: Columns) -> list[RawCell]:
    """Labels where they begin; columns that none covers are blank."""
    placed: list[tuple[int, int, str]] = []
    for token in labels:
        column = columns.label_at(token.start)
        last = max(i for i, left in enumerate(columns.labels) if left < token.end or i <= column)
        placed.append((column, last - column + 1, token.text))
    cells = in_columns(placed)
    covered = {c.column + step for c in cells for step in range(c.column_span)}
    blanks = [RawCell(0, i, "") for i in range(len(columns.labels)) if i not in covered]
    return sorted([*cells, *blanks], key=lambda cell: cell.column)


def _figure_cells(placed: dict[int, str], columns: Columns, hidden: int) -> list[RawCell]:
    """Figures in their columns and blanks between; of columns under a label nothing is known."""
    offset = len(columns.labels)
    return [
        RawCell(0, offset + column, placed.get(column, ""))
        for column in range(len(columns.figures))
        if column in placed or column >= hidden
    ]
