"""Text drawn invisibly over the picture of a page: what a scanner's software made of it.

Such a "searchable PDF" is a scan: its words are a recognition of unknown quality, none of its figures
is a printed one.
"""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as raw


def all_hidden(page: pdfium.PdfPage) -> bool:
    """Whether the page has text and all of it is drawn invisibly (text render mode 3)."""
    hidden = False
    for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
        if raw.FPDFTextObj_GetTextRenderMode(text.raw) != raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            return False
        hidden = True
    return hidden
