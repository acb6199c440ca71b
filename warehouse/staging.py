"""From the frames of `transform.frames` to temporary tables of a connection, as `frame_NAME`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from extract.yaml_file import read_yaml
from warehouse.errors import LoadError

FILE = Path(__file__).with_name("frames.yml")

Frames = Mapping[str, Mapping[str, Sequence[Any]]]
"""Columns by frame and name, each with one value a row; None is NULL."""

_SQL = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
_NUMPY = {"integer": "int64", "number": "float64"}


@cache
def expected_frames() -> dict[str, dict[str, str]]:
    """Kind of each column by frame and column."""
    content: dict[str, dict[str, str]] = read_yaml(FILE)
    return content


def stage(connection: duckdb.DuckDBPyConnection, frames: Frames) -> dict[str, int]:
    """Keep every frame as a table until the next batch; gives their rows.

    Tables and not views on the columns: those would be converted again by every query. Raises LoadError for
    a missing column and for a value that is not of its kind.
    """
    present = _prepare(connection)
    rows: dict[str, int] = {}
    for name, kinds in expected_frames().items():
        columns = _columns(name, frames)
        rows[name] = len(next(iter(columns.values())))
        if present[name]:
            connection.execute(f"TRUNCATE frame_{name}")
        if rows[name]:
            connection.register("staged_frame", _typed(name, columns))
            try:
                chosen = ", ".join(f'"{column}"::{_SQL[kind]}' for column, kind in kinds.items())
                connection.execute(f"INSERT INTO frame_{name} SELECT {chosen} FROM staged_frame")
            finally:
                connection.unregister("staged_frame")
    return rows


def _prepare(connection: duckdb.DuckDBPyConnection) -> dict[str, bool]:
    """Make the tables of a connection that has none; says which of them hold rows of a batch before."""
    known = connection.execute(
        "SELECT table_name, estimated_size > 0 FROM duckdb_tables() WHERE temporary"
    ).fetchall()
    present = {f"frame_{name}": False for name in expected_frames()} | dict(known)
    if "frame_report" not in dict(known):
        # text that came as numbers becomes text again: nothing is guessed from a sample of values
        connection.execute("SET pandas_analyze_sample = 0")
        for name, kinds in expected_frames().items():
            columns = ", ".join(f'"{column}" {_SQL[kind]}' for column, kind in kinds.items())
            connection.execute(f"CREATE TEMP TABLE frame_{name} ({columns})")
    return {name: present[f"frame_{name}"] for name in expected_frames()}


def _columns(name: str, frames: Frames) -> dict[str, Sequence[Any]]:
    """The columns of the contract."""
    columns = expected_frames()[name]
    missing = sorted(columns.keys() - frames[name].keys()) if name in frames else ["all"]
    if missing:
        raise LoadError(f"frame {name} lacks columns: {', '.join(missing)}")
    return {column: frames[name][column] for column in columns}


def _typed(name: str, columns: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """The columns as arrays, which DuckDB reads ten times as fast as lists."""
    kinds = expected_frames()[name]
    try:
        return {column: _array(kinds[column], values) for column, values in columns.items()}
    except (TypeError, ValueError, OverflowError) as error:
        raise LoadError(f"frame {name}: {error}") from error


def _array(kind: str, values: Sequence[Any]) -> Any:
    if kind not in _NUMPY:
        return np.array(values, dtype=object)
    if None not in values:
        return np.array(values, dtype=_NUMPY[kind])
    missing = [value is None for value in values]
    known = [0 if value is None else value for value in values]
    return np.ma.MaskedArray(np.array(known, dtype=_NUMPY[kind]), missing)
