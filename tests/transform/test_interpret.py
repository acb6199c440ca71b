"""From a document to reports: forms, quality, rejections, several reports in a file."""

from __future__ import annotations

import pytest

from examples.draw import broken_identities
from examples.draw.grid import grids
from tests.transform.build import FORMS as ALL
from tests.transform.build import (
    C,
    changed,
    complete,
    document,
    drawn,
    figures,
    only_draft,
    quality_of,
    raw,
    report,
    table,
    values,
)
from transform.interpret import interpret
from transform.settle import settle

OF = figures(seed=21)


@pytest.mark.parametrize(
    ("year", "requests_form", "form", "requests"),
    [
        (2023, "", "2021", "2021"),
        (2019, "", "2019", "2019"),
        (2023, "2019", "2021", "2019"),  # C27
    ],
)
def test_each_table_tells_its_own_form(
    year: int, requests_form: str, form: str, requests: str
) -> None:
    """A 2021 table 二 beside a 2019 table 三: neither decides for the other."""
    of = figures(seed=22, year=year, requests_form=requests_form)
    draft = only_draft(report(of))
    settled = settle(draft, report(of), None)
    assert (settled.form, settled.requests_form, settled.quality) == (form, requests, "verified")
    items = {row for kind, row, _ in values(draft) if kind == "requests"}
    assert ("other_processing" in items) is (requests == "2019")
    assert ("other_other" in items) is (requests == "2021")


def test_the_old_form_stays_the_old_form_after_2021() -> None:
    """C28: the year of the report decides nothing about its form."""
    of = figures(seed=23, year=2023, form="2019")
    settled = settle(only_draft(report(of)), report(of), None)
    assert (settled.year, settled.form, settled.quality) == (2023, "2019", "verified")


def test_a_cited_notice_decides_nothing() -> None:
    """C29, C30: the text cites 〔2019〕60号 in a 2021 report."""
    text = "按照《…》（国办公开办函〔2019〕60号）编制。"
    of = document(OF.printed_title, OF.intro, text, *(raw(g) for g in grids(OF).values()))
    assert settle(only_draft(of), of, None).form == "2021"


def test_facts_are_in_the_order_of_the_form_with_their_cells() -> None:
    """A fact points at its own cell: one off, and every trace leads to a neighbour."""
    draft = only_draft(report(OF))
    assert len(draft.found.facts) == 10 + 175 + 15
    for fact in draft.found.facts:
        assert fact.cell is not None
        assert draft.found.cells[fact.cell].text == fact.printed


def test_a_missing_table_is_missing_not_zero() -> None:
    """A12, E17: no table 四, fifteen cells missing, a person has to look."""
    tables = [raw(drawn(OF, name)) for name in ("proactive", "requests")]
    draft = only_draft(report(OF, *tables))
    assert {slot[0] for slot in draft.found.missing} == {"disputes"}
    assert len(draft.found.missing) == 15
    settled = settle(draft, report(OF), None)
    assert settled.quality == "needs_review"
    lost = [p.params for p in settled.problems if p.code == "cell_missing"]
    assert {p["table"] for p in lost} == {"disputes"}
    assert len(lost) == 3


def test_a_report_without_a_name_needs_review() -> None:
    """Figures of nobody are not verified."""
    of = document("2023年政府信息公开工作年度报告", OF.intro[-60:], *report(OF).tables)
    draft = only_draft(of)
    assert not draft.identity.agency
    assert quality_of(draft, None) == "needs_review"


@pytest.mark.parametrize("broken", ["R1", "R2", "R3", "R4"])
def test_a_broken_identity_is_said_and_nothing_repaired(broken: str) -> None:
    """The printed number stays, the report says what does not add up."""
    of = figures(seed=24, broken=(broken,))
    draft = only_draft(report(of))
    assert {check.scope for check in draft.failures} == {b["at"] for b in broken_identities(of)}
    for (row, column), text in of.requests.items():
        assert str(values(draft)["requests", row, column]) == text


