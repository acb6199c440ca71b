"""What came of loading: counts of files, reports and rows, which add up over batches."""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """Files by fate; reports and facts written; problems that came with the packages."""

    loaded: int = 0
    duplicate: int = 0
    rejected: int = 0
    reports: int = 0
    facts: int = 0
    problems: int = 0

    def __add__(self, other: LoadCounts) -> LoadCounts:
        return LoadCounts(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))
