"""From folders and files to the files in them, each with its hash and its type by content."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.archive import NOTHING_INSIDE, members_of
from extract.model import Kind, Reason, Rejection, SourceFile
from extract.sniff import sniff_file
from extract.unsupported import leftover, unsupported

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


def discover(roots: Sequence[Path], limits: Limits | None = None) -> Iterator[Found]:
    """Every file under `roots` once, in the order of their paths, also those nobody can read.

    The members of a ZIP stand in its place (`reports.zip!/2023.pdf`); the ZIP itself is met only if it
    cannot be read.

    Hidden files are not met. Folders behind symbolic links are not entered (a loop would never
    end), links to files inside the roots are passed over, since the file is met by itself.
    """
    bounds = limits or Limits()
    skip = {os.path.realpath(path) for path in bounds.skip}
    bases = [os.path.realpath(root) for root in roots]
    common = _common(roots)
    seen: set[str] = set()
    for root in roots:
        for base, path in _walk(root, skip, bases):
            real = os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                found = _examine(common or base, path, bounds)
                yield from _members(found, bounds) if found.source.kind == "zip" else (found,)


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


def _walk(root: Path, skip: set[str], bases: Sequence[str]) -> Iterator[tuple[Path, Path]]:
    """(root, file) of every file; a folder that cannot be listed stands for its files."""
    if not root.is_dir():
        yield root.parent, root
        return
    waiting = [root]
    while waiting:
        path = waiting.pop()
        if path.is_dir() and not (path.is_symlink() and path != root):
            try:
                inner = sorted(path.iterdir(), key=os.fsencode, reverse=True)
            except OSError:
                yield root, path
                continue
            waiting += [each for each in inner if _is_wanted(each, skip, bases)]
        else:
            yield root, path


def _is_wanted(path: Path, skip: set[str], bases: Sequence[str]) -> bool:
    if path.name.startswith("."):
        return False
    real = os.path.realpath(path)
    if path.is_symlink():
        inside = any(real == base or real.startswith(base + os.sep) for base in bases)
        return not path.is_dir() and not (inside and Path(real).exists())
    return real not in skip


def _examine(root: Path, path: Path, limits: Limits) -> Found:
    size, modified = 0, 0
    try:
        status = path.stat()
        size, modified = status.st_size, status.st_mtime_ns
        refusal = leftover(path.name) or _refusal(path, size, limits)
        kind: Kind = "unknown" if refusal else sniff_file(path)
        sha256 = "" if refusal and refusal.reason != "empty" else _hash(path)
        if refusal is None and kind == "unknown":
            refusal = unsupported(path)
    except OSError as error:
        kind, sha256, refusal = "unknown", "", _reject("unreadable", _why(error))
    name = safe_text(os.path.relpath(path.absolute(), root.absolute()))
    source = SourceFile(safe_text(str(root.absolute())), name, size, modified, sha256, kind)
    return Found(path, source, refusal)


def _members(found: Found, limits: Limits) -> Iterator[Found]:
    """The files of an archive, or the archive with the reason why it cannot be read."""
    members = members_of(found.location, limits.most_bytes)
    if isinstance(members, Rejection):
        yield replace(found, rejection=members)
        return
    alone = True
    for member in members:
        alone = False
        source = replace(
            found.source,
            path=f"{found.source.path}!/{safe_text(member.label)}",
            bytes=member.bytes,
            sha256=member.sha256,
            kind=member.kind,
        )
        yield Found(found.location, source, member.rejection, member.chain)
    if alone:
        yield replace(found, rejection=NOTHING_INSIDE)


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
