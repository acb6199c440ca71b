"""From bytes to text and to a type: the encoding ladder and the sniffer."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.encoding import decode
from extract.model import Kind
from extract.sniff import sniff, sniff_file
from tests.extract.ole2_files import container, word_stream

PAGE = "<html><head><meta charset={}></head><body><p>统计局镕堃喆 年报</p></body></html>"


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "", "big5"])
@pytest.mark.parametrize("real", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_the_declared_charset_is_not_believed(real: str, declared: str) -> None:  # quirks A5
    page = PAGE.format(declared)
    found = decode(page.encode(real))
    assert (found.text, found.problem) == (page, None)


@pytest.mark.parametrize("wide", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(wide: str) -> None:
    page = PAGE.format("x")
    assert decode(page.encode(wide)).text == page


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_broken_byte_costs_one_character_and_is_told(encoding: str) -> None:
    data = ("年报" * 300).encode(encoding) + b"\xff" + "规章 12".encode(encoding)
    found = decode(data)
    assert found.text.startswith("年报年报") and found.text.endswith("12")
    assert found.problem is not None and found.problem.code == "text_damaged"
    assert found.encoding == encoding


def test_what_is_neither_is_guessed_and_told() -> None:
    found = decode("é < ü > ö, à la carte; ".encode("cp1252") * 9)
    assert found.problem is not None and found.problem.code == "encoding_guessed"


@given(st.binary(max_size=400))
def test_decoding_never_fails(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


def zipped(*names: str, data: bytes = b"%PDF-1.4 text") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, data)
    return stream.getvalue()


WORD = {"WordDocument": word_stream()}
OLE2 = container(WORD)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n\xef\xbb\xbf  %PDF-1.4", "pdf"),
        (zipped("word/document.xml"), "docx"),
        (zipped("[Content_Types].xml"), "docx"),  # a broken one: its reader says so
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "unknown"),
        (zipped("2023.pdf"), "zip"),  # holds %PDF- in its first bytes
        (container(WORD), "doc"),
        (container(WORD, {"Workbook": b"1"}), "doc"),
        (container(WORD)[:3000], "doc"),  # cut off: its reader says so
        (container({"Workbook": bytes(5000)}), "unknown"),
        (container({"Workbook": bytes(5000)}, WORD), "unknown"),  # a document inside a workbook
        (container({"__properties_version1.0": b"1"}, WORD), "unknown"),  # attached to a mail
        (container({"PowerPoint Document": b"1"}), "unknown"),
        (container({"EncryptedPackage": bytes(5000)}), "docx"),
        (b"\xd0\xcf\x11\xe0 not whole", "unknown"),
        (b"{\\rtf1\\ansi", "rtf"),
        (zipped("a.docx", data=zipped("word/document.xml")), "zip"),  # kept as it is, in the first bytes
        (zipped("unpacked/word/document.xml"), "zip"),
        (zipped("mimetype", data=b"application/vnd.oasis.opendocument.text"), "odt"),
        (zipped("mimetype", data=b"application/vnd.oasis.opendocument.spreadsheet"), "unknown"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "unknown"),
        ("<html><title>404</title>您访问的页面不存在</html>".encode("gbk"), "html"),
        ("﻿<!-- x --><!DOCTYPE html>年报".encode(), "html"),
        ("<p style='a'>年报</p>".encode(), "html"),
        (PAGE.format("utf-8").encode("utf-16"), "html"),
        ("# 年报\n\n正文" .encode("gb18030"), "text"),
        ("# 年报\n正文。\n<table>" + "<tr><td>1</td></tr>" * 99 + "</table>", "text"),
        (b'{"agency": "x"}', "unknown"),
        ('{"名称": "年报"}'.encode(), "unknown"),
        ("名称,年,数\n甲,1,2\n乙,3,4\n丙,5,6\n".encode(), "unknown"),
        (b"plain English text\n" * 10, "unknown"),
        ("<?xml version='1.0'?><a>年报</a>".encode(), "unknown"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "unknown"),
        (b"\x05user" + bytes(150), "unknown"),
        (b"", "unknown"),
    ],
)  # fmt: skip
def test_content_decides_the_type(data: bytes | str, kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "年报.pdf"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    assert sniff_file(path) == kind


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", OLE2, b"<p>", b"\xff\xfe"]))
def test_any_bytes_have_a_type(data: bytes, head: bytes) -> None:
    assert sniff(head + data) in get_args(Kind)
