"""A name as printed leads to one agency, across years and spellings; what it leaves open stays open."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
import yaml

from transform.agencies import place_agency
from transform.agency_evidence import Evidence
from transform.agency_statements import Alias, Statements
from transform.region_gazetteer import gazetteer

NAMES = yaml.safe_load(Path(__file__).with_name("agency_names.yml").read_text(encoding="utf-8"))
PRINTED = [(name, entry) for entry in NAMES["agencies"] for name in entry["names"]]
YEAR = 2023


def test_three_hundred_real_names() -> None:
    """No name leads to an agency that is not its own; at most 3 in 100 are left open, as problems."""
    agency_of: dict[str, set[str]] = {}
    main_key = {e["agency"]: place_agency(e["names"][0], YEAR)[0].key for e in NAMES["agencies"]}
    found = 0
    for name, entry in PRINTED:
        agency, problems = place_agency(name, YEAR)
        if problems:
            continue
        assert (agency.region or "") == entry["region"], name
        agency_of.setdefault(agency.key, set()).add(entry["agency"])
        found += agency.key == main_key[entry["agency"]]
    assert all(len(agencies) == 1 for agencies in agency_of.values()), agency_of
    assert len(PRINTED) >= 300
    assert found >= 0.97 * len(PRINTED)


@pytest.mark.parametrize("entry", NAMES["agencies"], ids=lambda entry: entry["agency"])
def test_the_whole_name_is_the_one_people_know(entry: dict[str, object]) -> None:
    names = {place_agency(str(name), YEAR)[0].name for name in entry["names"]}  # type: ignore[attr-defined]
    assert str(entry["agency"]).replace("（", "(").replace("）", ")") in names


@pytest.mark.parametrize("name", NAMES["open"])
def test_what_a_name_leaves_open_is_a_problem(name: str) -> None:
    """Nothing is guessed: it stays under its printed name, and a person is told."""
    agency, problems = place_agency(name, YEAR)
    assert (agency.key, agency.region) == (name, None)
    assert [p.code for p in problems][0] in ("agency_ambiguous", "agency_unplaced")


@pytest.mark.parametrize(
    "names",
    [
        ("达州市人民政府", "达州市人民政府办公室", "达州市人民政府研究室"),
        ("达州市水利局", "达州市水务局"),
        ("北京市城市管理委员会", "北京市城市管理综合行政执法局"),
        (
            "达州市高新区管委会",
            "达州市经济技术开发区管委会",
            "达州市经济开发区管委会",
            "达州市人民政府",
        ),
        ("达州市高新区管委会", "达州市高新区管委会办公室", "达州市高新区财政局", "达州市财政局"),
        ("达州市公安局", "达州市公安局交通警察支队", "达州市公安局高新区分局"),
        ("达州市税务局", "国家税务总局达州市税务局稽查局", "国家统计局达州调查队", "达州市统计局"),
        ("渠县渠江街道办事处", "渠县渠江镇人民政府", "渠县人民政府", "渠县城关镇财政所"),
        ("恩施州人民政府", "恩施市人民政府"),
        ("大理州财政局", "大理市财政局"),
        ("四川省人民政府", "成都市人民政府", "成都市武侯区人民政府"),
        ("淮安市人民政府", "淮安市淮安区人民政府"),
        ("国家金融监督管理总局四川监管局", "中国证券监督管理委员会四川监管局"),
        ("南京市鼓楼区教育局", "徐州市鼓楼区教育局", "福州市鼓楼区教育局", "鼓楼区教育局"),
        ("达州市政务服务和大数据局", "达州市大数据局", "达州市行政审批局", "达州市政务服务管理局"),
    ],
)
def test_different_organs_stay_apart(names: tuple[str, ...]) -> None:
    """To join two agencies is worse than to miss one: one would take the place of the other."""
    keys = [place_agency(name, YEAR)[0].key for name in names]
    assert len(set(keys)) == len(names), keys


def test_every_region_is_found_by_its_names() -> None:
    """In full, after its province, and alone: its own code, or a problem where others have the name."""
    known = gazetteer()
    for region in (r for r in known if r.until is None and not r.code.startswith(("7", "8"))):
        full = known.full_name(region.code)
        province = known.region(region.code[:2] + "0000").name
        for prefix in {full, province + full.removeprefix(province)}:
            agency, problems = place_agency(f"{prefix}人民政府", YEAR + 3)
            assert (agency.region, problems) == (region.code, ()), prefix
        alone, problems = place_agency(f"{region.name}人民政府", YEAR + 3)
        assert alone.region == region.code or [p.code for p in problems] == ["agency_ambiguous"]


SAYS = {
    "dateline": Evidence(
        ["市统计局2023年政府信息公开工作年度报告", "德州市统计局", "2024年1月3日"]
    ),
    "sentence": Evidence(["本报告由德州市统计局根据《中华人民共和国政府信息公开条例》编制。"]),
    "two lines": Evidence(["本报告由德州", "市统计局根据《条例》要求编制"]),
    "foot of the page": Evidence(["主办单位：德州市统计局 承办单位：德州市统计局办公室"]),
    "page title": Evidence(hint="2023年政府信息公开工作年度报告-德州市统计局"),
    "folder": Evidence(path="02_德州市统计局/2023.pdf"),
    "file name": Evidence(path="德州市统计局2023年政府信息公开工作年度报告.pdf"),
}


@pytest.mark.parametrize("evidence", SAYS.values(), ids=list(SAYS))
def test_a_name_without_region_takes_it_from_the_document(evidence: Evidence) -> None:
    agency, problems = place_agency("市统计局", YEAR, evidence)
    assert (agency.key, agency.name, problems) == ("371400|statistics", "德州市统计局", ())


def test_evidence_that_contradicts_itself_decides_nothing() -> None:
    """The bureau of the city above writes into the page of the one below."""
    evidence = Evidence(["岳阳市审计局", "汨罗市审计局"])
    agency, problems = place_agency("市审计局", YEAR, evidence)
    assert agency.key == "市审计局"
    assert "汨罗市审计局" in problems[0].params["candidates"]


def test_a_prefecture_s_folder_does_not_tell_whose_city_bureau_it_is() -> None:
    """岳阳市 has cities below it: 市审计局 may be 汨罗市's."""
    assert place_agency("市审计局", YEAR, Evidence(path="湖南省/岳阳市/a.pdf"))[0].region is None
    assert (
        place_agency("市审计局", YEAR, Evidence(path="岳阳市/汨罗市/a.pdf"))[0].region == "430681"
    )
    assert place_agency("省民政厅", YEAR, Evidence(path="湖南省/a.pdf"))[0].region == "430000"


