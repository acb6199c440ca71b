"""Which forms a document was read with: those left out could say anything and change nothing."""

from __future__ import annotations

from dataclasses import replace

from examples.draw.grid import grids
from tests.transform.build import FORMS, document, figures, form, raw, report, table
from transform.form import Form
from transform.interpret import interpret
from transform.sheet_parts import ENOUGH

OF = figures(seed=3)
REPORT = report(OF)
SIX = frozenset(each.code for each in FORMS) - {"legacy"}


def with_labels(count: int) -> Form:
    """The sheet's form with other labels: those that stand beside the tables of `BESIDE`."""
    ((name, sheet),) = form("legacy").tables.items()
    rows = tuple(
        replace(row, keys=frozenset({f"指标{'甲' * (n + 1)}"}))
        for n, row in enumerate(sheet.rows[:count])
    )
    return replace(form("legacy"), tables={name: replace(sheet, rows=rows)})


def beside(count: int) -> object:
    """The report with a table of so many other labels behind its own."""
    other = table(*([f"指标{'甲' * (n + 1)}", str(n)] for n in range(count)))
    tables = tuple(raw(grid) for grid in grids(OF).values())
    return document(OF.printed_title, OF.intro, *tables, other, OF.dateline)


def outcome(of: object, forms: tuple[Form, ...]) -> tuple[object, ...]:
    """What of an interpretation does not name its forms as objects."""
    return tuple(
        (draft.identity, draft.found, draft.checks, draft.sections)
        for draft in interpret(of, forms).drafts  # type: ignore[arg-type]
    )


def test_a_report_with_nothing_beside_its_tables() -> None:
    assert interpret(REPORT, FORMS).consulted == SIX


def test_a_sheet_is_read_with_all_forms() -> None:
    """Labels of the other forms are looked for in it, too."""
    assert interpret(document("没有表格"), FORMS).consulted is None


def test_forms_left_out_change_nothing_whatever_they_say() -> None:
    few = beside(ENOUGH - 1)
    assert interpret(few, FORMS).consulted == SIX  # type: ignore[arg-type]
    others = tuple(with_labels(ENOUGH) if each.code == "legacy" else each for each in FORMS)
    assert outcome(few, others) == outcome(few, FORMS)


def test_a_form_that_could_say_something_is_not_left_out() -> None:
    """As many labels as tell a sheet: other aliases would make one of them."""
    many = beside(ENOUGH)
    assert interpret(many, FORMS).consulted is None  # type: ignore[arg-type]
    others = tuple(with_labels(ENOUGH) if each.code == "legacy" else each for each in FORMS)
    assert outcome(many, others) != outcome(many, FORMS)


def test_the_outline_of_a_form_is_what_concerns_every_document() -> None:
    """Its place among the forms and the kinds of its tables; other labels leave it as it is."""
    assert with_labels(3).outline == form("legacy").outline
    assert len({each.outline for each in FORMS}) == len(FORMS)
    assert replace(form("2021"), first_year=2027).outline != form("2021").outline
