"""From the frames of `transform.frames` to temporary tables of a connection, as `frame_NAME`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from extract.yaml_file import read_yaml
from warehouse.errors import LoadError

FILE = Path(__file__).with_name("frames.yml")

_TYPES = {"text": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}


@cache
def expected_frames() -> dict[str, dict[str, str]]:
    """Kind of each column by frame and column."""
    content: dict[str, dict[str, str]] = read_yaml(FILE)
    return content


def stage(connection: duckdb.DuckDBPyConnection, frames: Mapping[str, pd.DataFrame]) -> None:
    """Keep every frame as a table until the next batch; raises LoadError for a missing column.

    Tables and not views on the frames: pandas columns would be converted again by every query.
    """
    for name in expected_frames():
        connection.register("staged_frame", _typed(name, frames))
        try:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE frame_{name} AS FROM staged_frame")
        finally:
            connection.unregister("staged_frame")


def _typed(name: str, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The frame with the columns of the contract, each of a declared type.

    DuckDB guesses the type of an object column from a sample of its values (NULL type if all are
    missing), so nothing is left to guess. Text that came as numbers becomes text again here.
    """
    columns = expected_frames()[name]
    missing = sorted(columns.keys() - set(frames[name].columns)) if name in frames else ["all"]
    if missing:
        raise LoadError(f"frame {name} lacks columns: {', '.join(missing)}")
    frame = frames[name][list(columns)]
    wanted = {column: _TYPES[kind] for column, kind in columns.items()}
    changed = {column: kind for column, kind in wanted.items() if str(frame[column].dtype) != kind}
    return frame.astype(changed) if changed else frame
