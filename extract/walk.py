"""The paths of all files under some roots, each once, in their order, by as few questions as possible."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A file under a root; `real` is its path without symbolic links."""

    root: Path
    path: Path
    real: str


def walk(roots: Sequence[Path], skip: Collection[Path] = ()) -> Iterator[Place]:
    """Every file under `roots` once; a folder that cannot be listed stands for its files.

    Hidden files and what lies at `skip` are not met. Folders behind symbolic links are not entered (a loop
    would never end), links to files inside the roots are passed over, since the file is met by itself.
    """
    skipped = {os.path.realpath(path) for path in skip}
    bases = [os.path.realpath(root) for root in roots]
    met: set[str] = set()
    for root, base in zip(roots, bases, strict=True):
        for place in _under(root, base, skipped, bases):
            if place.real not in met:
                met.add(place.real)
                yield place


def _under(root: Path, base: str, skip: set[str], bases: Sequence[str]) -> Iterator[Place]:
    if not root.is_dir():
        yield Place(root.parent, root, base)
        return
    waiting = [(Place(root, root, base), True)]
    while waiting:
        place, is_folder = waiting.pop()
        if not is_folder:
            yield place
            continue
        try:
            with os.scandir(place.path) as entries:
                inner = sorted(entries, key=lambda entry: os.fsencode(entry.name), reverse=True)
        except OSError:
            yield place
            continue
        waiting += [
            (Place(root, place.path / entry.name, real), _is_folder(entry))
            for entry in inner
            if (real := _wanted(entry, place.real, skip, bases))
        ]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _wanted(entry: os.DirEntry[str], folder: str, skip: set[str], bases: Sequence[str]) -> str:
    """The real path of an entry that is to be looked at; empty for one that is not."""
    if entry.name.startswith("."):
        return ""
    if not entry.is_symlink():
        real = f"{folder.rstrip(os.sep)}{os.sep}{entry.name}"
        return "" if real in skip else real
    real = os.path.realpath(entry.path)
    inside = any(real == base or real.startswith(base + os.sep) for base in bases)
    if Path(real).is_dir() or (inside and Path(real).exists()):
        return ""
    return real
