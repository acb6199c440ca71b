"""A night makes anew what it changed, and the file is the one that making everything anew would give."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.few_words import Pack, Rep, frames, run
from transform.agencies import place_agency
from warehouse import build, part
from warehouse.build import WarehouseBuild

COUNTIES = [
    *("达州市通川区", "达州市达川区", "宣汉县", "开江县", "大竹县", "渠县", "万源市"),
    *("广安市广安区", "广安市前锋区", "岳池县", "武胜县", "邻水县", "华蓥市"),
]
AGENCIES = [
    *(f"{county}教育局" for county in COUNTIES),
    *(f"{county}人民政府" for county in COUNTIES[:9]),
    *(
        "达州市人民政府",
        "达州市教育局",
        "广安市教育局",
        "四川省教育厅",
        "万源市公安局",
        "渠县公安局",
    ),
]
YEARS = range(2019, 2024)
SCOPES = [None, "own", "government_and_departments", "whole_region", "own_and_subordinates"]
ITEMS = ("new_received", "carried_over", "handled_total", "carried_forward", "granted")
OF_THE_CLOCK = {"loaded_at", "read_at", "started_at", "ended_at", "applied_at"}


class Nation:
    """Files of a small nation that change from night to night."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.files: dict[str, Pack] = {}

    def first(self) -> list[Pack]:
        """All agencies, most years: enough for peers, members, series and gaps."""
        for agency in AGENCIES:
            for year in YEARS:
                if self.draw.random() < 0.7:
                    self._put(agency, year)
        return list(self.files.values())

    def night(self) -> list[Pack]:
        """A few files that are new, read otherwise, of another agency, or cannot be read any more."""
        changed = {}
        for _ in range(self.draw.randint(1, 4)):
            what = self.draw.random()
            if what < 0.5 or not self.files:
                pack = self._put(self.draw.choice(AGENCIES), self.draw.choice(YEARS))
            elif what < 0.8:
                old = self.files[self.draw.choice(sorted(self.files))]
                agency = self.draw.choice([old.reports[0].agency, self.draw.choice(AGENCIES)])
                pack = self._put(agency, old.reports[0].year, old.path)
            else:
                old = self.files.pop(self.draw.choice(sorted(self.files)))
                pack = replace(
                    old, reports=(), ingredients=f"gone {self.draw.random()}", reason="corrupt"
                )
            changed[pack.path] = pack
        if self.draw.random() < 0.3:
            name = f"{self.draw.choice(AGENCIES)}{self.draw.choice(YEARS)}年度报告.pdf"
            changed[name] = Pack(name, content=f"{name} {self.draw.random()}", reason="encrypted")
        return list(changed.values())

    def _put(self, agency: str, year: int, path: str = "") -> Pack:
        path = path or f"{agency}{year} {self.draw.randint(0, 1)}.pdf"
        values = self.draw.choice(
            [(0, 0, 0, 0, 0), (5, 0, 5, 0, 1), (40, 2, 40, 2, 30), (300, 5, 301, 4, 7)]
        )
        more = self.draw.choice([0, 0, 0, 1, 200]) if values[0] else 0
        rep = Rep(
            agency, year,
            requests={(item, "total"): value + more for item, value in zip(ITEMS, values, strict=True)},
            proactive={("rules", "in_force"): self.draw.choice([0, 1, 9]),
                       ("normative_documents", "in_force"): self.draw.choice([3, 30])},
            quality=self.draw.choice(["verified", "verified", "needs_review"]),
            scope=self.draw.choice(SCOPES), declared=self.draw.random() < 0.5,
            published_on=self.draw.choice([None, f"{year + 1}-01-20", f"{year + 1}-05-20"]),
        )  # fmt: skip
        pack = Pack(path, [rep], content=path, ingredients=f"i{self.draw.random()}")
        self.files[path] = pack
        return pack

    def frames(self, packs: list[Pack]) -> dict[str, dict[str, list[Any]]]:
        """With agencies placed, some text, and now and then a person's verdict on a failure."""
        made = frames(packs)
        names = made["report"]["agency_as_printed"]
        for column in ("key", "name", "region", "kind", "level", "function", "parent"):
            target = {
                "key": "agency_key",
                "name": "agency",
                "region": "region_code",
                "parent": "parent_key",
            }
            values = [getattr(place_agency(name)[0], column) for name in names]
            made["report"][target.get(column, f"agency_{column}")] = values
        made["report"]["published_basis"] = [
            day and self.draw.choice(["dateline", "web_page"])
            for day in made["report"]["published_on"]
        ]
        for number in made["report"]["report_no"]:
            hashes = sorted(self.draw.sample(range(1, 7), 3)) if self.draw.random() < 0.7 else []
            _add(made["report_section"], report_no=number, ordinal=0, section="一", text="有",
                 sentence_hashes=str(hashes), sentence_lengths=str([10] * len(hashes)))  # fmt: skip
            if self.draw.random() < 0.2:
                code = self.draw.choice(["outlier_factor", "outlier_peers", "copied_from_other"])
                year = str(made["report"]["year"][number])
                _add(made["correction"], report_no=number, document="ab", check_code=code,
                     scope=year if code == "copied_from_other" else "new_received", verdict="as_published",
                     reason="r", made_by="m", made_on="2024-01-01", source="s", status="applied")  # fmt: skip
        return made


