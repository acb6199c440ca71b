"""A few random reports of each kind, read again; OGI_SWEEP=N reads N of each."""

from __future__ import annotations

import os

import pytest

from tests.extract_pdf.scoring import truth_cells
from tests.extract_pdf.sweep import sweep

COUNT = int(os.environ.get("OGI_SWEEP", "12"))


@pytest.mark.timeout(60 + 2 * COUNT)
@pytest.mark.parametrize("kind", ["pdf", "html", "docx", "text"])
def test_nothing_wrong_in_silence(kind: str) -> None:
    """A number claimed to be right that is not, or more than one cell in a hundred lost."""
    swept = list(sweep(kind, COUNT, "pytest"))
    assert not [str(each) for each in swept if each.verdict.silent]
    cells = sum(len(truth_cells(each.drawn.figures.truth())) for each in swept)
    wrong = sum(len(each.verdict.wrong) for each in swept)
    refused = [str(each) for each in swept if each.verdict.reason]
    assert not refused
    assert wrong <= cells / 100, [str(each) for each in swept if each.verdict.wrong]


def test_the_verdict_sees_a_wrong_number() -> None:
    """The judge itself: another truth for the same document is found and silent."""
    (each,) = sweep("html", 1, "pytest")
    assert each.verdict.exact
    from tests.extract_pdf.scoring import judge, read_bytes

    truth = each.drawn.figures.truth()
    truth["disputes"]["reconsideration"]["upheld"] = 987654
    verdict = judge(truth, read_bytes(each.drawn.content, "html"))
    assert verdict.silent
