"""What to export: which tables, which of their columns, and what is added so that rows lead to a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from warehouse.dictionary import Described
from warehouse.errors import WarehouseError
from warehouse.export_keys import Reference, primary_key, references

LABELS = ("code", "en", "zh", "both")
REPORTS = "dim_report"
CELLS = "audit.cell"
ABOUT = ("read_me", "data_dictionary", "release")
"""Views about the file itself: what they say goes into the descriptor and the dictionary."""

_DROPPED = {"code": ("_zh", "_en"), "en": ("_zh",), "zh": ("_en",), "both": ()}


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column; `sql` gives its value over the row `t`, its cell `c` or its report `r`."""

    name: str
    type: str
    is_required: bool
    english: str
    chinese: str
    sql: str


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table or view and what of it is exported; keys are those of `export_keys.yml`."""

    name: str
    english: str
    chinese: str
    columns: tuple[ExportColumn, ...]
    primary_key: tuple[str, ...]
    references: tuple[Reference, ...]

    def sql(self, columns: Iterable[str]) -> str:
        """SELECT of these expressions, in a stable order of rows.

        They may also use the cell `c`, the report `r` and the content of its file `f` of a row.
        """
        selected = ", ".join(columns)
        used = {alias for alias in _JOINS if re.search(rf"\b{alias}\.", selected)}
        used |= {"r"} if "f" in used else set()
        joins = [join for alias, join in _JOINS.items() if alias in used]
        return "\n".join([f"SELECT {selected}", f"FROM {self.name} t", *joins, self._order()])

    @property
    def year(self) -> str | None:
        """SQL of the year a row belongs to; None for what no year divides: codes, agencies, reports."""
        if self.name.startswith("dim_"):
            return None
        if "year" in self.names:
            return "t.year"
        return "r.year" if "report_id" in self.names else None

    def _order(self) -> str:
        """By primary key, the cells of a report as they stand on the page."""
        is_cells = {"report_id", "cell_id"} <= set(self.names)
        first = ("report_id", "cell_id") if is_cells else ()
        names = dict.fromkeys((*first, *self.primary_key))
        return "ORDER BY " + (", ".join(f't."{name}"' for name in names) or "ALL")

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)


_JOINS = {
    "c": "LEFT JOIN audit.cell c ON c.cell_id = t.cell_id",
    "r": "LEFT JOIN dim_report r ON r.report_id = t.report_id",
    "f": "LEFT JOIN audit.content f ON f.sha256 = r.sha256",
}

_PAGE = ExportColumn(
    "page",
    "INTEGER",
    False,
    "Page counted from 1, where the source has pages",
    "页码（从1起）；无页文件为空",
    "c.page",
)
_SOURCE = ExportColumn(
    "source_path",
    "VARCHAR",
    False,
    "File the report was read from",
    "报告的来源文件",
    "r.source_path",
)
_SCOPE = ExportColumn("scope", "VARCHAR", False, "Scope of the report", "报告的统计范围", "r.scope")


def plan(
    objects: Sequence[Described],
    wanted: Sequence[str] | None,
    labels: str,
    with_cells: bool,
    layers: Collection[str],
) -> tuple[ExportTable, ...]:
    """The tables to export: those wanted, else all that are for the readers named by `layers`.

    The reports come along wherever a row names one, so that every figure has a source. Raises
    WarehouseError for a name that is not there.
    """
    known = {entry.name: entry for entry in objects if entry.kind != "macro"}
    names = list(wanted or _usual(known.values(), layers))
    if unknown := [name for name in names if name not in known]:
        raise WarehouseError(
            f"no table {', '.join(unknown)}; there are {', '.join(known)} (see: ogi dictionary)"
        )
    if REPORTS not in names and any(_has(known[name], "report_id") for name in names):
        names.append(REPORTS)
    if with_cells and CELLS not in names:
        names.append(CELLS)
    chosen = [_table(known[name], labels) for name in dict.fromkeys(names)]
    present = {table.name for table in chosen}
    return tuple(
        replace(table, references=tuple(r for r in table.references if r.table in present))
        for table in chosen
    )


def _usual(entries: Iterable[Described], layers: Collection[str]) -> list[str]:
    return [e.name for e in entries if e.layer in layers and e.name not in ABOUT]


def _table(entry: Described, labels: str) -> ExportTable:
    dropped = () if entry.name.startswith("dim_") else _DROPPED[labels]
    columns = [
        ExportColumn(c.name, c.type, c.is_required, c.english, c.chinese, f't."{c.name}"')
        for c in entry.columns
        if not (dropped and c.name.endswith(dropped))
    ]
    columns += [column for column in _added(entry) if not _has(entry, column.name)]
    names = tuple(column.name for column in columns)
    return ExportTable(
        entry.name,
        entry.english,
        entry.chinese,
        tuple(columns),
        primary_key(entry.name, names),
        references(entry.name, names),
    )


def _added(entry: Described) -> list[ExportColumn]:
    """A cell gives a page, a report its scope and file; a fact finds these in dim_report."""
    added = [_PAGE] if _has(entry, "cell_id") else []
    if _has(entry, "report_id") and not entry.name.startswith(("dim_", "fact_", "audit.")):
        added += [_SCOPE, _SOURCE]
    return added


def _has(entry: Described, column: str) -> bool:
    return any(own.name == column for own in entry.columns)
