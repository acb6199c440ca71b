"""From the bytes of a Word file to the tree of its text: the ZIP opened within limits."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from extract.markup import Element
from extract.model import Rejection

_OLE2 = b"\xd0\xcf\x11\xe0"
_MOST_BYTES = 64 * 1024 * 1024
"""Text of a report is 0.2 MB; what unpacks to more is a book, or a decompression bomb."""
_DOCUMENT = "word/document.xml"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    ValueError,
)


def open_parts(data: bytes) -> tuple[Element, str] | Rejection:
    """The root of the main text, and the title of the file's properties."""
    if data.startswith(_OLE2):
        return Rejection("encrypted", "protected by a password: save it without one")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = _part(archive, _main_part(archive))
            properties = _optional(archive, "docProps/core.xml")
    except RuntimeError:
        return Rejection("encrypted", "the package needs a password: save it without one")
    except _BROKEN as error:
        return Rejection("corrupt", f"not a whole Word file ({error}): download it again")
    if text is None:
        return Rejection("too_large", "the text unpacks to more than 64 MB: not a report")
    root = parse_xml(text)
    if root is None:
        return Rejection("corrupt", "the text of the Word file is damaged: download it again")
    return root, _title(properties)


def parse_xml(data: bytes) -> Element | None:
    """The tree of an XML part without a DTD, no deeper than 256 levels (as lxml limits it)."""
    parser = etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if root.getroottree().docinfo.internalDTD is not None else root


def local_name(node: Element) -> str:
    """Name of an element without its namespace: strict and transitional OOXML differ in that."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A part unpacked, as long as it keeps to the limit whatever its header says."""
    with archive.open(name) as stream:
        data = stream.read(_MOST_BYTES + 1)
    return None if len(data) > _MOST_BYTES else data


def _optional(archive: zipfile.ZipFile, name: str) -> bytes:
    return (_part(archive, name) or b"") if name in archive.namelist() else b""


def _main_part(archive: zipfile.ZipFile) -> str:
    """Where the text is: the package says so, and most leave it where Word puts it."""
    root = parse_xml(_optional(archive, "_rels/.rels"))
    for node in () if root is None else root:
        if (node.get("Type") or "").endswith("/officeDocument"):
            target = posixpath.normpath((node.get("Target") or "").lstrip("/"))
            return target if target in archive.namelist() else _DOCUMENT
    return _DOCUMENT


def _title(properties: bytes) -> str:
    root = parse_xml(properties) if properties else None
    for node in () if root is None else root.iter():
        if local_name(node) == "title":
            return " ".join((node.text or "").split())
    return ""
