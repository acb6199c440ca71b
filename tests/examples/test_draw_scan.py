"""What is scanned: pictures of pages that show the report, and the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Literal

import numpy as np
import pypdfium2
import pypdfium2.raw
import pytest
from numpy.typing import NDArray

from examples.draw import Scan, draw_scan, random_report, random_scan
from examples.draw.scan_style import Colours
from examples.draw.scan_text import misread
from examples.draw.scan_words import words
from tests.examples.scanned_pages import GREY, alike, images, printed, scanned, seen, text


@pytest.mark.parametrize("colours, dpi", [("colour", 150), ("grey", 300), ("bilevel", 200)])
def test_pages_are_pictures(colours: Colours, dpi: Literal[150, 200, 300]) -> None:
    paper = pypdfium2.PdfDocument(printed(2))
    scan = scanned(Scan(colours=colours, dpi=dpi, paper=1.0, ink=0.0, quality=90), 2)
    assert len(scan) == len(paper) == 2
    for page, original in zip(scan, paper, strict=True):
        (image,) = page.get_objects()
        data = image.get_metadata()
        assert data.bits_per_pixel == {"colour": 24, "grey": 8, "bilevel": 1}[colours]
        filters = ["CCITTFaxDecode"] if colours == "bilevel" else ["DCTDecode"]
        assert image.get_filters() == filters
        assert (data.horizontal_dpi, data.vertical_dpi) == pytest.approx((dpi, dpi), rel=0.002)
        assert page.get_size() == original.get_size()
        assert text(page) == ""
        assert alike(seen(page), seen(original))
        assert not alike(seen(page)[1:], seen(original)[:-1])


def test_same_seed_same_bytes() -> None:
    scan = replace(
        GREY,
        colours="colour",
        stamp="figures",
        skew=1,
        noise=4,
        specks=1,
        lighting=0.1,
        streaks=1,
        edge="shadow",
        holes=True,
        show_through=0.04,
        hidden_text=True,
        blur=0.5,
    )
    first = draw_scan(printed(1), scan)
    assert draw_scan(printed(1), scan) == first
    assert draw_scan(printed(1), replace(scan, seed=2)) != first


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_seen_upright(turn: Literal[90, 180, 270]) -> None:
    upright, scan = scanned(GREY), scanned(replace(GREY, turn=turn))
    assert {page.get_rotation() for page in scan} == {turn}
    for page, same in zip(scan, upright, strict=True):
        assert page.get_size() == same.get_size()
        assert alike(seen(page), seen(same))
    stored = images(scan[0])[0].get_metadata()
    plain = images(upright[0])[0].get_metadata()
    assert (stored.width == plain.width) is (turn == 180)


def test_strips_and_margin() -> None:
    scan, plain = scanned(replace(GREY, strips=4, margin=20, turn=90)), scanned(GREY)
    assert {len(images(page)) for page in scan} == {4}
    page = scan[0]
    assert page.get_size() == pytest.approx((plain[0].get_width() + 40, plain[0].get_height() + 40))
    inner = seen(page)[20:-20, 20:-20]
    assert alike(inner, seen(plain[0]))
    assert seen(page)[:18].min() == 255


def test_skew() -> None:
    """Rules and lines of text lie at the angle of the page; its sign alternates."""
    scan = scanned(replace(GREY, skew=1.5, skewed="alternating"), 2)
    slopes = [_slope(seen(page, 150)[:, :, 0]) for page in scan]
    assert all(1.1 < abs(slope) < 1.7 for slope in slopes)
    assert slopes[0] * slopes[1] < 0
    assert abs(_slope(seen(scanned(GREY)[0], 150)[:, :, 0])) < 0.15


def _slope(grey: NDArray[np.int64]) -> float:
    """The angle, in degrees, at which the rows of black pixels are most unlike each other."""
    rows, columns = np.nonzero(grey[:, ::4] < 110)
    angles = np.arange(-2, 2.01, 0.1)

    def contrast(angle: float) -> float:
        level = rows + 4 * columns * np.tan(np.radians(angle))
        return float(np.histogram(level, np.arange(-99, grey.shape[0] + 99))[0].astype(float).var())

    return float(max(angles, key=contrast))


def test_degradations_are_seen() -> None:
    def page(**how: object) -> NDArray[np.int64]:
        scan = replace(GREY, quality=90, **how)  # type: ignore[arg-type]
        return seen(scanned(scan, 1)[0], 150)[:, :, 0]

    plain = page()
    top = slice(0, 60)
    assert np.ptp(plain[top]) < 5
    rough = page(noise=7.0, specks=8.0, holes=True, paper=0.9)
    assert rough[top].std() == pytest.approx(7, abs=1.5)
    assert ((rough < 140) & (plain > 200)).sum() > 100
    assert rough[:, 70].min() < 90
    dim = page(paper=0.86, lighting=0.12, ink=0.3)
    assert dim[top].mean() < plain[top].mean() - 20
    assert np.ptp(dim[top]) > 5
    assert dim.min() > plain.min() + 20
    assert page(edge="black")[:, [3, -4]].min(axis=1).mean() < 60
    soft = page(edge="shadow", blur=1.5)
    assert soft[:, [3, -4]].min(axis=1).mean() < 150
    assert np.abs(np.diff(soft)).max() < np.abs(np.diff(plain)).max() - 40
    assert (plain.mean(axis=0) - page(streaks=1).mean(axis=0)).max() > 25


def test_the_back_shines_through() -> None:
    pages = [scanned(replace(GREY, show_through=share), 2) for share in (0.0, 0.2)]
    plain, both = (seen(scan[1], 150)[:, :, 0] for scan in pages)
    mirrored = seen(pages[0][0], 150)[:, ::-1, 0]
    darker = plain - both
    assert darker[mirrored < 60].mean() > 20
    assert darker[mirrored > 240].mean() < 3
    assert (seen(pages[0][0]) == seen(pages[1][0])).all()


def test_hidden_text_lies_over_its_picture() -> None:
    scan = replace(GREY, hidden_text=True, wrong_characters=0.0, turn=90, margin=10)
    paper = pypdfium2.PdfDocument(printed(2))
    for page, original in zip(scanned(scan, 2), paper, strict=True):
        expected, found = words(original), words(page)
        assert text(page) == text(original)
        places = {word.text: word.middle for word in found}
        unique = [w for w in expected if sum(o.text == w.text for o in expected) == 1]
        near = [w for w in unique if w.text in places]
        assert len(near) > len(unique) / 2
        for word in near:
            assert places[word.text] == pytest.approx([v + 10 for v in word.middle], abs=9)
        hidden = [o for o in page.get_objects() if o.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
        modes = {pypdfium2.raw.FPDFTextObj_GetTextRenderMode(o) for o in hidden}
        assert modes == {pypdfium2.raw.FPDF_TEXTRENDERMODE_INVISIBLE}


def test_misread_text() -> None:
    right = "0123456789" * 100
    assert misread(right, 0, random.Random(1)) == right
    wrong = misread(right, 0.1, random.Random(1))
    assert 950 < len(wrong) < 1000
    kept = sum(a == b for a, b in zip(right[:20], wrong[:20], strict=True))
    assert 10 < kept <= 20


def test_random_scans_vary() -> None:
    scans = [random_scan(random.Random(seed), "某局") for seed in range(200)]
    assert random_scan(random.Random(7), "某局") == scans[7]
    assert {scan.dpi for scan in scans} == {150, 200, 300}
    assert {scan.turn for scan in scans} == {0, 90, 180, 270}
    assert {scan.colours for scan in scans} == {"colour", "grey", "bilevel"}
    assert {scan.stamp for scan in scans} == {"nothing", "figures", "signature"}
    assert any(scan.hidden_text for scan in scans) and any(scan.strips > 1 for scan in scans)
    assert max(scan.skew for scan in scans) == 1.5


@pytest.mark.parametrize("kind", ["scan", "pictures"])
def test_random_report(kind: str) -> None:
    drawn = random_report("pytest/2", kind)
    assert drawn.kind == kind
    document = pypdfium2.PdfDocument(drawn.content)
    assert all(images(page) for page in document) or kind == "pictures"
    assert any(images(page) for page in document)
