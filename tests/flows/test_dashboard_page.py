"""`ogi dashboard`: what the page says, against a warehouse with planted gaps, blanks and doubts."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.dashboard import dashboard
from flows.dashboard_data import Choice, Data, gather
from flows.dashboard_page import BUNDLE, own_script, page_html
from flows.dashboard_series import agency_series, region_series
from flows.dashboard_summary import gaps, ranking, states
from flows.dashboard_table import figure_rows, note_rows, year_heads
from flows.failures import UserError
from tests.flows.planted_gaps import BUREAU, CITY, NASTY, ODD, PROVINCE, SMALL
from tests.flows.test_cli import ogi


@pytest.fixture(scope="session")
def data(planted: Path) -> Data:
    return gather(planted, Choice())


def asked(planted: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(planted, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def cells(data: Data, agency: int, code: str) -> dict[int, Any]:
    """Cells of a row of an agency's table by year."""
    series = next(each for each in agency_series(data) if each.code == str(agency))
    row = next(row for row in figure_rows(series, data.years) if row.code == code)
    return dict(zip(data.years, row.cells, strict=True))


def embedded(page: str, name: str) -> Mapping[str, Any]:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)
    assert found
    content: Mapping[str, Any] = json.loads(found[1])
    return content


def test_figures_are_those_of_the_warehouse(planted: Path, data: Data) -> None:
    rows = asked(
        planted,
        f"SELECT year, new_received, denied FROM agency_year WHERE agency_id = {CITY} ORDER BY year",
    )
    assert len(rows) >= 5
    for year, received, denied in rows:
        assert cells(data, CITY, "new_received")[year].text == f"{received:,}"
        assert cells(data, CITY, "denied")[year].text == f"{denied:,}"
    region = region_series(data)[0]
    totals = asked(
        planted, "SELECT year, value, n_reports, n_unknown FROM region_year WHERE region_code = '320000' "
        "AND item = 'handled_total'",
    )  # fmt: skip
    assert region.code == "320000" and len(totals) == 6
    for year, value, reports, unknown in totals:
        held = region.years[year]
        assert (held.values["handled_total"], held.n_reports, held.n_unknown) == (
            value,
            reports,
            unknown,
        )


def test_a_blank_is_no_zero_and_takes_its_rates_with_it(data: Data) -> None:
    assert cells(data, PROVINCE, "granted")[2022].text == "—"
    assert cells(data, PROVINCE, "granted")[2021].text not in ("—", "0")
    rate = cells(data, PROVINCE, "disclosure_rate")[2022]
    assert rate.text == "—" and rate.says[0] == "有数值空缺"


def test_a_missing_year_breaks_the_line(data: Data) -> None:
    series = next(each for each in agency_series(data) if each.code == str(BUREAU))
    row = next(row for row in figure_rows(series, data.years) if row.code == "new_received")
    assert row.cells[data.years.index(2022)].text == "—"
    assert row.line and len(row.line.paths) == 2  # 2019-2021 and 2023-2024, no bridge


def test_a_small_denominator_gives_no_rate(data: Data) -> None:
    rate = cells(data, SMALL, "disclosure_rate")[2023]
    assert (rate.text, rate.beside) == ("—", "n=8") and rate.says[1] == "Denominator too small"
    none = cells(data, SMALL, "litigation_loss_rate")[2023]
    assert none.text == "—" and none.says[0] == "无分母"


def test_no_line_into_other_bodies(planted: Path, data: Data) -> None:
    """The province's report counts its departments up to 2020, the whole region from 2021 on."""
    scopes = dict(
        asked(planted, f"SELECT year, scope FROM agency_year WHERE agency_id = {PROVINCE}")
    )
    assert (scopes[2020], scopes[2021]) == ("government_and_departments", "whole_region")
    region = region_series(data)[0]
    assert region.starts(data.years) == {2021}
    row = next(row for row in figure_rows(region, data.years) if row.code == "new_received")
    assert row.line and len(row.line.paths) == 2
    assert region.starts((2020, 2021)) and not region.starts((2021, 2022))


