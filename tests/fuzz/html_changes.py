"""What is changed in a web page: spans, hidden parts, charsets, tables in tables."""

from __future__ import annotations

import codecs
import random
import re
from collections.abc import Callable

from tests.fuzz import markup_changes
from tests.fuzz.byte_changes import odd_number
from tests.fuzz.mutant import Change

Rewrite = Callable[[re.Match[bytes]], bytes]
_CELL = re.compile(rb"<(td|tr)\b([^<>]*)>")
_SPAN = re.compile(rb"(?:row|col)span=\"(\d+)\"")
_FIGURE = re.compile(rb"(?<=>)\d+(?=<)")


def span(rng: random.Random, data: bytes) -> bytes:
    """A span is one more or less, or nonsense."""
    found = list(_SPAN.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    near = b"%d" % (int(match[1]) + rng.choice((-1, 1, 1, 2)))
    new = rng.choice((near, near, near, odd_number(rng)))
    return data[: match.start(1)] + new + data[match.end(1) :]


def attribute(rng: random.Random, data: bytes) -> bytes:
    """A cell or a row with a span, or hidden, that had none."""
    more = rng.choice(
        (b' rowspan="2"', b' colspan="2"', b' rowspan="0"', b' style="display:none"', b" hidden",
         b' style="visibility:hidden"', b' style="display:grid;grid-template-columns:1fr 1fr"')
    )  # fmt: skip
    return _into(rng, data, _CELL, lambda match: match[0][:-1] + more + b">")


def figure(rng: random.Random, data: bytes) -> bytes:
    """A number says something else."""
    return _into(rng, data, _FIGURE, lambda match: odd_number(rng))


def wrapped(rng: random.Random, data: bytes) -> bytes:
    """A number inside something that hides it, or beside something that is hidden."""
    inside = rng.choice(
        (b"<s>%s</s>", b"<script>%s</script>", b"<!--%s-->", b"<span style='display:none'>%s</span>",
         b"<table><tr><td>%s</td></tr></table>", b"<input value='%s'>", b"<sup>%s</sup>",
         b"%s<span hidden>9</span>", b"<textarea>%s</textarea>", b"<p>%s</p><p>1</p>")
    )  # fmt: skip
    return _into(rng, data, _FIGURE, lambda match: inside % match[0])


def charset(rng: random.Random, data: bytes) -> bytes:
    """Some of the text in another encoding, or a mark of one that is not used."""
    text = data.decode("utf-8", "ignore") or data.decode("gb18030", "ignore")
    middle = len(text) // 2
    first, second = text[:middle], text[middle:]
    if rng.random() < 0.3:
        return rng.choice((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")) + data
    kinds = ("utf-8", "gb18030", "big5", "utf-16-le", "latin-1")
    return first.encode(rng.choice(kinds), "replace") + second.encode(rng.choice(kinds), "replace")


def deep(rng: random.Random, data: bytes) -> bytes:
    """Very many things within each other."""
    tag = rng.choice((b"<div>", b"<table><tr><td>", b"<span>", b"<b>", b"<ul><li>"))
    at = rng.choice([match.start() for match in _CELL.finditer(data)] or [0])
    return data[:at] + tag * rng.choice((300, 3000, 30_000)) + data[at:]


def _commented(rng: random.Random, data: bytes) -> bytes:
    """Comments, scripts and styles between the cells."""
    what = rng.choice((b"<!-- 12 -->", b"<!--<td>9</td>-->", b"\n\t\n"))
    return _everywhere(rng, data, rb"(?<=</td>)(?=<td)", lambda match: what)


def _attributes(rng: random.Random, data: bytes) -> bytes:
    """Attributes that change nothing, and tags in capitals."""
    more = rng.choice((b' class="MsoNormal 12"', b' width="9"', b" data-v-1 align=center"))
    return _everywhere(rng, data, rb"<td\b", lambda match: match[0].upper() + more)


def _emphasised(rng: random.Random, data: bytes) -> bytes:
    """Numbers in a font of their own, or in two, or written as references."""
    ways = (
        lambda figure: b"<font face='Arial'>%s</font>" % figure,
        lambda figure: b"<b>%s</b><i>%s</i>" % (figure[:1], figure[1:]),
        lambda figure: b"".join(b"&#%d;" % byte for byte in figure),
        lambda figure: b"<p><span lang=EN-US>%s</span></p>" % figure,
    )
    way = rng.choice(ways)
    return _everywhere(rng, data, rb"(?<=<td>)\d+(?=</td>)", lambda match: way(match[0]))


def _encoded(rng: random.Random, data: bytes) -> bytes:
    """The page in another encoding; what it declares stays."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return data
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return text.encode(rng.choice(("gb18030", "utf-8", "utf-8-sig", "utf-16")))


def _into(rng: random.Random, data: bytes, pattern: re.Pattern[bytes], change: Rewrite) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    return data[: match.start()] + change(match) + data[match.end() :]


def _everywhere(rng: random.Random, data: bytes, pattern: bytes, change: Rewrite) -> bytes:
    if b"document.write(content)" in data:
        return data  # a page in a string: marks would have to be escaped
    return re.sub(pattern, lambda match: change(match) if rng.random() < 0.5 else match[0], data)


CHANGES: dict[str, Change] = {
    f"page: {each.__name__}": each
    for each in (*markup_changes.ALL, span, span, attribute, figure, wrapped, charset, deep)
}
NEUTRAL: dict[str, Change] = {
    f"page: {each.__name__[1:]}": each for each in (_commented, _attributes, _emphasised, _encoded)
}
