"""`python -m examples.panel.answers PANEL.duckdb`: the panel's answers, as `examples/queries/README.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from examples.panel.questions import FOLDER, questions
from warehouse.query import run_sql

README = FOLDER / "README.md"

_HEAD = """# Thirty questions

SQL to start from: one question a file. The answers below are those of the panel, a province of **invented**
figures in which the faults that a question must find are planted (`examples/panel`).

```
python -m examples.panel panel.duckdb
ogi sql --warehouse panel.duckdb - < examples/queries/q02_region_counted_once.sql
```

What a question is asked about stands in its first statements (`SET VARIABLE agency = '...'`): write other
values there. The files run in any DuckDB client that has the warehouse open.

This page is written by `python -m examples.panel.answers panel.duckdb`.
"""
_MOST_ROWS = 8
_MOST_CHARACTERS = 40


def answers(path: Path) -> str:
    """The page: every question with the first rows of its answer."""
    return "\n".join(
        [_HEAD, *_index(), *(line for code in questions() for line in _answer(code, path))]
    )


def _index() -> Iterator[str]:
    yield "| | question | 问题 | file |\n|---|---|---|---|"
    for each in questions().values():
        yield f"| {each.code} | {each.english} | {each.chinese} | [{each.file}]({each.file}) |"
    yield ""


def _answer(code: str, path: Path) -> Iterator[str]:
    question = questions()[code]
    found = run_sql(path, question.sql)
    asked = ", ".join(f"{name} = {value}" for name, value in question.values.items())
    yield f"## {code} {question.english}\n"
    yield f"{question.chinese}{f' ({asked})' if asked else ''}\n"
    yield f"| {' | '.join(found.columns)} |\n|{'---|' * len(found.columns)}"
    for row in found.rows[:_MOST_ROWS]:
        yield f"| {' | '.join(map(_shown, row))} |"
    more = len(found.rows) - _MOST_ROWS
    yield f"\n… and {more} more rows\n" if more > 0 else ""


def _shown(value: object) -> str:
    if value is None:
        return ""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    text = text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> None:
    """Writes the page from a warehouse of the panel."""
    README.write_text(answers(Path(sys.argv[1])), encoding="utf-8")


if __name__ == "__main__":
    main()
