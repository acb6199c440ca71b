"""Files that a person writes beside the reports: read exactly, or refused with what to write."""

from __future__ import annotations

import pytest

from transform.reference import Expected, Population, ReferenceFault, load_agencies, load_reference


def test_nothing_stated(tmp_path):
    assert load_reference(tmp_path / "none").expected == ()


def test_files_are_read(tmp_path):
    (tmp_path / "expected.csv").write_text(
        "\ufeffagency,year,due_on\n淮安市洪泽区教育局,2023,\n洪泽区人民政府,2023,2024-03-15\n",
        encoding="utf-8",
    )
    (tmp_path / "population.csv").write_text(
        'region_code,year,population,source\n320813,2023,"284,300",年鉴\n', encoding="utf-8"
    )
    found = load_reference(tmp_path)
    assert found.expected == (
        Expected("320813|education", "淮安市洪泽区教育局", "department", 2023, None),
        Expected("320813|government", "淮安市洪泽区人民政府", "government", 2023, "2024-03-15"),
    )
    assert found.population == (Population("320813", 2023, 284300, "年鉴"),)


def test_aliases_hold_for_expected_reports(tmp_path):
    (tmp_path / "agencies.yml").write_text(
        "aliases:\n- {name: 区教育局, agency: 淮安市洪泽区教育局}\n", encoding="utf-8"
    )
    (tmp_path / "expected.csv").write_text("agency,year\n区教育局,2023\n", encoding="utf-8")
    assert load_reference(tmp_path).expected[0].key == "320813|education"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("expected.csv", "name,year\nx,2023\n", "first line must name agency, year"),
        ("expected.csv", "", "it names nothing"),
        (
            "expected.csv",
            "agency,year\n市教育局,2023\n",
            "line 2: 市教育局 does not say where it is",
        ),
        ("expected.csv", "agency,year\n洪泽区教育局,23\n", "line 2: year is 23"),
        (
            "expected.csv",
            "agency,year,due_on\n洪泽区教育局,2023,31.1.2024\n",
            "write a date like 2024-01-31",
        ),
        (
            "expected.csv",
            "agency,year\n洪泽区教育局,2023\n淮安市洪泽区教育局,2023\n",
            "line 3: stated a second time",
        ),
        ("expected.csv", "agency,year\n洪泽区教育局,2023,a,b\n", "line 2: 2 fields are expected"),
        ("expected.csv", "agency,year\n洪泽区教育局\n", "line 2: 2 fields are expected"),
        ("population.csv", "region_code,year,population\n999999,2023,5\n", "999999 is no region"),
        ("population.csv", "region_code,year,population\n320813,2023,28万\n", "population is 28万"),
        ("population.csv", "region_code,year,population\n320813,2023,\n", "population is empty"),
        ("agencies.yml", "aliases: [{name: a}]", "missing field agency"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, file, text, said):
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceFault, match=said) as fault:
        load_agencies(tmp_path)
        load_reference(tmp_path)
    assert file in str(fault.value)


def test_other_encodings_are_refused(tmp_path):
    (tmp_path / "expected.csv").write_bytes("agency,year\n洪泽区教育局,2023\n".encode("gb18030"))
    with pytest.raises(ReferenceFault, match="save it as CSV in UTF-8"):
        load_reference(tmp_path)
