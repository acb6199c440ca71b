"""Reports of one key are one agency, under the name of the latest, below the agency above it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from warehouse.build import WarehouseBuild
from warehouse.query import run_sql


@dataclass(frozen=True)
class Told:
    """What `transform` found of a report's agency."""

    printed: str
    year: int
    key: str
    name: str
    kind: str = "department"
    parent: str | None = "371400|government"


BUREAU = "371400|developmentreform"
OF_BUREAU = [
    Told("市发改委", 2019, BUREAU, "德州市发展和改革委员会"),
    Told("德州市发改局", 2023, BUREAU, "德州市发展和改革局"),
    Told("山东省德州市发展和改革委员会", 2021, BUREAU, "德州市发展和改革委员会"),
]
GOVERNMENT = Told(
    "德州市", 2022, "371400|government", "德州市人民政府", "government", "370000|government"
)


@pytest.fixture
def load(build, path, words):
    """Load each told report as a file of its own, in batches as given."""

    def load(*batches: list[Told], run_id: str = "run-1") -> None:
        build(run_id="first")
        with WarehouseBuild(path, words.run(run_id)) as warehouse:
            for batch in batches:
                packs = [
                    words.Pack(
                        f"{t.printed}{t.year}.pdf", [words.Rep(agency=t.printed, year=t.year)]
                    )
                    for t in batch
                ]
                frames = words.frames(packs)
                frames["report"]["agency_key"] = [t.key for t in batch]
                frames["report"]["agency"] = [t.name for t in batch]
                frames["report"]["agency_kind"] = [t.kind for t in batch]
                frames["report"]["region_code"] = [t.key[:6] for t in batch]
                frames["report"]["parent_key"] = [t.parent for t in batch]
                warehouse.load(frames)
            warehouse.publish()

    return load


AGENCIES = (
    "SELECT a.agency, a.kind, a.region_code, p.agency FROM dim_agency a "
    "LEFT JOIN dim_agency p ON p.agency_id = a.parent_agency_id ORDER BY a.agency_key"
)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
@pytest.mark.parametrize("parent_first", [True, False])
def test_names_of_one_key_are_one_agency_in_any_order(load, path, order, parent_first):
    batches = [[OF_BUREAU[number]] for number in order]
    load(*([[GOVERNMENT], *batches] if parent_first else [*batches, [GOVERNMENT]]))
    assert run_sql(path, AGENCIES).rows == (
        ("德州市发展和改革局", "department", "371400", "德州市人民政府"),
        ("德州市人民政府", "government", "371400", None),
    )
    names = "SELECT name, first_year, full_name FROM dim_agency_name ORDER BY first_year"
    assert run_sql(path, names).rows == (
        ("市发改委", 2019, "德州市发展和改革委员会"),
        ("山东省德州市发展和改革委员会", 2021, "德州市发展和改革委员会"),
        ("德州市", 2022, "德州市人民政府"),
        ("德州市发改局", 2023, "德州市发展和改革局"),
    )


def test_one_batch_says_the_same(load, path):
    load([*OF_BUREAU, GOVERNMENT])
    assert [row[0] for row in run_sql(path, AGENCIES).rows] == [
        "德州市发展和改革局",
        "德州市人民政府",
    ]


def test_an_agency_above_without_a_report_is_no_agency_of_the_warehouse(load, path):
    load([OF_BUREAU[0]])
    assert run_sql(path, AGENCIES).rows == (
        ("德州市发展和改革委员会", "department", "371400", None),
    )


def test_one_printed_name_can_be_of_two_agencies(load, path):
    elsewhere = Told("市发改委", 2019, "511700|developmentreform", "达州市发展和改革委员会")
    load([OF_BUREAU[0]], [Told("市发改委 ", 2019, elsewhere.key, elsewhere.name)])
    assert [row[0] for row in run_sql(path, AGENCIES).rows] == [
        "德州市发展和改革委员会",
        "达州市发展和改革委员会",
    ]
    assert run_sql(path, "SELECT count(*) FROM dim_report WHERE is_current").rows == ((2,),)


def test_regions_come_with_the_file(load, path):
    load([GOVERNMENT])
    known = "SELECT region, level, parent_code, gone_since FROM dim_region WHERE region_code = '{}'"
    assert run_sql(path, known.format("371400")).rows == (("德州市", "prefecture", "370000", None),)
    assert run_sql(path, known.format("320802")).rows == (("清河区", "county", "320800", 2016),)
    assert run_sql(path, known.format("419001")).rows == (("济源市", "county", "410000", None),)
    orphans = (
        "SELECT count(*) FROM dim_region r WHERE parent_code IS NOT NULL "
        "AND parent_code NOT IN (SELECT region_code FROM dim_region)"
    )
    assert run_sql(path, orphans).rows == ((0,),)
