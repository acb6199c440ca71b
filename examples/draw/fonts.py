"""Chinese fonts of Debian packages, for documents that embed the font they are set in."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from examples.draw.style import PdfStyle

_FOLDER = Path("/usr/share/fonts/truetype")
SONG = _FOLDER / "arphic-gbsn00lp" / "gbsn00lp.ttf"
HEI = _FOLDER / "wqy" / "wqy-microhei.ttc"
KAI = _FOLDER / "arphic-gkai00mp" / "gkai00mp.ttf"
FALLBACK = _FOLDER / "droid" / "DroidSansFallbackFull.ttf"


def with_random_fonts(style: PdfStyle, rng: random.Random) -> PdfStyle:
    """The style in fonts that are installed, mostly Song; without any, the style as it is."""
    body = rng.choice((SONG, SONG, SONG, HEI, KAI, FALLBACK))
    latin = rng.choice(("Times-Roman", "Times-Roman", "Helvetica", ""))
    if not (body.exists() and HEI.exists()):
        return style
    latin = latin or ("" if body != FALLBACK else "Helvetica")  # it has no Latin letters
    return replace(
        style, font_file=str(body), heading_font_file=str(rng.choice((HEI, body))), latin=latin
    )
