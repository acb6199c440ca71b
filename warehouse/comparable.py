"""Which figures of the forms of 2019 and 2021 are one series: dim_comparable from `comparable.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import duckdb

from extract.yaml_file import read_yaml
from transform.form_file import load_forms
from warehouse.rows import replace_rows

FILE = Path(__file__).with_name("comparable.yml")
VERDICTS = ("good", "care", "none")


@dataclass(frozen=True, slots=True)
class Part:
    """A figure of a form that belongs to an item, in the order of the columns of dim_comparable.

    `column_code` is None in table 三, where every applicant counts; `parts` is how many figures of this
    form make up the item.
    """

    table_name: str
    item: str
    form: str
    row_code: str
    column_code: str | None
    parts: int
    verdict: str
    is_comparable: bool
    note_zh: str
    note_en: str


@cache
def comparable() -> tuple[Part, ...]:
    """All parts; raises ValueError for a figure that no form has or a form has left over."""
    content = read_yaml(FILE)
    parts = tuple((*_shared(content), *_listed(content)))
    for form in load_forms():
        for table in ("requests", "proactive"):
            said = {(p.row_code, p.column_code) for p in parts if _of(p, table, form.code)}
            has = form.tables[table].slots if table in form.tables else ()
            known = {(row, None if table == "requests" else column) for row, column in has}
            if said != known:
                raise ValueError(f"{FILE.name}: {form.code} {table}: {sorted(said ^ known)}")
    return parts


def load_comparable(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the rows of dim_comparable."""
    replace_rows(connection, "dim_comparable", [astuple(part) for part in comparable()])


def _listed(content: dict[str, dict[str, dict[str, str]]]) -> Iterator[Part]:
    for table in ("requests", "proactive"):
        for item, entry in content[table].items():
            verdict = entry["verdict"]
            if verdict not in VERDICTS:
                raise ValueError(f"{FILE.name}: {item}: unknown verdict {verdict!r}")
            note_en, note_zh = content["notes"][entry["note"]]
            for form, figures in entry.items():
                if form in ("verdict", "note"):
                    continue
                for figure in figures:
                    row, _, column = figure.partition(".")
                    yield Part(
                        table, item, form, row, column or None, len(figures), verdict,
                        verdict != "none", note_zh, note_en,
                    )  # fmt: skip


def _shared(content: dict[str, dict[str, dict[str, str]]]) -> Iterator[Part]:
    """Rows of table 三 that both forms have."""
    note_en, note_zh = content["notes"]["same"]
    tables = [form.tables["requests"] for form in load_forms() if "requests" in form.tables]
    codes = [[row.code for row in table.rows] for table in tables]
    both = [code for code in codes[0] if all(code in others for others in codes)]
    for table in tables:
        for row in both:
            yield Part(
                "requests", row, table.form, row, None, 1, "good", True, note_zh, note_en
            )  # fmt: skip


def _of(part: Part, table: str, form: str) -> bool:
    return (part.table_name, part.form) == (table, form)
