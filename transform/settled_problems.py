"""Problems that a correction or a verdict has settled: they stay, with the entry that settled them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from extract.model import Problem
from transform.form import Slot
from transform.grading import slot_of
from transform.model import CheckResult, Report

IDENTITY = "identity_fails"
MISSING = frozenset(("cell_missing", "cell_not_printed"))


def failed_sums(checks: Sequence[CheckResult]) -> list[Problem]:
    """A problem for each identity that fails."""
    return [
        Problem(
            IDENTITY,
            params={
                "check": result.check_code,
                "scope": result.scope,
                "expected": str(result.expected),
                "found": str(result.found),
            },
        )
        for result in checks
        if result.status == "fail"
    ]


def settled(report: Report, sums: Sequence[CheckResult]) -> tuple[Problem, ...]:
    """The report's problems after its corrections; `sums` are its identities as they are now."""
    applied = [done for done in report.corrections if done.status == "applied"]
    by_slot = {done.slot: done.source for done in applied if done.slot}
    by_check = {done.check: done.source for done in applied if done.check}
    if not applied:
        return report.problems
    failing = {(check.check_code, check.scope) for check in sums if check.status == "fail"}
    before = {_check_of(problem) for problem in report.problems if problem.code == IDENTITY}
    new = [problem for problem in failed_sums(sums) if _check_of(problem) not in before]
    return tuple(
        _settled(problem, by_slot, by_check, failing, set(report.grounds.missing))
        for problem in (*report.problems, *new)
    )


def _settled(
    problem: Problem,
    by_slot: Mapping[Slot, str],
    by_check: Mapping[tuple[str, str], str],
    failing: Set[tuple[str, str]],
    missing: Set[Slot],
) -> Problem:
    slot = slot_of(problem)
    if slot is not None and slot in by_slot:
        return _by(problem, by_slot[slot])
    if problem.code == IDENTITY:
        check = _check_of(problem)
        if check in by_check or check not in failing:
            return _by(problem, by_check.get(check) or ", ".join(sorted(set(by_slot.values()))))
    if problem.code in MISSING:
        return _less(problem, by_slot, missing)
    return problem


def _less(problem: Problem, by_slot: Mapping[Slot, str], missing: Set[Slot]) -> Problem:
    """A row's missing cells without those that a person has entered."""
    table, row = problem.params["table"], problem.params["row"]
    columns = problem.params["columns"].split(", ")
    left = [column for column in columns if (table, row, column) in missing]
    if left == columns:
        return problem
    if left:
        return replace(problem, params={**problem.params, "columns": ", ".join(left)})
    return _by(problem, ", ".join(sorted(set(by_slot.values()))))


def _check_of(problem: Problem) -> tuple[str, str]:
    return problem.params.get("check", ""), problem.params.get("scope", "")


def _by(problem: Problem, source: str) -> Problem:
    return replace(problem, params={**problem.params, "settled": source})
