"""OLE2 containers made for tests: whole ones, with streams at the top level and further down."""

from __future__ import annotations

import struct
from collections.abc import Mapping

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NONE, END, TABLE = 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD
SECTOR = 512
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def word_stream(locked: bool = False, length: int = 4096) -> bytes:
    """The beginning of Word's own stream, which says whether its text is encrypted."""
    return (b"\xec\xa5\xc1\x00" + bytes(6) + struct.pack("<H", locked << 8)).ljust(length, b"\0")


def container(streams: Mapping[str, bytes], inside: Mapping[str, bytes] | None = None) -> bytes:
    """A container with these streams at its top level, and others `inside` a storage named Object."""
    names: list[tuple[str, int, bytes]] = [
        ("Root Entry", _ROOT, b""),
        *((name, _STREAM, data) for name, data in streams.items()),
    ]
    if inside:
        names += [
            ("Object", _STORAGE, b""),
            *((name, _STREAM, data) for name, data in inside.items()),
        ]
    small = b"".join(_padded(data, 64) for _, kind, data in names if _is_small(kind, data))
    table: list[int] = []
    body = b""

    def put(data: bytes) -> int:
        nonlocal body
        if not data:
            return END
        count, first = -(-len(data) // SECTOR), len(table)
        table.extend([*range(first + 1, first + count), END])
        body += _padded(data, SECTOR)
        return first

    shared = put(small)
    starts, small_at = [], 0
    for _, kind, data in names:
        if kind == _ROOT:
            starts.append(shared)
        elif _is_small(kind, data):
            starts.append(small_at)
            small_at += -(-len(data) // 64)
        else:
            starts.append(put(data))
    top = len(streams) + bool(inside)
    lines = []
    for number, ((name, kind, data), start) in enumerate(zip(names, starts, strict=True)):
        size = len(small) if kind == _ROOT else len(data)
        last = number in (0, top, len(names) - 1)
        child = 1 if kind == _ROOT and top else top + 1 if kind == _STORAGE else NONE
        lines.append(_entry(name, kind, NONE if last else number + 1, child, start, size))
    directory = put(b"".join(lines))
    table.append(TABLE)
    header = bytearray(SECTOR)
    header[:8] = MAGIC
    struct.pack_into("<5H", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<6I", header, 44, 1, directory, 0, 4096, END, 0)
    struct.pack_into("<2I", header, 68, END, 0)
    struct.pack_into("<109I", header, 76, len(table) - 1, *[NONE] * 108)
    table += [NONE] * (128 - len(table))
    if len(table) > 128:
        raise ValueError("too large for one sector of the allocation table")
    return bytes(header) + body + struct.pack("<128I", *table)


def _is_small(kind: int, data: bytes) -> bool:
    return kind == _STREAM and 0 < len(data) < 4096


def _padded(data: bytes, to: int) -> bytes:
    return data.ljust(-(-len(data) // to) * to, b"\0")


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    coded = name.encode("utf-16-le")
    line = bytearray(128)
    line[: len(coded)] = coded
    struct.pack_into("<H2B3I", line, 64, len(coded) + 2, kind, 1, NONE, right, child)
    struct.pack_into("<IQ", line, 116, start, size)
    return bytes(line)
