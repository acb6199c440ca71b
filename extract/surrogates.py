"""Halves of surrogate pairs: PDF files give them as characters, and nothing can store them.

A character beyond the first 65,536 (rare ones in names of places) comes as two halves that belong
together; a damaged font gives halves that belong to nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.model import RawTable

_HALF = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """`text` with pairs joined and lone halves as �.

    >>> whole("𬭊\\ud86a\\udf4a1") == "𬭊𪭊1", whole("规\\uda6c章")
    (True, '规�章')
    """
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def whole_table(table: RawTable) -> RawTable:
    """The table with `whole` texts in its cells."""
    texts = "".join([cell.text + (cell.again or "") for cell in table.cells])
    if not _HALF.search(texts):
        return table
    cells = (
        replace(
            cell, text=whole(cell.text), again=None if cell.again is None else whole(cell.again)
        )
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))
