"""Comparable where the forms are, apart where they are not; the sheet before 2019 is never mixed in."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml

from warehouse import comparable as comparable_file
from warehouse import legacy_codes as legacy_file
from warehouse.codes import codes
from warehouse.comparable import comparable
from warehouse.legacy_codes import legacy_codes
from warehouse.query import run_sql

THREE = ("other_not_corrected_in_time", "other_fee_not_paid_in_time", "other_other")
SHEET = {code.code: number for number, code in enumerate(legacy_codes())}


def new(words, year=2023, **others):
    figures = {(item, "total"): number for item, number in zip(THREE, (1, 2, 4), strict=True)}
    figures |= {("new_received", "total"): 50}
    return words.Rep(year=year, requests={**figures, **others.pop("requests", {})}, **others)


def old(words, year=2020, **others):
    figures = {("other_processing", "total"): 7, ("new_received", "total"): 40}
    return words.Rep(year=year, form="2019", requests_form="2019", requests=figures, **others)


def legacy(words, year=2016, **changes):
    return words.Rep(
        year=year, form="legacy", requests_form=None, requests={}, legacy={**SHEET, **changes}
    )


def values(path, sql):
    return {key: value for *key, value in run_sql(path, sql).rows for key in [tuple(key)]}


def test_one_row_of_2019_is_three_of_2021(build, path, words):
    build([words.Pack("a.pdf", [new(words)]), words.Pack("b.pdf", [old(words)])])
    found = values(
        path, "SELECT year, item, is_comparable, value FROM requests_comparable WHERE applicant = 'total'"
    )  # fmt: skip
    assert found == {
        (2020, "new_received", True): 40,
        (2020, "other_processing", True): 7,
        (2023, "new_received", True): 50,
        (2023, "other_processing", True): 7,
        **{(2023, item, False): n for item, n in zip(THREE, (1, 2, 4), strict=True)},
    }


@pytest.mark.parametrize("lost", [{(THREE[1], "total"): None}, "missing"])
def test_a_sum_with_a_blank_is_no_number(build, path, words, lost):
    """Nor is one with a row that is not on the page; a blank is not 0."""
    rep = new(words, requests=lost if lost != "missing" else {})
    if lost == "missing":
        del rep.requests[THREE[1], "total"]
    build([words.Pack("a.pdf", [rep])])
    sql = "SELECT value, parts, blanks FROM requests_comparable WHERE item = 'other_processing'"
    assert run_sql(path, sql).rows == ((None, 3, 1),)


def test_a_table_of_2019_in_a_report_of_2021(build, path, words):
    """Table 三 has a form of its own."""
    rep = words.Rep(form="2021", requests_form="2019", requests={("other_processing", "total"): 9})
    build([words.Pack("a.pdf", [rep])])
    sql = "SELECT item, value, requests_form FROM requests_comparable"
    assert run_sql(path, sql).rows == (("other_processing", 9, "2019"),)


def test_proactive_series_and_what_stays_apart(build, path, words):
    made = {("rules", "newly_made"): 3, ("rules", "total_published"): 30,
            ("licensing", "decisions"): 5, ("fees", "items_change"): 1}  # fmt: skip
    issued = {("rules", "issued"): 4, ("rules", "in_force"): 20, ("licensing", "decisions"): 6,
              ("fees", "fee_amount"): "1.5"}  # fmt: skip
    build([
        words.Pack("a.pdf", [new(words, proactive=issued)]),
        words.Pack("b.pdf", [old(words, proactive=made)]),
    ])  # fmt: skip
    sql = "SELECT item, year, value FROM proactive_comparable WHERE is_comparable ORDER BY ALL"
    assert [(item, year, int(value)) for item, year, value in run_sql(path, sql).rows] == [
        ("licensing_decisions", 2020, 5), ("licensing_decisions", 2023, 6),
        ("rules_issued", 2020, 3), ("rules_issued", 2023, 4),
    ]  # fmt: skip
    apart = "SELECT item, count(DISTINCT form) FROM proactive_comparable WHERE NOT is_comparable GROUP BY 1"
    assert dict(run_sql(path, apart).rows) == {
        "rules_total_published": 1, "rules_in_force": 1, "fees_items_change": 1, "fees_fee_amount": 1,
    }  # fmt: skip


def test_every_figure_of_both_forms_is_in_one_item(build, path, words):
    """A figure in two comparable items would be counted twice, one in none would be lost."""
    for table in ("requests", "proactive"):
        for form in ("2019", "2021"):
            parts = [p for p in comparable() if (p.table_name, p.form) == (table, form)]
            series = [(p.row_code, p.column_code) for p in parts if p.is_comparable]
            assert len(series) == len(set(series))
    items = {p.item for p in comparable() if p.table_name == "requests"}
    assert items == {code.code for code in codes()["dim_request_item"]}


def test_a_figure_left_out_is_refused(tmp_path, monkeypatch):
    content = yaml.safe_load(comparable_file.FILE.read_text(encoding="utf-8"))
    del content["proactive"]["rules_repealed"]
    (tmp_path / "comparable.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    monkeypatch.setattr(comparable_file, "FILE", tmp_path / "comparable.yml")
    with pytest.raises(ValueError, match="repealed"):
        comparable.__wrapped__()


def test_the_sheet_stands_for_itself(build, path, words):
    build([words.Pack("a.pdf", [legacy(words)]), words.Pack("b.pdf", [old(words)])])
    assert run_sql(path, "SELECT DISTINCT form FROM legacy").rows == (("legacy",),)
    assert run_sql(path, "SELECT DISTINCT year FROM requests_comparable").rows == ((2020,),)
    assert run_sql(path, "SELECT count(*) FROM proactive_comparable").rows == ((0,),)
    found = dict(run_sql(path, "SELECT indicator, value FROM legacy").rows)
    assert found == {code: Decimal(number) for code, number in SHEET.items()}


def test_what_leads_forward_is_summed_or_nothing(build, path, words):
    build([words.Pack("a.pdf", [legacy(words, answers_not_existing=None)])])
    found = {
        item: (value, blanks, verdict, form)
        for item, value, blanks, verdict, form in run_sql(
            path, "SELECT item, value, blanks, verdict, form FROM legacy_forward"
        ).rows
    }
    third = SHEET["answers_denied_trade_secret"] + SHEET["answers_denied_personal_privacy"]
    assert found["denied_third_party_rights"] == (Decimal(third), 0, "fair", "legacy")
    assert found["new_received"] == (Decimal(SHEET["requests_received"]), 0, "good", "legacy")
    assert found["unavailable_not_held"] == (None, 1, "fair", "legacy")
    assert "unavailable_still_unclear" not in found
    assert "fees_fee_amount" not in found


def test_what_leads_forward_is_a_code_of_the_newer_series():
    known = {code.code for code in codes()["dim_request_item"]}
    for rows, columns in (
        ("dim_disclosure_subject", "dim_disclosure_measure"),
        ("dim_dispute_procedure", "dim_dispute_outcome"),
    ):
        known |= {f"{r.code}_{c.code}" for r in codes()[rows] for c in codes()[columns]}
    known |= {f"litigation_{c.code}" for c in codes()["dim_dispute_outcome"]}
    mapped = {code.maps_to for code in legacy_codes() if code.maps_to}
    assert mapped <= known
    assert all((code.maps_to is None) == (code.verdict == "none") for code in legacy_codes())


def test_codes_of_form_and_names_must_agree(tmp_path, monkeypatch):
    content = yaml.safe_load(legacy_file.FILE.read_text(encoding="utf-8"))
    content["indicators"]["no_such"] = content["indicators"].pop("staff")
    (tmp_path / "names.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    monkeypatch.setattr(legacy_file, "FILE", tmp_path / "names.yml")
    with pytest.raises(ValueError, match="no_such.*staff"):
        legacy_codes.__wrapped__()


def test_a_copy_of_a_sheet_is_one_only_with_equal_figures(build, path, words):
    """Nothing but the figures of the sheet tells two reports before 2019 apart."""
    build([
        words.Pack("a.pdf", [legacy(words)]),
        words.Pack("b.pdf", [legacy(words)]),
        words.Pack("c.pdf", [legacy(words, staff=99)]),
    ])  # fmt: skip
    status = dict(run_sql(path, "SELECT path, status FROM audit.source_file").rows)
    assert status == {"a.pdf": "loaded", "b.pdf": "duplicate", "c.pdf": "loaded"}
    assert run_sql(path, "SELECT count(*) FROM dim_report").rows == ((2,),)


def test_an_unknown_indicator_is_refused(build, path, words):
    rep = words.Rep(form="legacy", requests_form=None, requests={}, legacy={"no_such": 1})
    with pytest.raises(Exception, match="code"):
        build([words.Pack("a.pdf", [rep])])


def test_a_sheet_that_is_replaced_leaves_nothing_behind(build, path, words):
    build([words.Pack("a.pdf", [legacy(words)])])
    again = words.Pack("a.pdf", [legacy(words, staff=1)], ingredients="i2")
    build([again], run_id="run-2")
    count = run_sql(path, "SELECT count(*), count(*) FILTER (value = 1) FROM fact_legacy").rows
    assert count == ((58, 2),)