def test_a_shared_name_is_told_by_folder_or_city() -> None:
    name = "鼓楼区人民政府"
    for path, code in (("江苏省/徐州市/a.pdf", "320302"), ("南京/鼓楼区/a.pdf", None)):
        assert place_agency(name, YEAR, Evidence(path=path))[0].region == code
    once, twice = ["赴徐州市考察"], ["徐州市人民政府要求", "按徐州市部署"]
    assert place_agency(name, YEAR, Evidence(once))[0].region is None
    assert place_agency(name, YEAR, Evidence(twice))[0].region == "320302"
    assert place_agency(name, YEAR, Evidence([*twice, "南京市"]))[0].region is None


def test_a_township_needs_its_county() -> None:
    """Towns of one prefecture share names (城关镇)."""
    town = "对坊乡人民政府"
    assert place_agency(town, YEAR, Evidence(path="宁都县/a.pdf"))[0].key == "360730|对坊乡"
    assert place_agency(town, YEAR, Evidence(["宁都县对坊乡人民政府"]))[0].name == f"宁都县{town}"
    assert place_agency("岳阳市城关镇", YEAR, Evidence(path="岳阳市/a.pdf"))[0].region is None


def test_names_of_former_regions_mean_what_they_meant() -> None:
    """通州区, 江北区: what is gone and divided is no candidate in later years."""
    assert (
        place_agency("邢台市桥西区人民政府", 2019)[0]
        == place_agency("邢台市信都区人民政府", 2023)[0]
    )
    assert place_agency("江北区财政局", 2024)[1][0].code == "agency_ambiguous"
    assert place_agency("江北区财政局", 2028)[0].region == "330205"
    assert (
        place_agency("达州市国土资源局", 2018)[0].key
        == place_agency("达州市自然资源局", 2023)[0].key
    )


def test_kind_level_function_and_the_agency_above() -> None:
    def told(name: str) -> tuple[str | None, ...]:
        agency = place_agency(name, YEAR)[0]
        return agency.kind, agency.level, agency.function, agency.parent

    assert told("渠县人民政府") == ("government", "county", None, "511700|government")
    assert told("四川省人民政府") == ("government", "province", None, None)
    assert told("渠县教育局") == ("department", "county", "education", "511725|government")
    assert told("渠县政府办") == ("government_office", "county", None, "511725|government")
    assert told("渠县渠江镇") == ("township", "township", None, "511725|government")
    assert told("渠县税务局") == ("vertical", "county", "tax", "511700|tax")
    assert told("达州市高新区管委会") == ("zone", None, None, "511700|government")
    assert told("达州市高新区财政局") == ("department", None, "finance", "511700|高新区管理委员会")
    assert told("达州市中心医院") == ("institution", "prefecture", None, "511700|government")
    assert told("海关总署") == ("department", "national", None, None)


def test_what_a_person_states_comes_first() -> None:
    statements = Statements(
        (Alias("市统计局", "达州市统计局", under="达州", first=2020, last=2023),),
        (("达州市高新区管委会", "四川省人民政府"),),
    )
    evidence = Evidence(["德州市统计局"], path="达州/a.pdf")
    assert place_agency("市统计局", 2023, evidence, statements)[0].region == "511700"
    assert place_agency("市统计局", 2019, evidence, statements)[0].region == "371400"
    zone = place_agency("达州市高新区管理委员会", YEAR, None, statements)[0]
    assert zone.parent == "510000|government"


def test_a_name_costs_less_than_a_millisecond() -> None:
    lines = [
        "根据《中华人民共和国政府信息公开条例》，现将2023年政府信息公开工作情况报告如下。"
    ] * 150
    place_agency("市统计局", YEAR)
    names = [name for name, _ in PRINTED]
    started = time.process_time()
    for name in names:
        place_agency(name, YEAR)
    assert (time.process_time() - started) / len(names) < 0.001
    started = time.process_time()
    for name in itertools.islice(itertools.cycle(NAMES["open"]), 30):
        place_agency(name, YEAR, Evidence(lines, path="a/b/c.pdf"))
    assert (time.process_time() - started) / 30 < 0.02


def test_a_report_without_a_name_is_nobody_s() -> None:
    """Whatever the document names: the government that a page names is not its publisher."""
    agency, _ = place_agency("", YEAR, Evidence(["达州市人民政府"], path="达州市/a.pdf"))
    assert (agency.key, agency.region) == ("", None)
