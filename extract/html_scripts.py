"""From a page whose report is not in its markup to the markup that a script holds (quirks A6)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from extract.markup import Element

_LITERAL = re.compile(
    r"""//[^\n]*|/\*.*?\*/
    |"((?:[^"\\]|\\.)*)" | '((?:[^'\\]|\\.)*)' | `((?:[^`\\]|\\.)*)`""",
    re.S | re.X,
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " ", "v": " ", "0": " ", "\n": ""}
_TABLE = re.compile(r"<table\b", re.I)
_MOST_SCRIPT = 20_000_000


def embedded_markup(root: Element) -> list[str]:
    """Markup with a table in it from scripts, templates, text areas and hidden fields."""
    found: list[str] = []
    for node in root.iter("script", "template", "textarea", "input"):
        text = node.get("value") if node.tag == "input" else "".join(node.itertext())
        markup = _markup(node, (text or "")[:_MOST_SCRIPT])
        if markup:
            found.append(markup)
    return found


def unescape_literal(body: str) -> str:
    r"""What a JavaScript string literal says.

    >>> unescape_literal(r'<td class=\"a\">3<\/td>\u4e00')
    '<td class="a">3</td>一'
    """
    return _ESCAPE.sub(_character, body)


def _markup(node: Element, text: str) -> str:
    if node.tag == "script" and "html" not in (node.get("type") or ""):
        text = "".join(_literals(text))
    for plain in (text, html.unescape(text), unquote(text)):
        if _TABLE.search(plain):
            return plain
    return ""


def _literals(script: str) -> Iterator[str]:
    """String literals with markup in them, in order: pages also build a table piece by piece."""
    for match in _LITERAL.finditer(script):
        body = match[1] or match[2] or match[3] or ""
        text = unescape_literal(body) if "\\" in body else body
        if "<" in text or "&lt;" in text or "%3C" in text:
            yield text


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else ""
    return _CONTROLS.get(match[4], match[4])
