"""Reports whose figures were published, from the files of examples/figures."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from examples.draw.figures import Figures, Key, Stated
from examples.draw.form import APPLICANTS, OUTCOMES
from examples.draw.printed import Printed

FOLDER = Path(__file__).parent.parent / "figures"


def published(stem: str, folder: Path = FOLDER) -> Figures:
    """The figures of one file; `_` stands for a blank cell, `x` for one that is not there."""
    data = tomllib.loads((folder / f"{stem}.toml").read_text(encoding="utf-8"))
    proactive: dict[Key, Printed] = {}
    for key, text in data.pop("proactive").items():
        subject, measure = key.split(".")
        proactive[subject, measure] = None if text == "_" else text
    return Figures(
        proactive=proactive,
        requests=_cells(data.pop("requests"), tuple(APPLICANTS)),
        disputes=_cells(data.pop("disputes"), tuple(OUTCOMES)),
        sections={name: tuple(texts) for name, texts in data.pop("sections").items()},
        stated=tuple(Stated(*figure) for figure in data.pop("stated")),
        **data,
    )


def _cells(rows: Mapping[str, str], columns: Sequence[str]) -> dict[Key, Printed]:
    """The cells of rows that are written as one line each."""
    return {
        (row, column): None if text == "_" else text
        for row, line in rows.items()
        for column, text in zip(columns, line.split(), strict=True)
        if text != "x"
    }
