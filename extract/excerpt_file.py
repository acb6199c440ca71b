"""From a file without pages, and the path of a cell in it, to the excerpt that shows the cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.content import read_content
from extract.encoding import decode
from extract.excerpt import Excerpt, excerpt_of
from extract.excerpt_markup import Tables, markup_tables, page_tables, word_tables
from extract.excerpt_text import LinesExcerpt, line_of, lines_excerpt
from extract.html_flow import parse
from extract.live_fields import without_dates
from extract.model import Kind, Rejection
from extract.office import as_docx
from extract.text_lines import Line, split_lines
from extract.zip_file import BROKEN

_MARKUP = re.compile(r"(<table\b.*?</table\s*>)", re.I | re.S)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file without pages, taken apart: what its tables may be, and its lines if it is a text."""

    tables: tuple[Tables, ...]
    lines: tuple[Line, ...] = ()


def opened_file(path: Path, kind: Kind) -> OpenedFile | Rejection:
    """The file taken apart; raises OSError if it cannot be opened."""
    if kind in ("doc", "rtf", "odt"):
        converted = as_docx(path, kind)
        return converted if isinstance(converted, Rejection) else _word(_as_saved(converted))
    data = read_content(path)
    if isinstance(data, Rejection):
        return data
    if kind == "docx":
        return _word(data)
    text = decode(data).text.lstrip("\ufeff")
    if kind == "html":
        return OpenedFile(tuple(page_tables(decode(data).text)))
    return OpenedFile(tuple(_tables_in_text(text)), tuple(_lines(text)))


def excerpt(
    opened: OpenedFile, paths: Sequence[str], known: Mapping[str, str]
) -> Excerpt | LinesExcerpt | None:
    """The excerpt that shows the cells at `paths`; None if they are not there with their texts.

    `known` are the texts of the cells of the same table by their paths, the wanted ones among them:
    paths count the tables of one part of a file, so of several parts that have them all, that is the
    right one whose texts agree.
    """
    if any(line_of(path) for path in paths):
        return lines_excerpt(opened.lines, paths, known)
    best: tuple[int, Tables] | None = None
    for tables in opened.tables:
        texts = _texts(tables, {path.partition("/")[0] for path in known})
        if all(path in texts and _same(texts[path], known.get(path, "")) for path in paths):
            agreeing = sum(_same(texts.get(path, ""), text) for path, text in known.items())
            if best is None or agreeing > best[0]:
                best = agreeing, tables
    if best is None:
        return None
    name = paths[0].partition("/")[0]
    within = [path for path in paths if path.startswith(f"{name}/")]
    return excerpt_of(name, best[1][name], within)


def _texts(tables: Tables, names: set[str]) -> dict[str, str]:
    return {
        part.path: part.text
        for name in names
        for _, parts in tables.get(name, ())
        for part in parts
    }


def _same(one: str, two: str) -> bool:
    return "".join(one.split()) == "".join(two.split())


def _word(data: bytes) -> OpenedFile | Rejection:
    tables = word_tables(data)
    return tables if isinstance(tables, Rejection) else OpenedFile((tables,))


def _as_saved(data: bytes) -> bytes:
    try:
        return without_dates(data)
    except BROKEN:
        return data


def _tables_in_text(text: str) -> Iterator[Tables]:
    """The HTML tables inside a Markdown text, each of which counts its cells anew."""
    for markup in _MARKUP.findall(text):
        root = parse(markup)
        if root is not None:
            yield markup_tables(root)


def _lines(text: str) -> Iterator[Line]:
    """The lines beside the HTML tables, numbered as in the file."""
    number = 1
    for part in _MARKUP.split(text):
        if not _MARKUP.match(part):
            yield from split_lines(part, number)
        number += part.count("\n")
