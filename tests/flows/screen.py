"""A terminal of so many columns: a command runs in it, and what stands on its screen can be read."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
import unicodedata
from collections.abc import Mapping, Sequence

PIECE = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])|(.|\n)", re.DOTALL)


class Screen:
    """What a terminal shows of what was written to it. Raises ValueError for codes it does not know."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.wrapped = 0
        """Lines that were too long."""
        self._rows = [[" "] * columns for _ in range(60)]
        self._x = self._y = 0

    def feed(self, text: str) -> None:
        for argument, code, character in PIECE.findall(text):
            if character:
                self._put(character)
            elif code == "A":
                self._y -= int(argument or 1)
            elif code == "K":
                self._rows[self._y] = [" "] * self.columns
            elif code not in "mhl":
                raise ValueError(f"unknown code {argument}{code}")

    def text(self) -> str:
        """The lines on the screen, without blank ones at its end."""
        return "\n".join("".join(row).rstrip() for row in self._rows).rstrip()

    def _put(self, character: str) -> None:
        if character == "\r":
            self._x = 0
        elif character == "\n":
            self._y += 1
        else:
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            if self._x + width > self.columns:
                self.wrapped += 1
                self._x, self._y = 0, self._y + 1
            self._rows[self._y][self._x : self._x + width] = [character, *[""] * (width - 1)]
            self._x += width


def seen(
    command: Sequence[str], columns: int, environment: Mapping[str, str], seconds: float = 60
) -> tuple[list[str], Screen]:
    """Every screen that stood for a moment while the command ran, and the last one."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], list(command), dict(environment))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, columns, 0, 0))
    screen, screens = Screen(columns), list[str]()
    decoder = codecs.getincrementaldecoder("utf-8")()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if not ready:
            screens.append(screen.text())
            continue
        try:
            written = os.read(terminal, 1 << 16)
        except OSError:  # the command is over
            break
        screen.feed(decoder.decode(written))
    os.close(terminal)  # which hangs up on a command that still runs
    os.waitpid(child, 0)
    return screens, screen


if __name__ == "__main__":  # python -m tests.flows.screen COLUMNS COMMAND...
    for shown in dict.fromkeys(seen(sys.argv[2:], int(sys.argv[1]), os.environ)[0]):
        print(shown, end="\n\n")
