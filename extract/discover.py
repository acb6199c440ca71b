"""From folders and files to the files in them, each with its hash and its type by content."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.archive import NOTHING_INSIDE, members_of
from extract.catalogue import Catalogue, Looked
from extract.model import Kind, Reason, Rejection, SourceFile
from extract.sniff import sniff_file
from extract.unsupported import leftover, unsupported
from extract.walk import walk

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What is not read: files above `most_bytes`, and what lies at the paths of `skip`.

    `skip` is for the tool's own work folders and warehouse, should they lie inside a root.
    """

    most_bytes: int = 200 * 1024 * 1024
    skip: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A file met on the way: what it is, and why it goes no further, if it does not.

    `location` opens it, for a member of a ZIP with its `chain` (`extract.archive.opened`);
    `source.path` is only text for people (names need not be valid Unicode).
    """

    location: Path
    source: SourceFile
    rejection: Rejection | None = None
    chain: tuple[int, ...] = ()


def discover(
    roots: Sequence[Path], limits: Limits | None = None, catalogue: Catalogue | None = None
) -> Iterator[Found]:
    """Every file under `roots` once, in the order of their paths, also those nobody can read.

    The members of a ZIP stand in its place (`reports.zip!/2023.pdf`); the ZIP itself is met only if it
    cannot be read. Which files are met is said by `extract.walk`. What the `catalogue` knows of a file
    that has not changed since is not looked for again.
    """
    bounds = limits or Limits()
    common = _common(roots)
    for place in walk(roots, bounds.skip):
        status = _status(place.path)
        known = catalogue.recall(place.real, status) if catalogue and status else None
        if known is None:
            began = time.time_ns()
            met = [_examine(place.path, status, bounds)]
            if met[0].kind == "zip" and met[0].rejection is None:
                met = list(_members(place.path, met[0], bounds))
            known = tuple(met)
            if catalogue and status:
                catalogue.remember(place.real, status, known, began)
        root = (common or place.root).absolute()
        name = os.path.relpath(place.path.absolute(), root)
        modified = status.st_mtime_ns if status else 0
        for each in known:
            path = safe_text(name) + each.inside
            source = SourceFile(
                safe_text(str(root)), path, each.bytes, modified, each.sha256, each.kind
            )
            yield Found(place.path, source, each.rejection, each.chain)


def _common(roots: Sequence[Path]) -> Path | None:
    """The folder that several roots share: their files' paths begin there, so that no two are alike."""
    if len(roots) < 2:
        return None
    folders = [(root if root.is_dir() else root.parent).absolute() for root in roots]
    return Path(os.path.commonpath(folders))


def safe_text(name: str) -> str:
    """`name` as valid Unicode: bytes that are none are written as ``\\xff``.

    >>> safe_text("报告\\udcff.pdf")
    '报告\\\\xff.pdf'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _status(path: Path) -> os.stat_result | None:
    """What the file system says of a file; None where it says nothing."""
    try:
        return path.stat()
    except OSError:
        return None


def _examine(path: Path, status: os.stat_result | None, limits: Limits) -> Looked:
    """What is to be known of a file, by its name, its size and its bytes."""
    size = status.st_size if status else 0
    try:
        path.stat()  # raises what was wrong
        refusal = leftover(path.name) or _refusal(path, size, limits)
        kind: Kind = "unknown" if refusal else sniff_file(path)
        sha256 = "" if refusal and refusal.reason != "empty" else _hash(path)
        if refusal is None and kind == "unknown":
            refusal = unsupported(path)
    except OSError as error:
        return Looked(size, "", "unknown", _reject("unreadable", _why(error)))
    return Looked(size, sha256, kind, refusal)


def _members(path: Path, whole: Looked, limits: Limits) -> Iterator[Looked]:
    """The files of an archive, or the archive with the reason why it cannot be read."""
    members = members_of(path, limits.most_bytes)
    if isinstance(members, Rejection):
        yield replace(whole, rejection=members)
        return
    alone = True
    for member in members:
        alone = False
        inside = f"!/{safe_text(member.label)}"
        yield Looked(
            member.bytes, member.sha256, member.kind, member.rejection, inside, member.chain
        )
    if alone:
        yield replace(whole, rejection=NOTHING_INSIDE)


def _refusal(path: Path, size: int, limits: Limits) -> Rejection | None:
    if not path.is_file():
        return _reject("unreadable", "not an ordinary file: check its permissions")
    if size == 0:
        return _reject("empty", "the file has no content: download it again")
    if size > limits.most_bytes:
        allowed = f"{limits.most_bytes / 1048576:.0f} MB"
        return _reject("too_large", f"larger than {allowed}: split it or raise the limit")
    return None


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "permission denied: make the file readable"
    if isinstance(error, FileNotFoundError):
        return "not there: the link or the path leads nowhere"
    if error.errno == errno.ELOOP:
        return "a link that leads to itself: remove it"
    return error.strerror or str(error)


def _reject(reason: Reason, detail: str) -> Rejection:
    return Rejection(reason, detail)


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
