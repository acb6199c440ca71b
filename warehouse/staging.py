"""From the frames of `transform.frames` to temporary tables of a connection, as `frame_NAME`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import yaml

from warehouse.errors import LoadError

FILE = Path(__file__).with_name("frames.yml")

_TYPES = {"text": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}


@cache
def expected_frames() -> dict[str, dict[str, str]]:
    """Kind of each column by frame and column."""
    content: dict[str, dict[str, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content


@contextmanager
def staged(
    connection: duckdb.DuckDBPyConnection, frames: Mapping[str, pd.DataFrame]
) -> Iterator[None]:
    """Keep every frame as a table while the block runs; raises LoadError for a missing column."""
    typed = {f"frame_{name}": _typed(name, frames) for name in expected_frames()}
    with temporary(connection, typed):
        yield


@contextmanager
def temporary(
    connection: duckdb.DuckDBPyConnection, frames: Mapping[str, pd.DataFrame]
) -> Iterator[None]:
    """Keep frames as temporary tables while the block runs.

    Tables and not views on the frames: pandas columns are converted again by every query.
    """
    for name, frame in frames.items():
        connection.register("staged_frame", frame)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM staged_frame")
        connection.unregister("staged_frame")
    yield
    for name in frames:  # after an error the rollback takes them away
        connection.execute(f"DROP TABLE {name}")


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
