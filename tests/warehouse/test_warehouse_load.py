"""What loading leaves in the file: the same twice, copies found, versions kept, nothing rounded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from warehouse import schema
from warehouse.build import WarehouseBuild
from warehouse.checksum import facts_checksum
from warehouse.counts import LoadCounts
from warehouse.errors import LoadError
from warehouse.query import run_sql
from warehouse.storage import connect_reader

OF_THE_RUN = {"audit.run", "audit.source_file"}


def everything(path):
    """All rows of all tables but those that record runs."""
    names = sorted({table.name for table in schema.tables()} - OF_THE_RUN)
    with connect_reader(path) as connection:
        rows = {name: connection.execute(f"FROM {name}").fetchall() for name in names}
    return {name: sorted(map(repr, found)) for name, found in rows.items()}


def files(path, run_id):
    """Status and detail by path."""
    sql = "SELECT path, status, detail FROM audit.source_file WHERE run_id = ? ORDER BY path"
    return {file: (status, detail) for file, status, detail in run_sql(path, sql, [run_id]).rows}


def reports(path):
    return run_sql(
        path,
        "SELECT source_path, is_current, superseded_by FROM dim_report ORDER BY report_id",
    ).rows


def two(words):
    first = words.Rep(
        requests={("new_received", "total"): 5, ("carried_over", "total"): None},
        proactive={("fees", "fee_amount"): "12.3456"},
        disputes={("reconsideration", "total"): 1},
        narrative={"published_items": 130},
    )
    return [
        words.Pack("a.pdf", [first], problems=1),
        words.Pack("b.pdf", [words.Rep(agency="万源市教育局", year=2022)]),
        words.Pack("c.pdf"),
    ]


def test_first_load_counts_and_places(build, path, words):
    counts = build(two(words))
    assert counts == LoadCounts(loaded=2, duplicate=0, rejected=1, reports=2, facts=6, problems=3)
    assert reports(path) == (("a.pdf", True, None), ("b.pdf", True, None))
    cells = run_sql(path, "SELECT cell_id, report_id FROM audit.cell ORDER BY 1").rows
    assert cells == ((10000, 1), (10001, 1), (10002, 1), (10003, 1), (20000, 2))
    assert files(path, "run-1")["c.pdf"] == ("rejected", "")
    (last,) = run_sql(
        path,
        "SELECT files_seen, files_loaded, files_rejected, report_count, problem_count, "
        "ended_at > started_at FROM audit.run",
    ).rows
    assert last == (3, 2, 1, 2, 3, True)


def test_values_are_what_is_printed_and_blank_stays_blank(build, path, words):
    build(two(words))
    assert run_sql(path, "SELECT value FROM fact_proactive").rows == ((Decimal("12.3456"),),)
    blank = "SELECT value, status FROM fact_request WHERE item = 'carried_over'"
    assert run_sql(path, blank).rows == ((None, "blank"),)


def test_loading_again_leaves_an_equal_file(build, path, words):
    build(two(words))
    before = everything(path)
    build(two(words), two(words), run_id="run-2")
    assert everything(path) == before
    assert {status for status, _ in files(path, "run-2").values()} == {"loaded", "rejected"}


def test_reading_anew_replaces_the_figures_and_keeps_the_number(build, path, words):
    build(two(words))
    again = words.Rep(requests={("new_received", "total"): 7})
    build([words.Pack("a.pdf", [again], ingredients="i2")], run_id="run-2")
    assert run_sql(path, "SELECT report_id, run_id FROM dim_report ORDER BY 1").rows == (
        (1, "run-2"),
        (2, "run-1"),
    )
    assert run_sql(path, "SELECT value FROM fact_request WHERE report_id = 1").rows == ((7,),)
    for gone in ("fact_proactive", "fact_dispute", "fact_narrative"):
        assert run_sql(path, f"SELECT * FROM {gone}").rows == ()
    assert run_sql(path, "SELECT count(*) FROM audit.problem").rows == ((2,),)


def test_reading_anew_without_a_report_removes_it(build, path, words):
    build(two(words))
    build([words.Pack("a.pdf", ingredients="i2")], run_id="run-2")
    assert [row[0] for row in reports(path)] == ["b.pdf"]
    assert run_sql(path, "SELECT DISTINCT report_id FROM audit.cell").rows == ((2,),)
    assert run_sql(path, "SELECT agency FROM dim_agency").rows == (("万源市教育局",),)


def test_failed_reading_with_equal_settings_loses_nothing(build, path, words):
    build(two(words))
    before = everything(path)
    build([words.Pack("a.pdf")], run_id="run-2")  # a timeout on a busy machine
    assert everything(path) == before
    assert files(path, "run-2")["a.pdf"][0] == "rejected"


def test_a_reader_that_is_gone_takes_nothing_with_it(build, path, words):
    build([words.Pack("a.doc", [words.Rep()], ingredients="with LibreOffice")])
    before = everything(path)
    without = words.Pack("a.doc", ingredients="without", reason="unsupported_type")
    build([without], run_id="run-2")
    assert everything(path) == before
    status, detail = files(path, "run-2")["a.doc"]
    assert status == "rejected"
    assert detail.endswith("what was read before is kept")


def test_removed_current_version_gives_the_place_back(build, path, words):
    other = words.Rep(requests={("new_received", "total"): 6})
    build([words.Pack("a.pdf", [words.Rep()]), words.Pack("b.pdf", [other])])
    assert reports(path) == (("a.pdf", False, 2), ("b.pdf", True, None))
    build([words.Pack("b.pdf", ingredients="i2")], run_id="run-2")
    assert reports(path) == (("a.pdf", True, None),)


@pytest.mark.parametrize("is_one_batch", [True, False])
def test_equal_bytes_are_one_report(build, path, words, is_one_batch):
    packs = [words.Pack(p, [words.Rep()], content="same") for p in ("a.pdf", "x/b.pdf")]
    counts = build(packs) if is_one_batch else build(packs[:1], packs[1:])
    assert (counts.loaded, counts.duplicate, counts.reports) == (1, 1, 1)
    assert reports(path) == (("a.pdf", True, None),)
    assert files(path, "run-1")["x/b.pdf"] == ("duplicate", "same bytes as a.pdf")


def test_renamed_file_is_a_duplicate_of_what_is_loaded(build, path, words):
    build([words.Pack("a.pdf", [words.Rep()], content="same")])
    build([words.Pack("b.pdf", [words.Rep()], content="same")], run_id="run-2")
    assert reports(path) == (("a.pdf", True, None),)
    assert files(path, "run-2") == {"b.pdf": ("duplicate", "same bytes as a.pdf")}


def test_renamed_file_read_with_new_settings_renews_its_report(build, path, words):
    build([words.Pack("a.pdf", [words.Rep()], content="same")])
    better = words.Rep(requests={("new_received", "total"): 9})
    build([words.Pack("b.pdf", [better], content="same", ingredients="i2")], run_id="run-2")
    assert reports(path) == (("b.pdf", True, None),)
    assert run_sql(path, "SELECT report_id, value FROM fact_request").rows == ((1, 9),)


def test_equal_figures_in_other_bytes_are_a_duplicate(build, path, words):
    build([words.Pack("a.pdf", [words.Rep()])], [words.Pack("a.html", [words.Rep()])])
    assert reports(path) == (("a.pdf", True, None),)
    assert files(path, "run-1")["a.html"] == ("duplicate", "same figures as a.pdf")
    with WarehouseBuild(path, words.run("run-2")) as warehouse:
        assert set(warehouse.known()) == {words.sha("a.pdf"), words.sha("a.html")}


@pytest.mark.parametrize(
    "change",
    [
        {"requests": {("new_received", "total"): 6}},
        {"requests": {("new_received", "total"): None}},
        {"requests": {("new_received", "natural_person"): 5}},
        {"form": "2019"},
        {"requests_form": "2019"},
    ],
)
def test_other_figures_or_form_are_a_new_version(build, path, words, change):
    build([words.Pack("a.pdf", [words.Rep()]), words.Pack("b.pdf", [words.Rep(**change)])])
    assert reports(path) == (("a.pdf", False, 2), ("b.pdf", True, None))


@pytest.mark.parametrize(
    "change",
    [
        {"scope": "whole_region", "requests": {("new_received", "total"): 50}},
        {"year": 2022},
        {"agency": "达州市财政局"},
    ],
)
def test_other_scope_year_or_agency_is_another_report(build, path, words, change):
    build([words.Pack("a.pdf", [words.Rep()]), words.Pack("b.pdf", [words.Rep(**change)])])
    assert reports(path) == (("a.pdf", True, None), ("b.pdf", True, None))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_formats_of_which_one_declares_its_scope_are_one_report(build, path, words, order):
    """Neither the batch nor the order makes two current reports of one, and sums count it once."""
    silent = words.Pack("a.html", [words.Rep()])
    telling = words.Pack("b.pdf", [words.Rep(scope="whole_region")])
    packs = [silent, telling]
    build([packs[order[0]]], [packs[order[1]]])
    assert [row[0] for row in reports(path) if row[1]] == ["b.pdf"]
    assert run_sql(path, "SELECT scope, version_scope FROM dim_report WHERE is_current").rows == (
        ("whole_region", "whole_region"),
    )


def test_reissue_whose_text_agrees_no_longer_takes_the_place(build, path, words):
    first = words.Rep(scope="whole_region", declared=False)
    again = words.Rep(requests={("new_received", "total"): 6}, scope="own", declared=False)
    build([words.Pack("a.pdf", [first])], [words.Pack("b.pdf", [again])])
    assert reports(path) == (("a.pdf", False, 2), ("b.pdf", True, None))


def test_version_published_earlier_does_not_take_the_place(build, path, words):
    late = words.Rep(published_on="2024-03-01")
    early = words.Rep(published_on="2024-01-15", requests={("new_received", "total"): 6})
    build([words.Pack("late.pdf", [late])], [words.Pack("early.pdf", [early])])
    assert reports(path) == (("late.pdf", True, None), ("early.pdf", False, 1))


def test_better_reading_of_the_same_figures_takes_the_place(build, path, words):
    poor, good = words.Rep(quality="needs_review"), words.Rep()
    packs = [words.Pack("scan.pdf", [poor]), words.Pack("text.pdf", [good])]
    build(packs)
    assert reports(path) == (("scan.pdf", False, 2), ("text.pdf", True, None))
    before = everything(path)
    build(packs, run_id="run-2")
    assert everything(path) == before


def test_copies_found_after_better_reading_become_one(build, path, words):
    """b.pdf was misread; read anew it is the same report as a.pdf."""
    wrong = words.Rep(requests={("new_received", "total"): 50})
    build([words.Pack("a.pdf", [words.Rep()]), words.Pack("b.pdf", [wrong])])
    anew = [words.Pack(p, [words.Rep()], ingredients="i2") for p in ("a.pdf", "b.pdf")]
    build(anew, run_id="run-2")
    assert reports(path) == (("a.pdf", True, None),)
    assert files(path, "run-2")["b.pdf"] == ("duplicate", "same figures as a.pdf")


def test_several_reports_of_one_file(build, path, words):
    pair = [words.Rep(), words.Rep(year=2022, ordinal=1)]
    build([words.Pack("book.pdf", pair)])
    build([words.Pack("book.pdf", pair[:1], ingredients="i2")], run_id="run-2")
    assert run_sql(path, "SELECT report_id, year FROM dim_report").rows == ((1, 2023),)


def test_agency_is_one_whatever_its_spaces_and_widths(build, path, words):
    names = {2021: "沭阳县 发改局（本级）", 2022: "沭阳县发改局(本级)", 2023: "沭阳县发改局(本级)"}
    build([words.Pack(f"{y}.pdf", [words.Rep(agency=n, year=y)]) for y, n in names.items()])
    assert run_sql(path, "SELECT agency FROM dim_agency").rows == (("沭阳县发改局（本级）",),)
    sql = "SELECT name, first_year, last_year FROM dim_agency_name ORDER BY 2"
    assert run_sql(path, sql).rows == ((names[2021], 2021, 2021), (names[2022], 2022, 2023))


def test_unread_files_are_unchanged_or_duplicate(build, path, words):
    build([words.Pack("a.pdf", [words.Rep()]), words.Pack("bad.pdf", content="bad")])
    seen = [words.source("a.pdf"), words.source("copy.pdf", "a.pdf"), words.source("c.pdf", "bad")]
    build(seen=seen, run_id="run-2")
    assert files(path, "run-2") == {
        "a.pdf": ("unchanged", ""),
        "copy.pdf": ("duplicate", "same bytes as a.pdf"),
        "c.pdf": ("duplicate", "same bytes as bad.pdf (rejected: no_tables)"),
    }


def broken(words, how):
    frames = words.frames(two(words))
    how(frames)
    return frames


def repeat_first(name):
    def change(frames):
        for values in frames[name].values():
            values.append(values[0])

    return change


def put(name, column, value):
    def change(frames):
        frames[name][column][0] = value

    return change


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (repeat_first("fact_request"), "unique_facts"),
        (repeat_first("cell"), "unique_cells"),
        (put("fact_request", "value", "5.5"), "whole_counts"),
        (put("fact_proactive", "value", "12.3456789"), "whole_counts"),
        (put("fact_request", "item", "granted_twice"), "unknown_codes"),
        (put("fact_dispute", "report_no", 9), "orphan_facts"),
        (put("fact_dispute", "cell_no", 77), "orphan_cells"),
        (put("cell", "cell_no", 10000), "cell_numbers"),
        (put("report", "quality", "fine"), "CHECK"),
        (put("report", "published_on", "3月1日"), "3月1日"),
        (put("source_file", "path", "b.pdf"), "unique_paths"),
        (put("table_account", "cells", 99), "CHECK"),
        (put("table_account", "table_name", "tables"), "unaccounted_cells"),
        (lambda frames: frames.pop("cell"), "cell"),
    ],
)
def test_batch_that_breaks_a_rule_leaves_no_trace(build, path, words, how, said):
    build([words.Pack("old.pdf", [words.Rep(year=2020)])])
    before = everything(path)
    with WarehouseBuild(path, words.run("run-2")) as warehouse:
        with pytest.raises(LoadError, match=said):
            warehouse.load(broken(words, how))
        warehouse.load(words.frames([words.Pack("old.pdf", [words.Rep(year=2020)])]))
        warehouse.publish()
    assert everything(path) == before


def test_checksum_sees_figures_and_not_their_order(build, path, words, tmp_path):
    build(two(words))
    elsewhere = tmp_path / "other.duckdb"
    build(two(words)[::-1], at=elsewhere)
    assert reports(path) != reports(elsewhere)
    assert facts_checksum(path) == facts_checksum(elsewhere)
    other = words.Rep(requests={("new_received", "total"): 6})
    build([words.Pack("b.pdf", [other], ingredients="i2")], at=elsewhere, run_id="run-2")
    assert facts_checksum(path) != facts_checksum(elsewhere)
