"""A person's file about agencies: read strictly, and never half."""

from __future__ import annotations

from pathlib import Path

import pytest

from transform.agency_statements import Alias, StatementError, Statements, load_statements

GOOD = """
aliases:
- {name: 区 人社局, agency: 洪泽区人力资源和社会保障局}
- {name: 市统计局, agency: 德州市统计局, under: 德州, from: 2019, to: 2023}
parents:
- {agency: 达州市高新区管委会, parent: 达州市人民政府}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "agencies.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_aliases_and_parents(tmp_path: Path) -> None:
    assert load_statements(written(tmp_path, GOOD)) == Statements(
        (
            Alias("区人社局", "洪泽区人力资源和社会保障局"),
            Alias("市统计局", "德州市统计局", "德州", 2019, 2023),
        ),
        (("达州市高新区管委会", "达州市人民政府"),),
    )


def test_an_empty_file_states_nothing(tmp_path: Path) -> None:
    assert load_statements(written(tmp_path, "")) == Statements()


def test_a_name_is_met_in_any_width_and_with_blanks(tmp_path: Path) -> None:
    statements = load_statements(written(tmp_path, GOOD))
    assert statements.meant(" 区人社局 ", 2023, "a.pdf") == "洪泽区人力资源和社会保障局"
    assert statements.meant("市统计局", 2023, "济南/a.pdf") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a", "expected the lists"),
        ("alias: []", "expected the lists"),
        ("aliases: {name: a}", "expected a list"),
        ("aliases: [a]", "entry 1"),
        ("aliases: [{name: a}]", "missing field agency"),
        ("aliases: [{name: a, agency: b, folder: c}]", "unknown field folder"),
        ("aliases: [{name: 1, agency: b}]", "name must be text"),
        ("aliases: [{name: a, agency: b, from: 2023, to: 2020}]", "years in order"),
        ("aliases: [{name: a, agency: b, from: old}]", "years in order"),
        ("parents: [{agency: a}]", "missing field parent"),
        ("aliases: [", "agencies.yml"),
    ],
)
def test_what_is_out_of_order_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(StatementError, match=said):
        load_statements(written(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StatementError, match=r"none\.yml"):
        load_statements(tmp_path / "none.yml")
