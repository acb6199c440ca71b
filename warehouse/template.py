"""A finished warehouse without reports, made once for an installation and copied for every new file.

To make one costs a second of CPU: tables, comments, codes, views and macros from files that have to be read
and parsed. It is named by the content of all that shapes it, so that it cannot be out of date; where the
installation cannot be written to, it is made anew every time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Self

import duckdb

from warehouse.storage import STORAGE_VERSION

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("extract", "transform", "warehouse")
"""All that a warehouse is made by lies in these packages: code, and data that code reads."""
LOADED = time.time()
"""Files that are younger may not be the code in memory."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Checksums of the tables and of all else that is made by the program, as a file records them."""

    tables: str
    wording: str


@dataclass(frozen=True, slots=True)
class Template:
    """The marks of a file made today, and a file that has them if one could be kept."""

    marks: Marks
    file: Path | None

    @classmethod
    def of_today(cls) -> Self:
        """The template of this program; made if there is none yet."""
        if _is_replaced():
            from warehouse import furnish

            return cls(furnish.marks(), None)
        kept = folder() / f"warehouse-{shape()}.json"
        with suppress(OSError, ValueError, TypeError):
            return cls(Marks(**json.loads(kept.read_text(encoding="utf-8"))), _file_of(kept))
        from warehouse import furnish

        marks = furnish.marks()
        try:
            _keep(kept, marks)
        except OSError:
            return cls(marks, None)
        return cls(marks, _file_of(kept))

    def copy_to(self, target: Path) -> None:
        """Make a new warehouse file."""
        if self.file is not None:
            with suppress(FileNotFoundError):  # cleared away by another version just now
                shutil.copyfile(self.file, target)
                return
        from warehouse import furnish

        furnish.make_new(target)


def folder() -> Path:
    """Where templates are kept: with the installation."""
    return Path(sys.prefix) / "share" / "ogi"


@cache
def shape() -> str:
    """Changes with the content of any file that can shape a warehouse, and with the database."""
    digest = hashlib.sha256(f"{duckdb.__version__} {STORAGE_VERSION}".encode())
    for layer in LAYERS:
        for path in sorted(_files(ROOT / layer)):
            content = Path(path).read_bytes()
            digest.update(f"{path[len(str(ROOT)) :]} {len(content)} ".encode() + content)
    return digest.hexdigest()[:16]


def _is_replaced() -> bool:
    """Whether the program was replaced while it runs: then its files do not say what it would make."""
    return any(
        Path(path).stat().st_mtime > LOADED for layer in LAYERS for path in _files(ROOT / layer)
    )


def _files(place: Path) -> list[str]:
    """All files below a folder but compiled code."""
    found: list[str] = []
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [str(Path(folder, name)) for name in names]
    return found


def _file_of(kept: Path) -> Path:
    return kept.with_suffix(".duckdb")


def _keep(kept: Path, marks: Marks) -> None:
    """Make the file and then the marks, which say that it is whole; those of other versions go."""
    from warehouse import furnish

    kept.parent.mkdir(parents=True, exist_ok=True)
    partial = kept.with_suffix(f".{os.getpid()}.partial")
    try:
        furnish.make_new(partial)
        partial.replace(_file_of(kept))
        partial.write_text(json.dumps(asdict(marks)), encoding="utf-8")
        partial.replace(kept)
    finally:
        partial.unlink(missing_ok=True)
    for other in kept.parent.glob("warehouse-*"):
        if other.stem != kept.stem and not other.name.endswith(".partial"):
            other.unlink(missing_ok=True)


if __name__ == "__main__":
    Template.of_today()
