"""Word's old formats (DOC and WPS, RTF, ODT) before they are converted: is the file whole, is it locked.

A converter opens what is left of a file cut off and says nothing; a figure cut in two would pass for
one that was printed.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

from extract.model import Kind, Rejection
from extract.ole2 import BrokenContainer, Container
from extract.zip_file import BROKEN, open_zip

_MOST_BYTES = 256 * 1024 * 1024
"""What an ODT may unpack to, pictures included."""
_ESCAPED = re.compile(rb"\\[{}\\]")
_BINARY = re.compile(rb"\\bin\d")
_LOCKED = 0x0100
"""The flag of Word's stream, two bytes at its tenth, that says its text is encrypted."""

_CUT = Rejection("corrupt", "the file is cut off or damaged: download it again")
_ENCRYPTED = Rejection("encrypted", "protected by a password: save it without one")


def refusal(path: Path, kind: Kind) -> Rejection | None:
    """Why a file of one of these formats is not converted; None if nothing speaks against it."""
    if kind == "rtf":
        return None if _braces_close(path.read_bytes()) else _CUT
    if kind == "odt":
        return _refusal_of_odt(path)
    return _refusal_of_doc(path)


def _braces_close(data: bytes) -> bool:
    """Whether every group of an RTF is closed; binary data may hold braces of its own."""
    if _BINARY.search(data):
        return data.rstrip(b"\0\r\n\t \x1a").endswith(b"}")
    plain = _ESCAPED.sub(b"", data)
    return plain.count(b"{") <= plain.count(b"}")


def _refusal_of_odt(path: Path) -> Rejection | None:
    try:
        with open_zip(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
                return Rejection("too_large", "unpacks to more than 256 MB: not a report")
            manifest = archive.read("META-INF/manifest.xml")
            archive.getinfo("content.xml")
    except (*BROKEN, KeyError):
        return _CUT
    return _ENCRYPTED if b"encryption-data" in manifest else None


def _refusal_of_doc(path: Path) -> Rejection | None:
    with path.open("rb") as stream:
        try:
            container = Container(stream)
            begins = container.beginning("WordDocument", 12)
            whole = container.is_whole()
        except (BrokenContainer, KeyError):
            return _CUT
    if not whole:
        return _CUT
    return _ENCRYPTED if struct.unpack_from("<H", begins, 10)[0] & _LOCKED else None
