"""The frozen goldens: one small report of each medium with every fact of it as CSV.

    python -m tests.extract_pdf.golden_csv

writes tests/golden/*.csv anew; `git diff tests/golden` shows what changed. A changed number needs
a line in the changelog.
"""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

from examples.draw import Cut, Habits, PdfStyle, TextStyle, balanced, draw_html, draw_pdf, draw_text
from tests.extract_pdf.scoring import identities_of, read_bytes

FOLDER = Path(__file__).resolve().parents[1] / "golden"
COLUMNS = ("table", "row", "column", "value", "unit", "status", "printed", "page", "place")
CUTS = (Cut("before_row", "unavailable_needs_creation"), Cut("after_caption", "penalties"))


def documents() -> dict[str, tuple[str, bytes]]:
    """Kind and bytes of every golden document, by the name of its CSV."""
    name = "某市某县人民政府"
    pdf = balanced(random.Random("golden pdf"), name, 2023, habits=Habits(mark="/"))
    html = balanced(random.Random("golden html"), name, 2020, broken=("R4",))
    text = balanced(random.Random("golden text"), name, 2022, habits=Habits(blanks="some"))
    return {
        "report_pdf_2021": ("pdf", draw_pdf(pdf, PdfStyle(cuts=CUTS, label_at_cut="cut"))),
        "report_html_2019": ("html", draw_html(html)),
        "report_text_2021": ("text", draw_text(text, TextStyle(cuts=CUTS))),
    }


def facts_csv(kind: str, content: bytes) -> str:
    """Quality, failed checks and all facts of the one report of a document."""
    (report,) = read_bytes(content, kind).reports
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("report", report.agency_as_printed, report.year, report.form))
    writer.writerow(("quality", report.quality, report.requests_form, report.published_on))
    for check in identities_of(report):
        if check.status != "pass":
            numbers = (check.expected, check.found, check.note)
            writer.writerow(("check", check.check_code, check.scope, check.status, *numbers))
    writer.writerow(COLUMNS)
    for fact in report.facts:
        cell = report.cells[fact.cell] if fact.cell is not None else None
        place = "" if cell is None else cell.path or _rounded(cell.box)
        page = "" if cell is None or cell.page is None else cell.page
        value = "" if fact.value is None else format(fact.value, "f")
        writer.writerow(
            (fact.table, fact.row, fact.column, value, fact.unit or "", fact.status, fact.printed,
             page, place)
        )  # fmt: skip
    return buffer.getvalue()


def _rounded(box: object) -> str:
    """A box in whole points."""
    if box is None:
        return ""
    corners = (getattr(box, name) for name in ("x0", "y0", "x1", "y1"))
    return " ".join(str(round(corner)) for corner in corners)


def main() -> None:
    """Writes every golden anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, (kind, content) in documents().items():
        (FOLDER / f"{name}.csv").write_text(facts_csv(kind, content), encoding="utf-8")
        print(FOLDER / f"{name}.csv")


if __name__ == "__main__":
    main()