def test_the_blank_form_is_no_report() -> None:
    """Three tables without a figure: nothing was reported."""
    empty = [
        changed(raw(g), {(c.row, c.col): "" for c in g.cells if c.role == "figure"})
        for g in grids(OF).values()
    ]
    rejection = interpret(report(OF, *empty), ALL).rejection
    assert rejection is not None
    assert rejection.reason == "no_tables"


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ((OF.printed_title, OF.intro), "no_tables"),  # A16
        ((OF.printed_title, table(["索引号", "1"])), "no_tables"),
        (("2023年工作总结", "全年共发文96件"), "not_a_report"),  # A15
        (("2023年工作总结", *report(OF).tables), "not_a_report"),
        (("某某局政府信息公开工作年度报告", *report(OF).tables), "not_a_report"),  # no year
        ((), "not_a_report"),
    ],
)
def test_what_is_no_report(blocks: tuple[object, ...], reason: str) -> None:
    """Refused with the reason a person can act on, never a report of zeros."""
    found = interpret(document(*blocks), ALL)  # type: ignore[arg-type]
    assert not found.drafts
    assert found.rejection is not None
    assert found.rejection.reason == reason


def test_links_of_a_page_without_tables_are_handed_on() -> None:
    """A8: a page that only links the PDF says which."""
    page = document(OF.printed_title, OF.intro, links=("a.pdf", "b.docx"))
    rejection = interpret(page, ALL).rejection
    assert rejection is not None
    assert "a.pdf" in rejection.detail


@pytest.mark.parametrize(
    ("title", "links", "reason", "said"),
    [
        (OF.printed_title, ("a.pdf", "b", "c", "d", "e"), "no_tables", "a.pdf, b, c and 2 more"),
        (OF.printed_title, (), "no_tables", "pictures"),
        ("某县人民政府2017年政府信息公开工作年度报告", (), "no_tables", "before 2019"),
        ("年报列表" * 20, ("a.pdf",), "not_a_report", "a.pdf"),
        ("年报列表" * 20, (), "not_a_report", "no title"),
    ],
)
def test_a_document_without_tables_says_what_to_do(
    title: str, links: tuple[str, ...], reason: str, said: str
) -> None:
    """Where the report is, if not here, or why there is none to be read."""
    rejection = interpret(document(title, links=links), ALL).rejection
    assert rejection is not None
    assert rejection.reason == reason
    assert said in rejection.detail


def test_two_reports_in_a_file() -> None:
    """Each has its own title, year and figures."""
    second = figures(seed=25, year=2022)
    first, other = report(OF), report(second)
    both = document(*_blocks(first), *_blocks(other))
    drafts = interpret(both, ALL).drafts
    assert [(d.ordinal, d.identity.year) for d in drafts] == [(0, 2023), (1, 2022)]
    assert [values(d) for d in drafts] == [values(only_draft(first)), values(only_draft(other))]


def _blocks(of: object) -> list[object]:
    return [getattr(block, "text", block) for block in of.blocks()]  # type: ignore[attr-defined]


def test_title_of_word_and_pdf_properties_is_not_believed() -> None:
    """Properties are left over from other documents; a web page's title is its own."""
    hint = "另一县人民政府2020年政府信息公开工作年度报告"
    for media, ok in (("pdf", False), ("docx", False), ("html", True)):
        page = document(*report(OF).tables, media=media, title_hint=hint)  # type: ignore[arg-type]
        assert bool(interpret(page, ALL).drafts) is ok


def test_metadata_before_the_report() -> None:
    """B6: the first table of the page is not table 二."""
    meta = table(["索引号", "x"], ["名称", OF.printed_title], [C("公开日期", 1, 2)])
    of = document(meta, OF.printed_title, OF.intro, *report(OF).tables)
    assert complete(only_draft(of))