def _add(frame: dict[str, list[Any]], **values: object) -> None:
    for column, entries in frame.items():
        entries.append(values.get(column))


def nights(path: Path, seed: int, count: int) -> None:
    nation = Nation(seed)
    for number in range(count + 1):
        packs = nation.night() if number else nation.first()
        with WarehouseBuild(path, run(f"run-{number}")) as warehouse:
            warehouse.load(nation.frames(packs))
            warehouse.publish()


def differing(one: Path, other: Path) -> dict[str, tuple[list[Any], list[Any]]]:
    """Rows of any table that only one of two files has."""
    found = {}
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{one}' AS one (READ_ONLY)")
        connection.execute(f"ATTACH '{other}' AS other (READ_ONLY)")
        tables = connection.execute(
            "SELECT schema_name || '.\"' || table_name || '\"', list('\"' || column_name || '\"') "
            "FROM duckdb_columns() JOIN duckdb_tables() USING (database_name, schema_name, table_name) "
            f"WHERE database_name = 'one' AND column_name NOT IN {tuple(OF_THE_CLOCK)} GROUP BY ALL"
        ).fetchall()
        for table, columns in tables:
            sides = [
                f"SELECT {', '.join(columns)} FROM {side}.{table}" for side in ("one", "other")
            ]
            rows = tuple(
                connection.execute(f"({a}) EXCEPT ALL ({b})").fetchall()
                for a, b in (sides, reversed(sides))
            )
            if any(rows):
                found[table] = rows
    assert len(tables) > 30
    return found


@pytest.mark.parametrize("seed", range(2))
def test_a_part_made_anew_gives_what_the_whole_gives(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, wholes = tmp_path / "part.duckdb", tmp_path / "whole.duckdb"
    taken: list[bool] = []

    def take_part(connection: duckdb.DuckDBPyConnection, touched: Any) -> bool:
        taken.append(part.take_part(connection, touched))
        return taken[-1]

    monkeypatch.setattr(part, "MOST", 2.0)
    monkeypatch.setattr(build, "take_part", take_part)
    nights(parts, seed, 3)
    assert taken == [True] * 4
    monkeypatch.setattr(build, "take_part", lambda connection, touched: False)
    nights(wholes, seed, 3)
    assert differing(parts, wholes) == {}


def test_the_law_sees_what_a_part_leaves_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part without all that was touched and what that reaches is not enough."""
    parts, wholes = tmp_path / "part.duckdb", tmp_path / "whole.duckdb"
    monkeypatch.setattr(build, "take_part", lambda connection, touched: False)
    nights(wholes, 0, 1)

    def too_little(connection: duckdb.DuckDBPyConnection, touched: Any) -> bool:
        return part.take_part(connection, sorted(touched)[:1])

    monkeypatch.setattr(part, "MOST", 2.0)
    monkeypatch.setattr(build, "take_part", too_little)
    nights(parts, 0, 1)
    assert {'main."report_wide"', 'audit."check_result"'} <= differing(parts, wholes).keys()


def test_a_verdict_shows_as_soon_as_what_it_is_about_fails(tmp_path: Path) -> None:
    """A copy that comes later makes the first report fail: what a person said of that is not a night late."""
    path, nation = tmp_path / "ogi.duckdb", Nation(0)
    same = {(item, "total"): 40 for item in ITEMS}
    for number, agency in enumerate(("宣汉县教育局", "开江县教育局")):
        made = nation.frames([Pack(f"{agency}.pdf", [Rep(agency, 2022, requests=same)])])
        made["correction"] = {column: [] for column in made["correction"]}
        if number == 0:
            _add(made["correction"], report_no=0, document="ab", check_code="copied_from_other",
                 scope="2022", verdict="as_published", reason="r", made_by="m", made_on="2024-01-01",
                 source="s", status="applied")  # fmt: skip
        with WarehouseBuild(path, run(f"run-{number}")) as warehouse:
            warehouse.load(made)
            warehouse.publish()
    with duckdb.connect(path, read_only=True) as connection:
        failed = (
            "SELECT report_id, verdict FROM audit.check_result "
            "WHERE check_code = 'copied_from_other' ORDER BY 1"
        )
        assert connection.execute(failed).fetchall() == [(1, "as_published"), (2, None)]
        assert connection.execute("SELECT status FROM audit.correction").fetchall() == [
            ("applied",)
        ]
