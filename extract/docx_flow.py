"""From the elements of Word's text to paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extract.blocks import RAISED, strip_blank
from extract.docx_package import local_name
from extract.markup import Element

_DROPPED = frozenset(["del", "moveFrom", "sdtPr", "sdtEndPr", "pPr", "tblPr", "trPr", "tcPr"])
"""Text deleted or moved away under tracked changes, and mere properties."""
_BREAKS = frozenset(["br", "cr"])
_HYPHENS = {"noBreakHyphen": "-", "softHyphen": "", "tab": " "}


class Word(NamedTuple):
    """A paragraph's text, or a table still to be read."""

    text: str = ""
    table: Element | None = None


def words(node: Element) -> Iterator[Word]:
    """Paragraphs and tables under `node`, through content controls, insertions and text boxes.

    python-docx finds no table inside a content control and drops tracked insertions (inputs.md).
    """
    for child in node:
        name = local_name(child)
        if name in _DROPPED:
            continue
        if name == "tbl":
            yield Word(table=child)
        elif name == "p":
            yield Word(text=paragraph_text(child))
            for box in boxes(child):
                yield from words(box)
        elif name == "AlternateContent":
            yield from words(alternative(child))
        else:
            yield from words(child)


def paragraph_text(paragraph: Element) -> str:
    """Text of a paragraph as shown: runs joined as they stand, line breaks kept."""
    text = "".join(_run_texts(paragraph)).replace("\u00a0", " ")
    lines = [strip_blank(line) for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


def _run_texts(node: Element) -> Iterator[str]:
    for child in node:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield "\n"
        elif name in _HYPHENS:
            yield _HYPHENS[name]
        elif name == "AlternateContent":
            yield from _run_texts(alternative(child))
        elif name not in _DROPPED and name != "txbxContent" and not _is_hidden(child):
            text = "".join(_run_texts(child))
            yield RAISED + text if text and _is_raised(child) else text


def boxes(paragraph: Element) -> Iterator[Element]:
    """Text boxes anchored in a paragraph, each once: Word writes them in two ways side by side."""
    waiting = [paragraph]
    while waiting:
        for child in waiting.pop():
            name = local_name(child)
            if name == "txbxContent":
                yield child
            elif name == "AlternateContent":
                waiting.append(alternative(child))
            elif name not in _DROPPED:
                waiting.append(child)


def alternative(node: Element) -> Element:
    """The first of the ways in which the same thing is written."""
    return next((child for child in node if local_name(child) == "Choice"), node)


def _is_hidden(run: Element) -> bool:
    return any(local_name(each) == "vanish" for each in _run_properties(run))


def _is_raised(run: Element) -> bool:
    return any(
        local_name(each) == "vertAlign" and "superscript" in each.attrib.values()
        for each in _run_properties(run)
    )


def _run_properties(run: Element) -> Element:
    return next((each for each in run if local_name(each) == "rPr"), ())
