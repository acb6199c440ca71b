"""Files a page links: a page without a report often has it as an attachment (quirks A8)."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urljoin

from extract.html_flow import tidy
from extract.markup import Element

_ENDING = r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z|txt|rtf|odt)(?:$|[?#&])"
_ATTACHMENT = re.compile(_ENDING, re.I)
_CALLED = re.compile(r"""["']([^"'\s]+?)["']""")
_MOST = 50
"""Links of a page, and pieces of a link's text."""


def links(root: Element) -> tuple[str, ...]:
    """`address text` of each attachment; the address is whole where the page says what it belongs to."""
    base = _base(root)
    found: dict[str, str] = {}
    for node in root.iter("a", "area", "iframe", "embed", "object"):
        text = tidy(" ".join(islice(node.itertext(), _MOST)))
        address = _address(node, text)
        if address:
            found.setdefault(_joined(base, address), text)
        if len(found) == _MOST:
            break
    return tuple(f"{address} {text}".strip() for address, text in found.items())


def _address(node: Element, text: str) -> str:
    """Where a link leads if it leads to a file: by its address, its text or the script it calls."""
    address = tidy(node.get("href") or node.get("src") or node.get("data") or "")
    if _ATTACHMENT.search(address):
        return address
    for quoted in _CALLED.findall(f"{address} {node.get('onclick') or ''}"):
        if _ATTACHMENT.search(quoted):
            return str(quoted)
    is_place = bool(address) and not address.lower().startswith(("javascript:", "#", "mailto:"))
    named = _ATTACHMENT.search(text) or "download" in node.attrib
    return address if is_place and named else ""


def _base(root: Element) -> str:
    """What relative addresses belong to; empty where the page does not say."""
    for node in root.iter("base", "link"):
        if node.tag == "base" or (node.get("rel") or "").lower() == "canonical":
            address = tidy(node.get("href") or "")
            if address.startswith(("http://", "https://")):
                return address
    return ""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # no address at all, such as http://[
        return address
