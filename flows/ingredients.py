"""Checksum of everything but the file itself that shapes what is read from it.

The same file with the same ingredients gives the same package, so it need not be read again. Code
and forms count by their content: whoever changes an alias gets every document read anew, and
nobody has to remember to raise a version.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from extract.optional import available
from flows.settings import Settings
from flows.stated import statements_digest

PACKAGES = (
    "extract",
    "transform",
    "flows/document.py",
    "flows/readings.py",
    "flows/second_look.py",
)
LIBRARIES = ("camelot-py", "charset-normalizer", "lxml", "pdfplumber", "pypdfium2")


def ingredients(settings: Settings) -> str:
    """The checksum for a run with these settings and the optional readers that can work here."""
    stated = statements_digest(settings)
    return _checksum(
        f"pages={settings.pages},readers={'+'.join(available())}"
        + (f",agencies={stated}" if stated else "")
    )


@cache
def _checksum(limits: str) -> str:
    digest = hashlib.sha256(limits.encode())
    for library in LIBRARIES:
        digest.update(f"{library}=={version(library)}".encode())
    root = Path(__file__).resolve().parent.parent
    for package in PACKAGES:
        whole = root / package
        for path in [whole] if whole.is_file() else sorted(whole.rglob("*")):
            if path.suffix in {".py", ".yml", ".csv", ".txt"}:
                digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
