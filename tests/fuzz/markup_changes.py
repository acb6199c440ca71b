"""What is changed in markup, of a web page or of a Word file: tags, attributes, references."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.fuzz.byte_changes import odd_number

_TAG = re.compile(rb"</?[A-Za-z][\w:]*\b[^<>]*>")
_VALUE = re.compile(rb"=\s*\"([^\"<>]*)\"")
_REFERENCES = (
    b"&nbsp;", b"&#0;", b"&#x110000;", b"&#55357;", b"&amp;lt;", b"&", b"&#", b"&#48;", b"&zz;",
    b"&#xFF11;", b"&#8203;", b"<", b">", b"]]>", b"<!--", b"-->", b"<![CDATA[", b"<?", b"\x00",
)  # fmt: skip


def drop_tag(rng: random.Random, data: bytes) -> bytes:
    """A tag is missing."""
    return _on_tag(rng, data, lambda tag: b"")


def repeat_tag(rng: random.Random, data: bytes) -> bytes:
    """A tag stands twice, or very often."""
    times = rng.choice((2, 2, 2, 3000))
    return _on_tag(rng, data, lambda tag: tag * times)


def other_tag(rng: random.Random, data: bytes) -> bytes:
    """A tag in the place of another."""
    tags = _TAG.findall(data)
    return _on_tag(rng, data, lambda tag: rng.choice(tags))


def break_tag(rng: random.Random, data: bytes) -> bytes:
    """A tag that does not end, or not where it should."""
    return _on_tag(rng, data, lambda tag: tag[: rng.randrange(1, len(tag))])


def drop_element(rng: random.Random, data: bytes) -> bytes:
    """A stretch from one tag to another is missing."""
    return _between(rng, data, lambda piece: b"")


def repeat_element(rng: random.Random, data: bytes) -> bytes:
    """A stretch from one tag to another stands twice."""
    return _between(rng, data, lambda piece: piece * 2)


def swap_elements(rng: random.Random, data: bytes) -> bytes:
    """Two stretches of tags have changed places."""
    starts = [match.start() for match in _TAG.finditer(data)]
    if len(starts) < 4:
        return data
    a, b, c, d = sorted(rng.sample(starts, 4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def value(rng: random.Random, data: bytes) -> bytes:
    """An attribute has another value."""
    found = list(_VALUE.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    new = rng.choice((odd_number(rng), odd_number(rng), b"", rng.choice(found)[1]))
    return data[: match.start(1)] + new + data[match.end(1) :]


def reference(rng: random.Random, data: bytes) -> bytes:
    """A character reference or a mark of the language in the text."""
    ends = [match.end() for match in _TAG.finditer(data)]
    at = rng.choice(ends) if ends else 0
    return data[:at] + rng.choice(_REFERENCES) + data[at:]


def _on_tag(rng: random.Random, data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    found = list(_TAG.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    return data[: match.start()] + change(match[0]) + data[match.end() :]


def _between(rng: random.Random, data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    starts = [match.start() for match in _TAG.finditer(data)]
    if len(starts) < 2:
        return data
    first = rng.randrange(len(starts) - 1)
    last = min(len(starts) - 1, first + rng.choice((1, 2, 4, 10, 60)))
    a, b = starts[first], starts[last]
    return data[:a] + change(data[a:b]) + data[b:]


ALL = (
    drop_tag, repeat_tag, other_tag, break_tag, drop_element, repeat_element, swap_elements, value,
    reference,
)  # fmt: skip
