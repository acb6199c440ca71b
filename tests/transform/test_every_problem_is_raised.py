"""Every code of the catalogue is raised by a fixture; every code raised is in the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.problems import catalogue, render
from tests.transform.reader_problems import READER_PROBLEMS
from tests.transform.report_problems import REPORT_PROBLEMS

ROOT = Path(__file__).resolve().parents[2]
RAISED = READER_PROBLEMS | REPORT_PROBLEMS


def test_every_code_has_a_fixture() -> None:
    """A code nobody can raise is dead; one without fixture may never work."""
    assert set(RAISED) == set(catalogue())


@pytest.mark.parametrize("code", sorted(RAISED))
def test_the_fixture_raises_its_code(code: str) -> None:
    """The code is met, and its messages have every parameter they name."""
    found = [problem for problem in RAISED[code]() if problem.code == code]
    assert found, code
    for problem in found:
        severity, *messages = render(problem)
        assert severity == catalogue()[code].severity
        assert not any("?}" in message for message in messages), messages


def test_no_code_is_raised_outside_the_catalogue() -> None:
    """A misspelt code reaches people as an error by its bare name."""
    named = re.compile(r'(?:Problem|problem)\(\s*"([a-z_]+)"')
    used = {
        code
        for folder in ("extract", "transform")
        for path in (ROOT / folder).glob("*.py")
        for code in named.findall(path.read_text(encoding="utf-8"))
    }
    assert used
    assert used <= set(catalogue())
