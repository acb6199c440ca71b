"""The words of an element of a page, gathered in another way than the reader's."""

from __future__ import annotations

from extract.html_fields import shown_fields
from extract.html_flow import is_hidden
from extract.markup import Element

_SILENT = frozenset(
    ["script", "style", "title", "template", "noscript", "select", "svg", "object", "textarea"]
)


def text_of(cell: Element, hidden: bool) -> str:
    """All text of a cell that is shown, and what its form fields show."""
    parts: list[str] = []
    waiting: list[Element | str] = [cell]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        raised = "^" if node.tag == "sup" and node.text else ""
        parts.append(raised + (node.text or ""))
        for child in reversed(list(node)):
            waiting.append(child.tail or "")
            known = isinstance(child.tag, str) and child.tag not in _SILENT
            if known and (hidden or not is_hidden(child)):
                waiting.append(child)
    text = "".join(parts).strip()
    return " / ".join([each for each in (text, *shown_fields(cell, hidden)) if each])