def test_doubtful_years_are_marked(data: Data) -> None:
    series = next(each for each in agency_series(data) if each.code == str(CITY))
    heads = dict(zip(data.years, year_heads(series, data.years), strict=True))
    assert heads[2024].mark == "*" and "待人工核对" in heads[2024].says[0]
    notes = {row.code: row.cells for row in note_rows(series, data.years)}
    assert set(notes) == {"form", "scope", "quality"}
    region = region_series(data)[0]
    doubtful = {year for year, each in region.years.items() if each.n_unknown or each.n_missing}
    marked = {int(head.text) for head in year_heads(region, data.years) if head.mark}
    assert 2020 in doubtful and marked == doubtful


def test_gaps_name_who_owes_what(data: Data) -> None:
    found = {gap.agency: gap for gap in gaps(data)}
    bureau = next(body.agency for body in data.bodies if body.agency_id == BUREAU)
    assert found[bureau].unread == (2022,) and 2022 not in found[bureau].missing
    assert found["江苏省某某局"].missing == (2023,) and not found["江苏省某某局"].has_reports
    assert states(data)[2023]["late"] >= 1
    assert sum(count["missing"] for count in states(data).values()) == sum(
        len(gap.missing) + len(gap.unread) for gap in found.values()
    )


def test_rankings_go_by_the_lower_bound_and_leave_small_ones_out(planted: Path, data: Data) -> None:
    found = ranking(data)
    assert found and len(found.ranked) > 1
    lows = [rate.low for _, rate in found.ranked]
    assert lows == sorted(lows, reverse=True)  # type: ignore[type-var]
    for rate in data.rates:
        assert (rate.place is None) or (rate.status == "ok" and rate.low is not None)
        if rate.low is not None and rate.value is not None and rate.high is not None:
            assert rate.low <= rate.value + 1e-9 and rate.value <= rate.high + 1e-9
        assert rate.metric != "dispute_rate" or rate.place is None
    assert not any(rate.place for rate in data.rates if rate.agency_id == SMALL)


def test_the_page_needs_nothing_else_and_nothing_breaks_out(data: Data) -> None:
    page = page_html(data, "zh", data.release.ended_at)  # type: ignore[arg-type]
    rest = page.replace(BUNDLE.read_text(encoding="utf-8"), "")
    assert "http:" not in rest and "https:" not in rest and "@import" not in rest
    assert not re.search(r"(src|href)=\"(?!#)", rest)
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])  # type: ignore[index]
    assert (
        policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe-eval" not in policy
    )
    assert NASTY not in page
    assert html.escape(NASTY, quote=False)[:20] in page  # among those who owe a report
    agencies = {row[0]: row for row in embedded(page, "agencies")["agencies"]}
    assert agencies[ODD][1] == NASTY
    assert len(re.findall("</script", page)) == 5
    for text in ("SHA-256", data.release.sha256, "simulated", "公开率", "Disclosure rate"):
        assert text in page


def test_what_is_embedded_is_what_the_warehouse_says(planted: Path, data: Data) -> None:
    page = page_html(data, "zh", data.release.ended_at)  # type: ignore[arg-type]
    overview, held = embedded(page, "overview"), embedded(page, "agencies")["agencies"]
    items = [item for group in overview["items"].values() for item in group]
    assert len(held) == len(data.bodies)
    rows = asked(planted, f"SELECT agency_id, year, {', '.join(items)} FROM agency_year")
    for agency_id, year, *values in rows:
        series = next(row for row in held if row[0] == agency_id)[9]
        shown = series["values"][overview["years"].index(year)]
        assert [None if value is None else float(value) for value in values] == shown
    gone = next(row for row in held if row[0] == BUREAU)
    assert gone[9]["values"][overview["years"].index(2022)] is None and gone[8][3] == "m"
    for row in held:
        for at, rates in enumerate(row[9]["rates"]):
            assert (rates is None) == (row[9]["notes"][at] is None)


