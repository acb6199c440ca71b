"""OLE2 containers (Word, Excel, PowerPoint and Outlook before OOXML): what stands at their top level.

Streams further down belong to objects inside: a mail with a Word file attached is a mail. Format:
Microsoft's [MS-CFB]. Nothing is believed: every chain of sectors is bounded and stays in the file.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import BinaryIO

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_LAST_SECTOR = 0xFFFF_FFFA
_FREE = 0xFFFF_FFFF
_ENTRY = 128
_SMALL_SECTOR = 64
_MOST_DIRECTORY = 1 << 20
"""Bytes of directory looked at; a report has a dozen entries."""
_STORAGE, _STREAM, _ROOT = 1, 2, 5


class BrokenContainer(ValueError):
    """The container is cut off or was never whole."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the directory; its siblings form a tree."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    sector: int
    size: int


class Container:
    """An OLE2 container on an open file; BrokenContainer where it cannot be followed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size = stream.seek(0, 2)
        head = self._at(0, _HEADER)
        if not head.startswith(MAGIC):
            raise BrokenContainer("no OLE2 container")
        self._shift: int = struct.unpack_from("<H", head, 30)[0]
        if self._shift not in (9, 12):
            raise BrokenContainer("sectors of an unknown size")
        self._directory: int = struct.unpack_from("<I", head, 48)[0]
        self._small: int = struct.unpack_from("<I", head, 56)[0]
        self._next_difat: int = struct.unpack_from("<I", head, 68)[0]
        self._difat: tuple[int, ...] = struct.unpack_from("<109I", head, 76)

    def is_whole(self) -> bool:
        """Whether the last sector in use begins inside the file: a download cut short fails this."""
        used = [number for number, after in enumerate(self._table) if after != _FREE]
        return not used or self._offset(used[-1]) < self.size

    @cached_property
    def _top(self) -> dict[str, _Entry]:
        root = self._entry(0)
        if root.kind != _ROOT:
            raise BrokenContainer("no directory where it should be")
        found: dict[str, _Entry] = {}
        waiting, met = [root.child], {0}
        while waiting:
            number = waiting.pop()
            if number == _FREE or number in met:
                continue
            met.add(number)
            entry = self._entry(number)
            if entry.kind in (_STREAM, _STORAGE):
                found[entry.name] = entry
            waiting += [entry.left, entry.right]
        return found

    def names(self) -> Collection[str]:
        """Streams and storages at the top level."""
        return self._top.keys()

    def beginning(self, name: str, length: int) -> bytes:
        """The first bytes of a stream at the top level, no more than one of the smallest sectors."""
        entry = self._top[name]
        if entry.size >= self._small:
            return self._at(self._offset(entry.sector), length)
        sector, inside = divmod(entry.sector * _SMALL_SECTOR, 1 << self._shift)
        shared = islice(self._chain(self._entry(0).sector), sector, None)
        return self._at(self._offset(next(shared, _LAST_SECTOR)) + inside, length)

    @cached_property
    def _entries(self) -> bytes:
        parts: list[bytes] = []
        for sector in self._chain(self._directory):
            parts.append(self._at(self._offset(sector), 1 << self._shift))
            if len(parts) << self._shift >= _MOST_DIRECTORY:
                break
        return b"".join(parts)

    def _entry(self, number: int) -> _Entry:
        line = self._entries[number * _ENTRY : (number + 1) * _ENTRY]
        if len(line) < _ENTRY:
            raise BrokenContainer("the directory is not whole")
        length = min(struct.unpack_from("<H", line, 64)[0], 64)
        name = line[: max(length - 2, 0)].decode("utf-16-le", "replace")
        left, right, child = struct.unpack_from("<3I", line, 68)
        sector, size = struct.unpack_from("<IQ", line, 116)
        return _Entry(name, line[66], left, right, child, sector, size & 0xFFFF_FFFF)

    def _chain(self, sector: int) -> Iterator[int]:
        met: set[int] = set()
        while sector <= _LAST_SECTOR:
            if sector in met or sector >= len(self._table):
                raise BrokenContainer("sectors lead out of the file or in a circle")
            met.add(sector)
            yield sector
            sector = self._table[sector]

    @cached_property
    def _table(self) -> tuple[int, ...]:
        """The allocation table: the sector after each sector; no longer than the file has sectors."""
        table: list[int] = []
        for sector in self._table_sectors():
            if len(table) > self.size >> self._shift:
                raise BrokenContainer("more sectors than the file can hold")
            table += self._numbers(sector)
        return tuple(table)

    def _numbers(self, sector: int) -> tuple[int, ...]:
        width = 1 << (self._shift - 2)
        return struct.unpack(f"<{width}I", self._at(self._offset(sector), width * 4))

    def _table_sectors(self) -> Iterator[int]:
        """Sectors of the allocation table: 109 stand in the header, the rest in a chain of lists."""
        yield from (sector for sector in self._difat if sector <= _LAST_SECTOR)
        following = self._next_difat
        for _ in range(self.size >> self._shift):
            if following > _LAST_SECTOR:
                return
            *sectors, following = self._numbers(following)
            yield from (sector for sector in sectors if sector <= _LAST_SECTOR)

    def _offset(self, sector: int) -> int:
        return (sector + 1) << self._shift

    def _at(self, offset: int, length: int) -> bytes:
        self._stream.seek(offset)
        data = self._stream.read(length)
        if len(data) < length:
            raise BrokenContainer("shorter than it says")
        return data
