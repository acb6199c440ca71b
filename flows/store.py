"""What was extracted, kept under its content hash: a run that was killed continues where it was.

One file per document: `LoadPackage` as MessagePack, compressed. Its name is the document's sha256
and the checksum of everything else that shaped the result. A file that cannot be decoded counts as
absent, so a damaged store costs time, never data.
"""

from __future__ import annotations

import os
import zlib
from dataclasses import replace
from pathlib import Path

import msgspec

from extract.model import SourceFile
from transform.model import LoadPackage

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(LoadPackage)


class Store:
    """Packages on disk, one folder per version of the ingredients."""

    def __init__(self, folder: Path, ingredients: str) -> None:
        self.folder = folder
        self.ingredients = ingredients

    def has(self, sha256: str) -> bool:
        """Whether there is a file for this content; it may still prove unreadable."""
        return self._path(sha256).exists()

    def put(self, package: LoadPackage) -> None:
        """Keeps a package; either the whole of it or nothing reaches its final name."""
        path = self._path(package.source.sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.partial")
        partial.write_bytes(zlib.compress(_ENCODER.encode(package), level=1))
        partial.replace(path)

    def get(self, source: SourceFile) -> LoadPackage | None:
        """The package of this content, placed where the file is now; None if there is none."""
        try:
            content = zlib.decompress(self._path(source.sha256).read_bytes())
            package = _DECODER.decode(content)
        except (OSError, zlib.error, msgspec.DecodeError):
            return None
        return replace(package, source=source)

    def prune(self) -> int:
        """Removes what other ingredients made; returns how many files went."""
        stale = [path for path in self.folder.glob("*/*/*") if not self._is_mine(path)]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def _is_mine(self, path: Path) -> bool:
        return path.parent.parent.name == self._version and path.suffix == ".package"

    @property
    def _version(self) -> str:
        return self.ingredients[:16] or "none"

    def _path(self, sha256: str) -> Path:
        return self.folder / self._version / sha256[:2] / f"{sha256}.package"
