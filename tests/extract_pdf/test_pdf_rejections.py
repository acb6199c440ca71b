"""PDF files nobody can read: each has its reason, none raises (quirks A12-A16)."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from examples.draw import balanced, draw_pdf
from extract import pdf as reader
from tests.extract_pdf.scoring import read_bytes

import random  # isort: skip

PAGE = (595, 842)
OF = balanced(random.Random(1), "某市某县人民政府", 2023)
SOUND = draw_pdf(OF)


def canvas(**how: object) -> tuple[io.BytesIO, Canvas]:
    buffer = io.BytesIO()
    return buffer, Canvas(buffer, pagesize=PAGE, **how)  # type: ignore[arg-type]


def empty_pages() -> bytes:
    buffer, page = canvas()
    page.showPage()
    page.save()
    return buffer.getvalue()


def picture_only() -> bytes:
    """A page that is a picture, as a scanner makes it."""
    rendered = pypdfium2.PdfDocument(SOUND)[0].render(scale=0.3).to_pil()
    buffer, page = canvas()
    page.drawImage(ImageReader(rendered), 0, 0, *PAGE)
    page.save()
    return buffer.getvalue()


def encrypted() -> bytes:
    buffer, page = canvas(encrypt=pdfencrypt.StandardEncryption("secret"))
    page.drawString(100, 100, "x")
    page.save()
    return buffer.getvalue()


def words(text: str) -> bytes:
    buffer, page = canvas()
    page.drawString(100, 700, text)
    page.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        (empty_pages(), {"unreadable"}),
        (encrypted(), {"encrypted"}),
        (SOUND[: len(SOUND) // 3], {"corrupt"}),
        (b"%PDF-1.7\n" + b"x" * 500, {"corrupt"}),
        (words("hello"), {"not_a_report"}),
    ],
    ids=["empty pages", "password", "half a file", "rubbish", "other text"],
)
def test_why_a_pdf_is_refused(content: bytes, reasons: set[str]) -> None:
    """Loaded as a report of blanks, or a worker killed by an exception."""
    package = read_bytes(content, "pdf")
    assert not package.reports
    assert package.reason in reasons
    assert package.detail


def test_a_picture_is_no_report_of_blanks() -> None:
    """A13: without its optional reader a scan is refused, with a word on what would read it."""
    package = read_bytes(picture_only(), "pdf")
    assert not package.reports or package.reports[0].quality == "needs_review"
    assert package.reports or package.reason in ("unreadable", "no_tables", "not_a_report")


def test_an_owner_password_does_not_matter() -> None:
    """Files that may be read without a password are read."""
    buffer, page = canvas(encrypt=pdfencrypt.StandardEncryption("", "owner"))
    page.drawString(100, 100, "x")
    page.save()
    assert read_bytes(buffer.getvalue(), "pdf").reason != "encrypted"


def test_too_many_pages() -> None:
    """A yearbook of thousands of pages must not cost the run its time."""
    buffer, page = canvas()
    for _ in range(reader.MOST_PAGES + 1):
        page.showPage()
    page.save()
    assert read_bytes(buffer.getvalue(), "pdf").reason == "too_large"


def test_a_report_without_tables() -> None:
    """A16: the title is there, the tables are not."""
    bare = type(OF)(**{**vars(OF), "proactive": {}, "requests": {}, "disputes": {}})
    package = read_bytes(draw_pdf(bare), "pdf")
    assert (package.reports, package.reason) == ((), "no_tables")
