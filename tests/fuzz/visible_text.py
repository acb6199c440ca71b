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
from dataclasses import dataclass
from decimal import Decimal

_ROWS = {"html": re.compile(r"<tr\b|</table", re.I), "docx": re.compile(r"<w:tr\b|</w:tbl>")}
_CELLS = {
    "html": re.compile(r"(?<![\w/<])<t[dh]\b", re.I),
    "docx": re.compile(r"<w:tc>"),
    "text": re.compile(r"[\t|]"),
}
_SPANS = re.compile(
    r"(?:row|col)span\s*=\s*[\"']?[^\"'>\s]*|<w:(?:gridSpan|vMerge|gridBefore)\b[^>]*>", re.I
)
_TAG = re.compile(r"<!--.*?-->|<[A-Za-z/!?][^>]*>", re.S)
_INLINE = re.compile(r"</?(?:span|font|b|i|strong|em|a|o:p)\b[^>]*>", re.I)
_HIDDEN = re.compile(
    r"<(script|style)\b.*?</\1>|<(\w+)\b[^>]*(?:display:\s*none|visibility:\s*hidden|\bhidden\b)[^>]*>.*?</\2>",
    re.S | re.I,
)
_RUN = re.compile(r"<w:t\b[^<>]*>([^<]*)</w:t>|</w:p>|<w:noBreakHyphen/>")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
Numbers = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or a line: the spans and the numbers of its cells from left to right."""

    cells: tuple[tuple[str, Numbers], ...]

    @property
    def numbers(self) -> Numbers:
        """All numbers of the row."""
        return tuple(number for _, numbers in self.cells for number in numbers)

    def holds(self, figures: Numbers) -> bool:
        """Whether these figures stand in the row side by side."""
        row, size = self.numbers, len(figures)
        return any(row[at : at + size] == figures for at in range(len(row) - size + 1))


def rows(kind: str, content: bytes) -> Counter[Row]:
    """How often each row stands in a web page, a Word file or a text."""
    text = _parts(content) if kind == "docx" else _decoded(content)
    if kind == "html":
        text = text.replace("\\/", "/")
        if "document.write(content)" not in text:
            text = _HIDDEN.sub("", text)
    pieces = _ROWS[kind].split(text) if kind in _ROWS else text.splitlines()
    return Counter(_row(kind, piece) for piece in pieces)


def spans(found: Counter[Row]) -> Counter[str]:
    """How often each span is declared."""
    told: Counter[str] = Counter()
    for row, count in found.items():
        for each, _ in row.cells:
            told[each] += count
    return told


def _row(kind: str, piece: str) -> Row:
    return Row(
        tuple(
            (" ".join(_SPANS.findall(cell)), _numbers(_shown(kind, cell)))
            for cell in _CELLS[kind].split(piece)
        )
    )


def _shown(kind: str, markup: str) -> str:
    if kind == "html":
        return html.unescape(_TAG.sub(" ", _INLINE.sub("", f"<x {markup}")))
    return "".join(map(_run, _RUN.finditer(markup))) if kind == "docx" else markup


def _numbers(text: str) -> Numbers:
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
