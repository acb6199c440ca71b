"""Tables as pictures: they look the same, but their text is gone."""

from __future__ import annotations

import pypdfium2

from examples.draw import Pictures, draw_pdf
from tests.examples.scanned_pages import SMALL, alike, figures, images, printed, seen, text


def test_tables_as_pictures() -> None:
    paper = pypdfium2.PdfDocument(printed(3))
    plain = "".join(text(page) for page in paper)
    for tables, gone, kept in (
        (("proactive", "requests", "disputes"), ("行政许可", "申请人情况", "结果维持"), ()),
        (("requests",), ("申请人情况",), ("行政许可", "结果维持")),
    ):
        content = draw_pdf(figures(), SMALL, Pictures(tables=tables, dpi=110, quality=85))
        document = pypdfium2.PdfDocument(content)
        left = "".join(text(page) for page in document)
        assert len(document) == len(paper)
        assert all(word in plain and word not in left for word in gone)
        assert all(word in left for word in (*kept, "三、收到和处理政府信息公开申请情况"))
        found = [image for page in document for image in images(page)]
        assert len(found) >= len(tables)
        assert {round(i.get_metadata().horizontal_dpi) for i in found} == {110}
        for page, same in zip(document, paper, strict=True):
            assert alike(seen(page), seen(same))


def test_same_pictures_same_bytes() -> None:
    pictures = Pictures(tables=("proactive",), dpi=110)
    first = draw_pdf(figures(), SMALL, pictures)
    assert first == draw_pdf(figures(), SMALL, pictures)
