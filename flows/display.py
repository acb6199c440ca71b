"""Who shows a run to a person: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from typing import Protocol

from rich.console import Console

from flows.plain_lines import PlainLines
from flows.run_status import RunStatus


class Display(Protocol):
    """Shows how a run goes. Called by one thread at a time."""

    def show(self, status: RunStatus) -> None:
        """Shows how it stands now; called about twice a second."""

    def note(self, text: str) -> None:
        """Shows a line that stays."""

    def close(self) -> None:
        """Leaves the terminal as it was."""


def display_on(console: Console) -> Display:
    """The bar where it can be redrawn; FORCE_COLOR does not make a terminal of a pipe."""
    if console.is_terminal and not console.is_dumb_terminal and console.file.isatty():
        from flows.live_bar import LiveBar

        return LiveBar(console)
    return PlainLines(console.file)
