"""From rows of fields to tables: parted where the width changes, joined where a page cut a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import Problem
from extract.text_lines import has_cjk

_OTHER_TABLE = 3
"""Rows after a blank line that have so many fields more or less belong to another table."""


@dataclass(frozen=True, slots=True)
class Row:
    """Fields with their places, `(text, path)`; `page` counts the blank lines before it. `doubt` is the code
    of the problem that makes the places of its figures untrustworthy, else empty."""

    number: int
    page: int
    fields: tuple[tuple[str, str], ...]
    doubt: str = ""


def split_tables(rows: Sequence[Row]) -> list[list[Row]]:
    """Tables that follow each other with nothing but a blank line between, told by their width."""
    pages: dict[int, list[Row]] = {}
    for row in rows:
        pages.setdefault(row.page, []).append(row)
    tables: list[list[Row]] = []
    for page in pages.values():
        if tables and (
            len(page) < 2 or abs(common_width(page) - common_width(tables[-1])) < _OTHER_TABLE
        ):
            tables[-1] += page
        else:
            tables.append(list(page))
    return tables


def common_width(rows: Sequence[Row]) -> int:
    """The most common number of fields; of two equally common ones the larger."""
    counts = Counter(len(row.fields) for row in rows)
    return max(counts, key=lambda width: (counts[width], width))


def join_cut_rows(rows: Sequence[Row]) -> tuple[list[Row], list[Problem]]:
    """Rows with those joined that a page break cut between two cells.

    Cut is a row that, with the next one behind a blank line, has exactly as many fields as the
    table is wide, while neither has that many, and the second does not begin with a label.
    """
    counts = Counter(len(row.fields) for row in rows)
    common = common_width(rows)
    widths = {common, *(width for width, times in counts.items() if width > common and times > 1)}
    joined: list[Row] = []
    problems: list[Problem] = []
    for row in rows:
        last = joined[-1] if joined else None
        if last is not None and last.page != row.page and _is_cut(last, row, widths):
            fields = last.fields + row.fields
            doubt = "blanks_joined" if _has_blanks(fields) else ""
            joined[-1] = replace(last, page=row.page, fields=fields, doubt=doubt)
            problems.append(_joined(last, row))
        else:
            joined.append(row)
    return joined, problems


def _is_cut(first: Row, second: Row, widths: set[int]) -> bool:
    ahead, behind = len(first.fields), len(second.fields)
    return (
        ahead + behind in widths
        and max(ahead, behind) < min(widths)
        and not has_cjk(second.fields[0][0])
    )


def _has_blanks(fields: Sequence[tuple[str, str]]) -> bool:
    """Whether there is a blank behind the label: then counting does not prove where a figure stands."""
    labels = [number for number, (text, _) in enumerate(fields) if has_cjk(text)]
    return any(not text for text, _ in fields[labels[-1] + 1 if labels else 0 :])


def _joined(first: Row, second: Row) -> Problem:
    raw = "\t".join(text for text, _ in first.fields + second.fields)
    return Problem("row_joined", raw=raw, params={"rows": f"{first.number} + {second.number}"})
