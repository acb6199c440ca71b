"""A drawn report that something was done to, and what is known of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Change = Callable[[random.Random, bytes], bytes]
"""Does something to the bytes of a file; chance comes from the generator alone."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was drawn. `truths`: what a warehouse must hold, by the path in an archive,
    which is empty for the file itself; `contents`: the bytes at these paths."""

    kind: str
    content: bytes
    truths: Mapping[str, Mapping[str, Any]]
    contents: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file of a fuzz folder. `neutral`: every change leaves what is printed as it was."""

    name: str
    seed: str
    kind: str
    changes: tuple[str, ...]
    neutral: bool
    content: bytes
