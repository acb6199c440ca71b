"""What is changed in the operators of a page, inside the compressed stream where readers meet it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import partial

from tests.fuzz.byte_changes import flip_bits, odd_number
from tests.fuzz.mutant import Change
from tests.fuzz.pdf_objects import parse

_TOKEN = re.compile(
    rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|/[^\s/()<>\[\]]+|[-+]?\d*\.?\d+|[A-Za-z'\"*]+\d?|[\[\]]",
    re.S,
)
_OPERATORS = (
    b"Tj", b"TJ", b"T*", b"Td", b"Tm", b"Tf", b"Tr", b"Tc", b"Tz", b"re", b"l", b"m", b"S", b"f",
    b"n", b"W", b"q", b"Q", b"cm", b"Do", b"BT", b"ET", b"BI", b"ID", b"EI", b"sh", b"gs", b"xx",
)  # fmt: skip
Edit = Callable[[random.Random, bytes], bytes]


def on_content(edit: Edit, rng: random.Random, data: bytes) -> bytes:
    """The file with one page's operators edited, deflated again; unchanged if it has no pages."""
    pdf = parse(data)
    numbers = pdf.content_numbers() if pdf else []
    if pdf is None or not numbers:
        return data
    number = rng.choice(numbers)
    pdf.set_content(number, edit(rng, pdf.content(number)), packed=rng.random() < 0.9)
    return pdf.write()


def _replace(rng: random.Random, content: bytes, pattern: bytes, new: Edit) -> bytes:
    """One token of a pattern made another."""
    found = [m for m in _TOKEN.finditer(content) if re.fullmatch(pattern, m[0], re.S)]
    if not found:
        return content
    match = rng.choice(found)
    return content[: match.start()] + new(rng, match[0]) + content[match.end() :]


def operand(rng: random.Random, content: bytes) -> bytes:
    """A number is a little or very different."""

    def new(rng: random.Random, old: bytes) -> bytes:
        near = b"%.3f" % (float(old) + rng.choice((-40.0, -12.0, -3.0, -0.7, 0.7, 3.0, 12.0, 40.0)))
        return rng.choice((near, near, b"%.3f" % -float(old), odd_number(rng)))

    return _replace(rng, content, rb"[-+]?\d*\.?\d+", new)


def operator(rng: random.Random, content: bytes) -> bytes:
    """An operator is another one."""
    return _replace(rng, content, rb"[A-Za-z'\"*]+\d?", lambda rng, old: rng.choice(_OPERATORS))


def shown_text(rng: random.Random, content: bytes) -> bytes:
    """A bit of a text that is shown."""
    return _replace(
        rng, content, rb"\(.+\)", lambda rng, old: b"(" + flip_bits(rng, old[1:-1]) + b")"
    )


def shown_digit(rng: random.Random, content: bytes) -> bytes:
    """A number that is shown says something else."""
    return _replace(rng, content, rb"\(\d+\)", lambda rng, old: b"(%d)" % rng.randrange(1000))


def name(rng: random.Random, content: bytes) -> bytes:
    """A font or a resource is another one."""
    return _replace(rng, content, rb"/.+", lambda rng, old: rng.choice((b"/F1", b"/F3", b"/Nil")))


def _lines(content: bytes) -> list[bytes]:
    return content.split(b"\n")


def drop_lines(rng: random.Random, content: bytes) -> bytes:
    """Some lines of operators are missing."""
    lines = _lines(content)
    at = rng.randrange(len(lines))
    del lines[at : at + rng.choice((1, 1, 1, 5, 40))]
    return b"\n".join(lines)


def swap_lines(rng: random.Random, content: bytes) -> bytes:
    """Two lines of operators have changed places."""
    lines = _lines(content)
    a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"\n".join(lines)


def repeat_lines(rng: random.Random, content: bytes) -> bytes:
    """A line stands twice, or very often."""
    lines = _lines(content)
    at = rng.randrange(len(lines))
    lines[at : at + 1] = [lines[at]] * rng.choice((2, 2, 2, 20_000))
    return b"\n".join(lines)


def insert(rng: random.Random, content: bytes) -> bytes:
    """Operators that hide, cover, move or multiply what follows."""
    lines = _lines(content)
    x, y = rng.randrange(600), rng.randrange(800)
    what = (
        b"3 Tr", b"1 g", b"1 1 1 rg 1 1 1 RG", b"0 0 0 0 k", b"q", b"Q Q Q", b"50 Tz",
        b"0 0 0 0 0 0 cm", b"1 0 0 -1 0 800 cm", b"0 1 -1 0 600 0 cm", b"2 0 0 2 0 0 cm",
        b"1 g %d %d 200 60 re f 0 g" % (x, y), b"20 Tc", b"/Nil Do", b"/Nil gs",
        b"%d %d m %d %d l S" % (x, y, rng.randrange(600), y), b"%d %d m %d 0 l S" % (x, y, x),
        b"q " * 50_000, b"[" * 10_000, b"(" * 500, b"<<" * 2_000, b"BT " * 1_000,
        b"%d 0 m " % x * 20_000 + b"S", b"BI /W 60000 /H 60000 /CS /RGB /BPC 8 ID x EI",
    )  # fmt: skip
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(what))
    return b"\n".join(lines)


def _spaced(rng: random.Random, content: bytes) -> bytes:
    """Comments, and white space where there is some."""
    lines = _lines(content)
    for _ in range(10):
        lines.insert(rng.randrange(len(lines) + 1), rng.choice((b"", b"% 12 0 1", b"   ")))
    return b"\n".join(lines)


def _wrapped(rng: random.Random, content: bytes) -> bytes:
    """Saved and restored states, marked content, and a matrix that changes nothing."""
    before, after = rng.choice(((b"q", b"Q"), (b"/Span BMC", b"EMC"), (b"q 1 0 0 1 0 0 cm", b"Q")))
    return before + b"\n" + content + b"\n" + after


def _same(rng: random.Random, content: bytes) -> bytes:
    return content


CHANGES: dict[str, Change] = {
    f"content: {each.__name__}": partial(on_content, each)
    for each in (
        operand, operator, shown_text, shown_digit, name, drop_lines, swap_lines, repeat_lines,
        insert, flip_bits,
    )
}  # fmt: skip
NEUTRAL: dict[str, Change] = {
    f"content: {each.__name__[1:]}": partial(on_content, each)
    for each in (_spaced, _wrapped, _same)
}
