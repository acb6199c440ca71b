"""Whole scans in, facts out: what is exact, what is doubted, and what a scan is without the extra."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examples.draw import Pictures, Scan, draw_pdf, draw_scan
from extract import reading
from extract.optional import OCR, available
from tests.examples.scanned_pages import SMALL, figures, printed
from tests.extract_pdf.scoring import judge, read_bytes

needs_ocr = pytest.mark.skipif(OCR not in available(), reason="needs the extra ogi[ocr]")
TYPICAL = Scan(seed=5, dpi=150, skew=0.5, noise=4, specks=0.3, stamp="figures", quality=65)


@needs_ocr
@pytest.mark.parametrize(
    "scan",
    [
        TYPICAL,
        replace(TYPICAL, dpi=200, turn=90, strips=8, stamp="signature"),
        replace(TYPICAL, dpi=300, colours="grey", stamp="nothing", edge="black", margin=20),
    ],
    ids=["stamped", "turned-strips", "grey-edge"],
)
def test_a_scan_is_exact(scan: Scan) -> None:
    package = read_bytes(draw_scan(printed(1), scan), "pdf")
    verdict = judge(replace(figures(), requests={}).truth(), package)
    assert package.reports[0].media == "scan"
    assert not verdict.wrong and not verdict.reason
    assert {cell.reader for cell in package.reports[0].cells} == {"ocr"}


@needs_ocr
def test_black_and_white_is_never_certain_where_no_sum_confirms() -> None:
    """Hairlines break: 4 is read as 1 in both lights."""
    scan = Scan(seed=5, dpi=200, colours="bilevel")
    report = read_bytes(draw_scan(printed(1), scan), "pdf").reports[0]
    assert report.quality == "needs_review"
    doubted = [p.params["label"] for p in report.problems if p.code == "ocr_uncertain"]
    assert any("行政许可" in label for label in doubted)


def test_without_the_extra_a_scan_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "available", lambda: ())
    for scan in (Scan(dpi=150), Scan(dpi=150, hidden_text=True)):
        package = read_bytes(draw_scan(printed(1), scan), "pdf")
        assert (package.status, package.reason) == ("rejected", "unreadable")
        assert "ogi[ocr]" in package.detail


@needs_ocr
@pytest.mark.parametrize("tables", [("proactive",), ("proactive", "disputes")])
def test_tables_that_are_pictures_in_a_text(tables: tuple[str, ...]) -> None:
    """One table a picture, the other printed: each is read as what it is."""
    of = replace(figures(), requests={})
    verdict = judge(of.truth(), package := read_bytes(draw_pdf(of, SMALL, Pictures(tables)), "pdf"))
    assert not verdict.wrong and not verdict.reason
    report = package.reports[0]
    assert report.media == "pdf"
    readers = {fact.table: report.cells[fact.cell or 0].reader for fact in report.facts}
    assert {name for name, reader in readers.items() if reader == "ocr"} == set(tables)


def test_without_the_extra_pictures_of_tables_are_no_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "available", lambda: ())
    of = replace(figures(), requests={})
    package = read_bytes(draw_pdf(of, SMALL, Pictures(("proactive", "disputes"))), "pdf")
    assert (package.status, package.reason) == ("rejected", "no_tables")
    assert "ogi[ocr]" in package.detail
