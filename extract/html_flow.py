"""From a parsed page to its text, line breaks and leaf tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree

from extract.blocks import RAISED, strip_blank
from extract.markup import Element

BREAK = "\n"
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_GONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse", re.I)
_UNSEEN = re.compile(r"visibility\s*:\s*hidden", re.I)
_SKIPPED = frozenset(
    ["script", "style", "title", "template", "noscript", "select", "svg", "object", "textarea"]
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body br caption center dd div dl dt fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td
        tfoot th thead tr ul""",
    )
)


def parse(text: str) -> Element | None:
    """The tree of a page already decoded; None when there is nothing to parse.

    The declared charset is overruled (quirks A5), and an XML declaration, which lxml refuses in a
    str, does no harm in bytes. `huge_tree`: libxml2 drops what lies deeper than 256 levels.
    """
    data = text.replace("\x00", "").encode("utf-8", "ignore")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def is_gone(node: Element) -> bool:
    """Whether the element itself says that it is not there: what follows takes its place."""
    return "hidden" in node.attrib or _GONE.search(node.get("style") or "") is not None


def is_hidden(node: Element) -> bool:
    """Whether the element itself says that it is not shown; it may still keep its place."""
    return is_gone(node) or _UNSEEN.search(node.get("style") or "") is not None


def flow(
    root: Element, stops: Collection[Element] = (), show_hidden: bool = False
) -> Iterator[str | Element]:
    """Text, `BREAK` and the elements of `stops`, whose insides are left out, as one reads them."""
    walker = etree.iterwalk(root, events=("start", "end", "comment"))
    preserved = 0
    for event, node in walker:
        if event == "comment":
            yield from _text(node.tail, preserved)
            continue
        if event == "start":
            shown = node is root or not _is_skipped(node, show_hidden)
            if node in stops or not shown:
                walker.skip_subtree()
            preserved += node.tag == "pre"
            if node.tag in _BLOCKS:
                yield BREAK
            if node in stops:
                yield node
            elif shown:
                yield from _text(_opening(node), preserved)
            continue
        preserved -= node.tag == "pre"
        if node.tag in _BLOCKS:
            yield BREAK
        if node is not root:
            yield from _text(node.tail, preserved)


def lines_of(pieces: Iterator[str | Element]) -> list[str]:
    """Lines of a flow without stops, each stripped, blank ones left out.

    Spans are joined as they stand: a number split over them is one number.
    """
    text = "".join(piece for piece in pieces if isinstance(piece, str))
    return [line for line in map(tidy, text.split(BREAK)) if line]


def tidy(line: str) -> str:
    """A line with its spaces as shown: runs of them are one, a no-break space stays one."""
    return strip_blank(_SPACES.sub(" ", line).replace("\u00a0", " "))


def _is_skipped(node: Element, show_hidden: bool) -> bool:
    return node.tag in _SKIPPED or (not show_hidden and is_hidden(node))


def _opening(node: Element) -> str | None:
    """The text an element begins with, with a mark before it where it stands raised."""
    return RAISED + node.text if node.tag == "sup" and node.text else node.text  # type: ignore[no-any-return]


def _text(text: str | None, preserved: int) -> Iterator[str]:
    """Line ends in markup are spaces, but for `<pre>`; only a `BREAK` is a line break."""
    if text:
        yield text if preserved else _SPACES.sub(" ", text)
