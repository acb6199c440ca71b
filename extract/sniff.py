"""From the first and last bytes of a file to its type; the name is never asked (quirks A14)."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import BinaryIO

from extract.encoding import decode
from extract.model import Kind
from extract.ole2 import MAGIC, BrokenContainer, Container
from extract.zip_file import BROKEN, open_zip

HEAD_BYTES = 65_536
_SECTORS = range(512, HEAD_BYTES, 512)
_PDF_WITHIN = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORD_BEGINS = b"\xec\xa5"
"""The first bytes of Word's own stream."""

_TAG = re.compile(
    r"<(?:!doctype\s+html\b|/?(?:html|head|body|meta|title|p|div|span|table|tr|td|br|h[1-6])\b[^<]*>)",
    re.I,
)
_TABLE = re.compile(r"<table\b.*?(?:</table\s*>|\Z)", re.I | re.S)
_CJK = re.compile("[\u3400-\u9fff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_CHARACTERS_PER_TAG = 200
"""Markdown with a few tags in it is text; a fragment of a page has a tag every few words."""


def sniff(head: bytes) -> Kind:
    """Type of a file by its first `HEAD_BYTES` alone."""
    if head.startswith(_ZIP):
        return _zip_kind(head, "")  # before PDF: a ZIP may begin with a stored one
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head.startswith(MAGIC):
        return _ole_kind(io.BytesIO(head), head)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    return _text_kind(head)


def sniff_file(path: Path) -> Kind:
    """Type of the file at `path`; looks into the directory of a ZIP or an OLE2 container."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        if head.startswith(MAGIC):
            return _ole_kind(stream, head)
        if head.startswith(_ZIP):
            return _zip_kind(head, _zip_directory(stream))
    return sniff(head)


def _zip_kind(head: bytes, directory: str) -> Kind:
    """A Word file is a ZIP with a Word part; a package without any known part is a broken one.

    `directory` has a line for each member. Without one the beginning must do, though a member kept
    as it is may be a Word file itself.
    """
    names = directory or "\n" + head.decode("latin-1")
    before = "\n" if directory else ""
    if before + "word/document" in names:
        return "docx"
    if b"application/vnd.oasis.opendocument.text" in head[:200]:
        return "odt"
    if before + "OFD.xml" in names or b"mimetype" in head[:60]:
        return "unknown"
    if before + "[Content_Types].xml" in names:
        return "unknown" if before + "xl/" in names or before + "ppt/" in names else "docx"
    return "zip"


def _ole_kind(stream: BinaryIO, head: bytes) -> Kind:
    """Told by what stands at the top: a mail or a workbook may hold a Word file further down.

    A locked DOCX is one stream; a Word file cut off has lost its directory, which stands at its end.
    """
    try:
        names = Container(stream).names()
    except BrokenContainer:
        return "doc" if _WORD_BEGINS in {head[at : at + 2] for at in _SECTORS} else "unknown"
    if "EncryptedPackage" in names:
        return "docx"
    return "doc" if "WordDocument" in names else "unknown"


def _text_kind(head: bytes) -> Kind:
    text = decode(head).text.lstrip("\ufeff \t\r\n")
    if not text or len(_CONTROL.findall(text)) * 50 > len(text):
        return "unknown"
    if text.startswith(("MIME-Version:", "<?mso-application")):
        return "unknown"
    if _is_markup(text):
        return "html"
    if text.startswith("<?xml") or _is_data(text) or not _CJK.search(text):
        return "unknown"
    return "text"


def _is_markup(text: str) -> bool:
    """A page, or a fragment without a page around it (上海 2019 is one).

    Markdown whose tables are HTML is text: outside of them it has no tags.
    """
    if text.startswith("<"):
        return _TAG.search(text) is not None
    rest = _TABLE.sub("", text)
    return len(_TAG.findall(rest)) * _CHARACTERS_PER_TAG > len(rest)


def _is_data(text: str) -> bool:
    """JSON, or CSV: the same number of commas in every one of several lines."""
    if re.match(r"[{\[]\s*[\"{\[\]}]", text):
        return True
    lines = [line for line in text.splitlines()[:20] if line.strip()][:-1]
    commas = {line.count(",") for line in lines}
    return len(lines) >= 3 and len(commas) == 1 and commas != {0}


def _zip_directory(stream: BinaryIO) -> str:
    try:
        with open_zip(stream) as archive:
            return "".join(f"\n{name}" for name in archive.namelist())
    except BROKEN:
        return ""
