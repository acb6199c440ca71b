"""What a run leaves in Prefect's UI: its summary, the rejected files, open problems, coverage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.summary import Summary

if TYPE_CHECKING:
    from warehouse.query import Result

MOST_ROWS = 500
"""Rows of a table; the UI draws all of them at once."""

MOST_EXPLAINED = 15
PROBLEM_COLUMNS = ("severity", "code", "problems", "files", "example")


@dataclass(frozen=True, slots=True)
class Artifact:
    """A page of Markdown, or the rows of a table. The key is the same in every run of a warehouse."""

    key: str
    description: str
    content: str | list[dict[str, Any]]


def artifacts_of(summary: Summary) -> list[Artifact]:
    """The artifacts of a run that has published; a table without rows is left out."""
    from warehouse.overview import coverage_by_level, problems_by_kind

    warehouse = Path(summary.warehouse)
    problems = _rows(problems_by_kind(warehouse))
    tables = {
        "rejected-files": ("files of this run that gave no report", summary.rejected_files),
        "problems": (
            f"open problems of {warehouse.name}, by kind; each of them: ogi problems",
            [{key: row[key] for key in PROBLEM_COLUMNS} for row in problems],
        ),
        "coverage": (
            f"reports expected and received in {warehouse.name}, by year and level",
            _rows(coverage_by_level(warehouse)),
        ),
    }
    text = "\n".join([summary.markdown(), *explained(problems)])
    page = Artifact("ogi-summary", f"run {summary.run_id}", text)
    return [page] + [
        Artifact(f"ogi-{name}", _cut(says, len(rows)), rows[:MOST_ROWS])
        for name, (says, rows) in tables.items()
        if rows
    ]


def explained(problems: list[dict[str, Any]]) -> list[str]:
    """The most frequent kinds of problems with what an example says, as Markdown: a table cuts sentences."""
    if not problems:
        return ["## Open problems", "", "None."]
    lines = [
        f"* **{row['severity']} `{row['code']}`**: {row['problems']} in {row['files']} files, "
        f"as in {row['example']}: {row['message']}"
        for row in problems[:MOST_EXPLAINED]
    ]
    return ["## Open problems", "", *lines]


def leave(artifacts: list[Artifact]) -> None:
    """Attaches artifacts to the run that this is called in."""
    from prefect.artifacts import create_markdown_artifact, create_table_artifact

    for artifact in artifacts:
        if isinstance(artifact.content, str):
            create_markdown_artifact(artifact.content, artifact.key, artifact.description)
        else:
            create_table_artifact(artifact.content, artifact.key, artifact.description)


def _rows(found: Result) -> list[dict[str, Any]]:
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def _cut(says: str, rows: int) -> str:
    return says if rows <= MOST_ROWS else f"{says} (the first {MOST_ROWS} of {rows})"
