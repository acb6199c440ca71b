"""ZIP archives of reports: their members as files, read in memory and never unpacked to disk.

Everything is bounded, for an archive with all archives inside it together: members, depth, bytes
unpacked; and for each member its size and how far it may expand.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath

from extract.model import Kind, Rejection
from extract.sniff import sniff_file
from extract.unsupported import leftover, unsupported
from extract.zip_file import (
    BROKEN,
    MOST_MEMBERS,
    TooManyMembers,
    in_memory,
    name_of,
    open_zip,
    read_member,
)

MOST_DEPTH = 3
MOST_EXPANSION = 200
"""A member that grows more than so many times when unpacked is a bomb, not a report (PDF: 1.1, text: 20)."""
MOST_TOGETHER = 20
"""Times the largest file allowed: what all members may unpack to together."""
NOTHING_INSIDE = Rejection(
    "empty", "an archive of folders and hidden files only: pack the reports and send it again"
)
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. `chain` leads to it: its position, after those of the archives around it."""

    chain: tuple[int, ...]
    label: str
    bytes: int
    sha256: str
    kind: Kind
    rejection: Rejection | None = None


@dataclass(slots=True)
class _Budget:
    """What an outermost archive may still cost."""

    most_bytes: int
    bytes: int
    members: int = MOST_MEMBERS


def members_of(path: Path, most_bytes: int) -> Iterator[Member] | Rejection:
    """The members of the archive at `path` in the order of their names; a rejection if it is none."""
    budget = _Budget(most_bytes, MOST_TOGETHER * most_bytes)
    archive = _opened(path, budget)
    return archive if isinstance(archive, Rejection) else _walk(archive, (), budget)


def _opened(path: Path, budget: _Budget) -> zipfile.ZipFile | Rejection:
    try:
        archive = open_zip(path)
    except TooManyMembers:
        return _too_large(f"more than {MOST_MEMBERS} files in the archive")
    except BROKEN:
        return Rejection("corrupt", "not a whole ZIP archive: download it again")
    budget.members -= len(archive.infolist())
    if budget.members < 0:
        archive.close()
        return _too_large(f"more than {MOST_MEMBERS} files in the archive and those inside it")
    return archive


def _walk(archive: zipfile.ZipFile, around: tuple[int, ...], budget: _Budget) -> Iterator[Member]:
    met: Counter[str] = Counter()
    with archive:
        numbered = sorted(enumerate(archive.infolist()), key=lambda each: each[1].filename)
        for position, info in numbered:
            label = name_of(info)
            name = PureWindowsPath(label).name  # both kinds of slashes
            if info.is_dir() or name.startswith(".") or label.startswith("__MACOSX/"):
                continue
            met[label] += 1
            if met[label] > 1:
                label = f"{label} ({met[label]})"
            chain = (*around, position)
            refusal = leftover(name) or _refusal(info, budget)
            if refusal:
                yield Member(chain, label, info.file_size, "", "unknown", refusal)
            else:
                yield from _member(archive, info, Member(chain, label, 0, "", "unknown"), budget)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: Member, budget: _Budget
) -> Iterator[Member]:
    """`member` with what its bytes say; the members of an archive in its place."""
    budget.bytes -= info.file_size
    try:
        data = read_member(archive, info)
    except NotImplementedError:
        advice = "packed in a way that cannot be read here: unpack it and read the folder"
        refusal = Rejection("unsupported_type", advice)
        yield replace(member, bytes=info.file_size, rejection=refusal)
        return
    except BROKEN as error:
        refusal = Rejection("corrupt", f"cannot be unpacked ({error}): download the archive again")
        yield replace(member, bytes=info.file_size, rejection=refusal)
        return
    member = replace(member, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    if not data:
        advice = "the file has no content: download the archive again"
        yield replace(member, rejection=Rejection("empty", advice))
        return
    with in_memory(data) as place:
        del data
        kind = sniff_file(place)
        if kind == "zip":
            yield from _inner(place, replace(member, kind=kind), budget)
        else:
            yield replace(
                member, kind=kind, rejection=unsupported(place) if kind == "unknown" else None
            )


def _inner(place: Path, member: Member, budget: _Budget) -> Iterator[Member]:
    """Members of an archive in an archive; the inner one itself if it cannot be read."""
    if len(member.chain) >= MOST_DEPTH:
        deep = f"archives in archives deeper than {MOST_DEPTH}"
        yield replace(member, rejection=_too_large(deep))
        return
    archive = _opened(place, budget)
    if isinstance(archive, Rejection):
        yield replace(member, rejection=archive)
        return
    alone = True
    for inner in _walk(archive, member.chain, budget):
        alone = False
        yield replace(inner, label=f"{member.label}!/{inner.label}")
    if alone:
        yield replace(member, rejection=NOTHING_INSIDE)


def _refusal(info: zipfile.ZipInfo, budget: _Budget) -> Rejection | None:
    if info.flag_bits & _ENCRYPTED:
        return Rejection(
            "encrypted", "the archive asks for a password: unpack it and read the folder"
        )
    if info.file_size > budget.most_bytes:
        return Rejection(
            "too_large", f"unpacks to more than {budget.most_bytes / 1048576:.0f} MB: split it"
        )
    if info.file_size > MOST_EXPANSION * max(info.compress_size, 1):
        return Rejection(
            "too_large", f"unpacks to more than {MOST_EXPANSION} times its size: not a report"
        )
    if info.file_size > budget.bytes:
        together = f"{MOST_TOGETHER * budget.most_bytes / 1048576:.0f} MB"
        return _too_large(f"the archive unpacks to more than {together} together")
    return None


def _too_large(what: str) -> Rejection:
    return Rejection("too_large", f"{what}: unpack it and read the folder")


@contextmanager
def opened(location: Path, chain: tuple[int, ...] = ()) -> Iterator[Path]:
    """A path under which a file, or a member of an archive, can be read for as long as the context lasts."""
    if not chain:
        yield location
        return
    with open_zip(location) as archive:
        data = read_member(archive, archive.infolist()[chain[0]])
    with in_memory(data) as place, opened(place, chain[1:]) as inner:
        yield inner
