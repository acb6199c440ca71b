"""What the form fields in a cell show: some sites print their figures into fields nobody can change."""

from __future__ import annotations

from extract.html_flow import is_hidden, tidy
from extract.markup import Element

_SHOWN = ("", "text", "number", "tel")
"""Types of <input> that show their value as text."""


def shown_fields(cell: Element, show_hidden: bool = False) -> list[str]:
    """The texts of the fields in a cell, blank ones left out."""
    texts = []
    for node in cell.iter("input", "textarea", "select"):
        if show_hidden or not _lies_hidden(node, cell):
            texts.append(tidy(_text(node)))
    return [text for text in texts if text]


def _text(node: Element) -> str:
    if node.tag == "textarea":
        return "".join(node.itertext())
    if node.tag == "input":
        shown = (node.get("type") or "").strip().lower() in _SHOWN
        return node.get("value") or "" if shown else ""
    options = list(node.iter("option"))
    chosen = [option for option in options if "selected" in option.attrib] or options[:1]
    return " ".join("".join(option.itertext()) for option in chosen)


def _lies_hidden(node: Element, cell: Element) -> bool:
    while node is not cell:
        if is_hidden(node):
            return True
        node = node.getparent()
    return False
