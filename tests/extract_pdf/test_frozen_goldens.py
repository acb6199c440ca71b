"""Facts of one report of each medium, frozen: what changes is seen in a diff."""

from __future__ import annotations

import pytest

from tests.extract_pdf.golden_csv import FOLDER, documents, facts_csv

DOCUMENTS = documents()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_facts_are_those_of_the_golden(name: str) -> None:
    """A number, status, unit or place that moved; `golden_csv` rewrites."""
    golden = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    assert facts_csv(*DOCUMENTS[name]).splitlines() == golden.splitlines()


def test_no_golden_is_left_over() -> None:
    """A CSV whose document is gone is compared with nothing."""
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(DOCUMENTS)
