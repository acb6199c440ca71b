"""A ZIP opened within limits: its directory, a member's name, its bytes, a path to them.

The standard library reads the whole directory before anybody can count it: a million entries fit in
50 MB and cost half a gigabyte. So the size of the directory is looked at first.
"""

from __future__ import annotations

import os
import struct
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

MOST_MEMBERS = 10_000
_MOST_DIRECTORY = MOST_MEMBERS * 512
"""Bytes; an entry has 46, its name and what programs add to it."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged or strange ZIP raises."""
_UTF8_NAME = 0x800
_END, _END_BYTES, _MOST_COMMENT = b"PK\x05\x06", 22, 65_535
_END64_BYTES, _LOCATOR_BYTES = 56, 20
_SEE_END64 = 0xFFFF_FFFF


class TooManyMembers(zipfile.BadZipFile):
    """The directory is longer than that of any archive of reports."""


def open_zip(file: Path | BinaryIO) -> zipfile.ZipFile:
    """The archive; raises TooManyMembers, or one of `BROKEN`."""
    if isinstance(file, Path):
        with file.open("rb") as stream:
            size = _directory_bytes(stream)
    else:
        size = _directory_bytes(file)
    if size > _MOST_DIRECTORY:
        raise TooManyMembers(f"more than {MOST_MEMBERS} files")
    archive = zipfile.ZipFile(file)
    if len(archive.infolist()) > MOST_MEMBERS:
        archive.close()
        raise TooManyMembers(f"more than {MOST_MEMBERS} files")
    return archive


def _directory_bytes(stream: BinaryIO) -> int:
    """Size of the directory as the end of the file states it; 0 where there is no such end."""
    length = stream.seek(0, 2)
    stream.seek(max(0, length - _END_BYTES - _MOST_COMMENT - _LOCATOR_BYTES - _END64_BYTES))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        return 0
    stated: int = struct.unpack_from("<I", tail, at + 12)[0]
    wide = at - _LOCATOR_BYTES - _END64_BYTES
    if stated == _SEE_END64 and wide >= 0:
        stated = struct.unpack_from("<Q", tail, wide + 40)[0]
    return stated


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The member's bytes; the directory is not believed beyond the size it states."""
    with archive.open(info) as stream:
        data = stream.read(info.file_size + 1)
    if len(data) > info.file_size:
        raise zipfile.BadZipFile("longer than the archive says")
    return data


def name_of(info: zipfile.ZipInfo) -> str:
    """The member's name; without the UTF-8 flag it is GBK on Chinese machines, not cp437."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


@contextmanager
def in_memory(data: bytes) -> Iterator[Path]:
    """A path to bytes that are on no disk where the system allows it (Linux); else a file that goes away."""
    if sys.platform == "linux":
        descriptor = os.memfd_create("ogi")
        try:
            with os.fdopen(descriptor, "wb", closefd=False) as stream:
                stream.write(data)
            yield Path(f"/proc/self/fd/{descriptor}")
        finally:
            os.close(descriptor)
        return
    with tempfile.NamedTemporaryFile(prefix="ogi-") as file:
        file.write(data)
        file.flush()
        yield Path(file.name)
