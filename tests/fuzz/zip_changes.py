"""What is changed in an archive of reports: its directory, its names, what lies in it."""

from __future__ import annotations

import random

from tests.fuzz.mutant import Change
from tests.fuzz.zip_container import (
    commented,
    directory_number,
    members,
    packed,
    stored,
    without_directory,
)

_NAMES = (
    "../../{}", "/etc/{}", "C:\\{}", "x" * 300 + "{}", "报告/年报/{}", "{}/", ".{}", "__MACOSX/._{}",
    "a\x01\n{}", "r0.pdf", "{} ", "年报.zip!/{}",
)  # fmt: skip


def odd_name(rng: random.Random, data: bytes) -> bytes:
    """A member with a name that leads elsewhere, is very long, or is another one's."""
    parts = members(data)
    at = rng.randrange(len(parts))
    name, content = parts[at]
    parts[at] = (rng.choice(_NAMES).format(name.rpartition("/")[2]), content)
    return packed(parts)


def twice(rng: random.Random, data: bytes) -> bytes:
    """Two or three members of one name: the same bytes, or others."""
    parts = members(data)
    name, content = rng.choice(parts)
    other = rng.choice((content, rng.choice(parts)[1], content[: len(content) // 2]))
    return packed([*parts, *[(name, other)] * rng.choice((1, 2)), (name, content + b"\n")])


def bomb(rng: random.Random, data: bytes) -> bytes:
    """A member that unpacks to very much, or many that are empty."""
    if rng.random() < 0.5:
        return packed([*members(data), ("zeros.pdf", b"%PDF-1.4\n" + bytes(30_000_000))])
    return packed([*members(data), *[(f"{n}.txt", b"") for n in range(300)]])


def nested(rng: random.Random, data: bytes) -> bytes:
    """Archives in archives, deeper than anybody packs them."""
    for _ in range(rng.choice((1, 2, 3, 6))):
        data = packed([("inner.zip", data)])
    return data


def nothing(rng: random.Random, data: bytes) -> bytes:
    """An archive of nothing but folders and hidden files."""
    return packed(
        rng.choice(([], [("年报/", b"")], [(".hidden.pdf", b"%PDF-1.4")], [("__MACOSX/a", b"a")]))
    )


def _folders(rng: random.Random, data: bytes) -> bytes:
    """The members in a folder, with a folder of their own that is empty."""
    return packed([("年报/", b""), *((f"年报/{name}", content) for name, content in members(data))])


CHANGES: dict[str, Change] = {
    f"archive: {each.__name__}": each
    for each in (
        directory_number, directory_number, without_directory, odd_name, twice, bomb, nested,
        nothing,
    )
}  # fmt: skip
NEUTRAL: dict[str, Change] = {
    "archive: stored": stored, "archive: commented": commented, "archive: folders": _folders,
}  # fmt: skip
