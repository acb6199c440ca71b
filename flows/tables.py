"""Tables on the terminal: columns and rows in, aligned text out, Chinese characters included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rich import box
from rich.console import Console
from rich.table import Table

WIDE = 4000
"""Width where there is no terminal to fit: in a file or a pipe no row is broken."""


def console() -> Console:
    """The console for results; a pipe gets plain text that is not cut to 80 columns."""
    fitted = Console(highlight=False, markup=False, emoji=False)
    if fitted.is_terminal:
        return fitted
    return Console(highlight=False, markup=False, emoji=False, width=WIDE)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Prints rows under their columns; numbers to the right, nothing for NULL."""
    rows = [list(row) for row in rows]
    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left")
    for place, column in enumerate(columns):
        numeric = any(is_number(row[place]) for row in rows)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_shown(value) for value in row))
    console().print(table)


def _shown(value: object) -> str:
    """A value as text; of a decimal the zeros that its type adds are left out."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if value is None else str(value)


def is_number(value: object) -> bool:
    """Whether a value is aligned like a number."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
