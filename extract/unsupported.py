"""What a file is that no reader takes, and what to do about it (`unsupported.yml`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from extract.model import Rejection
from extract.ole2 import MAGIC, BrokenContainer, Container
from extract.yaml_file import read_yaml
from extract.zip_file import BROKEN, open_zip

TABLE = Path(__file__).with_suffix(".yml")
_HEAD = 64


@dataclass(frozen=True, slots=True)
class _Unsupported:
    """An entry of the table."""

    says: str
    named: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    streams: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


def leftover(name: str) -> Rejection | None:
    """A rejection of what programs leave beside documents; the only files that go by their name."""
    for entry in _table():
        if any(fnmatchcase(name.lower(), pattern) for pattern in entry.named):
            return Rejection("unsupported_type", entry.says)
    return None


def unsupported(path: Path) -> Rejection:
    """The rejection of a file whose type is unknown to all readers; raises OSError."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        streams = _streams(path) if head.startswith(MAGIC) else ()
        members = _members(path) if head.startswith(b"PK") else ()
    start = head.decode("latin-1")
    for entry in _table():
        if (
            any(start.startswith(begin) for begin in entry.begins)
            or any(name in streams for name in entry.streams)
            or any(name.startswith(member) for member in entry.members for name in members)
        ):
            return Rejection("unsupported_type", entry.says)
    raise ValueError(f"{TABLE}: the last entry must fit everything")


def _streams(path: Path) -> Iterable[str]:
    with path.open("rb") as stream:
        try:
            return Container(stream).names()
        except BrokenContainer:
            return ()


def _members(path: Path) -> Iterable[str]:
    try:
        with open_zip(path) as archive:
            return archive.namelist()
    except BROKEN:
        return ()


@cache
def _table() -> tuple[_Unsupported, ...]:
    entries = read_yaml(TABLE)
    return tuple(
        _Unsupported(entry.pop("says"), **{key: tuple(each) for key, each in entry.items()})
        for entry in entries
    )
