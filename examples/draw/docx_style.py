"""How a Word report is written: merged cells, content controls, tracked changes, split runs."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from examples.draw.style import CUTS, Cut, LabelAtCut
from examples.draw.wording import OFFICIAL, PLAIN, Shape, Wording, random_wording

Merging = Literal["merged", "bare", "legacy", "empty"]
Level = Literal["table", "row", "cell", "text"]
Runs = Literal["one", "split", "noisy"]
Lines = Literal["none", "breaks", "paragraphs"]
Numbering = Literal["typed", "headings", "labels"]

LEVELS: tuple[Level, ...] = ("table", "row", "cell", "text")


@dataclass(frozen=True, slots=True)
class DocxStyle:
    """Everything about a Word file that is not the report's content."""

    wording: Wording = OFFICIAL
    shape: Shape = PLAIN
    merging: Merging = "merged"
    """Spans by gridSpan and vMerge; `bare`: merges that go on without a value, as Word writes
    them; `legacy`: hMerge, as old converters write it; `empty`: blank cells instead of spans."""
    slivers: bool = False
    """Edges dragged by hand: those of one row stand a little beside those of the next."""
    controls: tuple[Level, ...] = ()
    """What stands inside content controls."""
    tracked: bool = False
    """Changes not yet accepted: inserted figures beside deleted ones, a deleted row."""
    runs: Runs = "one"
    """A text in one run, split over several, or with bookmarks, fields and hidden text among them."""
    lines: Lines = "none"
    """How labels and heads are broken into lines."""
    numbering: Numbering = "typed"
    """Which ordinals Word counts itself: those of headings, of headings and labels, or none."""
    cuts: tuple[Cut, ...] = ()
    """Page breaks of an original the file was converted from: a table goes on as another one."""
    label_at_cut: LabelAtCut = "first"
    framed: bool = False
    """The whole report in the one cell of a layout table."""
    text_box: bool = False
    """The title in a text box."""
    strict: bool = False
    """The namespaces of strict OOXML."""
    main_part: str = "word/document.xml"
    seed: int = 0
    """Where chance is left: at which places runs are split, which figures are inserted."""


def random_docx_style(rng: random.Random) -> DocxStyle:
    """A Word file like published ones, with the odd ways of many editors."""
    cuts = tuple(rng.sample(CUTS, rng.choice((1, 2)))) if rng.random() < 0.12 else ()
    controls = tuple(level for level in LEVELS if rng.random() < 0.12)
    merging: Merging = rng.choice(("merged", "merged", "bare", "bare", "bare", "legacy", "empty"))
    return DocxStyle(
        wording=random_wording(rng),
        merging=merging,
        slivers=merging in ("merged", "bare") and rng.random() < 0.3,
        controls=controls,
        tracked=rng.random() < 0.2,
        runs=rng.choice(("one", "split", "noisy")),
        lines=rng.choice(("none", "none", "breaks", "paragraphs")),
        numbering=rng.choice(("typed",) * 8 + ("headings", "labels")),
        cuts=cuts,
        label_at_cut=rng.choice(("first", "cut", "repeat")),
        framed=rng.random() < 0.08,
        text_box=rng.random() < 0.06,
        strict=rng.random() < 0.1,
        main_part=rng.choice(("word/document.xml",) * 4 + ("word/document2.xml",)),
        seed=rng.randrange(1 << 30),
    )
