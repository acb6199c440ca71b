"""Fields that a converter computes anew: what was saved stays."""

from __future__ import annotations

import io
import zipfile

import pytest

from extract.docx import read_package
from extract.live_fields import odt_as_saved, rtf_as_saved, without_dates
from extract.model import Document
from tests.extract.old_word import odt
from tests.extract.test_docx import p, package, r


@pytest.mark.parametrize("begins", [rb"{\*\fldinst ", rb"{\fldinst ", rb"{\* \fldinst{"])
def test_fields_of_rtf_are_their_results(begins: bytes) -> None:
    data = rb"{\rtf1 {\field" + begins + rb"=SUM(ABOVE)}{\fldrslt 99}}}"
    saved = rtf_as_saved(data)
    assert b"fldinst" not in saved
    assert rb"\*\fieldnotused" in saved
    assert saved.endswith(rb"=SUM(ABOVE)}{\fldrslt 99}}}")


def test_other_words_of_rtf_are_left() -> None:
    data = rb"{\rtf1 \fldinstx {\field{\fldrslt 99}}}"
    assert rtf_as_saved(data) == data


def content(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("content.xml").decode()


def test_fields_and_formulas_of_odt_are_their_results() -> None:
    cell = (
        "<table:table><table:table-row>"
        "<table:table-cell table:formula='ooow:sum' office:value-type='float' office:value='5'"
        " table:number-columns-spanned='2'><text:p>99</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    formula = "<text:table-formula>8</text:table-formula>"
    fields = f"<text:p>日期<text:date>2024-01-31</text:date>，{formula}件</text:p>"
    saved = content(odt_as_saved(odt(cell + fields)))
    assert "<text:p>日期2024-01-31，8件</text:p>" in saved
    assert '<table:table-cell table:number-columns-spanned="2"><text:p>99' in saved


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark("begin") + code + mark("separate") + r(result) + mark("end")


@pytest.mark.parametrize(
    ("instruction", "kept"),
    [
        ('DATE \\@ "yyyy"', ""),
        ("time", ""),
        ("SAVEDATE", ""),
        ("=SUM(ABOVE)", "99"),
        ("HYPERLINK x", "99"),
        ("UPDATE", "99"),
    ],
)
def test_dates_made_by_the_converter_are_taken_out(instruction: str, kept: str) -> None:
    body = f"<w:p>{r('前')}{field(instruction, '99')}{r('后')}</w:p>" + p("2024年1月31日")
    read = read_package(without_dates(package(body)), "sha")
    assert isinstance(read, Document)
    assert [each.text for each in read.paragraphs] == [f"前{kept}后", "2024年1月31日"]


def test_a_date_around_another_field_is_taken_out_whole() -> None:
    inner = field("PAGE", "7")
    body = f"<w:p>{field('DATE', '99').replace(r('99'), inner + r('99'))}{r('后')}</w:p>"
    read = read_package(without_dates(package(body)), "sha")
    assert isinstance(read, Document)
    assert [each.text for each in read.paragraphs] == ["后"]
