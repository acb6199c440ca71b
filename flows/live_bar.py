"""How a run goes, on a terminal: two or three lines, redrawn in place and never wider than it is."""

from __future__ import annotations

from contextlib import suppress

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from flows.run_status import RunStatus
from flows.run_words import (
    of_documents,
    of_doubts,
    of_elapsed,
    of_last_rejected,
    of_rates,
    of_remaining,
    of_slow,
)


class LiveBar:
    """A bar that disappears when it is closed."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live: Live | None = None

    def show(self, status: RunStatus) -> None:
        """Draws the bar anew."""
        with suppress(OSError):  # the terminal is gone
            if self._live is None:
                self._live = self._new()
                self._live.start()
            self._live.update(drawing(status), refresh=True)

    def note(self, text: str) -> None:
        """Prints a line above the bar."""
        with suppress(OSError):
            self._console.print(text, highlight=False, markup=False, emoji=False)

    def close(self) -> None:
        """Takes the bar away."""
        if self._live is not None:
            with suppress(OSError):
                self._live.stop()
            self._live = None

    def _new(self) -> Live:
        return Live(
            console=self._console, auto_refresh=False, transient=True, redirect_stdout=False
        )


def drawing(status: RunStatus) -> RenderableType:
    """The bar, the rates, and a third line where there is something to say."""
    facts = (of_elapsed(status), of_rates(status), of_doubts(status))
    third = of_slow(status) or of_last_rejected(status)
    lines: list[RenderableType] = [_bar(status), _line(" · ".join(filter(None, facts)))]
    return Group(*lines, *([_line(third)] if third else []))


def _bar(status: RunStatus) -> Table:
    row = Table.grid(expand=True, padding=(0, 1))
    row.add_column(no_wrap=True)
    row.add_column(ratio=1)
    row.add_column(no_wrap=True, justify="right")
    row.add_column(no_wrap=True, justify="right")
    total = status.total or None
    bar = ProgressBar(total=total, completed=status.documents, pulse=total is None)
    row.add_row(Text(status.stage, style="bold"), bar, of_documents(status), of_remaining(status))
    return row


def _line(text: str) -> Text:
    return Text(text, style="dim", no_wrap=True, overflow="ellipsis")