def test_no_figure_stands_in_the_page_for_a_rate_that_may_not_be_shown(data: Data) -> None:
    page = page_html(data, "zh", data.release.ended_at)  # type: ignore[arg-type]
    held = embedded(page, "agencies")["agencies"]
    small = next(row for row in held if row[0] == SMALL)[9]
    assert all(
        rate[2] in ("small_n", "no_denominator", "missing_input")
        for year in small["rates"]
        for rate in year
    )
    assert all(rate[0] is None for year in small["rates"] for rate in year)
    assert all(len(rate) < 6 for year in small["rates"] for rate in year)  # no place among peers


def test_choices(planted: Path, tmp_path: Path) -> None:
    out = tmp_path / "d.html"
    done = dashboard(planted, out, Choice(region="南京市", years=(2021, 2023)))
    assert (done.first_year, done.last_year, done.regions) == (2021, 2023, 1)
    assert done.agencies == 9 and "江苏省南京市" in out.read_text(encoding="utf-8")
    done = dashboard(planted, out, Choice(agency="南京市财政局"), "en")
    assert (done.agencies, done.regions) == (1, 0)
    page = out.read_text(encoding="utf-8")
    assert (
        '<html lang="en">' in page
        and 'id="tongue-en" value="en" autocomplete="off" checked' in page
    )
    for choice, words in (
        (Choice(region="无此市"), "no region 无此市"),
        (Choice(region="鼓楼区"), "several regions are called 鼓楼区"),
        (Choice(agency="无此局"), "no report for 无此局"),
        (Choice(years=(2030, None)), "no report in these years"),
    ):
        with pytest.raises(UserError, match=words):
            dashboard(planted, out, choice)


def test_beyond_its_size_the_page_goes_without_single_agencies_and_says_so(
    planted: Path, tmp_path: Path
) -> None:
    whole = dashboard(planted, tmp_path / "w.html", Choice())
    less = dashboard(planted, tmp_path / "l.html", Choice(), megabytes=1.0)
    assert whole.has_agencies and not less.has_agencies and less.bytes < whole.bytes
    page = (tmp_path / "l.html").read_text(encoding="utf-8")
    assert embedded(page, "agencies") == {} and "--size" in page
    assert "--size" not in (tmp_path / "w.html").read_text(encoding="utf-8")


def test_no_other_file_is_replaced(planted: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    out.write_text("<html>my own page</html>", encoding="utf-8")
    with pytest.raises(UserError, match="no page of ogi dashboard"):
        dashboard(planted, out, Choice())
    dashboard(planted, tmp_path / "d.html", Choice(agency="南京市财政局"))
    dashboard(planted, tmp_path / "d.html", Choice(agency="南京市财政局"))


def test_without_regions_or_peers(data: Data) -> None:
    body = data.bodies[0]
    own = [row for row in data.figures if row.agency_id == body.agency_id]
    alone = replace(
        data,
        regions=(),
        totals=(),
        total_rates=(),
        spreads=(),
        rates=(),
        bodies=[body],
        figures=own,
    )
    page = page_html(alone, "both", data.release.ended_at)  # type: ignore[arg-type]
    assert "没有可比较的同类机关" in page and "历年数据" in page


def test_the_command(planted: Path, tmp_path: Path) -> None:
    out = tmp_path / "d.html"
    done = ogi("dashboard", out, "-w", planted, "--region", "320100", "--years", "2022-", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["reports"] and told["bytes"] == out.stat().st_size and told["first_year"] == 2022
    done = ogi("dashboard", out, "-w", planted, "--years", "soon")
    assert done.returncode == 2 and "write 2021-2024" in done.stderr


def test_the_vendored_bundle_is_the_one_described() -> None:
    bundle = BUNDLE.read_bytes()
    readme = BUNDLE.with_name("README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(bundle).hexdigest() in readme
    assert f"{len(bundle):,}".replace(",", " ") in readme
    for text in (bundle.decode(), own_script()):
        assert "</script" not in text and "<!--" not in text
