"""Evidence for whose work a table of a report counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal[
    "own",
    "own_and_subordinates",
    "government_and_departments",
    "whole_region",
    "whole_system",
    "unknown",
]
"""Whose work figures count: the publisher alone, with its branches, a government with its departments,
a region with all governments below, an organ with those of its field below."""


@dataclass(frozen=True, slots=True)
class ScopeStatement:
    """One piece of evidence. `table_name` is requests, proactive or disputes; `basis` is `stated` by the
    document or `assumed` by the kind of agency. `evidence` is a sentence or the title; `section` 一 to 六,
    None outside of them. Of `low` confidence nothing is decided where a document states anything else."""

    table_name: str
    scope: Scope
    basis: Literal["stated", "assumed"]
    evidence: str
    section: str | None
    page: int | None
    confidence: Literal["high", "medium", "low"]
