"""A published warehouse at a glance, for whoever watches runs: open problems by kind, coverage by year."""

from __future__ import annotations

from pathlib import Path

from warehouse.query import Result, run_sql

_QUESTIONS = Path(__file__).with_name("questions")


def problems_by_kind(path: Path) -> Result:
    """Severity, code, how many, in how many files, an example and what it means; the worst first."""
    return run_sql(path, _question("run_problems"))


def coverage_by_level(path: Path) -> Result:
    """By year and level: reports expected, received, missing, late, and the received by quality."""
    return run_sql(path, _question("run_coverage"))


def _question(name: str) -> str:
    return (_QUESTIONS / f"{name}.sql").read_text(encoding="utf-8")
