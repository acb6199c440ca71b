"""When a file is read more than once: by another parser in its cells, by other readers, or no more at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from examples.draw import Figures, draw_pdf
from examples.draw.form import APPLICANTS
from extract import pdf_other_parser
from extract.discover import Found, discover
from extract.model import Document, RawTable, Rejection
from flows import readings
from flows.document import process
from flows.readings import Reading, best_reading
from flows.settings import Settings
from tests.transform.build import figures
from transform.form_file import load_forms
from transform.model import Report

BROKEN = figures(seed=11, broken=("R4",))
"""A report one of whose sums is printed wrong."""
SOUND = figures(seed=71, scale="city")
WANTED = replace(
    SOUND, requests=dict(SOUND.requests) | {("granted", column): None for column in APPLICANTS}
)
"""A report whose sums lack the row that is printed blank."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rungs that are asked, in their order."""
    rungs: list[str] = []
    read = readings.read_document

    def spy(path: Path, source: Any, rung: str, *pages: Any) -> Document | Rejection:
        rungs.append(rung)
        return read(path, source, rung, *pages)

    monkeypatch.setattr(readings, "read_document", spy)
    monkeypatch.setattr(readings, "rungs", lambda kind: ("pdfium", "fills", "vector", "plumber"))
    return rungs


def found(of: Figures, folder: Path) -> Found:
    """The report as a file."""
    (folder / "report.pdf").write_bytes(draw_pdf(of))
    (one,) = discover([folder / "report.pdf"])
    return one


def report(of: Figures, folder: Path) -> Report:
    (one,) = process(found(of, folder), Settings()).reports
    return one


def other_parser(monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str]) -> None:
    """Another parser that reads every text as `change` makes it."""
    texts_in = pdf_other_parser.texts_in

    def changed(path: Path, boxes: Any) -> dict[Any, str]:
        return {place: change(text) for place, text in texts_in(path, boxes).items()}

    monkeypatch.setattr(pdf_other_parser, "texts_in", changed)


def test_a_broken_sum_that_another_parser_reads_the_same(asked: list[str], tmp_path: Path) -> None:
    """The publication is inconsistent, and no other reader looks for its tables."""
    assert report(BROKEN, tmp_path).quality == "as_printed"
    assert asked == ["pdfium"]


def test_a_figure_that_another_parser_reads_otherwise(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then readers that look for the tables themselves decide."""
    other_parser(monkeypatch, lambda text: text.replace("1", "7"))
    assert report(BROKEN, tmp_path).quality == "as_printed"
    assert asked == ["pdfium", "vector"]


def test_a_file_that_the_other_parser_cannot_read(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path, boxes: Any) -> dict[Any, str]:
        raise ValueError("bytes it does not know")

    monkeypatch.setattr(pdf_other_parser, "texts_in", fails)
    assert report(BROKEN, tmp_path).quality == "as_printed"
    assert asked == ["pdfium", "vector"]


def test_a_reader_that_misreads_is_not_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sums are right as printed: it is the first reader that breaks one."""
    read = readings.read_document

    def misread(path: Path, source: Any, rung: str, *pages: Any) -> Document | Rejection:
        document = read(path, source, rung, *pages)
        if rung != "pdfium" or isinstance(document, Rejection):
            return document
        return replace(document, tables=tuple(map(_with_a_figure_more, document.tables)))

    monkeypatch.setattr(readings, "read_document", misread)
    one = report(SOUND, tmp_path)
    assert any(check.status == "fail" for check in one.checks)
    assert one.quality == "needs_review"
    assert "readings_differ" in {problem.code for problem in one.problems}


def _with_a_figure_more(table: RawTable) -> RawTable:
    """The table with a digit more in its last figure, also where the reader looks again."""
    last = [cell for cell in table.cells if cell.text.isdigit()][-1:]
    cells = (
        replace(c, text=f"{c.text}9", again=f"{c.text}9") if c in last else c for c in table.cells
    )
    return replace(table, cells=tuple(cells))


def test_a_row_that_reads_blank_in_another_parser_too(asked: list[str], tmp_path: Path) -> None:
    """No reader of texts finds figures where there is no text."""
    one = report(WANTED, tmp_path)
    assert one.quality == "needs_review"
    assert "blank_row_wanted" in {problem.code for problem in one.problems}
    assert asked == ["pdfium"]


def test_pictures_are_looked_at_all_the_same(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A figure may be printed as one."""
    monkeypatch.setattr(readings, "rungs", lambda kind: ("pdfium", "fills", "ocr"))
    report(WANTED, tmp_path)
    assert asked == ["pdfium", "ocr"]


def test_a_blank_row_with_text_for_another_parser(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers are asked until one that shares little with the first doubts the same row."""
    other_parser(monkeypatch, lambda text: text or "5")
    monkeypatch.setattr(readings, "rungs", lambda kind: ("pdfium", "fills", "plumber", "aligned"))
    assert report(WANTED, tmp_path).quality == "needs_review"
    assert asked == ["pdfium", "fills", "plumber"]


def test_the_rendered_page_is_for_pages_with_pictures(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no picture all rules are in the operators, which the others have read."""
    other_parser(monkeypatch, lambda text: text or "5")
    for pictures, wanted in ((False, ["pdfium"]), (True, ["pdfium", "combined"])):
        asked.clear()
        monkeypatch.setattr(readings, "rungs", lambda kind: ("pdfium", "combined"))
        read = readings.read_document
        with monkeypatch.context() as patch:
            patch.setattr(
                readings,
                "read_document",
                lambda *how, read=read, pictures=pictures: replace(read(*how), pictures=pictures),
            )
            best_reading(found(WANTED, tmp_path), load_forms())
        assert asked == wanted


def test_the_forms_of_a_reading_that_nobody_else_was_asked_for(tmp_path: Path) -> None:
    """A change of the sheet before 2019 concerns no report that has the three tables and nothing beside."""
    reading = best_reading(found(SOUND, tmp_path), load_forms())
    assert isinstance(reading, Reading)
    codes = {form.code for form in load_forms()}
    assert reading.consulted == codes - {"legacy"}


@pytest.mark.parametrize("of", [BROKEN, WANTED], ids=["broken", "wanted"])
def test_all_forms_count_where_others_may_be_asked(
    of: Figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_parser(monkeypatch, lambda text: text or "5")
    monkeypatch.setattr(readings, "rungs", lambda kind: ("pdfium", "fills"))
    reading = best_reading(found(of, tmp_path), load_forms())
    assert isinstance(reading, Reading)
    assert reading.consulted is None
