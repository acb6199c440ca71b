"""The descriptor of an export: a data package as frictionlessdata.io defines it (version 1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.export_csv import TIME_FORMAT, CsvStyle, is_nested
from warehouse.export_plan import ExportColumn, ExportTable

_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "DOUBLE": "number",
    "FLOAT": "number",
    "VARCHAR": "string",
}
_MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A table that was written; `sheets` are those of a workbook, which may take several for it."""

    table: ExportTable
    path: Path
    rows: int
    sheets: tuple[str, ...] = ()

    @property
    def files(self) -> list[Path]:
        """The file, or all those of a table that is divided by years."""
        return sorted(self.path.rglob("*.parquet")) if self.path.is_dir() else [self.path]


def descriptor(
    release: Mapping[str, Any],
    exported: Sequence[Exported],
    csv: CsvStyle | None,
    extra: Sequence[str],
) -> dict[str, Any]:
    """The content of `datapackage.json`; `extra` are files beside those of the tables."""
    every = dict.fromkeys((file, entry.path.parent) for entry in exported for file in entry.files)
    hashes = {file.relative_to(base).as_posix(): _hash(file) for file, base in every}
    return {
        "profile": "data-package",
        "name": "ogi",
        "title": "Chinese open-government-information annual reports / 政府信息公开工作年度报告",
        "description": release["citation"],
        "version": release["version"],
        "created": None if release["built_at"] is None else f"{release['built_at'].isoformat()}Z",
        "created_by": f"ogi {release['version']}",
        "licenses": [{"name": "MIT", "title": release["licence"]}],
        "notes": _notes(csv),
        "release": {name: _plain(value) for name, value in release.items()},
        "files": sorted({*hashes, *extra}),
        "resources": [_resource(entry, hashes, csv) for entry in exported],
    }


def _notes(csv: CsvStyle | None) -> list[str]:
    """What a reader of the files has to know besides the types."""
    said = ["A blank on the page is NULL, never 0; `status` says why there is no value."]
    if csv and csv.for_excel:
        said.append(
            "Text that a spreadsheet would take for a formula has an apostrophe before it; "
            "take files without --bom to compute with."
        )
    if csv:
        null = csv.null or "an empty field"
        said.append(f"NULL is {null} without quotes; a text that reads the same stands in quotes.")
    return said


def field_type(type_: str) -> str:
    """The type of a field by the SQL type of its column.

    >>> field_type("DECIMAL(18,6)"), field_type("VARCHAR[]"), field_type("UBIGINT")
    ('number', 'array', 'integer')
    """
    if is_nested(type_):
        return "array" if type_.endswith("]") else "object"
    if type_.startswith("DECIMAL"):
        return "number"
    return _TYPES.get(type_, "integer" if type_.endswith("INT") or type_ == "INTEGER" else "any")


def _resource(
    entry: Exported, hashes: Mapping[str, tuple[str, int]], csv: CsvStyle | None
) -> dict[str, Any]:
    table, kind = entry.table, entry.path.suffix.lstrip(".") if entry.path.is_file() else "parquet"
    paths = [file.relative_to(entry.path.parent).as_posix() for file in entry.files]
    sums = [f"sha256:{hashes[path][0]}" for path in paths]
    found: dict[str, Any] = {
        "profile": "tabular-data-resource" if kind == "csv" else "data-resource",
        "name": table.name,
        "path": paths if entry.path.is_dir() else paths[0],
        "title": f"{table.english} / {table.chinese}",
        "format": kind,
        "mediatype": _MEDIA[kind],
        "encoding": "utf-8",
        "hash": sums if entry.path.is_dir() else sums[0],
        "bytes": sum(hashes[path][1] for path in paths),
        "rows": entry.rows,
        "schema": dict(_schema(table, csv)),
    }
    if kind == "csv":
        found["dialect"] = {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True}
    if entry.sheets:
        found["dialect"] = {"sheet": list(entry.sheets)}
    return found


def _schema(table: ExportTable, csv: CsvStyle | None) -> Iterator[tuple[str, Any]]:
    yield "fields", [_field(column, csv is not None) for column in table.columns]
    if csv:
        yield "missingValues", [csv.null]
    if table.primary_key:
        yield "primaryKey", list(table.primary_key)
    if table.references:
        yield (
            "foreignKeys",
            [
                {"fields": r.column, "reference": {"resource": r.table, "fields": r.key}}
                for r in table.references
            ],
        )


def _field(column: ExportColumn, is_csv: bool) -> dict[str, Any]:
    kind = field_type(column.type)
    found: dict[str, Any] = {"name": column.name, "type": kind}
    if kind == "datetime" and is_csv:
        found["format"] = TIME_FORMAT
    found |= {
        "title": column.chinese,
        "description": f"{column.english} / {column.chinese}",
        "sqlType": column.type,
    }
    if column.is_required:
        found["constraints"] = {"required": True}
    return found


def _hash(path: Path) -> tuple[str, int]:
    """SHA-256 and size, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest(), path.stat().st_size


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
