"""PDF files that lie, loop or swell, written object by object; small on disk, quick to make."""

from __future__ import annotations

import zlib
from functools import partial

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from examples.draw import draw_pdf
from tests.flows.hostile import LOADED, Case, report

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
LEAF = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
BOX = b"[0 0 595 842]"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FONTS = b"/Font<</F 5 0 R>>"
WORD = b"BT /F 9 Tf 50 700 Td (12) Tj ET\n"
GRID = b"0 0 m %d 0 l S 0 %d m %d %d l S 0 0 m 0 %d l S %d 0 m %d %d l S\n"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 500 500]"
IMAGE = b"/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceGray"
SHOWN = b"q 500 0 0 700 50 50 cm /X Do Q"
SWOLLEN = ("corrupt", "too_large")
"""A reader that dies of a lack of memory leaves no word of it."""


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    body, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start, count = len(body), len(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n" % count + table
    return body + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data, 9)
    head = b"<<" + entries + b"/Filter/FlateDecode/Length %d>>" % len(packed)
    return head + b"stream\n" + packed + b"\nendstream"


def page(content: bytes, *more: bytes, resources: bytes = b"", box: bytes = BOX) -> bytes:
    """A PDF of one page: objects 4 its content, 5 a font, 6 and on `more`."""
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<<%s%s>>>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf(CATALOG, pages, leaf % (box, FONTS, resources), content, FONT, *more)


def swollen(megabytes: int, times: int = 1) -> bytes:
    """A content stream of so many megabytes of blanks, compressed once or more.

    One compressed megabyte stands there again and again: to compress all of them takes a minute.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    data = b"\x78\xda" + one * megabytes + packer.flush() + bytes(4)
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode" * times
    return b"<</Filter[%s]/Length %d>>stream\n" % (filters, len(data)) + data + b"\nendstream"


def _grid(size: int) -> bytes:
    return WORD + GRID % ((size,) * 8)


def locked(user: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A sound report that asks for a password, or with an empty one only forbids copying."""
    encrypt = StandardEncryption(user, "owner", canCopy=0, canPrint=0)
    with monkeypatch.context() as patch:
        patch.setattr("examples.draw.flow.Canvas", partial(Canvas, encrypt=encrypt))
        return draw_pdf(report(90 + bool(user)))


def hostile_pdfs() -> dict[str, Case]:
    """Files by name."""
    x_object = b"/XObject<</X 6 0 R>>"
    again = b"/Resources<</XObject<</X %d 0 R>>>>"
    doubling = [stream(b"/X Do " * 10, FORM + again % number) for number in range(7, 13)]
    many = b" ".join(b"%d 0 R" % number for number in range(3, 3003))
    deep = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % number for number in range(3, 5003)]
    text = ("not_a_report",)
    return {
        "3000 pages.pdf": Case(
            pdf(CATALOG, b"<</Type/Pages/Count 3000/Kids[%s]>>" % many, *[LEAF] * 3000),
            ("too_large",), "pages",
        ),
        "two thousand million pages.pdf": Case(
            pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", LEAF),
            ("too_large", "unreadable", "corrupt"),
        ),
        "page tree in a circle.pdf": Case(
            pdf(CATALOG, *[b"<</Type/Pages/Kids[%d 0 R]/Count 3>>" % n for n in (3, 2)]), ("corrupt",)
        ),
        "page tree of 5000 levels.pdf": Case(pdf(CATALOG, *deep, LEAF), ("corrupt",)),
        "a form that draws itself.pdf": Case(
            page(stream(b"/X Do"), stream(WORD + b"/X Do", FORM + again % 6), resources=x_object),
            (*text, "corrupt"),
        ),
        "forms that draw ten each.pdf": Case(
            page(
                stream(b"/X Do"), *doubling, stream(b"0 0 m 5 5 l S", FORM), resources=x_object
            ),
            (*SWOLLEN, "timeout", "unreadable", "not_a_report"),
        ),
        "a page of 10000 km.pdf": Case(
            page(stream(_grid(10**9)), box=b"[0 0 28346456692 28346456692]"), (*text, *SWOLLEN)
        ),
        "rules of 10000 km.pdf": Case(page(stream(_grid(10**9))), (*text, *SWOLLEN)),
        "100 megapixels.pdf": Case(
            page(
                stream(SHOWN), stream(bytes(10**8), IMAGE + b"/Width 10000/Height 10000"),
                resources=x_object,
            ),
            ("unreadable", "no_tables"),
        ),
        "a picture without pixels.pdf": Case(
            page(
                stream(SHOWN), stream(b"", IMAGE + b"/Width 100000/Height 100000"),
                resources=x_object,
            ),
            ("unreadable", "no_tables"),
        ),
        "4 GB in 4 MB.pdf": Case(page(swollen(4000)), SWOLLEN),
        "4 GB in 7 kB.pdf": Case(page(swollen(4000, times=2)), SWOLLEN),
        "a million open states.pdf": Case(
            page(stream(b"q " * 1_000_000)), ("unreadable", *SWOLLEN)
        ),
        "a million open brackets.pdf": Case(
            page(stream(b"[" * 1_000_000)), ("unreadable", *SWOLLEN)
        ),
        "text of 100000 words.pdf": Case(page(stream(WORD * 100_000)), text),
        "200000 figures on one line.pdf": Case(
            page(stream(b"BT /F 9 Tf (%s) Tj ET " % (b"1" * 200_000) + _grid(500))), text
        ),
    }  # fmt: skip


def slow_pdfs() -> dict[str, Case]:
    """Files that would take minutes."""
    rules = b"".join(b"0 %d m %d 0 l S\n" % (n % 800, n) for n in range(400_000))
    return {"400000 rules.pdf": Case(page(stream(WORD + rules)), ("timeout",), "--timeout")}


def cut_pdfs() -> dict[str, Case]:
    """A sound report cut off at many points; only what is whole may be loaded."""
    whole = draw_pdf(report(80))
    ends = [*range(1, len(whole), len(whole) // 25), len(whole) - 7, len(whole) - 40]
    return {f"cut at {end}.pdf": Case(whole[:end], CUT) for end in ends}


CUT = ("corrupt", "unsupported_type", LOADED, "duplicate")
