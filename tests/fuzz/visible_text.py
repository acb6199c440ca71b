"""The rows of numbers that a file without pages shows, found by the plainest means.

No reader of the product is asked.
"""

from __future__ import annotations

import codecs
import html
import io
import re
import unicodedata
import zipfile
from collections import Counter
from decimal import Decimal

Row = tuple[Decimal, ...]
"""The numbers of a row of a table, or of a line, from left to right."""
_ROWS = {"html": re.compile(r"<tr\b|</table", re.I), "docx": re.compile(r"<w:tr\b|</w:tbl>")}
_TAG = re.compile(r"<!--.*?-->|<[A-Za-z/!?][^>]*>", re.S)
_RUN = re.compile(r"<w:t\b[^<>]*>([^<]*)</w:t>|</w:p>|<w:noBreakHyphen/>")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")


def rows(kind: str, content: bytes) -> Counter[Row]:
    """How often each row of numbers stands in a web page, a Word file or a text."""
    text = _parts(content) if kind == "docx" else _decoded(content)
    pieces = _ROWS[kind].split(text) if kind in _ROWS else text.splitlines()
    return Counter(_numbers(_shown(kind, piece)) for piece in pieces)


def holds(row: Row, figures: Row) -> bool:
    """Whether these figures stand in a row side by side."""
    size = len(figures)
    return any(row[at : at + size] == figures for at in range(len(row) - size + 1))


def _shown(kind: str, markup: str) -> str:
    if kind == "html":
        return html.unescape(_TAG.sub(" ", f"<x {markup}".replace("\\/", "/")))
    return "".join(map(_run, _RUN.finditer(markup))) if kind == "docx" else markup


def _numbers(text: str) -> Row:
    plain = unicodedata.normalize("NFKC", text)
    return tuple(Decimal(found.replace(",", "")) for found in _NUMBER.findall(plain))


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    both = [content.decode(name, "replace") for name in ("utf-8", "gb18030")]
    return min(both, key=lambda text: text.count("\ufffd"))


def _parts(content: bytes) -> str:
    """Every part that could be the main one; nothing where the ZIP cannot be opened."""
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                if info.filename.startswith("word/document"):
                    found.append(_decoded(archive.read(info)))
    except Exception:  # the file is damaged on purpose, in ways zipfile has no name for
        return ""
    return "".join(found)


def _run(match: re.Match[str]) -> str:
    if match[1] is not None:
        return html.unescape(match[1])
    return "\n" if match[0] == "</w:p>" else "-"
