"""Lines that every page repeats: the date, title, address and page number a browser prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.pdf_phrases import Phrase

_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[Sequence[Sequence[Phrase]]]) -> list[list[Sequence[Phrase]]]:
    """Pages without the first and last lines that all of them share but for digits: date, title, page."""
    texts = [list(page) for page in pages]
    for end in (0, -1):
        edge = {_DIGITS.sub("", "".join(p.text for p in page[end])) for page in texts if page}
        if len(edge) == 1 and len(texts) > 1 and all(len(page) > 1 for page in texts):
            texts = [page[1:] if end == 0 else page[:-1] for page in texts]
    return texts
