"""From the first and last bytes of a file to its type; the name is never asked (quirks A14)."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

from extract.encoding import decode
from extract.model import Kind

HEAD_BYTES = 65_536
_PDF_WITHIN = 1024
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")

_TAG = re.compile(
    r"<(?:!doctype\s+html\b|/?(?:html|head|body|meta|title|p|div|span|table|tr|td|br|h[1-6])\b[^<]*>)",
    re.I,
)
_TABLE = re.compile(r"<table\b.*?(?:</table\s*>|\Z)", re.I | re.S)
_CJK = re.compile("[\u3400-\u9fff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_CHARACTERS_PER_TAG = 200
"""Markdown with a few tags in it is text; a fragment of a page has a tag every few words."""


def sniff(head: bytes, tail: bytes = b"") -> Kind:
    """Type of a file by its first `HEAD_BYTES` and, for a ZIP, its last ones."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(head + tail)  # before PDF: a ZIP may begin with a stored one
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head.startswith(_OLE2):
        return _ole_kind(head + tail)
    if head.startswith(b"{\\rtf"):
        return "doc"  # LibreOffice opens it like a DOC
    return _text_kind(head)


def sniff_file(path: Path) -> Kind:
    """Type of the file at `path`; looks into the directory of a ZIP or an OLE2 container."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        if head.startswith(_OLE2):
            return sniff(head, _ole_directory(stream, head))
        if head.startswith(b"PK"):
            return sniff(head, _zip_directory(stream))
    return sniff(head)


def _zip_kind(seen: bytes) -> Kind:
    """A Word file is a ZIP with a Word part; a package without any known part is a broken one."""
    if b"word/document" in seen:
        return "docx"
    if b"application/vnd.oasis.opendocument.text" in seen[:200]:
        return "doc"  # ODT: LibreOffice opens it like a DOC
    if b"OFD.xml" in seen or b"mimetype" in seen[:60]:
        return "unknown"
    if b"[Content_Types].xml" in seen:
        return "unknown" if b"xl/" in seen or b"ppt/" in seen else "docx"
    return "zip"


def _ole_kind(seen: bytes) -> Kind:
    """Excel, thumbnails and installers are OLE2 too; a locked DOCX is told by its one stream."""
    if _LOCKED_STREAM in seen:
        return "docx"
    return "doc" if _WORD_STREAM in seen else "unknown"


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


def _zip_directory(stream: BinaryIO) -> bytes:
    try:
        with zipfile.ZipFile(stream) as archive:
            return "\n".join(archive.namelist()[:10_000]).encode("utf-8", "replace")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        return b""


def _ole_directory(stream: BinaryIO, head: bytes) -> bytes:
    """The first sector of the directory, where the names of the main streams stand."""
    if len(head) < 52:
        return b""
    shift, sector = struct.unpack_from("<H", head, 30)[0], struct.unpack_from("<I", head, 48)[0]
    if shift not in (9, 12) or sector > 0xFFFF_FF00:
        return b""
    stream.seek((sector + 1) << shift)
    return stream.read(4 << shift)
