"""Which raw tables hold which table of the form, and where one report ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from extract.model import RawTable
from transform.form import Form, FormTable
from transform.grid import Grid, is_empty, printing_rows
from transform.labels import caption_key, has_cjk, label_key


@dataclass(frozen=True, slots=True)
class Fragment:
    """A raw table that holds a form table or a part of it. `opens` : it begins that table. `known` counts
    the words of the form in it."""

    name: str
    grid: Grid
    opens: bool
    known: int = 0


@dataclass(frozen=True)
class Vocabulary:
    """Match keys of every form, by table name: all of them, and those of its first row; lists of
    indicators are found by `transform.sheet_parts`."""

    keys: dict[str, frozenset[str]]
    captions: dict[str, str]
    openers: dict[str, frozenset[str]]
    widths: dict[str, int]
    lines: frozenset[str]

    @cached_property
    def tables(self) -> dict[str, str]:
        """The one table that each key is a word of."""
        return {key: name for name, keys in self.keys.items() for key in keys}


@cache
def vocabulary(forms: tuple[Form, ...]) -> Vocabulary:
    """What to look for in a raw table."""
    keys: dict[str, set[str]] = {}
    openers: dict[str, set[str]] = {}
    captions: dict[str, str] = {}
    widths: dict[str, int] = {}
    for form in forms:
        for name, table in form.tables.items():
            if table.kind == "list":
                continue
            keys.setdefault(name, set()).update(_keys(table))
            openers.setdefault(name, set()).update(_openers(table))
            captions.update(
                (key, name) for block in table.blocks for key in block.title.keys if len(key) > 1
            )
            widths[name] = (
                len(table.rows) * len(table.columns) if table.kind == "line" else len(table.columns)
            )
    shared = _shared(list(keys.values()))
    return Vocabulary(
        {name: frozenset(found - shared) for name, found in keys.items()},
        captions,
        {name: frozenset(found - shared) for name, found in openers.items()},
        widths,
        frozenset(name for form in forms for name, t in form.tables.items() if t.kind == "line"),
    )


def _keys(table: FormTable) -> set[str]:
    names = {key for named in (*table.rows, *table.columns, *table.groups) for key in named.keys}
    return {key for key in names | table.header_keys if len(key) > 1}


def _openers(table: FormTable) -> set[str]:
    """Keys that stand only at the beginning of a table."""
    if table.kind == "blocks":
        return set(table.rows[0].keys)
    if table.kind == "matrix":
        return set(table.columns[0].keys) | set(table.rows[0].keys)
    return set(table.header_keys)


def _shared(groups: Sequence[set[str]]) -> set[str]:
    """Keys of more than one table (其他, 总计) tell nothing."""
    return {
        key
        for index, group in enumerate(groups)
        for key in group
        if any(key in g for g in groups[:index])
    }


def fragments(tables: Sequence[RawTable], words: Vocabulary) -> list[Fragment]:
    """The raw tables that belong to a form, in reading order; others (metadata, layout) left out.

    What prints figures between two fragments of one table is a part of it, whatever it says.
    """
    found: list[Fragment] = []
    between: list[Grid] = []
    for table in tables:
        grid = Grid(table)
        name, opens, known = _name(grid, words)
        before = found[-1].name if found else ""
        if not name and before and _continues(grid, words.widths[before]):
            name = before
        name = name or _bare_line(grid, before, words)
        if not name:
            between += [grid] if printing_rows(grid) else []
            continue
        if name == before and not opens:
            found += [Fragment(name, stray, False) for stray in between]
        found.append(Fragment(name, grid, opens, known))
        between = []
    return found


def _name(grid: Grid, words: Vocabulary) -> tuple[str, bool, int]:
    scores = dict.fromkeys(words.keys, 0)
    opens = dict.fromkeys(words.keys, False)
    for cell in grid.table.cells:
        if len(cell.text) > 120 or is_empty(cell):
            continue
        key = label_key(cell.text)
        if name := words.tables.get(key):
            scores[name] += 1
            opens[name] = opens[name] or key in words.openers[name]
        captioned = words.captions.get(caption_key(cell.text))
        if captioned:
            scores[captioned] += 1
    best = max(scores, key=lambda name: scores[name])
    return (best, opens[best], scores[best]) if scores[best] else ("", False, 0)


def _continues(grid: Grid, width: int) -> bool:
    """A page whose header and known labels stand on the pages around it: nothing but labels, some with
    as many figures or blanks behind them as the table before has columns, or such a row alone."""
    cells = grid.table.cells
    if len(cells) == width:
        return not any(has_cjk(cell.text) for cell in cells)
    full = [row for row in grid.anchored if len(row) > width]
    short = [cell for row in grid.anchored if row not in full for cell in row]
    return (
        any(has_cjk(cell.text) for row in full for cell in row[:-width])
        and all(is_empty(cell) or has_cjk(cell.text) for cell in short)
        and not any(has_cjk(cell.text) for row in full for cell in row[-width:])
    )


def _bare_line(grid: Grid, before: str, words: Vocabulary) -> str:
    """The table of one row that comes next, if the grid is as many figures without a head (quirks C14)."""
    order = list(words.keys)
    following = order[order.index(before) + 1 :][:1] if before else []
    for name in following:
        if name in words.lines and len(grid.table.cells) == words.widths[name]:
            texts = [cell.text for cell in grid.table.cells]
            if any(map(str.isdigit, "".join(texts))) and not any(map(has_cjk, texts)):
                return name
    return ""


def split_reports(found: Sequence[Fragment], order: Sequence[str]) -> list[list[Fragment]]:
    """Fragments by report: a table that opens again after a later one belongs to the next report."""
    reports: list[list[Fragment]] = []
    seen: set[str] = set()
    for fragment in found:
        rank = order.index(fragment.name)
        later = any(order.index(name) > rank for name in seen)
        again = fragment.opens and fragment.name in seen and later
        if not reports or again:
            reports.append([])
            seen = set()
        reports[-1].append(fragment)
        seen.add(fragment.name)
    return reports
