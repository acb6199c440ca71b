"""What is changed in a Word file: the XML of its text, its parts, the ZIP around them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import partial

from tests.fuzz import markup_changes
from tests.fuzz.byte_changes import CHANGES as BYTES
from tests.fuzz.byte_changes import odd_number
from tests.fuzz.mutant import Change
from tests.fuzz.zip_container import directory_number, members, packed, stored, without_directory

Edit = Callable[[random.Random, bytes], bytes]
_MERGE = re.compile(rb"<w:(?:vMerge|gridSpan|gridBefore)\b[^<>]*/>")
_SHOWN = re.compile(rb"(<w:t\b[^<>]*>)(\d+)(</w:t>)")
_ROW = re.compile(rb"<w:tr>.*?</w:tr>", re.S)


def in_text(edit: Edit, rng: random.Random, data: bytes) -> bytes:
    """The file with its main part edited, zipped again."""
    parts = members(data)
    return packed(
        (name, edit(rng, content) if name.startswith("word/document") else content)
        for name, content in parts
    )


def merge(rng: random.Random, data: bytes) -> bytes:
    """A merge is missing, goes on without a beginning, or is as wide as nothing else."""
    found = list(_MERGE.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    wide = b'<w:gridSpan w:val="%s"/>' % odd_number(rng)
    new = rng.choice((b"", b"<w:vMerge/>", b'<w:vMerge w:val="restart"/>', wide, wide + match[0]))
    return data[: match.start()] + new + data[match.end() :]


def figure(rng: random.Random, data: bytes) -> bytes:
    """A number says something else, or stands in a field, deleted or hidden."""
    found = list(_SHOWN.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    shown = match[1] + match[2] + match[3]
    new = rng.choice((
        match[1] + odd_number(rng) + match[3], b"<w:br/>" + shown, shown + b"<w:tab/>" + shown,
        b"<w:delText>%s</w:delText>" % match[2], b"<w:instrText>%s</w:instrText>" % match[2],
        b"<mc:AlternateContent><mc:Choice>%s</mc:Choice></mc:AlternateContent>" % shown,
    ))  # fmt: skip
    return data[: match.start()] + new + data[match.end() :]


def rows(rng: random.Random, data: bytes) -> bytes:
    """A row is missing, stands twice, or has changed places with another."""
    found = list(_ROW.finditer(data))
    if len(found) < 2:
        return data
    a, b = sorted(rng.sample(found, 2), key=lambda match: match.start())
    first, second = rng.choice(((b[0], a[0]), (b"", b[0]), (a[0] * 2, b[0]), (b[0], b[0])))
    return data[: a.start()] + first + data[a.end() : b.start()] + second + data[b.end() :]


def deep(rng: random.Random, data: bytes) -> bytes:
    """Very many things within each other, or very many of them."""
    opened, closed = rng.choice(
        ((b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>"), (b"<w:p>", b"</w:p>"),
         (b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"))
    )  # fmt: skip
    times = rng.choice((100, 300, 20_000))
    inside = opened * times + closed * times if rng.random() < 0.5 else (opened + closed) * times
    return data.replace(b"<w:sectPr/>", inside + b"<w:sectPr/>")


def declared(rng: random.Random, data: bytes) -> bytes:
    """A DTD with entities, or another encoding."""
    head = rng.choice((
        b'<!DOCTYPE a [<!ENTITY b "12">]>', b'<!DOCTYPE a SYSTEM "file:///etc/hosts">',
        b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>',
    ))  # fmt: skip
    if rng.random() < 0.5:
        return data.replace(b"UTF-8", rng.choice((b"GBK", b"UTF-16", b"x")))
    return data.replace(b"?>\n", b"?>\n" + head)


def part_name(rng: random.Random, data: bytes) -> bytes:
    """A part has another name, stands twice, or is missing."""
    parts = members(data)
    at = rng.randrange(len(parts))
    name, content = parts[at]
    new = rng.choice(([], [("word/other.xml", content)], [(name, content)] * 2, [(name, b"")],
                      [(name, content), (name, b"<a/>")]))  # fmt: skip
    return packed([*parts[:at], *new, *parts[at + 1 :]])


def _revised(rng: random.Random, data: bytes) -> bytes:
    """Marks of revisions and of the spelling checker, comments, white space between elements."""
    between = rng.choice((b"<!-- 12 -->", b"\n  ", b'<w:proofErr w:type="gramEnd"/>'))
    data = data.replace(b"<w:p>", b'<w:p w:rsidR="00A12B34">')
    return data.replace(b"</w:pPr>", b"</w:pPr>" + between)


def _wide(rng: random.Random, data: bytes) -> bytes:
    """The text in UTF-16."""
    text = data.decode("utf-8").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return text.encode("utf-16")


CHANGES: dict[str, Change] = {
    f"text: {each.__name__}": partial(in_text, each)
    for each in (*markup_changes.ALL, merge, merge, figure, rows, deep, declared)
}
CHANGES |= {f"text: {name}": partial(in_text, change) for name, change in BYTES.items()}
CHANGES |= {
    f"package: {each.__name__}": each for each in (directory_number, without_directory, part_name)
}
NEUTRAL: dict[str, Change] = {
    "text: revised": partial(in_text, _revised),
    "text: wide": partial(in_text, _wide),
    "package: stored": stored,
}
