"""Every metric gives its example, in the view, as a macro, and says why where it has no value."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.planted import Planted, plant
from warehouse import metric_page
from warehouse.derived import fill
from warehouse.macros import all_macros
from warehouse.metric_sql import macros, report_metric_sql
from warehouse.metrics import metrics
from warehouse.storage import connect_build
from warehouse.wide import wide_columns

ROOT = Path(__file__).parents[2]
FORTY = 41  # analysis.md §2.2 counts on_time and days_late as one
EXAMPLES = {each.code: each for each in reversed(metrics())}  # the first member of a family
OTHERS = {"year", "report_id", "agency_id", "agency", "form", "requests_form", "scope", "quality"}


@pytest.fixture(scope="module")
def connection(tmp_path_factory, empty):
    path = tmp_path_factory.mktemp("metrics") / "ogi.duckdb"
    shutil.copyfile(empty, path)
    with connect_build(path) as found:
        yield found


def row_of(figures):
    """A relation with one row: the figures, all other columns of agency_year empty."""
    words = {"form": "2021", "requests_form": "2021", "scope": "own"} | figures
    shown = [f"{_sql(value)} AS {name}" for name, value in words.items()]
    empty_row = "(SELECT w.* FROM (SELECT 1) LEFT JOIN agency_year w ON false)"
    return f"(SELECT * REPLACE ({', '.join(shown)}) FROM {empty_row})"


def _sql(value):
    return f"'{value}'" if isinstance(value, str) else str(value)


def asked(connection, each, figures):
    named = {
        name: value
        for name, value in figures.items()
        if name not in ("population", "n_reports", "n_expected")
    }
    sql = report_metric_sql(each).replace("FROM agency_year", f"FROM {row_of(named)}")
    rows = connection.execute(
        f"SELECT value, numerator, denominator, status"
        f" FROM ({sql}) WHERE metric = ? AND part IS NOT DISTINCT FROM ?",
        [each.code, each.part],
    ).fetchall()
    return rows[0]


def test_the_forty_are_there():
    assert len(EXAMPLES) == FORTY


@pytest.mark.parametrize(
    "code", [code for code, each in EXAMPLES.items() if not each.of_region_only]
)
def test_example_in_the_view(connection, code):
    each = EXAMPLES[code]
    figures, expected = each.example
    value, *_, status = asked(connection, each, figures)
    assert value == pytest.approx(expected, abs=5e-7)
    size = (
        each.size
        and connection.execute(f"SELECT {each.size} FROM {row_of(figures)}").fetchall()[0][0]
    )
    assert status == ("small_n" if each.size and size < each.min_n else "ok")


@pytest.mark.parametrize("code", sorted(set(macros()) & set(EXAMPLES)))
def test_example_by_the_macro(connection, code):
    each = EXAMPLES[code]
    figures, expected = each.example
    named = dict(figures)
    if each.part:
        named["part"] = figures[each.numerator]
    arguments = macros()[code].split(")", 1)[0].lstrip("(").split(", ")
    values = ", ".join(_sql(named[name]) for name in arguments)
    (found,) = connection.execute(f"SELECT {code}({values})").fetchall()[0]
    assert found == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize(
    "code", [code for code, each in EXAMPLES.items() if not each.of_region_only]
)
def test_any_blank_input_leaves_it_open(connection, code):
    """Blank is never 0: leaving out any figure of the example leaves the metric without a value."""
    each = EXAMPLES[code]
    figures, _ = each.example
    for name in figures:
        if name in OTHERS or name.startswith("previous_scope"):
            continue
        left = {key: value for key, value in figures.items() if key != name}
        value, *_, status = asked(connection, each, left)
        assert (value, status) == (None, "missing_input"), name


@pytest.mark.parametrize("code", [code for code, each in EXAMPLES.items() if each.forms])
def test_form_without_it_is_a_break(connection, code):
    each = EXAMPLES[code]
    figures = each.example[0] | {"form": "2019", "requests_form": "2019"}
    value, *_, status = asked(connection, each, figures)
    assert (value, status) == (None, "form_break")


@pytest.mark.parametrize("code", [code for code, each in EXAMPLES.items() if each.same_scope])
def test_same_scope_is_asked_for(connection, code):
    each = EXAMPLES[code]
    figures = dict(each.example[0])
    assert asked(connection, each, figures | {"scope": "whole_region"})[3] == "missing_input"
    unknown = asked(connection, each, figures | {"scope": "unknown", "previous_scope": "unknown"})
    assert unknown[3] == "scope_unknown"
    assert unknown[0] is not None


def test_denominator_of_zero_is_no_rate(connection):
    found = asked(
        connection,
        EXAMPLES["disclosure_rate"],
        {"granted": 0, "partially_granted": 0, "handled_total": 0},
    )
    assert (found[0], found[3]) == (None, "no_denominator")


@pytest.mark.parametrize(("n", "d"), [(0, 10), (1, 10), (5, 10), (10, 10), (3, 1000)])
def test_wilson_interval(connection, n, d):
    """Against the formula in its textbook form: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)."""
    z, p = 1.959963985, n / d
    middle, half = p + z * z / (2 * d), z * math.sqrt(p * (1 - p) / d + z * z / (4 * d * d))
    expected = [
        max(0, (middle - half) / (1 + z * z / d)),
        min(1, (middle + half) / (1 + z * z / d)),
    ]
    found = connection.execute(f"SELECT wilson_low({n}, {d}), wilson_high({n}, {d})").fetchall()[0]
    assert found == pytest.approx(expected, abs=1e-6)


def test_wilson_of_nothing_is_nothing(connection):
    assert connection.execute(
        "SELECT wilson_low(0, 0), wilson_high(NULL, 5), ratio(1, 0)"
    ).fetchall() == [(None,) * 3]


def test_definitions_are_in_the_file(connection):
    rows = connection.execute(
        "SELECT metric, part, numerator, denominator, min_n FROM dim_metric ORDER BY sort_order"
    )
    expected = [(m.code, m.part, m.numerator, m.denominator, m.min_n) for m in metrics()]
    assert rows.fetchall() == expected


def test_page_is_up_to_date():
    """docs/metrics.md: `python -m warehouse.metric_page > docs/metrics.md`."""
    assert (ROOT / "docs/metrics.md").read_text(encoding="utf-8") == metric_page.page()


def test_macros_carry_comments(connection):
    rows = connection.execute(
        "SELECT DISTINCT function_name, comment FROM duckdb_functions()"
        " WHERE NOT internal AND schema_name = 'main'"
    ).fetchall()
    assert {name: text for name, text in rows if name in all_macros()} == {
        name: text for name, (_, text) in all_macros().items()
    }


def test_table_macros_answer(file):
    plant(file, Planted("淮安市洪泽区人民政府", figures={"new_received": 7}))
    fill(file)
    profile = file.execute("SELECT year, new_received FROM agency_profile('洪泽')").fetchall()
    totals = file.execute(
        "SELECT value::INTEGER FROM region_total('洪泽区', 2023) WHERE item = 'new_received'"
    ).fetchall()
    places = file.execute(
        "SELECT value, source_path FROM where_from('洪泽', 2023, 'new_received')"
    ).fetchall()
    assert (profile, totals, places) == ([(2023, 7)], [(7,)], [(7, "淮安市洪泽区人民政府.pdf")])


def test_inputs_of_every_metric_are_columns(connection):
    columns = {name for (name, *_) in connection.execute("DESCRIBE report_wide").fetchall()}
    for each in metrics():
        assert set(each.inputs) - columns <= {"population", "n_reports", "n_expected"}, each.code


def test_wide_columns_follow_the_forms(connection):
    columns = {name for (name, *_) in connection.execute("DESCRIBE report_wide").fetchall()}
    assert {each.name for each in wide_columns()} <= columns
    assert "legacy" not in " ".join(columns)


def test_a_broken_definition_is_refused(tmp_path, monkeypatch):
    from warehouse import metrics as module

    (tmp_path / "metrics.yml").write_text("odd: {group: demand, name: [a, b]}", encoding="utf-8")
    monkeypatch.setattr(module, "FILE", tmp_path / "metrics.yml")
    with pytest.raises(ValueError, match="odd: unknown or missing keys"):
        module.metrics.__wrapped__()


def test_readers_of_version_1_4_can_open_the_macros(empty):
    """The macros and derived tables keep the storage version that older clients open."""
    with duckdb.connect(str(empty), read_only=True) as connection:
        tags = connection.execute(
            "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'ogi'"
        ).fetchall()
    assert "1.4" in str(tags)
