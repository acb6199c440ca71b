"""A ZIP taken apart into its members and put together again, and what is changed in its directory."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Iterable

_ENTRY, _END, _LOCAL = b"PK\x01\x02", b"PK\x05\x06", b"PK\x03\x04"
_FIELDS = {
    _ENTRY: ((8, "H"), (10, "H"), (12, "H"), (16, "I"), (20, "I"), (24, "I"), (28, "H"), (30, "H"),
             (32, "H"), (42, "I")),
    _END: ((4, "H"), (6, "H"), (8, "H"), (10, "H"), (12, "I"), (16, "I"), (20, "H")),
    _LOCAL: ((4, "H"), (6, "H"), (8, "H"), (14, "I"), (18, "I"), (22, "I"), (26, "H"), (28, "H")),
}  # fmt: skip
"""Places and types of the numbers in the records of a ZIP."""
DATE = (2024, 1, 20, 9, 0, 0)


def members(data: bytes) -> list[tuple[str, bytes]]:
    """Names and bytes of the members of a sound archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def packed(parts: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members with fixed dates; a name may stand in it twice."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type = method
            _write(archive, info, content)
    return stream.getvalue()


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, content: bytes) -> None:
    """A member; `zipfile` warns of a name that is there already, which is what is wanted here."""
    known = archive.NameToInfo.pop(info.filename, None)
    archive.writestr(info, content)
    if known is not None:
        archive.NameToInfo[info.filename] = info


def directory_number(rng: random.Random, data: bytes) -> bytes:
    """A number of the directory, of a member's head or of the end says something else."""
    mark = rng.choice(tuple(_FIELDS))
    places = [i for i in range(len(data) - 46) if data.startswith(mark, i)] or [len(data) - 22]
    at, kind = rng.choice(_FIELDS[mark])
    size = struct.calcsize(kind)
    start = rng.choice(places) + at
    old = int.from_bytes(data[start : start + size], "little")
    odd = (
        0,
        1,
        8,
        9,
        12,
        14,
        99,
        2 ** (8 * size) - 1,
        old + 1,
        old - 1,
        old ^ 1,
        old * 2,
        old ^ 2048,
    )
    new = rng.choice(odd) % 2 ** (8 * size)
    return data[:start] + new.to_bytes(size, "little") + data[start + size :]


def without_directory(rng: random.Random, data: bytes) -> bytes:
    """The directory at the end is missing, or says there is nothing."""
    if rng.random() < 0.5:
        return data[: data.find(_ENTRY)]
    end = data.rfind(_END)
    return data[: data.find(_ENTRY)] + _END + bytes(18) if end >= 0 else data


def stored(rng: random.Random, data: bytes) -> bytes:
    """The same members, not compressed, in another order."""
    parts = members(data)
    rng.shuffle(parts)
    return packed(parts, rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))


def commented(rng: random.Random, data: bytes) -> bytes:
    """A comment at the end of the archive, and something before its beginning."""
    end = data.rindex(_END)
    comment = rng.choice((b"packed in 2024", b"PK", bytes(300)))
    return data[: end + 20] + struct.pack("<H", len(comment)) + comment
