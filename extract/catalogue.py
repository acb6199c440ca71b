"""What was found out about files by opening them, so that an unchanged file is not opened again.

A file is unchanged when size, both times, device and inode are. Times have a grain: a file that changed
just before it was looked at might change once more without a trace, so it is not remembered.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from extract.model import Kind, Rejection

_GRAIN = 2_000_000_000
"""Nanoseconds: the coarsest times of a file system in use (FAT)."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What bytes and name of a file say; of a member of an archive with its place `inside`."""

    bytes: int
    sha256: str
    kind: Kind
    rejection: Rejection | None = None
    inside: str = ""
    chain: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    stamp: tuple[int, ...]
    looked: tuple[Looked, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    maker: str
    entries: dict[str, _Entry]


class Catalogue:
    """Files by their real path, kept in a file. `maker` names the program and limits that looked.

    A file that is damaged, or was made by another program, counts as absent: that costs time only.
    """

    def __init__(self, path: Path, maker: str) -> None:
        self._path, self._maker = path, maker
        self._before = _read(path, maker)
        self._now: dict[str, _Entry] = {}
        self._is_new = False

    def recall(self, real: str, status: os.stat_result) -> tuple[Looked, ...] | None:
        """What is known of a file, if it is still the same."""
        entry = self._before.get(real)
        if entry is None or entry.stamp != _stamp(status):
            return None
        self._now[real] = entry
        return entry.looked

    def remember(
        self, real: str, status: os.stat_result, looked: tuple[Looked, ...], began: int
    ) -> None:
        """Notes what was found by looking from the moment `began` (nanoseconds) on.

        What cannot be read now is looked at again: permissions change without a trace in the file.
        """
        changed = max(status.st_mtime_ns, status.st_ctime_ns)
        unread = any(each.rejection and each.rejection.reason == "unreadable" for each in looked)
        if changed < began - _GRAIN and not unread:
            self._now[real] = _Entry(_stamp(status), looked)
            self._is_new = True

    def save(self) -> None:
        """Keeps what this run met, and what it did not while it is there: other folders, other nights."""
        gone = self._before.keys() - self._now.keys()
        kept = {real: self._before[real] for real in gone if Path(real).exists()}
        if not self._is_new and len(kept) == len(gone):
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(f".{os.getpid()}.partial")
        partial.write_bytes(msgspec.msgpack.encode(_Kept(self._maker, {**kept, **self._now})))
        partial.replace(self._path)


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return (status.st_size, *times, status.st_dev, status.st_ino)


def _read(path: Path, maker: str) -> dict[str, _Entry]:
    try:
        kept = msgspec.msgpack.decode(path.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return {}
    return kept.entries if kept.maker == maker else {}
