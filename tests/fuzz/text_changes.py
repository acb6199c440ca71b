"""What is changed in converted text: its lines, fields and encoding."""

from __future__ import annotations

import codecs
import random
from collections.abc import Callable

from tests.fuzz.byte_changes import odd_number
from tests.fuzz.mutant import Change


def _text(data: bytes) -> tuple[str, str]:
    """The text and its encoding; bytes that are none of it are kept."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return data.decode("utf-16", "surrogatepass"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("gb18030", "surrogateescape"), "gb18030"


def _lines(data: bytes, change: Callable[[list[str]], None]) -> bytes:
    text, encoding = _text(data)
    lines = text.split("\n")
    change(lines)
    return "\n".join(lines).encode(encoding, "surrogateescape")


def drop_lines(rng: random.Random, data: bytes) -> bytes:
    """Lines are missing."""

    def change(lines: list[str]) -> None:
        at = rng.randrange(len(lines))
        del lines[at : at + rng.choice((1, 1, 3))]

    return _lines(data, change)


def repeat_lines(rng: random.Random, data: bytes) -> bytes:
    """Lines stand twice."""

    def change(lines: list[str]) -> None:
        at = rng.randrange(len(lines))
        lines[at:at] = lines[at : at + rng.choice((1, 1, 5, 40))]

    return _lines(data, change)


def swap_lines(rng: random.Random, data: bytes) -> bytes:
    """Two lines have changed places."""

    def change(lines: list[str]) -> None:
        a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[a], lines[b] = lines[b], lines[a]

    return _lines(data, change)


def break_line(rng: random.Random, data: bytes) -> bytes:
    """A line is broken, or two are joined."""

    def change(lines: list[str]) -> None:
        at = rng.randrange(len(lines))
        if rng.random() < 0.5 and at + 1 < len(lines):
            lines[at : at + 2] = [lines[at] + lines[at + 1]]
        elif lines[at]:
            cut = rng.randrange(len(lines[at]))
            lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]

    return _lines(data, change)


def fields(rng: random.Random, data: bytes) -> bytes:
    """A field too many or too few in a row, a number that says something else."""
    text, encoding = _text(data)
    mark = "\t" if "\t" in text else "|"
    places = [i for i, character in enumerate(text) if character == mark] or [0]
    at = rng.choice(places)
    new = rng.choice(("", mark * 2, " ", mark + odd_number(rng).decode() + mark, mark + "0" + mark))
    return (text[:at] + new + text[at + 1 :]).encode(encoding, "surrogateescape")


def mixed_encoding(rng: random.Random, data: bytes) -> bytes:
    """The end in another encoding than the beginning."""
    text, _ = _text(data)
    cut = rng.randrange(len(text))
    kinds = ("utf-8", "gb18030", "big5", "utf-16-le")
    first, second = rng.choice(kinds), rng.choice(kinds)
    return text[:cut].encode(first, "replace") + text[cut:].encode(second, "replace")


def _line_ends(rng: random.Random, data: bytes) -> bytes:
    """Line ends of Windows, and blank lines at the end."""
    text, encoding = _text(data)
    return (text.replace("\r", "").replace("\n", "\r\n") + "\r\n" * 3).encode(
        encoding, "surrogateescape"
    )


def _encoded(rng: random.Random, data: bytes) -> bytes:
    """Another encoding."""
    text, _ = _text(data)
    return text.encode(rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace")


CHANGES: dict[str, Change] = {
    f"lines: {each.__name__}": each
    for each in (drop_lines, repeat_lines, swap_lines, break_line, fields, mixed_encoding)
}
NEUTRAL: dict[str, Change] = {
    f"lines: {each.__name__[1:]}": each for each in (_line_ends, _encoded)
}
