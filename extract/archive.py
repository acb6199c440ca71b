"""ZIP archives of reports: their members as files, read in memory and never unpacked to disk.

Everything is bounded: members, depth of archives in archives, size of a member and how far it may expand.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extract.model import Kind, Rejection
from extract.sniff import sniff_file

MOST_MEMBERS = 10_000
MOST_DEPTH = 3
MOST_EXPANSION = 200
"""A member that grows more than so many times when unpacked is a bomb, not a report (PDF: 1.1, text: 20)."""
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, OSError, NotImplementedError, EOFError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. `chain` leads to it: its name, after those of the archives around it."""

    chain: tuple[str, ...]
    label: str
    bytes: int
    sha256: str
    kind: Kind
    rejection: Rejection | None = None


def members_of(path: Path, most_bytes: int) -> Iterator[Member] | Rejection:
    """The members of the archive at `path` in the order of their names; a rejection if it is none."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError):
        return Rejection("corrupt", "not a whole ZIP archive: download it again")
    if len(archive.infolist()) > MOST_MEMBERS:
        archive.close()
        return Rejection(
            "too_large",
            f"more than {MOST_MEMBERS} files in the archive: unpack it and read the folder",
        )
    return _walk(archive, (), most_bytes)


def _walk(archive: zipfile.ZipFile, around: tuple[str, ...], most_bytes: int) -> Iterator[Member]:
    with archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            label = _label(info)
            if (
                info.is_dir()
                or PurePosixPath(label).name.startswith(".")
                or label.startswith("__MACOSX/")
            ):
                continue
            chain = (*around, info.filename)
            refusal = _refusal(info, most_bytes)
            if refusal:
                yield Member(chain, label, info.file_size, "", "unknown", refusal)
                continue
            yield from _member(archive, info, chain, label, most_bytes)


def _member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    chain: tuple[str, ...],
    label: str,
    most_bytes: int,
) -> Iterator[Member]:
    try:
        data = _read(archive, info)
    except _BROKEN as error:
        refusal = Rejection("corrupt", f"cannot be unpacked ({error}): download the archive again")
        yield Member(chain, label, info.file_size, "", "unknown", refusal)
        return
    sha256 = hashlib.sha256(data).hexdigest()
    with _in_memory(data) as place:
        kind = sniff_file(place) if data else "unknown"
        if kind == "zip":
            yield from _inner(place, chain, label, sha256, len(data), most_bytes)
            return
    yield Member(chain, label, len(data), sha256, kind, _unreadable(data, kind))


def _unreadable(data: bytes, kind: Kind) -> Rejection | None:
    if not data:
        return Rejection("empty", "the file has no content: download the archive again")
    if kind == "unknown":
        return Rejection("unsupported_type", "not a PDF, web page, Word file, text or ZIP")
    return None


def _inner(
    place: Path, chain: tuple[str, ...], label: str, sha256: str, size: int, most_bytes: int
) -> Iterator[Member]:
    """Members of an archive in an archive."""
    if len(chain) >= MOST_DEPTH:
        refusal: Rejection = Rejection(
            "too_large", f"archives in archives deeper than {MOST_DEPTH}: unpack them"
        )
    else:
        try:
            inner = _walk(zipfile.ZipFile(place), chain, most_bytes)
            yield from (_relabelled(member, label) for member in inner)
            return
        except (zipfile.BadZipFile, OSError, ValueError):
            refusal = Rejection("corrupt", "not a whole ZIP archive: download it again")
    yield Member(chain, label, size, sha256, "zip", refusal)


def _relabelled(member: Member, around: str) -> Member:
    return Member(
        member.chain,
        f"{around}!/{member.label}",
        member.bytes,
        member.sha256,
        member.kind,
        member.rejection,
    )


def _refusal(info: zipfile.ZipInfo, most_bytes: int) -> Rejection | None:
    if info.flag_bits & _ENCRYPTED:
        return Rejection(
            "encrypted", "the archive asks for a password: unpack it and read the folder"
        )
    if info.file_size > most_bytes:
        return Rejection(
            "too_large", f"unpacks to more than {most_bytes / 1048576:.0f} MB: split it"
        )
    if info.file_size > MOST_EXPANSION * max(info.compress_size, 1):
        return Rejection(
            "too_large", f"unpacks to more than {MOST_EXPANSION} times its size: not a report"
        )
    return None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The member's bytes; its directory entry is not believed beyond the size it states."""
    with archive.open(info) as stream:
        data = stream.read(info.file_size + 1)
    if len(data) > info.file_size:
        raise zipfile.BadZipFile("longer than the archive says")
    return data


def _label(info: zipfile.ZipInfo) -> str:
    """The member's name; names without the UTF-8 flag are GBK on Chinese machines, not cp437."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


@contextmanager
def opened(location: Path, chain: tuple[str, ...] = ()) -> Iterator[Path]:
    """A path under which a file, or a member of an archive, can be read for as long as the context lasts."""
    if not chain:
        yield location
        return
    with zipfile.ZipFile(location) as archive:
        data = _read(archive, archive.getinfo(chain[0]))
    with _in_memory(data) as place, opened(place, chain[1:]) as inner:
        yield inner


@contextmanager
def _in_memory(data: bytes) -> Iterator[Path]:
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
