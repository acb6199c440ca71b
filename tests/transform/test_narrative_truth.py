"""Figures in the text of real and drawn reports of ../shared: those known are found, no other is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.narrative import Score, documents, score
from tests.extract_pdf.scoring import read_file

SHARED = Path(__file__).resolve().parents[2].parent / "shared"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there")


def scores(folder: str) -> list[Score]:
    """All documents of a folder."""
    return [score(path.name, known, read_file(path)) for path, known in documents(SHARED / folder)]


@pytest.mark.parametrize("folder", ["corpus/text", "corpus/docx", "corpus/html", "corpus/word_pdf"])
def test_drawn_reports(folder: str) -> None:
    """Their figures are all known; what the truth leaves out are zeros said in words."""
    found = scores(folder)
    assert sum(each.hit for each in found) > 50
    assert [each for each in found if each.missed] == []
    others = [figure for each in found for figure in each.others]
    assert [figure for figure in others if any(map(str.isdigit, figure.printed))] == []


def test_the_report_this_began_with() -> None:
    found = {each.name: each for each in scores("real")}
    report = found["dazhou_hrss_2023.txt"]
    assert (report.hit, report.missed) == (9, ())
    assert sorted((figure.metric, int(figure.value)) for figure in report.others) == [
        ("litigation_cases", 0),
        ("normative_documents_in_force", 1),
        ("normative_documents_issued", 0),
        ("normative_documents_repealed", 0),
        ("policy_interpretations", 3),
        ("reconsideration_cases", 0),
        ("trainings_attended", 3),
    ]
