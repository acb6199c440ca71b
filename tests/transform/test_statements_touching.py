"""Which statements of agencies concern a document: none that does may be left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.agencies import place_agency
from transform.agency_evidence import Evidence
from transform.agency_statements import Alias, Statements
from transform.statements_touching import statements_touching

NAMES = (
    "区人社局",
    "洪泽区人社局",
    "洪泽区 人力资源和社会保障局",
    "市统计局",
    "德州市统计局",
    "某某协会",
)
PATHS = ("江苏/洪泽/2023.pdf", "山东/德州/2020.pdf", "x.pdf")
ALIASES = (
    Alias("区人社局", "洪泽区人力资源和社会保障局", "洪泽"),
    Alias("市统计局", "德州市统计局", "德州", 2019, 2021),
    Alias("某某协会", "德州市卫生健康委员会"),
)
PARENTS = (
    ("洪泽区人力资源和社会保障局", "淮安市人力资源和社会保障局"),
    ("德州市统计局", "山东省统计局"),
    ("德州市卫生健康委员会", "山东省卫生健康委员会"),
    ("天津滨海高新技术产业开发区管理委员会", "天津市滨海新区人民政府"),
    ("某某协会", "德州市人民政府"),
)


@given(
    st.sampled_from(NAMES),
    st.sampled_from((None, 2012, 2018, 2019, 2021, 2023)),
    st.sampled_from(PATHS),
    st.sets(st.sampled_from(ALIASES)),
    st.sets(st.sampled_from(PARENTS)),
)
def test_the_others_change_nothing(
    name: str, year: int | None, path: str, aliases: set[Alias], parents: set[tuple[str, str]]
) -> None:
    """Without the statements that do not touch a document, its agency is the same."""
    every = Statements(tuple(sorted(aliases, key=str)), tuple(sorted(parents)))
    touching = statements_touching(every, [name], path)
    only = Statements(
        tuple(each for each in touching if isinstance(each, Alias)),
        tuple(each for each in touching if not isinstance(each, Alias)),
    )
    evidence = Evidence(path=path)
    assert place_agency(name, year, evidence, only) == place_agency(name, year, evidence, every)


@pytest.mark.parametrize(
    ("name", "path", "count"),
    [
        ("区人社局", "江苏/洪泽/2023.pdf", 2),  # the alias, and the agency above of what it means
        (
            "区人社局",
            "江苏/淮安/2023.pdf",
            1,
        ),  # the organ alone: which region it is of the text may say
        ("市统计局", "山东/德州/2030.pdf", 2),  # the file may hold a report of any year
        ("渠县财政局", "x.pdf", 0),
    ],
)
def test_only_what_can_concern_it(name: str, path: str, count: int) -> None:
    assert len(statements_touching(Statements(ALIASES, PARENTS), [name], path)) == count
