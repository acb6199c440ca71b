"""How a report was printed, stamped, scanned and stored as pictures."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Literal

StampOver = Literal["nothing", "figures", "signature"]
Skewed = Literal["alike", "alternating", "each"]
Colours = Literal["colour", "grey", "bilevel"]
Edge = Literal["none", "shadow", "black"]


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan; the same seed degrades the same pages in the same way.

    Shares are between 0 and 1; lengths on the sheet are points, angles degrees.
    """

    seed: int = 0

    stamp: StampOver = "nothing"
    stamp_name: str = "示例市人民政府"
    """The name around the star; an agency stamps with its own."""
    stamp_ink: float = 0.85
    """How strongly the stamp is inked."""
    ink: float = 0.12
    """Lightness of the printed black: toner is never quite black."""
    paper: float = 0.97
    """Lightness of the paper."""
    show_through: float = 0.0
    """How strongly the print on the back shines through."""
    holes: bool = False
    """Two punch holes at the left edge."""

    dpi: Literal[150, 200, 300] = 200
    skew: float = 0.0
    """The largest angle at which a page lies."""
    skewed: Skewed = "each"
    """All pages by about this angle, by turns to the left and right, or each by its own."""
    lighting: float = 0.0
    """How much darker the darkest corner is than the lightest."""
    edge: Edge = "none"
    """The shadow of a spine at one side, or the black bed of the scanner around the sheet."""
    blur: float = 0.0
    """Standard deviation of the blur, in pixels."""
    noise: float = 0.0
    """Standard deviation of the sensor's noise, in levels of 255."""
    specks: float = 0.0
    """Black and white specks in a square inch."""
    streaks: int = 0
    """Faint lines down the whole page, from dust on the glass of a sheet feeder."""
    colours: Colours = "colour"
    """`bilevel` pages are black and white, stored with one bit a pixel (CCITT Group 4)."""
    quality: int = 75
    """JPEG quality of what is not bilevel."""

    turn: Literal[0, 90, 180, 270] = 0
    """/Rotate: by how much the stored pictures must be turned to the right to be upright."""
    strips: int = 1
    """Pictures a page, one below the other."""
    margin: float = 0.0
    """White around the picture on its page."""
    hidden_text: bool = False
    """An invisible text layer over the pictures, as recognition software leaves it."""
    wrong_characters: float = 0.02
    """Share of wrong or lost characters in it."""


def random_scan(rng: random.Random, stamp_name: str = "") -> Scan:
    """A scan like most that are published: 150 to 300 dpi, slightly turned, some noise, a stamp.

    What is rare in a published scan is rare here, and comes together with little else.
    """
    dpi: Literal[150, 200, 300] = rng.choice((150, 200, 200, 300))
    colours: Colours = rng.choice(("colour", "colour", "colour", "grey", "grey", "bilevel"))
    scan = Scan(
        seed=rng.randrange(2**31),
        stamp=rng.choice(("figures", "figures", "figures", "signature", "signature", "nothing")),
        stamp_name=stamp_name or Scan().stamp_name,
        stamp_ink=rng.uniform(0.6, 1.0),
        ink=rng.choice((0.05, 0.12, 0.12, 0.25)),
        paper=rng.choice((1.0, 0.98, 0.96, 0.92, 0.86)),
        dpi=200 if dpi == 150 and colours == "bilevel" else dpi,
        skew=rng.choice((0, 0.2, 0.5, 0.8, 1.1, 1.5)),
        skewed=rng.choice(("alike", "alternating", "each")),
        lighting=rng.choice((0, 0, 0.05, 0.12)),
        edge=rng.choice(("none", "none", "none", "shadow", "black")),
        blur=rng.choice((0.3, 0.5, 0.8)) * dpi / 200,
        noise=rng.choice((0, 2, 4, 7)),
        specks=rng.choice((0, 0, 0.3, 1, 2)),
        colours=colours,
        quality=rng.choice((35, 50, 65, 75, 85, 90)),
        show_through=rng.choice((0, 0, 0, 0.04)),
        holes=rng.random() < 0.15,
        streaks=rng.choice((0,) * 9 + (1,)),
    )
    return _stored(scan, rng)


def _stored(scan: Scan, rng: random.Random) -> Scan:
    """The scan in a file of one of the kinds there are; most hold a picture a page, upright."""
    kind = rng.choice(("plain",) * 6 + ("turned", "strips", "margin", "hidden"))
    if kind == "turned":
        return replace(scan, turn=rng.choice((90, 180, 270)))
    if kind == "strips":
        return replace(scan, strips=rng.choice((2, 3, 8, 20)))
    if kind == "margin":
        return replace(scan, margin=rng.choice((8.0, 20.0, 36.0)))
    if kind == "hidden":
        return replace(scan, hidden_text=True, wrong_characters=rng.choice((0.0, 0.01, 0.03)))
    return scan
