"""The red stamp: where it is set, there is red, and what it should cover is below."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray

from examples.draw import draw_pdf
from examples.draw.scan_style import StampOver
from examples.draw.scan_words import words
from examples.draw.stamp import place
from tests.examples.scanned_pages import GREY, SMALL, figures, printed, scanned, seen


def _red(pixels: NDArray[np.int64]) -> NDArray[np.bool_]:
    red: NDArray[np.bool_] = pixels[:, :, 0] - pixels[:, :, 1:].max(axis=2) > 60
    return red


@pytest.mark.parametrize("over", ["figures", "signature"])
def test_stamp_is_red_where_it_is_set(over: StampOver) -> None:
    scan = replace(GREY, colours="colour", stamp=over, quality=90)
    paper = pypdfium2.PdfDocument(printed(3))
    at = place(paper, scan.stamp, random.Random(scan.seed))
    assert at is not None
    number, x, y = at
    for i, page in enumerate(scanned(scan, 3)):
        red = _red(seen(page))
        if i != number:
            assert not red.any()
            continue
        rows, columns = np.nonzero(red)
        middle = (columns.mean(), page.get_height() - rows.mean())
        assert middle == pytest.approx((x, y), abs=4)
        assert np.ptp(columns) == pytest.approx(119, abs=4)
    below = [
        word
        for word in words(paper[number])
        if np.hypot(word.middle[0] - x, word.middle[1] - y) < 60
    ]
    if over == "figures":
        assert sum(word.text.isdigit() for word in below) > 4
    else:
        assert any(word.text == figures().dateline for word in below)


def test_stamp_over_a_turned_page_is_over_figures() -> None:
    paper = pypdfium2.PdfDocument(draw_pdf(figures(), replace(SMALL, landscape="turned")))
    turned = {i for i, page in enumerate(paper) if page.get_rotation()}
    found = [place(paper, "figures", random.Random(seed)) for seed in range(40)]
    places = [at for at in found if at and at[0] in turned]
    assert places
    for number, x, y in places:
        near = [w for w in words(paper[number]) if np.hypot(w.middle[0] - x, w.middle[1] - y) < 60]
        assert sum(word.text.isdigit() for word in near) > 3
